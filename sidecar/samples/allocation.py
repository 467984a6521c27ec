"""How many clips of a sample each cell gets, and in which order they are reviewed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.values import Int64

# Claims are equal from this share of the largest on: the last bits of powers differ by machine.
_EQUAL = 1.0 - 1e-12


@dataclass(frozen=True)
class Allocation:
    """The clips of each cell [cells], and the cells of the clips that were added, in order."""

    counts: Int64
    order: Sequence[int]


def allocate(
    sizes: Sequence[int],
    n: int,
    *,
    power: float = 1 / 3,
    least: int = 2,
    given: Sequence[int] = (),
    among: Collection[int] | None = None,
) -> Allocation:
    """Add `n` clips to those `given` before, cell by cell; fewer if the cells hold no more.

    First each cell gets `least`, the highest cell first. Then each clip goes to the cell with the
    largest sizes ** power / (clips + 1/2), the highest of equals. This is the rule of Sainte-Lague,
    which takes no clip away when a sample grows (Balinski and Young 1982); power allocation is
    Bankier's (1988). Only the cells `among` these get any; None means all.
    """
    whole = np.asarray(sizes, np.int64)
    counts = np.zeros(len(whole), np.int64)
    counts[: len(given)] = given
    room = whole.copy()
    if among is not None:
        room[[cell for cell in range(len(whole)) if cell not in among]] = 0
    order: list[int] = []
    n = min(n, int(np.maximum(room - counts, 0).sum()))
    for filled in range(least):
        for cell in range(len(whole) - 1, -1, -1):
            if len(order) < n and counts[cell] == filled and counts[cell] < room[cell]:
                counts[cell] += 1
                order.append(cell)
    weights = np.array([float(size) ** power if size else 0.0 for size in whole.tolist()])
    while len(order) < n:
        claims = np.where(counts < room, weights / (counts + 0.5), -1.0)
        cell = int(np.flatnonzero(claims >= claims.max() * _EQUAL)[-1])
        counts[cell] += 1
        order.append(cell)
    return Allocation(counts, order)
