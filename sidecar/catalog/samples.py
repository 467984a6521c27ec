"""Samples as every catalog takes and gives them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from sidecar.catalog.values import Where
from sidecar.samples.draw import Cell
from sidecar.samples.scores import Scores
from sidecar.values import Float64, Int64

DAY_S = 86_400
NOON_S = DAY_S // 2

Purpose = Literal["estimate", "presence"]
Unit = Literal["siteDay", "siteNight", "site", "recording"]
Shown = Literal["rank", "other"]
Looked = Literal["estimate", "threshold"]


@dataclass(frozen=True)
class FrameQuestion:
    """Asks for the detections of one species by one model that pass filters."""

    species: str
    model_id: int
    where: Where = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class SampledRecordings:
    """Recordings that a sample may draw from, in parallel sequences [r].

    A recording without a digest of its whole sound has the digest "". `site` has the name of the
    survey before that of the site; "" is no site. `plain` ones hold no sound. `starts_at` counts
    seconds from 1970 by the recorder's clock; None is not known.
    """

    ids: Sequence[int]
    digest: Sequence[str]
    site: Sequence[str]
    plain: Sequence[bool]
    starts_at: Sequence[float | None]


@dataclass(frozen=True, eq=False)
class FoundWindows:
    """The detections of a frame: parallel arrays [n], those of analyses [a].

    `analysis` [n] are places in `analyses`; `recording` [a] are places in `recordings`.
    """

    recordings: SampledRecordings
    analyses: Int64
    recording: Int64
    run: Int64
    analysis: Int64
    start_s: Float64
    confidence: Float64


@dataclass(frozen=True)
class Item:
    """A window of a sample; `rank` and `batch` are None until it is a member.

    `digest` is lower-case hexadecimal. `weight` is that of thinning. `place` is that in its cell.
    Where whole units were drawn, `u` is that of the unit: its clips have one cell and one `u`.
    """

    digest: str
    start_ms: int
    end_ms: int
    logit: float
    cell: int
    u: float
    weight: float
    place: int
    rank: int | None = None
    batch: int | None = None


@dataclass(frozen=True)
class Part:
    """One species of a sample: what could be drawn (`windows`), and the cells it is parted into.

    `floor`, `deepest` and `edges` are logits. `floor_band` is the first band from the floor on.
    `frame` is a digest of the windows. `scores` are packed (`sidecar.samples.scores`).
    """

    species: str
    floor: float
    deepest: float | None
    windows: int
    silent: int
    frame: str
    edges: Sequence[float]
    floor_band: int
    cells: Sequence[Cell]
    scores: bytes
    items: Sequence[Item] = ()

    def kept_scores(self) -> Scores:
        """Read the logits of all windows by cell; raises ValueError if they are damaged."""
        return Scores.unpacked(self.scores, [each.size for each in self.cells])


@dataclass(frozen=True)
class SampledModel:
    """The exact model of a sample."""

    name: str
    version: str
    sha256: str
    converter: str


@dataclass(frozen=True)
class SampleRule:
    """What a sample is, besides its windows; `rule` is JSON: design, filters and runs."""

    name: str
    seed: int
    purpose: Purpose
    model: SampledModel
    rule: Mapping[str, Any]
    unit: Unit
    shown: Shown
    drawn_by: str
    drawn_at: str = ""  # the catalog sets it if it is empty

    @property
    def drawn_unit(self) -> Unit | None:
        """Give what was drawn whole; None for single clips."""
        design = self.rule.get("design")
        of_units = isinstance(design, dict) and design.get("unit_clips") is not None
        return self.unit if of_units else None


class Look(NamedTuple):
    """An estimate that was shown; `labelled` counts the labels behind it."""

    at: str
    species: str | None
    labelled: int
    what: Looked


@dataclass(frozen=True)
class NewSample:
    """A sample to keep, with all items, and the looks at it if it comes from another catalog."""

    head: SampleRule
    parts: Sequence[Part]
    looks: Sequence[Look] = ()


class Said(NamedTuple):
    """A decision that counts for a member: who made it, when, and the word.

    `person` is False where another program wrote a person's decision into a model's annotation. A
    decision that `settles` a dispute between people is no opinion of its own.
    """

    word: str
    by: str
    at: str
    person: bool
    settles: bool = False


@dataclass(frozen=True)
class Member:
    """A member of a sample, with what the catalog knows of it now.

    `recording_id` is None if no recording has its sound. `site` has the name of the survey before
    that of the site, `site_code`. `unit` names the unit that it belongs to:
    a site and a day, or what the sample says; members of one unit have the same text. `said` are
    the decisions of people on its species in regions that cover half of it at least, the one that
    counts first, and the last words of other people after it.
    """

    item_id: int
    species: str
    item: Item
    rank: int
    batch: int
    band: int
    recording_id: int | None
    site: str | None
    unit: str
    skipped: bool
    said: Sequence[Said]
    site_code: str | None = None

    @property
    def verdict(self) -> str | None:
        """Give the word that counts; None if nobody decided."""
        return self.said[0].word if self.said else None


@dataclass(frozen=True)
class Sample:
    """A whole sample: its parts (without their items), members by species and rank, and looks."""

    sample_id: int
    head: SampleRule
    parts: Sequence[Part]
    members: Sequence[Member]
    looks: Sequence[Look]


@dataclass(frozen=True)
class Growth:
    """Items that become members of a part: their places by cell follow those that are."""

    species: str
    cells: Sequence[int]  # in the order of review
    batch: int


def grouped(items: Iterable[Item], *, wholly: bool) -> list[list[Item]]:
    """Put the clips of each unit together if whole units were drawn; else each stands alone.

    The units and their clips stay in the order in which they come.
    """
    if not wholly:
        return [[each] for each in items]
    units: dict[tuple[int, float], list[Item]] = {}
    for each in items:
        units.setdefault((each.cell, each.u), []).append(each)
    return list(units.values())


def clips_of_units(members: Iterable[Member]) -> list[list[Member]]:
    """Put the members of each unit together, where whole units were drawn; in order of rank."""
    units: dict[tuple[str, int, float], list[Member]] = {}
    for each in members:
        units.setdefault((each.species, each.item.cell, each.item.u), []).append(each)
    return [sorted(unit, key=lambda each: each.rank) for unit in units.values()]


def unit_of(unit: Unit, recording_id: int | None, site: str | None, start_s: float | None) -> str:
    """Name the unit of a clip, which starts so many seconds after 1970 by the recorder's clock.

    A recording without a site is a site of its own. Nights change at noon.
    """
    place = site if site and unit != "recording" else f"recording {recording_id}"
    if unit in ("site", "recording") or start_s is None:
        return place
    noon = NOON_S if unit == "siteNight" else 0
    return f"{place}, day {math.floor((start_s - noon) / DAY_S)}"
