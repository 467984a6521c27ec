"""Hits to detections, and merging."""

from __future__ import annotations

import numpy as np

from sidecar.postprocess.detections import Detection, as_detections, merge
from sidecar.postprocess.scoring import Hits


def test_the_last_detection_ends_with_the_recording() -> None:
    hits = Hits(np.array([0, 1]), np.array([7, 7]), np.array([0.5, 0.6]))
    offsets = np.array([0, 144_000])
    found = as_detections(hits, offsets, rate_hz=48_000, window_s=3.0, duration_s=5.5)
    assert [(row.start_s, row.end_s) for row in found] == [(0.0, 3.0), (3.0, 5.5)]


def test_consecutive_windows_of_one_species_become_one_row() -> None:
    rows = [Detection(1, start, start + 3.0, 0.5 + start / 30) for start in (0.0, 3.0, 6.0, 12.0)]
    merged = merge(rows, hop_s=3.0, most=10)
    assert [(row.start_s, row.end_s, row.windows) for row in merged] == [
        (0.0, 9.0, 3),
        (12.0, 15.0, 1),
    ]
    assert merged[0].confidence == 0.6


def test_a_merged_row_holds_at_most_so_many_windows() -> None:
    rows = [Detection(1, float(start), start + 3.0, 0.5) for start in range(0, 15, 3)]
    assert [row.windows for row in merge(rows, hop_s=3.0, most=2)] == [2, 2, 1]


def test_other_species_between_do_not_part_a_row() -> None:
    rows = [Detection(1, 0.0, 3.0, 0.5), Detection(2, 0.0, 3.0, 0.4), Detection(1, 3.0, 6.0, 0.5)]
    assert [row.label for row in merge(rows, hop_s=3.0, most=9)] == [1, 2]
