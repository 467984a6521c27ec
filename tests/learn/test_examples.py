"""What labels say of windows."""

from __future__ import annotations

import numpy as np

from sidecar.learn.examples import IMPLIED, STATED, Span, covered

STARTS = np.array([0.0, 3.0, 6.0, 9.0])  # windows of 3 s


def test_a_window_holds_what_fills_half_of_it_or_lies_half_in_it() -> None:
    long, short = Span(0, 1.0, 7.0, True), Span(1, 5.8, 6.1, True)
    present, counts = covered([long, short], STARTS, 3.0, classes=2)
    assert present[:, 0].tolist() == [True, True, False, False]
    assert present[:, 1].tolist() == [False, True, False, False]
    # The other class was not named where one was; where none was, nothing is known.
    assert counts.tolist() == [[STATED, IMPLIED], [STATED, STATED], [0, 0], [0, 0]]


def test_a_moment_without_it_says_nothing_of_the_rest_of_the_window() -> None:
    moment, whole = Span(0, 0.0, 1.0, False), Span(0, 3.0, 6.0, False)
    present, counts = covered([moment, whole], STARTS, 3.0, classes=1)
    assert not present.any()
    assert counts[:, 0].tolist() == [0, STATED, 0, 0]


def test_where_somebody_heard_it_it_is() -> None:
    spans = [Span(0, 0.0, 3.0, False), Span(0, 1.0, 2.0, True)]
    present, counts = covered(spans, STARTS, 3.0, classes=1)
    assert (present[0, 0], counts[0, 0]) == (True, STATED)
