"""Turns hits into detections: adds names and times, and joins consecutive windows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

import numpy as np
import numpy.typing as npt

from sidecar.audio.windows import Grid
from sidecar.models.labels import Labels
from sidecar.run.scoring import Hits
from sidecar.values import Float32, Float64, Int64


@dataclass(frozen=True)
class Detection:
    """One species in one stretch of a recording; times in seconds from its start."""

    species: str
    common: str
    start_s: float
    end_s: float
    confidence: float
    occurrence: float | None = None  # the range model's value for the place and week
    windows: int = 1


# Detections that are made at once from arrays.
_AT_ONCE = 4096


@dataclass(frozen=True, eq=False)
class Found(Sequence[Detection]):
    """Detections as arrays [h]: 28 bytes each, and no object until one is asked for."""

    labels: Labels
    label: npt.NDArray[np.int32]
    start_s: Float64
    end_s: Float64
    confidence: Float64
    occurrence: Float32 | None = None  # [classes]; NaN is unknown

    def __len__(self) -> int:
        return len(self.label)

    @overload
    def __getitem__(self, place: int) -> Detection: ...

    @overload
    def __getitem__(self, place: slice) -> Found: ...

    def __getitem__(self, place: int | slice) -> Detection | Found:
        if not isinstance(place, slice):
            number = range(len(self))[place]
            return next(iter(self[number : number + 1]))
        return replace(
            self,
            label=self.label[place],
            start_s=self.start_s[place],
            end_s=self.end_s[place],
            confidence=self.confidence[place],
        )

    def __iter__(self) -> Iterator[Detection]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self[first : first + _AT_ONCE]._detections()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _detections(self) -> Iterator[Detection]:
        likely: list[float | None] = [None] * len(self)
        if self.occurrence is not None:
            values = self.occurrence[self.label].tolist()
            likely = [None if math.isnan(each) else each for each in values]
        for label, *rest in zip(
            self.label.tolist(),
            self.start_s.tolist(),
            self.end_s.tolist(),
            self.confidence.tolist(),
            likely,
            strict=True,
        ):
            yield Detection(self.labels.species[label], self.labels.common[label], *rest)


def by_species(found: Sequence[Detection]) -> dict[tuple[str, str], tuple[int, float]]:
    """Count detections by scientific and common name, with the highest confidence of each."""
    if isinstance(found, Found):
        labels, place, counts = np.unique(found.label, return_inverse=True, return_counts=True)
        best = np.zeros(len(labels))
        np.maximum.at(best, place, found.confidence)
        each = zip(labels.tolist(), counts.tolist(), best.tolist(), strict=True)
        heard = [(found.labels.species[n], found.labels.common[n], *rest) for n, *rest in each]
    else:
        heard = [(each.species, each.common, 1, each.confidence) for each in found]
    totals: dict[tuple[str, str], tuple[int, float]] = {}
    for species, common, number, confidence in heard:
        before, most = totals.get((species, common), (0, 0.0))
        totals[species, common] = before + number, max(most, confidence)
    return totals


def as_found(
    hits: Hits,
    offsets: Int64,
    labels: Labels,
    grid: Grid,
    *,
    duration_s: float | Float64,
    occurrence: Float32 | None = None,
) -> Found:
    """Make one detection of each hit.

    `offsets` [w] are the windows' first samples. `duration_s` is the recording's, or [h] that of
    each hit's recording. `occurrence` [classes] holds the range model's values.
    """
    starts, ends = grid.times(offsets[hits.window], duration_s)
    label = hits.label.astype(np.int32)
    return Found(labels, label, starts, ends, hits.confidence, occurrence)


def merge(
    found: Sequence[Detection], classes: Sequence[int], *, hop_s: float, most: int
) -> list[Detection]:
    """Join detections of one class in consecutive windows, at most `most` windows to a row.

    `classes` [h] are the classes of `found`. Windows are consecutive if the next one begins at most
    one hop after the last, as in BirdNET-Analyzer's "merge consecutive". The joined confidence is
    the mean.
    """
    groups: list[list[Detection]] = []
    latest: dict[int, list[Detection]] = {}
    for each, label in zip(found, classes, strict=True):
        group = latest.get(label)
        near = group and each.start_s - group[-1].start_s <= hop_s + 1e-3
        if group and near and len(group) < most:
            group.append(each)
        else:
            group = [each]
            groups.append(group)
        latest[label] = group
    return [_joined(group) for group in groups]


def _joined(group: list[Detection]) -> Detection:
    mean = sum(each.confidence for each in group) / len(group)
    return Detection(
        species=group[0].species,
        common=group[0].common,
        start_s=group[0].start_s,
        end_s=group[-1].end_s,
        confidence=round(mean, 6),
        occurrence=group[0].occurrence,
        windows=len(group),
    )
