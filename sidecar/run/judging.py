"""How windows are judged: one request's settings, applied to one model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.audio.clock import NO_RULES, ClockRules, Start, effective_start, follows_the_file
from sidecar.audio.provenance import Provenance
from sidecar.audio.source import latest_start
from sidecar.audio.windows import Grid
from sidecar.models.interface import ALL_YEAR, Model
from sidecar.models.ranges.interface import RangeModel
from sidecar.run.detections import Detection, as_found, merge
from sidecar.run.scoring import Hits, Scoring, Sensitivity
from sidecar.run.species import week_of
from sidecar.values import Bool, Channel, Float32, Float64, Int64

# The settings that decide which windows a recording has; one that was not given may be absent.
_WINDOWING = (
    "overlap",
    "padding",
    "skipBelow",
    "channel",
    "resampling",
    "level",
    "levelDbfs",
)

# Part of every digest: raise it when the same settings would give other results.
PIPELINE_VERSION = 1

# How many places and weeks keep their species in memory: many recordings share one.
_REMEMBERED = 64


@dataclass(frozen=True)
class Place:
    """The place and week of a range filter; None where no filter applies."""

    latitude: float | None = None
    longitude: float | None = None
    week: int | None = None


_NO_PLACE = Place()


@dataclass(frozen=True)
class Origin:
    """A recording's known place and start."""

    latitude: float | None = None
    longitude: float | None = None
    start: datetime | None = None
    start_was_set: bool = False  # by a person or the app; it wins over the file
    unread: bool = False  # the app knows it, and Linnet never read it
    clock: ClockRules = NO_RULES  # what people know of the recorder's clock
    disagrees: bool = False  # possible starts of the file's sources differ

    def read(self, provenance: Provenance, name: str) -> Origin:
        """Add what the file itself says; its start replaces one that no person set.

        `name` is the file's, for a pattern.
        """
        metadata, told = provenance.metadata, self._told(provenance, name)
        # An app that imports recordings may date them with the day of the import.
        imported = self.unread and follows_the_file(self.start, provenance.sources)
        was_set = self.start_was_set and not (imported and told.at)
        newer = None if was_set else told.at
        return Origin(
            latitude=self.latitude if self.latitude is not None else metadata.latitude,
            longitude=self.longitude if self.longitude is not None else metadata.longitude,
            start=newer or self.start,
            start_was_set=was_set,
            clock=self.clock,
            disagrees=bool(told.disagreeing) and not was_set,
        )

    def _told(self, provenance: Provenance, name: str) -> Start:
        return effective_start(provenance.sources, self.clock, name, latest_start())


@dataclass(frozen=True)
class Digests:
    """Digests of an analysis's windows, and of all settings that decide its detections."""

    windows: str
    settings: str


@dataclass(frozen=True)
class Range:
    """Limits species to a place and week; None takes each recording's own."""

    latitude: float | None
    longitude: float | None
    week: int | None
    threshold: float
    keeps_unknown: bool

    def place(self, origin: Origin) -> Place:
        stated = self if self.latitude is not None else origin
        if stated.latitude is None or stated.longitude is None:
            return Place()
        week = self.week
        if week is None:
            week = week_of(origin.start.date()) if origin.start else ALL_YEAR
        return Place(stated.latitude, stated.longitude, week)


@dataclass(frozen=True, kw_only=True, eq=False)
class Judging:
    """One request's settings for one model: a value that needs neither request nor model."""

    settings: Mapping[str, Any]  # as the run's record holds them
    seen: Mapping[str, Any]  # what the model is given
    judged: Mapping[str, Any]  # what else of the model decides its results
    range_digest: str | None  # of the range model that judges places
    thresholds: npt.NDArray[np.float64]  # [classes], smallest confidence that counts
    listed: Bool  # [classes], classes that may be named
    unranged: Bool  # [classes], classes that the range model does not know
    sensitivity: Sensitivity
    top_k: int | None
    merge: int  # windows of one species in a row that become one detection
    hop_s: float
    range: Range | None

    def place(self, origin: Origin) -> Place:
        """Decide the place and week for a recording's range filter."""
        return _NO_PLACE if self.range is None else self.range.place(origin)

    def digests(self, place: Place, dtype: str, channel: Channel) -> Digests:
        """Identify the windows and the results that these settings give for a channel.

        A channel is the same whether it was asked for alone or with the others.
        """
        settings = {name: value for name, value in self.settings.items() if name != "channel"}
        if channel is not None:
            settings["channel"] = channel
        seen = {"dtype": dtype, **self.seen}
        judged = {
            "place": asdict(place),
            "range": self.range_digest if place.week is not None else None,
            **self.judged,
        }
        windowing = {name: settings[name] for name in _WINDOWING if name in settings}
        return Digests(
            windows=_digest({**windowing, **seen}),
            settings=_digest({**settings, **seen, **judged}),
        )


class Judge:
    """Applies a judging with its model; several threads may use it at once."""

    def __init__(self, judging: Judging, model: Model, ranges: RangeModel | None = None) -> None:
        """Take the range model that judges places; by default, the model's own."""
        self.judging = judging
        self._labels = model.labels
        self._grid = Grid(model.manifest.sample_rate, model.manifest.window)
        occurrence = model.occurrence if ranges is None else ranges.occurrence
        self._occurrence = lru_cache(maxsize=_REMEMBERED)(occurrence)
        self.scoring = lru_cache(maxsize=_REMEMBERED)(self._scoring)

    def _scoring(self, place: Place) -> Scoring:
        """Give the scoring for windows of a recording from this place."""
        judging = self.judging
        allowed, occurrence = judging.listed, self._occurs(place)
        if occurrence is not None and judging.range is not None:
            there = occurrence >= judging.range.threshold
            unknown = judging.unranged
            allowed = allowed & (
                there | unknown if judging.range.keeps_unknown else there & ~unknown
            )
        return Scoring(
            thresholds=judging.thresholds,
            allowed=allowed,
            sensitivity=judging.sensitivity,
            top_k=judging.top_k,
            listed=judging.listed,
        )

    def name(
        self, hits: Hits, offsets: Int64, place: Place, reached_s: float | Float64
    ) -> Sequence[Detection]:
        """Turn hits into detections with names.

        `reached_s` says how far the recording could be read: one value, or one for each hit.
        """
        found = as_found(
            hits,
            offsets,
            self._labels,
            self._grid,
            duration_s=reached_s,
            occurrence=self._occurs(place),
        )
        if self.judging.merge > 1:
            return merge(
                found, hits.label.tolist(), hop_s=self.judging.hop_s, most=self.judging.merge
            )
        return found

    def _occurs(self, place: Place) -> Float32 | None:
        """Give the range model's values [classes] for a place; None without one."""
        if place.latitude is None or place.longitude is None or place.week is None:
            return None
        return self._occurrence(place.latitude, place.longitude, place.week)


def _digest(values: dict[str, Any]) -> str:
    text = json.dumps([PIPELINE_VERSION, values], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
