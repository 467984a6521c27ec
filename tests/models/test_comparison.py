"""Agreement in stretches of time, against hand-made cases and a slow twin."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.models.comparison import Comparison, Named, cells_of, surest
from sidecar.models.crossing import Crossing

SPECIES = 6


def _crossing(known_a: list[bool] | None = None, known_b: list[bool] | None = None) -> Crossing:
    return Crossing(
        np.arange(SPECIES),
        np.array(known_a or [True] * SPECIES),
        np.array(known_b or [True] * SPECIES),
        [(f"species {n}", None) for n in range(SPECIES)],
        SPECIES,
    )


def _named(*rows: tuple[int, int, float]) -> Named:
    """Make what a side names, of (cell, species, confidence)."""
    cell, species, confidence = zip(*rows, strict=True) if rows else ((), (), ())
    return surest(
        Named(
            np.array(cell, np.int64),
            np.array(species, np.int64),
            np.array(confidence, np.float64),
            np.arange(len(rows)),
        )
    )


def _cells(start: float, end: float, length: float = 5.0, cells: int = 100) -> list[int]:
    _, cell = cells_of(np.array([start]), np.array([end]), np.array([0]), np.array([cells]), length)
    return [int(each) for each in cell]


@pytest.mark.parametrize(
    ("start", "end", "cells"),
    [
        (0.0, 5.0, [0]),  # the stretch itself
        (0.0, 3.0, [0]),
        (3.0, 6.0, [0]),  # 2 of its 3 s lie in the first stretch, 1 in the second
        (4.0, 7.0, [1]),
        (3.5, 6.5, [0, 1]),  # half of it lies in each
        (0.0, 12.0, [0, 1]),  # a merged one: of the third stretch it covers 2 of 5 s
        (0.0, 12.5, [0, 1, 2]),
        (2.6, 12.0, [1]),
    ],
)
def test_a_detection_counts_where_half_of_it_is_or_half_of_a_stretch(
    start: float, end: float, cells: list[int]
) -> None:
    assert _cells(start, end) == cells


@given(st.floats(0, 400), st.floats(0.1, 5.0))
def test_every_detection_counts_somewhere(start: float, seconds: float) -> None:
    assert _cells(start, start + seconds)


def test_a_detection_beyond_what_both_heard_does_not_count() -> None:
    assert _cells(10.0, 15.0, cells=2) == []


def test_recordings_have_stretches_of_their_own() -> None:
    row, cell = cells_of(
        np.array([0.0, 5.0, 0.0]),
        np.array([5.0, 10.0, 5.0]),
        np.array([0, 0, 7]),
        np.array([7, 7, 3]),
        5.0,
    )
    assert (row.tolist(), cell.tolist()) == ([0, 1, 2], [0, 1, 7])


def test_the_surest_of_a_species_in_a_stretch_counts() -> None:
    found = _named((1, 2, 0.5), (1, 2, 0.9), (0, 2, 0.3), (1, 1, 0.4))
    assert found.cell.tolist() == [0, 1, 1]
    assert found.species.tolist() == [2, 1, 2]
    assert found.confidence.tolist() == [0.3, 0.4, 0.9]
    assert found.detection.tolist() == [2, 3, 1]


def test_both_only_a_and_only_b_are_those_of_hand() -> None:
    comparison = Comparison(_crossing())
    comparison.add(
        _named((0, 1, 0.9), (0, 2, 0.5), (1, 1, 0.8)), _named((0, 1, 0.4), (2, 1, 0.7), (2, 3, 0.6))
    )
    assert comparison.both.tolist() == [0, 1, 0, 0, 0, 0]
    assert comparison.only_a.tolist() == [0, 1, 1, 0, 0, 0]
    assert comparison.only_b.tolist() == [0, 1, 0, 1, 0, 0]


def test_first_and_five_are_those_of_hand() -> None:
    comparison = Comparison(_crossing())
    a = _named(
        *((0, species, 0.9 - species / 10) for species in range(6)),  # five of 0 to 4
        (1, 0, 0.9),
        (1, 1, 0.5),
        (2, 0, 0.9),  # only one side: no such stretch
    )
    b = _named(
        *((0, species, 0.1 + species / 10) for species in range(6)),  # five of 5 to 1
        (1, 0, 0.3),
    )
    comparison.add(a, b)
    assert (comparison.first_stretches, comparison.first_same) == (2, 1)
    assert comparison.five == pytest.approx(4 / 5 + 1 / 2)


def test_species_that_one_model_cannot_know_are_no_disagreement() -> None:
    comparison = Comparison(_crossing(known_b=[True, False, True, True, True, True]))
    alone, _, apart = comparison.add(_named((0, 1, 0.9), (0, 2, 0.5)), _named((0, 2, 0.4)))
    assert (comparison.first_stretches, comparison.first_same) == (1, 1)
    assert len(alone.cell) == len(apart.cell) == 0
    assert comparison.only_a[1] == 1  # the table by species has it


def test_a_stretch_apart_has_the_surest_of_each_side() -> None:
    comparison = Comparison(_crossing())
    a, b, apart = comparison.add(
        _named((0, 1, 0.9), (0, 2, 0.8), (0, 3, 0.95), (5, 1, 0.2)),
        _named((0, 3, 0.5), (0, 4, 0.6), (9, 1, 0.3)),
    )
    assert apart.cell.tolist() == [0, 5, 9]
    assert apart.weight.tolist() == [0.9, 0.2, 0.3]
    assert [int(a.species[place]) if place >= 0 else None for place in apart.a] == [1, 1, None]
    assert [int(b.species[place]) if place >= 0 else None for place in apart.b] == [4, None, 1]


_SIDE = st.lists(
    st.tuples(
        st.integers(0, 4), st.integers(0, SPECIES - 1), st.integers(1, 99).map(lambda n: n / 100)
    ),
    max_size=25,
)
_KNOWN = st.lists(st.booleans(), min_size=SPECIES, max_size=SPECIES)


def _by_cell(rows: list[tuple[int, int, float]], shared: list[bool]) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for cell, species, confidence in rows:
        if shared[species]:
            found[cell][species] = max(found[cell].get(species, 0.0), confidence)
    return found


def _likeliest(species: dict[int, float], count: int) -> list[int]:
    return sorted(species, key=lambda each: (-species[each], each))[:count]


@given(_SIDE, _SIDE, _KNOWN, _KNOWN)
def test_all_figures_are_those_of_a_slow_twin(
    a: list[tuple[int, int, float]],
    b: list[tuple[int, int, float]],
    known_a: list[bool],
    known_b: list[bool],
) -> None:
    comparison = Comparison(_crossing(known_a, known_b))
    _, _, apart = comparison.add(_named(*a), _named(*b))
    shared = [one and other for one, other in zip(known_a, known_b, strict=True)]
    ours, theirs = _by_cell(a, shared), _by_cell(b, shared)
    cells = [cell for cell in ours if cell in theirs]
    same = [_likeliest(ours[cell], 1) == _likeliest(theirs[cell], 1) for cell in cells]
    assert (comparison.first_stretches, comparison.first_same) == (len(cells), sum(same))
    five = 0.0
    for cell in cells:
        one, other = set(_likeliest(ours[cell], 5)), set(_likeliest(theirs[cell], 5))
        five += len(one & other) / max(len(one), len(other))
    assert comparison.five == pytest.approx(five)
    differing = {
        cell: max(
            max(ours[cell].get(species, 0.0), theirs[cell].get(species, 0.0))
            for species in set(ours[cell]) ^ set(theirs[cell])
        )
        for cell in {*ours, *theirs}
        if set(ours[cell]) ^ set(theirs[cell])
    }
    assert dict(zip(apart.cell.tolist(), apart.weight.tolist(), strict=True)) == differing
