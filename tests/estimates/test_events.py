"""Events: what counts as one run of detections."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sidecar.estimates.events import Timed

LENGTH = 3_000

_DETECTIONS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(-3, 3)),
    unique_by=lambda each: each[:2],
    min_size=1,
    max_size=30,
)


def timed(found: list[tuple[int, int, int]]) -> Timed:
    recording, step, logit = (np.array(each, np.int64) for each in zip(*found, strict=True))
    return Timed.of(recording, 1_500 * step, LENGTH, logit.astype(np.float64))


@given(_DETECTIONS, st.integers(-3, 4))
def test_events_are_runs_with_gaps_below_one_window(
    found: list[tuple[int, int, int]], logit: int
) -> None:
    runs = 0
    before: tuple[int, int] | None = None
    for recording, step, score in sorted(found):
        if score < logit:
            continue
        start = 1_500 * step
        if before is None or before[0] != recording or start - before[1] - LENGTH >= LENGTH:
            runs += 1
        before = recording, start
    assert timed(found).events(logit) == runs


@given(_DETECTIONS, st.randoms())
def test_the_order_of_detections_changes_no_event(
    found: list[tuple[int, int, int]], random: object
) -> None:
    mixed = [*found]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = timed(found), timed(mixed)
    assert [one.events(t) for t in range(-3, 4)] == [other.events(t) for t in range(-3, 4)]
    assert one.overlap == other.overlap


def test_neighbours_and_a_gap_of_less_than_a_window_are_one_event() -> None:
    touching = timed([(0, 0, 1), (0, 2, 1), (0, 5, 1), (0, 9, 1), (1, 10, 1)])
    assert not touching.overlap and touching.events(0.0) == 3
    assert timed([(0, 0, 1), (0, 1, 1)]).overlap
