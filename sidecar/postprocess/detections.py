"""Hits to detections: times, and one row for consecutive windows of one species."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.postprocess.scoring import Hits
from sidecar.values import Int64


@dataclass(frozen=True)
class Detection:
    """One species in one stretch of a recording; times in seconds from its start."""

    label: int
    start_s: float
    end_s: float
    confidence: float
    windows: int = 1


def as_detections(
    hits: Hits, offsets: Int64, *, rate_hz: int, window_s: float, duration_s: float
) -> list[Detection]:
    """One detection per hit; the last window is cut where the recording ends.

    `offsets` [w] are the windows' first samples. Times are rounded to a tenth of a millisecond.
    """
    starts = offsets[hits.window] / rate_hz
    ends = np.minimum(starts + window_s, max(duration_s, 0.0))
    rows = zip(
        hits.label.tolist(),
        np.round(starts, 4).tolist(),
        np.round(ends, 4).tolist(),
        hits.confidence.tolist(),
        strict=True,
    )
    return [Detection(*row) for row in rows]


def merge(detections: list[Detection], *, hop_s: float, most: int) -> list[Detection]:
    """Join detections of one species in consecutive windows, at most `most` windows to a row.

    Consecutive means that the next begins no later than one hop after the last (what
    BirdNET-Analyzer's "merge consecutive" does). The confidence is the mean.
    """
    groups: list[list[Detection]] = []
    latest: dict[int, list[Detection]] = {}
    for detection in detections:
        group = latest.get(detection.label)
        near = group and detection.start_s - group[-1].start_s <= hop_s + 1e-3
        if group and near and len(group) < most:
            group.append(detection)
        else:
            group = [detection]
            groups.append(group)
        latest[detection.label] = group
    return [_joined(group) for group in groups]


def _joined(group: list[Detection]) -> Detection:
    mean = sum(detection.confidence for detection in group) / len(group)
    return Detection(
        label=group[0].label,
        start_s=group[0].start_s,
        end_s=group[-1].end_s,
        confidence=round(mean, 6),
        windows=len(group),
    )
