"""A catalog's indexes: loaded at first use, and updated in a thread in the background.

The catalog is the truth. Linnet compares the rows that an index has not seen exactly, so an answer
is always complete: without an index, while one is built, after a crash between a run and its
index, and after the loss of a damaged file.
"""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sidecar import stop
from sidecar.catalog.similar import Neighbours
from sidecar.catalog.sqlite.errors import catalog_errors
from sidecar.catalog.sqlite.vectors import Vectors
from sidecar.catalog.vectors.file import Rows
from sidecar.catalog.vectors.hnsw import HnswIndex, make_projection
from sidecar.catalog.vectors.index import NOBODY, best_of, nearest
from sidecar.catalog.vectors.kept import PublishedIndex, load, save
from sidecar.errors import LinnetError, RequestCancelled
from sidecar.values import Float32, Int64

_log = logging.getLogger(__name__)

# Comparing fewer vectors than this takes about 15 ms, so an index would gain little.
_WORTH_AN_INDEX = 20_000

# New vectors that may wait outside an index. Comparing them takes 0.5 ms.
_MAY_WAIT = 1000

# Vectors added between two checks whether to stop.
_STEP = 2048

# A killed program loses at most this many vectors of a long build.
_SAVED_EVERY = 200_000


@dataclass
class _HeldIndex:
    """One model's vectors, and their index if they have one.

    The index and its `upto` are one value, so a search in another thread never mixes an old one
    with a new one.
    """

    path: Path
    generation: int
    rows: Rows
    known: PublishedIndex | None = None
    saved: tuple[int, int] = (0, 0)  # `upto`, and the vectors held, when it was last written
    building: threading.Lock = field(default_factory=threading.Lock)

    def source(self) -> Rows:
        return self.rows


class Indexes:
    """Finds a model's nearest stored vectors; safe to use from any thread.

    Indexes that it does not `keep` are used as they are, and no file is written.
    """

    def __init__(self, vectors: Vectors, *, threads: int | None = None, keeps: bool = True) -> None:
        self.vectors = vectors
        self._keeps = keeps
        self._threads = threads or max(1, (os.cpu_count() or 2) // 2)
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._kept: dict[int, _HeldIndex] = {}
        self._workers: dict[int, threading.Thread] = {}
        self._stop = threading.Event()

    def close(self) -> None:
        """Stop building, and keep what is built."""
        self._stop.set()
        for worker in list(self._workers.values()):
            worker.join()

    def search(
        self, model_id: int, vector: Float32, k: int, among: Int64 | None = None
    ) -> Neighbours:
        """Find the k nearest to `vector` [d] of a model's rows, `among` some (rising) if given.

        The answer may contain rows that no window set names any more; the caller leaves them out.
        Raises CatalogUnavailable when the file of embeddings is damaged.
        """
        kept = self._open(model_id)
        if kept is None:
            return NOBODY
        known, rows = kept.known, kept.rows
        upto = min(known.upto, len(rows)) if known else 0
        new: Int64 | range = range(upto, len(rows))
        if among is not None:
            new = among[np.searchsorted(among, upto) :]
        if _behind(kept):
            self.refresh(model_id)
        found = nearest(rows, new, vector, k)
        if known is None:
            return found
        older = known.index.search(vector, k, among)
        seen = older.ids < upto  # `new` has those that were added meanwhile
        return best_of(found, Neighbours(older.ids[seen], older.similarities[seen]), k)

    def refresh(self, model_id: int) -> None:
        """Add the rows of new runs to the index, in a background thread."""
        with self._lock:
            worker = self._workers.get(model_id)
            if not self._keeps or self._stop.is_set() or (worker and worker.is_alive()):
                return
            name = f"index of model {model_id}"
            worker = threading.Thread(
                target=stop.apart().run, args=(self._aside, model_id), name=name
            )
            self._workers[model_id] = worker
            worker.start()

    @property
    def busy(self) -> bool:
        """Tell whether a background thread is adding rows."""
        return any(worker.is_alive() for worker in list(self._workers.values()))

    def finish(self, model_id: int) -> int:
        """Add all rows, and return how many vectors the index holds."""
        kept = self._open(model_id)
        if kept is None:
            return 0
        self._build(model_id, kept)
        return len(kept.known.index.held) if kept.known else 0

    def _open(self, model_id: int) -> _HeldIndex | None:
        """Find a model's current vectors and its index; None where it has no vectors."""
        opened = self.vectors.opened(model_id)
        if opened is None:
            return None
        extent, rows = opened
        with self._opening:
            kept = self._kept.get(model_id)
            if kept is None or kept.generation != extent.generation:
                kept = _HeldIndex(extent.file.path.with_suffix(".index"), extent.generation, rows)
                known = kept.known = load(kept.path, kept.source, threads=self._threads)
                if known:
                    kept.saved = known.upto, len(known.index.held)
                self._kept[model_id] = kept
            if len(rows) > len(kept.rows):
                kept.rows = rows
            return kept

    def _aside(self, model_id: int) -> None:
        try:
            with (
                catalog_errors(self.vectors.catalog.path),
                stop.stopped_by(self._stop.is_set),
            ):
                kept = self._open(model_id)
                if kept is not None and _behind(kept):
                    self._build(model_id, kept)
        except RequestCancelled:
            return
        except LinnetError as error:
            # Answers stay right without the index, and the next use tries again.
            _log.warning("Linnet could not update the index of embeddings. %s", error.message)

    def _build(self, model_id: int, kept: _HeldIndex) -> None:
        """Add the rows that window sets name, and remove all others."""
        with kept.building:
            rows = kept.rows
            live = self.vectors.rows_in_use(model_id)
            live = live[: np.searchsorted(live, len(rows))]
            known = kept.known
            if known is not None and 2 * _count_gone(known.index, live) > len(known.index.held):
                # Built anew, because searching past so many removed rows costs time.
                known, kept.known, kept.saved = None, None, (0, 0)
            if known is None:
                if len(live) < _WORTH_AN_INDEX or self._stop.is_set():
                    return
                projection = make_projection(rows, live)
                known = PublishedIndex(
                    HnswIndex(kept.source, projection, threads=self._threads), upto=0
                )
            index = known.index
            index.remove(np.setdiff1d(index.held, live, assume_unique=True))
            kept.known = known
            new = live[np.searchsorted(live, known.upto) :]
            for first in range(0, len(new), _STEP):
                if self._stop.is_set():
                    break
                step = new[first : first + _STEP]
                index.add(step)
                kept.known = PublishedIndex(index, int(step[-1]) + 1)
                if len(index.held) - kept.saved[1] >= _SAVED_EVERY:
                    self._save(kept, kept.known)
            else:
                kept.known = PublishedIndex(index, len(rows))
            if kept.saved != (kept.known.upto, len(index.held)):
                self._save(kept, kept.known)

    def _save(self, kept: _HeldIndex, known: PublishedIndex) -> None:
        save(kept.path, known, kept.rows)
        kept.saved = known.upto, len(known.index.held)


def _behind(kept: _HeldIndex) -> bool:
    """Tell whether enough rows wait outside the index to be worth adding."""
    known = kept.known
    waiting = len(kept.rows) - (known.upto if known else 0)
    return waiting >= (_MAY_WAIT if known else _WORTH_AN_INDEX)


def _count_gone(index: HnswIndex, live: Int64) -> int:
    return len(index.held) - len(np.intersect1d(index.held, live, assume_unique=True))
