"""Questions about occasions: what a catalog knows of sites, nights and species."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sidecar.catalog.values import Where
from sidecar.occasions.calendar import OccasionCalendar
from sidecar.occasions.cells import Sums
from sidecar.values import Bool, Float64, Int64


@dataclass(frozen=True)
class OccasionQuestion:
    """Sites, occasions and species, with the least confidence of each species.

    `where` has filters on places and times; those on times cut the hours too. Occasions begin
    `start_s` seconds after midnight and last for `days`; the first one begins on the day
    `first`, counted from 1970, or where recordings begin.
    """

    model: str
    species: Sequence[str]
    thresholds: Sequence[float]
    where: Where = field(default_factory=dict)
    start_s: int = 43_200
    days: int = 1
    first: int | None = None


class AnalysisBasis(NamedTuple):
    """What decides which species an analysis may name: its run, and the place of its filter."""

    run_id: int
    latitude: float | None
    longitude: float | None
    week: int | None


@dataclass(frozen=True)
class OccasionFrame:
    """The sites in their order, by siteId [n], and the occasions that all of them have.

    Recordings `without_site` or without a start (`undated`) belong to no occasion. `calendar` is
    None without any recording. `model_ids` are the versions of the model whose analyses count.
    `span` are the first and the last moment of recordings, in seconds.
    """

    calendar: OccasionCalendar | None
    sites: Int64
    without_site: int
    undated: int
    example_without_site: str | None
    example_undated: str | None
    bases: Sequence[AnalysisBasis]
    model_ids: Sequence[int]
    span: tuple[float, float] | None


class OccasionSite(NamedTuple):
    site_id: int
    survey: str | None
    site: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, eq=False)
class OccasionBlock:
    """The occasions of some sites. Cells lie in the order of sites, then occasions, then species.

    Effort may differ by species, since not every analysis could name each: `effort` are
    arrays by group of species, and `group` [species] is the group of each.
    """

    calendar: OccasionCalendar
    sites: Sequence[OccasionSite]
    group: Int64
    analysed: Float64  # [groups, sites * occasions] seconds, overlaps once, before masks
    recorder: Float64  # the same, overlaps as often as they are there
    masked: Float64 | None  # the same under masks; None: nobody measured any
    recorded: Bool  # [sites * occasions] whether anything was recorded
    recordings: Int64  # [sites * occasions] recordings that were analysed
    failed: Int64  # [sites * occasions] recordings that could not be analysed
    sums: Sums
    yes: Int64  # [cells] detections above the threshold with a person's YES
    no: Int64


class BestDetection(NamedTuple):
    """The detection of an occasion with the best score."""

    detection_id: int
    path: str
    start: float
    end: float
    digest: str | None


class CellPlace(NamedTuple):
    """Where a cell is: a site, a span of time in seconds, a species, and the score sought there."""

    site_id: int
    begin_s: float
    end_s: float
    species: str
    confidence: float


Reportable = Mapping[AnalysisBasis, Bool]
"""Which of the asked species [species] each basis lets an analysis name."""
