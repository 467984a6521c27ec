"""Rows of surveys, sites, deployments and recorders."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.rows.held import FROM_JSON


class DeploymentRow(Message):
    deployment_id: int
    site_id: int | None
    survey_id: int | None
    recorder_id: int | None
    site: str | None
    survey: str | None
    recorder: str | None
    start_date: str | None
    end_date: str | None
    deployed_by: str | None
    note: str | None
    recordings: int


class SiteRow(Message):
    site_id: int
    survey_id: int | None
    survey: str | None
    site: str | None
    latitude: float | None
    longitude: float | None
    elevation: float | None
    timezone: str | None
    proposed_timezones: Annotated[list[str] | None, FROM_JSON] = Field(
        description="Time zones at these coordinates, the likeliest first; several near a border. "
        "Null if a zone is set, or at sea. A proposal changes nothing until a person sets it."
    )


class SurveyRow(Message):
    survey_id: int
    survey: str | None
    study_site: str | None
    start_date: str | None
    end_date: str | None
    latitude: float | None
    longitude: float | None
    notes: str | None


class RecorderRow(Message):
    recorder_id: int
    recorder: str | None
    brand: str | None
    model: str | None
    serial: str | None
    purchase_date: str | None
