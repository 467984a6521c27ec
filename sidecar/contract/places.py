"""Messages about places and clocks: sites, deployments, and the rules that give a start."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from sidecar.characters import composed
from sidecar.contract.base import Id, Message, ReadPath, Request, Text
from sidecar.contract.notes import Note

SourceName = Literal[
    "pattern",
    "guano",
    "wamd",
    "opensoundscape",
    "audiomoth",
    "frontier",
    "bext",
    "ixml",
    "name",
    "folder",
    "fileDate",
    "earlier",
]

# With composed letters, so that names that look the same are the same.
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(composed),
]
_DAY = r"^\d{4}-\d\d-\d\d$"


def _day(text: str) -> str:
    if not re.match(_DAY, text, re.ASCII) or text.endswith("\n"):
        raise PydanticCustomError("day", "must be a day, such as 2026-05-01")
    return text


Day = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"pattern": _DAY})]

CENTURY_S = 3_155_760_000.0


class ClockFields(Message):
    """What people know of a recorder's clock. A missing field stays unchanged; null empties it."""

    timezone: str | None = Field(
        default=None,
        max_length=100,
        description="IANA name of the place's zone, such as Europe/Berlin: a start with an offset "
        "from UTC moves to local time, and one without is taken as local time.",
    )
    shift_seconds: float | None = Field(
        default=None,
        ge=-CENTURY_S,
        le=CENTURY_S,
        allow_inf_nan=False,
        description="Added to what the clock showed, before the time zone.",
    )
    source: SourceName | None = Field(
        default=None, description="The source whose start counts, if it tells a possible one."
    )
    pattern: str | None = Field(
        default=None,
        max_length=200,
        description="Reads the start from file names: {site}_{yyyy}_{MM}_{dd}_{HH}_{mm}_{ss}. In a "
        "folder's rule, {site} places recordings without a deployment at the site of that code.",
    )


class SiteChange(ClockFields):
    """A site by its id, or by its code and survey; a new code makes a new site."""

    site_id: Id | None = None
    site: Name | None = None
    survey: Name | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90, allow_inf_nan=False)
    longitude: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False)
    elevation: float | None = Field(default=None, ge=-12_000, le=9_000, allow_inf_nan=False)

    @model_validator(mode="after")
    def _somewhere(self) -> SiteChange:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("give latitude and longitude together")
        if self.latitude == 0 and self.longitude == 0:
            raise ValueError("latitude and longitude are both 0, as of a receiver without position")
        return self


class DeploymentChange(ClockFields):
    """A deployment by its id; without one, a new deployment of a recorder at a site.

    New names of `site`, `survey` and `recorder` make new rows.
    """

    deployment_id: Id | None = None
    site: Name | None = None
    survey: Name | None = None
    recorder: Name | None = None
    start_date: Day | None = None
    end_date: Day | None = None


class FolderChange(ClockFields):
    """A folder, with all folders below it, in the form of the catalog's paths."""

    folder: Text = Field(min_length=1)


class SetPlacesRequest(Request):
    """The catalog keeps all changes or none; one undo takes back all.

    Of a clock, a recording's own rule counts first, then its deployment's, its site's, and those
    of its folders, the deepest first; field by field.
    """

    sites: list[SiteChange] = Field(default=[], fail_fast=True, max_length=10_000)
    table: ReadPath | None = Field(
        default=None,
        description="A table of sites (CSV), with the columns site, latitude, longitude, and also "
        "survey, elevation and timezone.",
    )
    deployments: list[DeploymentChange] = Field(default=[], fail_fast=True, max_length=10_000)
    folders: list[FolderChange] = Field(default=[], fail_fast=True, max_length=10_000)
    dry_run: bool = Field(default=False, description="Change nothing, and say what would change.")

    @model_validator(mode="after")
    def _something(self) -> SetPlacesRequest:
        if not (self.sites or self.table or self.deployments or self.folders):
            raise ValueError("give sites, a table, deployments or folders")
        return self


class RemovePlacesRequest(Request):
    """Remove sites without deployments, deployments without recordings, and rules of clocks."""

    site_ids: list[Id] = Field(default=[], fail_fast=True, max_length=10_000)
    deployment_ids: list[Id] = Field(default=[], fail_fast=True, max_length=10_000)
    rule_ids: list[Id] = Field(default=[], fail_fast=True, max_length=10_000)

    @model_validator(mode="after")
    def _something(self) -> RemovePlacesRequest:
        if not (self.site_ids or self.deployment_ids or self.rule_ids):
            raise ValueError("give siteIds, deploymentIds or ruleIds")
        return self


class UndoPlacesRequest(Request):
    """Undo the latest batch of changes; `batchId` says which one that should be."""

    batch_id: Id | None = None


class MovedStart(Message):
    """A recording that has another start after a change."""

    recording_id: int
    path: str
    before: str | None
    after: str | None


class PlacesResult(Message):
    """`recordings` counts those that the changes concern, `starts` those with another start now.

    `placed` counts those that are now at the site that their name tells by a rule. `siteIds` and
    `deploymentIds` follow the order of the request. `moved` are at most 5 of the other starts.
    """

    batch_id: int | None = Field(description="Null for a dry run.")
    site_ids: list[int]
    deployment_ids: list[int]
    recordings: int
    placed: int
    starts: int
    moved: list[MovedStart]
    notes: list[Note]
