"""A graph of neighbours (HNSW) over reduced vectors; its candidates are compared exactly.

The graph holds 160 numbers of 8 bits for a vector, where the file holds 1,024 of 16 bits. So it is
built and searched several times as fast. It makes small mistakes. Comparing some dozens of
candidates with the vectors themselves corrects these.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
import voyager

from sidecar.catalog.similar import Neighbours
from sidecar.catalog.vectors.file import Rows, sound
from sidecar.catalog.vectors.index import NOBODY, Source, nearest
from sidecar.catalog.vectors.reduction import fit, sample
from sidecar.values import Float32, Int64

_REDUCED = 160
_FITTED_ON = 30_000

# Links of a vector; candidates viewed while linking it (twice as many take 1.7 times as long to
# build and find 0.2 % more); and the least candidates viewed in a search.
_LINKS = 16
_WIDTH = 64
_LOOKED_AT = 128

# Candidates compared exactly: this many for each wanted row, and these besides.
_EACH = 8
_BESIDES = 40

# A candidate in the graph costs about as much as this many exact comparisons.
_CANDIDATE_COST = 3

# Vectors added together; searches wait meanwhile (0.05 s on two cores).
_CHUNK = 512


@dataclass(frozen=True)
class Projection:
    """Maps unit vectors [n, d] to [n, r], with numbers within -1..1 for the graph's 8 bits."""

    mean: Float32  # [d]
    turn: Float32  # [d, r]

    def apply(self, units: Float32) -> Float32:
        return np.clip((units - self.mean) @ self.turn, -1.0, 1.0).astype(np.float32)


def make_projection(rows: Rows, ids: Int64) -> Projection:
    """Fit a projection on some of the rows `ids`."""
    units = sample(rows, ids, _FITTED_ON)
    if not len(units):
        units = np.eye(1, rows.dtype["unit"].shape[0], dtype=np.float32)
    reduction = fit(units, _REDUCED)
    count = len(reduction.components)
    # The turn spreads the variance, so that 8 bits suit all numbers alike.
    turn = np.linalg.qr(np.random.default_rng(0).standard_normal((count, count)))[0]
    mixed = np.asarray(reduction.components.T @ turn, np.float32)
    widest = np.percentile(np.abs((units - reduction.mean) @ mixed), 99.99)
    return Projection(reduction.mean, np.asarray(mixed / max(float(widest), 1e-6), np.float32))


class HnswIndex:
    """An index for any thread; searches wait while a few hundred vectors are added."""

    def __init__(
        self,
        source: Source,
        projection: Projection,
        *,
        graph: voyager.Index | None = None,
        held: Int64 | None = None,
        threads: int = 1,
    ) -> None:
        self.projection = projection
        self._source = source
        self._threads = threads
        self._lock = threading.Lock()
        self._graph = graph or voyager.Index(
            voyager.Space.Euclidean,
            num_dimensions=projection.turn.shape[1],
            M=_LINKS,
            ef_construction=_WIDTH,
            storage_data_type=voyager.StorageDataType.Float8,
        )
        self._held = np.empty(0, np.int64) if held is None else held
        self._gone = np.empty(0, np.int64)  # still in the graph, never found

    @property
    def held(self) -> Int64:
        return self._held

    def add(self, ids: Int64) -> None:
        rows = self._source()
        new = np.setdiff1d(ids, self._held, assume_unique=True)
        for first in range(0, len(new), _CHUNK):
            chunk = new[first : first + _CHUNK]
            block = rows[chunk]
            chunk, block = chunk[sound(block)], block[sound(block)]
            back = np.isin(chunk, self._gone)
            reduced = self.projection.apply(block["unit"][~back].astype(np.float32))
            with self._lock:
                if len(reduced):
                    self._graph.add_items(reduced, chunk[~back], num_threads=self._threads)
                for one in chunk[back].tolist():
                    self._graph.unmark_deleted(one)
                self._gone = np.setdiff1d(self._gone, chunk)
                self._held = _joined(self._held, chunk)

    def remove(self, ids: Int64) -> None:
        with self._lock:
            gone = np.intersect1d(self._held, ids)
            for one in gone.tolist():
                self._graph.mark_deleted(one)
            self._held = np.setdiff1d(self._held, gone)
            self._gone = np.union1d(self._gone, gone)

    def search(self, vector: Float32, k: int, among: Int64 | None = None) -> Neighbours:
        """Search as any index; compares few candidates exactly, without the graph.

        With many, it fetches enough from the graph that enough of them are `among` the ids, since
        most of the nearest of all are not.
        """
        held = self._held
        if not len(held) or (among is not None and not len(among)):
            return NOBODY
        wanted = _EACH * k + _BESIDES
        share = 1.0 if among is None else min(1.0, len(among) / len(held))
        reduced = self.projection.apply((vector / np.linalg.norm(vector))[np.newaxis])[0]
        while (fetched := ceil(wanted / share)) * _CANDIDATE_COST < len(held) * share:
            found = self._candidates(reduced, fetched)
            if among is not None:
                found = _common(found, among)
            if len(found) >= wanted:
                return nearest(self._source(), np.sort(found), vector, k)
            share /= 2  # near ones are seldom among the ids
        ids = held if among is None else np.intersect1d(held, among, assume_unique=True)
        return nearest(self._source(), ids, vector, k)

    def _candidates(self, reduced: Float32, count: int) -> Int64:
        with self._lock:
            count = min(count, len(self._held))
            width = max(_LOOKED_AT, count + count // 4)
            try:
                ids, _ = self._graph.query(reduced, k=count, query_ef=width)
            except voyager.RecallError:  # the graph cannot reach so many
                return np.empty(0, np.int64)
        return np.asarray(ids, np.int64)

    def save(self, path: Path) -> Int64:
        """Write the graph, and return the ids it holds."""
        with self._lock:
            self._graph.save(str(path))
            return self._held


def _joined(held: Int64, more: Int64) -> Int64:
    if not len(held) or not len(more) or held[-1] < more[0]:
        return np.concatenate((held, more))
    return np.union1d(held, more)


def _common(ids: Int64, among: Int64) -> Int64:
    """Find which ids are among many others (rising)."""
    places = np.minimum(np.searchsorted(among, ids), len(among) - 1)
    return np.asarray(ids[among[places] == ids], np.int64)
