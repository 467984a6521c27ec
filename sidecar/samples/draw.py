"""Draws samples of which every prefix, in the order of review, is a sample by the same rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.samples import prn
from sidecar.samples.allocation import Allocation, allocate
from sidecar.samples.bands import band_edges, band_of, edges_below
from sidecar.samples.design import Design
from sidecar.samples.frame import Frame
from sidecar.samples.thinning import groups, thin
from sidecar.values import Bool, Float64, Int64


@dataclass(frozen=True)
class Cell:
    """A band of scores, of one stratum if the sample is parted further, such as by site.

    `size` windows are in the frame, and `candidates` of them are left after thinning.
    """

    band: int
    stratum: str | None
    size: int
    candidates: int


@dataclass(frozen=True, eq=False)
class Drawing:
    """A frame parted into cells; the queue of each holds the rows of its candidates, in order.

    `edges` are the inner edges of all bands. `floor_band` is the first band from the floor on.
    `cell`, `u` and `weight` are of all windows [n]; a weight tells how many windows of its
    recording or block, and cell, a candidate stands for.
    """

    design: Design
    edges: Float64
    floor_band: int
    cells: Sequence[Cell]
    cell: Int64
    u: Float64
    weight: Float64
    queues: Sequence[Int64]

    def allocated(self, n: int) -> Allocation:
        """Share `n` clips out."""
        sizes = [each.candidates for each in self.cells]
        return shared(sizes, n, self.design, below=self.cells_below)

    @property
    def cells_below(self) -> Collection[int]:
        """Name the cells of bands below the floor."""
        return frozenset(
            number for number, each in enumerate(self.cells) if each.band < self.floor_band
        )

    def rows(self, order: Sequence[int]) -> Int64:
        """Take the next row of each cell in turn."""
        at = [iter(each.tolist()) for each in self.queues]
        return np.array([next(at[cell]) for cell in order], np.int64)


def parted(frame: Frame, design: Design, seed: int, salt: prn.Salt = "draw") -> Drawing:
    """Part a frame into cells, thin it, and put the candidates of each cell in order.

    Within a cell, the lowest random numbers come first: a simple random sample of any size.
    """
    below = frame.logit < frame.floor
    deep = np.array([]) if frame.deepest is None else edges_below(frame.deepest, frame.floor)
    if frame.deepest is not None:
        deep = np.append(deep, frame.floor)
    edges = np.append(deep, band_edges(frame.logit[~below], frame.floor, design.bands))
    band = band_of(frame.logit, edges)
    strata = len(frame.strata) if design.by else 1
    cell = band * strata
    if design.by and frame.stratum is not None:
        cell = cell + frame.stratum
    u = prn.numbers(seed, salt, frame.digests, frame.recording, frame.start_ms)
    order = frame.order()
    kept, weight = _thinned(frame, design, seed, cell, order)
    count = (len(edges) + 1) * strata
    sizes = np.bincount(cell, minlength=count)
    candidates = np.bincount(cell[kept], minlength=count)
    cells = [
        Cell(
            number // strata,
            frame.strata[number % strata] if design.by else None,
            int(sizes[number]),
            int(candidates[number]),
        )
        for number in range(count)
    ]
    queues = _queues(order[kept[order]], cell, u, count)
    return Drawing(design, edges, len(deep), cells, cell, u, weight, queues)


def shared(
    sizes: Sequence[int],
    n: int,
    design: Design,
    *,
    below: Collection[int] = (),
    given: Sequence[int] = (),
    among: Collection[int] | None = None,
) -> Allocation:
    """Share `n` more clips out over cells of these sizes.

    Half goes below the floor, if the sample has windows there. The two halves take turns, the upper
    one first; what one half cannot take goes to the other.
    """
    if not below or among is not None:
        return _allocated(sizes, n, design, given, among)
    given = given or [0] * len(sizes)
    upper = [number for number in range(len(sizes)) if number not in below]
    have = [sum(given[number] for number in half) for half in (upper, [*below])]
    halves = [
        iter(_allocated(sizes, n, design, given, half).order) for half in (upper, sorted(below))
    ]
    counts, order = np.array(given, np.int64), list[int]()
    while len(order) < n:
        turn = 0 if have[0] <= have[1] else 1
        cell = next(halves[turn], None)
        if cell is None:
            turn = 1 - turn
            cell = next(halves[turn], None)
        if cell is None:
            break
        have[turn] += 1
        counts[cell] += 1
        order.append(cell)
    return Allocation(counts, order)


def _allocated(
    sizes: Sequence[int],
    n: int,
    design: Design,
    given: Sequence[int],
    among: Collection[int] | None,
) -> Allocation:
    return allocate(sizes, n, power=design.power, least=design.least, given=given, among=among)


def _thinned(
    frame: Frame, design: Design, seed: int, cell: Int64, order: Int64
) -> tuple[Bool, Float64]:
    """Choose the candidates [n] with a random number of their own, and weigh them."""
    if not design.thins:
        return np.ones(len(frame), np.bool_), np.ones(len(frame))
    u = prn.numbers(seed, "cap", frame.digests, frame.recording, frame.start_ms)
    group = groups(frame.recording, frame.start_ms, cell, design.block_ms)
    return thin(group, u, order, design.cap or 1)


def _queues(rows: Int64, cell: Int64, u: Float64, cells: int) -> list[Int64]:
    """Order the rows of each cell by their numbers; the first of `rows` comes first of equals."""
    rows = rows[np.argsort(u[rows], kind="stable")]
    mine = cell[rows]
    small = np.uint16 if cells <= np.iinfo(np.uint16).max else np.int64  # sorted by radix
    by = rows[np.argsort(mine.astype(small), kind="stable")]
    ends = np.cumsum(np.bincount(mine, minlength=cells))
    return np.split(by, ends[:-1])
