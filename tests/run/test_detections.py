"""Hits to detections, and merging."""

from __future__ import annotations

import numpy as np
import pytest

from sidecar.audio.windows import Grid
from sidecar.models.labels import Labels
from sidecar.run.detections import Detection, as_found, merge
from sidecar.run.scoring import Hits

GRID = Grid(48_000, 3.0)
LABELS = Labels(("Strix aluco", "Parus major"), ("Tawny Owl", "Great Tit"))


def _owl(start: float, confidence: float = 0.5) -> Detection:
    return Detection("Strix aluco", "Tawny Owl", start, start + 3.0, confidence)


def test_the_last_detection_ends_with_the_recording() -> None:
    hits = Hits(np.array([0, 1]), np.array([1, 1]), np.array([0.5, 0.6]))
    offsets = np.array([0, 144_000])
    found = as_found(hits, offsets, LABELS, GRID, duration_s=5.5)
    assert [(row.start_s, row.end_s) for row in found] == [(0.0, 3.0), (3.0, 5.5)]
    assert {(row.species, row.common, row.occurrence) for row in found} == {
        ("Parus major", "Great Tit", None)
    }


def test_each_hit_may_be_of_a_recording_that_ends_elsewhere() -> None:
    hits = Hits(np.array([0, 1]), np.array([0, 1]), np.array([0.5, 0.6]))
    occurrence = np.array([0.25, 0.75], np.float32)
    found = as_found(
        hits,
        np.array([0, 0]),
        LABELS,
        GRID,
        duration_s=np.array([1.5, 9.0]),
        occurrence=occurrence,
    )
    assert [(row.end_s, row.occurrence) for row in found] == [(1.5, 0.25), (3.0, 0.75)]


def test_what_was_found_is_a_sequence_of_detections_that_are_made_when_asked_for() -> None:
    count = 10_000  # more than are made at once
    hits = Hits(np.arange(count), np.arange(count) % 2, np.linspace(0.1, 0.9, count))
    found = as_found(hits, 144_000 * np.arange(count), LABELS, GRID, duration_s=1e9)
    listed = list(found)
    assert len(found) == len(listed) == count and found == listed
    assert found[0] == listed[0] and found[-1] == listed[-1]
    assert found[4090:4100] == listed[4090:4100] and found[:0] == []
    assert max(found, key=lambda row: row.confidence) == listed[-1]
    with pytest.raises(IndexError):
        found[count]


def test_consecutive_windows_of_one_species_become_one_row() -> None:
    rows = [_owl(start, 0.5 + start / 30) for start in (0.0, 3.0, 6.0, 12.0)]
    merged = merge(rows, [1] * 4, hop_s=3.0, most=10)
    assert [(row.start_s, row.end_s, row.windows) for row in merged] == [
        (0.0, 9.0, 3),
        (12.0, 15.0, 1),
    ]
    assert merged[0].confidence == 0.6


def test_a_merged_row_holds_at_most_so_many_windows() -> None:
    rows = [_owl(float(start)) for start in range(0, 15, 3)]
    assert [row.windows for row in merge(rows, [1] * 5, hop_s=3.0, most=2)] == [2, 2, 1]


def test_other_species_between_do_not_part_a_row() -> None:
    tit = Detection("Parus major", "Great Tit", 0.0, 3.0, 0.4)
    merged = merge([_owl(0.0), tit, _owl(3.0)], [1, 2, 1], hop_s=3.0, most=9)
    assert [row.species for row in merged] == ["Strix aluco", "Parus major"]


def test_two_classes_of_one_species_are_not_merged() -> None:
    rows = [_owl(0.0), _owl(0.0, 0.4), _owl(3.0)]
    merged = merge(rows, [1, 2, 1], hop_s=3.0, most=9)
    assert [(row.windows, row.end_s) for row in merged] == [(2, 6.0), (1, 3.0)]
