"""Stretches of speech from probabilities, however they come."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sidecar.speech.intervals import FRAME_MS, Interval, Spotter

PROBABILITIES = st.lists(st.sampled_from([0.0, 0.2, 0.4, 0.6, 1.0]), max_size=120)


def spotted(values: list[float], *cuts: int) -> list[Interval]:
    spotter = Spotter()
    for part in np.split(np.array(values, np.float32), sorted(min(c, len(values)) for c in cuts)):
        spotter.take(part)
    return spotter.intervals(len(values) * FRAME_MS)


@given(PROBABILITIES, st.lists(st.integers(0, 120), max_size=4))
def test_stretches_do_not_depend_on_how_frames_are_handed_over(
    values: list[float], cuts: list[int]
) -> None:
    assert spotted(values, *cuts) == spotted(values)


@given(PROBABILITIES)
def test_stretches_are_apart_and_hold_speech(values: list[float]) -> None:
    found = spotted(values)
    edges = [edge for each in found for edge in (each.start_ms, each.end_ms)]
    assert edges == sorted(edges)
    for each in found:
        assert each.end_ms - each.start_ms > 250 and 0 <= each.probability <= 1
        inside = values[each.start_ms // FRAME_MS : each.end_ms // FRAME_MS]
        assert max(inside) >= 0.5


@given(st.integers(0, 40), st.integers(9, 60), st.integers(0, 40))
def test_a_word_is_found_where_it_is_with_30_ms_around(before: int, word: int, after: int) -> None:
    found = spotted([0.0] * before + [0.9] * word + [0.1] * after)
    end = (before + word) * FRAME_MS
    total = (before + word + after) * FRAME_MS
    (only,) = found
    assert only.start_ms == max(0, before * FRAME_MS - 30)
    assert only.end_ms == min(total, end + 30) if after >= 5 else only.end_ms == total
    assert only.probability > 0.6  # a pause that is not over counts in it


def test_a_short_pause_parts_no_sentence_and_a_long_one_does() -> None:
    word = [0.9] * 10
    assert len(spotted([*word, *[0.1] * 3, *word, *[0.0] * 9])) == 1
    assert len(spotted([*word, *[0.1] * 9, *word, *[0.0] * 9])) == 2
    # Between both thresholds, speech neither begins nor ends.
    assert len(spotted([*word, *[0.4] * 30, *word, *[0.0] * 9])) == 1
    assert spotted([0.4] * 100) == []


def test_a_click_is_no_speech() -> None:
    assert spotted([0.0, *[1.0] * 7, *[0.0] * 20]) == []


def test_a_night_of_speech_is_one_stretch() -> None:
    spotter = Spotter()
    for _ in range(1000):
        spotter.take(np.ones(128, np.float32))
    (night,) = spotter.intervals(128_000 * FRAME_MS)
    assert night == Interval(0, 128_000 * FRAME_MS, 1.0)
