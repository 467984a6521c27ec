"""Samples are the same everywhere, grow without losing a member, and are not biased."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.samples import prn
from sidecar.samples.allocation import allocate
from sidecar.samples.bands import band_edges
from sidecar.samples.design import Design
from sidecar.samples.draw import Drawing, parted, shared
from sidecar.samples.frame import Frame
from sidecar.samples.scores import Scores, confidence_of, logit_of, on_grid
from sidecar.samples.thinning import groups, thin

FLOOR = -2.197


def _frame(
    recording: list[int], start_ms: list[int], logit: list[float], digests: list[str] | None = None
) -> Frame:
    names = digests or [f"{number:024x}" for number in range(1 + max(recording, default=0))]
    return Frame(
        names,
        np.array(recording, np.int64),
        np.array(start_ms, np.int64),
        on_grid(logit),
        floor=FLOOR,
    )


def _members(frame: Frame, drawing: Drawing, n: int) -> list[tuple[str, int]]:
    rows = drawing.rows(drawing.allocated(n).order).tolist()
    return [(frame.digests[frame.recording[row]], int(frame.start_ms[row])) for row in rows]


def _drawn(
    frame: Frame, n: int, seed: int = 11, design: Design | None = None
) -> list[tuple[str, int]]:
    return _members(frame, parted(frame, design or Design(), seed), n)


@pytest.mark.parametrize(
    ("seed", "salt", "digest", "starts", "expected"),
    [
        (7, "draw", "00ff", [0, 3000, 6000], [0.052533779050, 0.197112774774, 0.918528261238]),
        (7, "cap", "00ff", [0], [0.420351663171]),
        (8, "draw", "00ff", [0], [0.958579954722]),
        (7, "draw", "0100", [0], [0.001608604867]),
    ],
)
def test_random_numbers_are_the_published_ones(
    seed: int, salt: prn.Salt, digest: str, starts: list[int], expected: list[float]
) -> None:
    start_ms = np.array(starts, np.int64)
    found = prn.numbers(seed, salt, [digest], np.zeros(len(starts), np.int64), start_ms)
    assert found == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("sizes", "n", "counts", "order"),
    [
        (
            [400, 300, 200, 80, 20],
            60,
            [16, 15, 13, 10, 6],
            [4, 3, 2, 1, 0, 4, 3, 2, 1, 0, 0, 1, 2, 0],
        ),
        ([400, 300, 200, 80, 20], 100, [27, 25, 22, 16, 10], [4, 3, 2, 1, 0, 4, 3, 2, 1, 0, 0, 1]),
        ([5000, 0, 3, 1, 40], 30, [22, 0, 2, 1, 5], [4, 3, 2, 0, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0]),
        ([2, 2, 2, 2, 2], 20, [2, 2, 2, 2, 2], [4, 3, 2, 1, 0, 4, 3, 2, 1, 0]),
    ],
)
def test_clips_are_shared_out_by_the_cube_root_of_the_bands(
    sizes: list[int], n: int, counts: list[int], order: list[int]
) -> None:
    found = allocate(sizes, n)
    assert found.counts.tolist() == counts
    assert [*found.order][: len(order)] == order


def test_a_whole_sample_is_the_one_of_the_design() -> None:
    frame = _frame(
        [0] * 300,
        [3000 * i for i in range(300)],
        [-2.19 + 8 * i / 299 for i in range(300)],
        ["ab" * 12],
    )
    drawing = parted(frame, Design(), seed=11)
    assert [cell.size for cell in drawing.cells] == [60, 60, 59, 60, 61]
    assert drawing.allocated(100).counts.tolist() == [20, 20, 20, 20, 20]
    assert drawing.allocated(30).counts.tolist() == [6, 6, 6, 6, 6]
    assert drawing.edges == pytest.approx([-0.600951, 0.995098, 2.591146, 4.187195], abs=1e-6)
    rows = drawing.rows(drawing.allocated(100).order)
    assert rows[:5].tolist() == [258, 206, 160, 71, 35]


def test_edges_are_the_same_without_scores_and_with_one() -> None:
    assert band_edges(np.array([]), 0.0, 2).tolist() == [0.5]
    assert band_edges(np.array([4.0]), 0.0, 2).tolist() == [2.0]
    assert band_edges(np.array([4.0]), 0.0, 1).tolist() == []


SIZES = st.lists(st.integers(0, 60), min_size=1, max_size=7)


@given(SIZES, st.integers(0, 90), st.integers(0, 90), st.sampled_from([0.0, 1 / 3, 0.5, 1.0]))
def test_a_larger_sample_takes_nothing_away(
    sizes: list[int], n: int, more: int, power: float
) -> None:
    one, whole = allocate(sizes, n, power=power), allocate(sizes, n + more, power=power)
    assert [*whole.order][: len(one.order)] == [*one.order]
    assert one.counts.sum() == min(n, sum(sizes))
    assert (one.counts <= np.array(sizes)).all() and (one.counts <= whole.counts).all()
    further = allocate(sizes, more, power=power, given=one.counts.tolist())
    assert [*one.order, *further.order] == [*whole.order]


@given(SIZES, st.integers(0, 90), st.integers(0, 30), st.data())
def test_the_halves_above_and_below_the_floor_grow_in_turns(
    sizes: list[int], n: int, more: int, data: st.DataObject
) -> None:
    below = range(data.draw(st.integers(0, len(sizes))))
    one = shared(sizes, n, Design(), below=below)
    whole = shared(sizes, n + more, Design(), below=below)
    assert [*whole.order][: len(one.order)] == [*one.order]
    further = shared(sizes, more, Design(), below=below, given=one.counts.tolist())
    assert [*one.order, *further.order] == [*whole.order]
    under, over = sum(one.counts[: len(below)]), sum(one.counts[len(below) :])
    full = under == sum(sizes[: len(below)]) or over == sum(sizes[len(below) :])
    assert len(one.order) == min(n, sum(sizes)) and (full or abs(over - under) <= 1)


WINDOWS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 40), st.floats(FLOOR, 6.0)),
    min_size=1,
    max_size=80,
    unique_by=lambda each: each[:2],
)
DESIGNS = st.builds(
    Design,
    bands=st.integers(1, 6),
    cap=st.none() | st.integers(1, 3),
    block_ms=st.none() | st.just(9_000),
)


@given(WINDOWS, DESIGNS, st.integers(1, 60), st.randoms())
def test_the_order_of_rows_and_recordings_changes_no_member(
    windows: list[tuple[int, int, float]], design: Design, n: int, chance: object
) -> None:
    digests = [f"{number * 7919:024x}" for number in range(6)]
    frame = _frame(*_columns(windows), digests)
    shuffled = [*windows]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = [(5 - place, start, logit) for place, start, logit in shuffled]
    other = _frame(*_columns(turned), digests[::-1])
    assert _drawn(frame, n, design=design) == _drawn(other, n, design=design)
    assert frame.identity("Asio otus") == other.identity("Asio otus") != frame.identity("Asio")
    assert _drawn(frame, n, design=design) == _drawn(frame, n + 5, design=design)[:n]


def _columns(
    windows: list[tuple[int, int, float]],
) -> tuple[list[int], list[int], list[float]]:
    place, start, logit = zip(*windows, strict=True)
    return [*place], [3000 * each for each in start], [*logit]


def test_another_seed_draws_others() -> None:
    frame = _frame([0] * 200, [3000 * i for i in range(200)], [i / 50 for i in range(200)])
    assert _drawn(frame, 20, seed=1) != _drawn(frame, 20, seed=2)
    assert _drawn(frame, 20, seed=1) == _drawn(frame, 20, seed=1)


@given(WINDOWS, st.integers(1, 40), st.integers(0, 9))
def test_more_recordings_replace_members_only_by_lower_numbers(
    windows: list[tuple[int, int, float]], n: int, seed: int
) -> None:
    more = [*windows, *((place + 6, start, logit) for place, start, logit in windows)]
    digests = [f"{number:024x}" for number in range(12)]
    few = parted(_frame(*_columns(windows), digests), Design(bands=1), seed)
    many_frame = _frame(*_columns(more), digests)
    many = parted(many_frame, Design(bands=1), seed)
    before = {*few.rows(few.allocated(n).order).tolist()}  # the first rows are the same windows
    after = many.rows(many.allocated(n).order).tolist()
    highest = max(many.u[after])
    assert {row for row in before if many.u[row] < highest} <= {*after}


def test_a_cap_of_one_a_recording_is_unbiased_once_weighted() -> None:
    """All draws of two of three candidates, from recordings with one, two and three windows."""
    recording = np.array([0, 1, 1, 2, 2, 2])
    true = [1, 1, 0, 0, 1, 1]
    group = groups(recording, np.zeros(6, np.int64), np.zeros(6, np.int64), None)
    totals, shares = [], []
    for orders in product(*(permutations(range(size)) for size in (1, 2, 3))):
        u = np.array([place for order in orders for place in order], np.float64)
        kept, weight = thin(group, u, np.arange(6), 1)
        for two in combinations(np.flatnonzero(kept).tolist(), 2):
            totals.append(Fraction(3, 2) * sum(true[row] * Fraction(weight[row]) for row in two))
            shares.append(Fraction(sum(true[row] for row in two), 2))
    assert sum(totals) / len(totals) == sum(true) == 4
    assert sum(shares) / len(shares) == Fraction(13, 18)  # without weights, of 2/3


def test_thinning_weighs_each_window_by_those_it_stands_for() -> None:
    recording = np.array([0, 1, 1, 2, 2, 2])
    group = groups(recording, np.zeros(6, np.int64), np.zeros(6, np.int64), None)
    u = np.array([0.5, 0.9, 0.1, 0.3, 0.2, 0.2])
    kept, weight = thin(group, u, np.arange(6)[::-1].copy(), 1)
    assert np.flatnonzero(kept).tolist() == [0, 2, 5]  # the tie goes by the order
    assert weight[kept].tolist() == [1.0, 2.0, 3.0]
    kept, weight = thin(group, u, np.arange(6), 2)
    assert np.flatnonzero(kept).tolist() == [0, 1, 2, 4, 5]
    assert weight[kept].tolist() == [1.0, 1.0, 1.0, 1.5, 1.5]


def test_blocks_count_from_the_start_of_each_recording() -> None:
    found = groups(
        np.array([0, 0, 0, 1]), np.array([0, 8_999, 9_000, 0]), np.zeros(4, np.int64), 9_000
    )
    assert found[0] == found[1] and len({*found.tolist()}) == 3


def test_every_window_is_drawn_as_often_as_its_weight_says() -> None:
    """Over many seeds, weights times inclusion add up to the frame."""
    recording = [0, 1, 1, 2, 2, 2, 2, 3, 3, 3]
    frame = _frame(recording, [3000 * i for i in range(10)], [0.0] * 10)
    design, seeds = Design(bands=1, cap=1), 3_000
    sums = np.zeros(10)
    for seed in range(seeds):
        drawing = parted(frame, design, seed)
        rows = drawing.rows(drawing.allocated(2).order)
        sums[rows] += drawing.weight[rows] * drawing.cells[0].candidates / 2
    # Each mean has variance w * 4/2 - 1 at most; seven deviations of 3,000 draws.
    assert sums / seeds == pytest.approx(np.ones(10), abs=7 * (7 / seeds) ** 0.5)


@given(st.lists(st.tuples(st.integers(0, 2), st.floats(-20, 20)), max_size=50), st.floats(-16, 16))
def test_kept_scores_count_as_the_frame_does(each: list[tuple[int, float]], least: float) -> None:
    logit = on_grid([score for _, score in each])
    cell = np.array([place for place, _ in each], np.int64)
    scores = Scores.of(logit, cell, 3)
    again = Scores.unpacked(scores.packed(), np.bincount(cell, minlength=3).tolist())
    threshold = float(on_grid(least))
    expected = np.bincount(cell[logit >= threshold], minlength=3)
    assert again.above(threshold).tolist() == expected.tolist() == scores.above(threshold).tolist()


def test_packed_scores_of_another_frame_are_refused() -> None:
    packed = Scores.of(on_grid([1.0, 2.0]), np.array([0, 0]), 1).packed()
    for wrong in (packed[:-3], b"", b"x" + packed):
        with pytest.raises(ValueError, match="packed scores"):
            Scores.unpacked(wrong, [2])
    for sizes in ([1], [3]):
        with pytest.raises(ValueError, match="another number"):
            Scores.unpacked(packed, sizes)


def test_a_detection_at_a_threshold_reaches_it() -> None:
    for confidence in (0.1, 0.25, 0.5, 0.9, 0.999999):
        assert logit_of([confidence])[0] >= logit_of(confidence)
        assert confidence_of(logit_of(confidence)) == pytest.approx(confidence, abs=1e-6)
    assert logit_of([0.0, 1.0]).tolist() == [-16.0, 16.0]
