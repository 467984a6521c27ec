"""The yardstick: every vector compared."""

from __future__ import annotations

import numpy as np

from sidecar.catalog.similar import Neighbours
from sidecar.catalog.vectors.index import Source, nearest
from sidecar.values import Float32, Int64


class ExactIndex:
    """Compares with every vector that it holds."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._held = np.empty(0, np.int64)

    @property
    def held(self) -> Int64:
        return self._held

    def add(self, ids: Int64) -> None:
        self._held = np.union1d(self._held, ids)

    def remove(self, ids: Int64) -> None:
        self._held = np.setdiff1d(self._held, ids)

    def search(self, vector: Float32, k: int, among: Int64 | None = None) -> Neighbours:
        ids = self._held if among is None else np.intersect1d(self._held, among)
        return nearest(self._source(), ids, vector, k)
