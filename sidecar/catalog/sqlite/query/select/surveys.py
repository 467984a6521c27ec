"""Surveys: the desktop app's own table."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Select, number, text

SURVEYS = Select(
    source="Survey v",
    fields={
        "surveyId": number("v", "surveyId"),
        "survey": text("v", "surveyname"),
        "studySite": text("v", "studysite"),
        "startDate": text("v", "start_date"),
        "endDate": text("v", "end_date"),
        "latitude": number("v", "latitude"),
        "longitude": number("v", "longitude"),
        "notes": text("v", "notes"),
    },
    key="surveyId",
)
