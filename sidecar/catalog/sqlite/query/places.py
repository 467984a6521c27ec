"""Questions about deployments, sites, surveys and recorders: the desktop app's own tables."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Field, Select, number

DEPLOYMENTS = Select(
    source="""Deployment d
      LEFT JOIN Site t ON t.siteId = d.siteId
      LEFT JOIN Survey v ON v.surveyId = t.surveyId
      LEFT JOIN Recorder c ON c.recorderId = d.recorderId""",
    fields={
        "deploymentId": number("d.deploymentId"),
        "siteId": number("d.siteId"),
        "surveyId": number("t.surveyId"),
        "recorderId": number("d.recorderId"),
        "site": Field("t.site_code"),
        "survey": Field("v.surveyname"),
        "recorder": Field("c.code"),
        "startDate": Field("d.start_date"),
        "endDate": Field("d.end_date"),
        "deployedBy": Field("d.deployed_by"),
        "note": Field("d.note"),
        "recordings": number(
            "(SELECT count(*) FROM Recording r WHERE r.deploymentId = d.deploymentId)"
        ),
    },
    key="deploymentId",
)

SITES = Select(
    source="Site t LEFT JOIN Survey v ON v.surveyId = t.surveyId",
    fields={
        "siteId": number("t.siteId"),
        "surveyId": number("t.surveyId"),
        "survey": Field("v.surveyname"),
        "site": Field("t.site_code"),
        "latitude": number("t.latitude"),
        "longitude": number("t.longitude"),
        "elevation": number("t.elevation"),
    },
    key="siteId",
)

SURVEYS = Select(
    source="Survey v",
    fields={
        "surveyId": number("v.surveyId"),
        "survey": Field("v.surveyname"),
        "studySite": Field("v.studysite"),
        "startDate": Field("v.start_date"),
        "endDate": Field("v.end_date"),
        "latitude": number("v.latitude"),
        "longitude": number("v.longitude"),
        "notes": Field("v.notes"),
    },
    key="surveyId",
)

RECORDERS = Select(
    source="Recorder c",
    fields={
        "recorderId": number("c.recorderId"),
        "recorder": Field("c.code"),
        "brand": Field("c.brand"),
        "model": Field("c.model"),
        "serial": Field("c.serialnbr"),
        "purchaseDate": Field("c.purchase_date"),
    },
    key="recorderId",
)
