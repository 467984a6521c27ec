"""Turns hits into detections: adds names and times, and joins consecutive windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def as_found(
    hits: Hits,
    offsets: Int64,
    labels: Labels,
    grid: Grid,
    *,
    duration_s: float | Float64,
    occurrence: Float32 | None = None,
) -> list[Detection]:
    """Make one detection of each hit.

    `offsets` [w] are the windows' first samples. `duration_s` is the recording's, or [h] that of
    each hit's recording. `occurrence` [classes] holds the range model's values.
    """
    starts, ends = grid.times(offsets[hits.window], duration_s)
    likely = [None] * len(starts) if occurrence is None else occurrence[hits.label].tolist()
    return [
        Detection(labels.species[label], labels.common[label], *rest)
        for label, *rest in zip(
            hits.label.tolist(),
            starts.tolist(),
            ends.tolist(),
            hits.confidence.tolist(),
            likely,
            strict=True,
        )
    ]


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
