"""The interface of every index of stored vectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from sidecar.catalog.similar import Neighbours
from sidecar.catalog.vectors.file import Rows, dots, sound
from sidecar.values import Float32, Int64

# Gives the current vectors; an id is a row number. A run makes them longer.
Source = Callable[[], Rows]

# Rows compared together: at 1,024 dimensions they fit in a processor's cache.
_BLOCK = 256


NOBODY = Neighbours(np.empty(0, np.int64), np.empty(0, np.float32))


class VectorIndex(Protocol):
    """Finds the nearest of the vectors that it holds, by their ids.

    A vector without direction (silence, or not finite) is no neighbour of any other.
    """

    @property
    def held(self) -> Int64:
        """List the ids that the index holds, in rising order."""

    def add(self, ids: Int64) -> None:
        """Add stored vectors; those that the index holds already stay unchanged."""

    def remove(self, ids: Int64) -> None:
        """Remove vectors, if the index holds them."""

    def search(self, vector: Float32, k: int, among: Int64 | None = None) -> Neighbours:
        """Find the k nearest to `vector` [d], `among` rising ids if given."""


def nearest(rows: Rows, ids: Int64 | range, vector: Float32, k: int) -> Neighbours:
    """Compare `vector` [d] with each of the rows `ids` (rising), a block at a time."""
    best = NOBODY
    unit = np.asarray(vector / np.linalg.norm(vector), np.float32)
    for first in range(0, len(ids), _BLOCK):
        part = ids[first : first + _BLOCK]
        block = _block(rows, part)
        cosines = dots(block, unit)
        cosines[~sound(block)] = -np.inf
        best = best_of(best, Neighbours(np.asarray(part, np.int64), cosines), k)
    return best


def best_of(one: Neighbours, other: Neighbours, k: int) -> Neighbours:
    """Find the k nearest of two lists that share no id."""
    ids = np.concatenate((one.ids, other.ids))
    similarities = np.concatenate((one.similarities, other.similarities))
    if len(ids) > k:
        chosen = np.argpartition(-similarities, k - 1)[:k]
        ids, similarities = ids[chosen], similarities[chosen]
    order = np.lexsort((ids, -similarities))
    order = order[np.isfinite(similarities[order])]
    return Neighbours(ids[order], similarities[order])


def _block(rows: Rows, ids: Int64 | range) -> Rows:
    first, last = int(ids[0]), int(ids[-1])
    if last - first + 1 == len(ids):
        return rows[first : last + 1]  # a view, not a copy
    return np.asarray(rows[np.asarray(ids)])
