"""Compares what two models found in the same stretches of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.models.crossing import Crossing
from sidecar.values import Bool, Float64, Int64

_LIKELIEST = 5

# Times are rounded to a millisecond or so.
_ROUNDING_S = 1e-3


@dataclass(frozen=True)
class Named:
    """What one model names, as parallel arrays [n].

    `cell` is a stretch, `species` a number of the crossing, and `detection` an id.
    """

    cell: Int64
    species: Int64
    confidence: Float64
    detection: Int64

    def take(self, chosen: Int64 | Bool) -> Named:
        return Named(
            self.cell[chosen],
            self.species[chosen],
            self.confidence[chosen],
            self.detection[chosen],
        )


def cells_of(
    start: Float64, end: Float64, first_cell: Int64, cells: Int64, length: float
) -> tuple[Int64, Int64]:
    """Find the stretches that detections [n] count in: the detection and the stretch of each pair.

    A detection counts in a stretch that holds at least half of it, or of which it covers at least
    half. Its recording has `cells` stretches from `first_cell` on.
    """
    lowest = np.floor(start / length).astype(np.int64)
    span = np.maximum(np.ceil(end / length).astype(np.int64) - lowest, 1)
    row = np.repeat(np.arange(len(start)), span)
    before = np.cumsum(span) - span
    cell = lowest[row] + np.arange(len(row)) - before[row]
    overlap = np.minimum(end[row], (cell + 1) * length) - np.maximum(start[row], cell * length)
    least = np.minimum(end - start, length)[row] / 2 - _ROUNDING_S
    kept = (overlap >= least) & (cell < cells[row]) & (cell >= 0)
    return row[kept], first_cell[row[kept]] + cell[kept]


def surest(found: Named) -> Named:
    """Keep the surest detection of each species in each stretch, ordered by both."""
    order = np.lexsort((-found.confidence, found.species, found.cell))
    found = found.take(order)
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (np.diff(found.cell) != 0) | (np.diff(found.species) != 0)
    return found.take(fresh)


@dataclass(frozen=True)
class Apart:
    """Stretches in which one side names a species that the other does not: arrays [n].

    `a` and `b` are places among what each side alone names, or -1.
    """

    cell: Int64
    a: Int64
    b: Int64
    weight: Float64  # the largest confidence of the two


class Comparison:
    """Adds up the agreement of groups of recordings."""

    def __init__(self, crossing: Crossing) -> None:
        self._crossing = crossing
        count = len(crossing.names)
        self.both, self.only_a, self.only_b = (np.zeros(count, np.int64) for _ in range(3))
        self.first_stretches = self.first_same = 0
        self.five = 0.0
        self.apart = 0

    @property
    def shared(self) -> Bool:
        """Tell which species both models know."""
        return self._crossing.known_a & self._crossing.known_b

    def add(self, a: Named, b: Named) -> tuple[Named, Named, Apart]:
        """Compare what both sides name, each as `surest` gives it.

        Returns what each side alone names of the species that both know, and where.
        """
        count = len(self._crossing.names)
        one, other = (each.cell * count + each.species for each in (a, b))
        in_b, in_a = np.isin(one, other), np.isin(other, one)
        self.both += np.bincount(a.species[in_b], minlength=count)
        self.only_a += np.bincount(a.species[~in_b], minlength=count)
        self.only_b += np.bincount(b.species[~in_a], minlength=count)
        known_a, known_b = self.shared[a.species], self.shared[b.species]
        self._add_likeliest(a.take(known_a), b.take(known_b), count)
        alone_a, alone_b = a.take(known_a & ~in_b), b.take(known_b & ~in_a)
        apart = _apart(alone_a, alone_b)
        self.apart += len(apart.cell)
        return alone_a, alone_b, apart

    def _add_likeliest(self, a: Named, b: Named, count: int) -> None:
        """Compare the surest species of stretches in which both sides name one."""
        a, b = a.take(np.isin(a.cell, b.cell)), b.take(np.isin(b.cell, a.cell))
        (rank_a, rank_b) = (_ranks(each) for each in (a, b))
        keys = [each.cell * count + each.species for each in (a, b)]
        same = np.isin(keys[0][rank_a == 0], keys[1][rank_b == 0])
        self.first_stretches += len(same)
        self.first_same += int(same.sum())
        five_a, five_b = rank_a < _LIKELIEST, rank_b < _LIKELIEST
        cells, place = np.unique(a.cell, return_inverse=True)
        common = np.isin(keys[0][five_a], keys[1][five_b])
        shared = np.bincount(place[five_a], common, minlength=len(cells))
        sizes = [
            np.bincount(np.searchsorted(cells, each.cell[five]), minlength=len(cells))
            for each, five in ((a, five_a), (b, five_b))
        ]
        self.five += float((shared / np.maximum(np.maximum(*sizes), 1)).sum())


def _ranks(found: Named) -> Int64:
    """Number the species of each stretch by falling confidence, from 0; equal ones by species."""
    order = np.lexsort((found.species, -found.confidence, found.cell))
    cell = found.cell[order]
    begins = np.searchsorted(cell, cell, "left")
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order)) - begins
    return ranks


def _apart(a: Named, b: Named) -> Apart:
    """Join the surest species that each side alone names, by stretch."""
    cells = np.union1d(a.cell, b.cell)
    places, weights = [], np.zeros(len(cells))
    for side in (a, b):
        first = np.flatnonzero(_ranks(side) == 0)
        at = np.searchsorted(cells, side.cell[first])
        place = np.full(len(cells), -1, np.int64)
        place[at] = first
        weights[at] = np.maximum(weights[at], side.confidence[first])
        places.append(place)
    return Apart(cells, places[0], places[1], weights)
