"""Stored windows judged anew: from their embeddings through the model's last layer."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sidecar.model.interface import Model
from sidecar.postprocess.scoring import Hits, find_hits, join_hits
from sidecar.prepare import Dtype
from sidecar.store.catalog import Catalog
from sidecar.store.entries import Place, Previous, Rejudged, WindowSet
from sidecar.store.vectors import Vectors
from sidecar.values import Float32
from sidecar.verbs.judging import Judging

# Windows that go through the last layer together: its weights are read from memory once for all
# of them. The logits of 256 (6.7 MB) stay in the cache until they are compared.
_HEAD_BATCH = 256

# Windows that are judged by one thread and kept in one transaction: many short recordings
# together, or one long one.
_GROUP = 4096


@dataclass(frozen=True)
class Stored:
    """A recording whose windows are in the catalog, with how it was and is to be judged."""

    path: Path
    url: str
    previous: Previous
    place: Place
    dtype: Dtype


@dataclass(frozen=True)
class Rescored:
    stored: Stored
    windows: WindowSet
    judged: Rejudged


class Rescoring:
    """Judges stored windows on `threads` threads."""

    def __init__(
        self, catalog: Catalog, vectors: Vectors, model_id: int, judging: Judging, *, threads: int
    ) -> None:
        self._catalog = catalog
        self._vectors = vectors
        self._model_id = model_id
        self._judging = judging
        self._session: Model = judging.session
        self._threads = threads
        self.gone: list[Path] = []  # recordings whose windows went after they were planned

    def judge(
        self, recordings: Sequence[Stored], check: Callable[[], None]
    ) -> Iterator[list[Rescored]]:
        """Judge recordings in order, several at a time; `check` may raise to stop.

        Raises CatalogUnavailable when the file of embeddings is damaged.
        """
        waiting: deque[Future[list[Rescored]]] = deque()
        groups = self._groups(recordings)
        with ThreadPoolExecutor(self._threads) as pool:
            try:
                for group in groups:
                    check()
                    waiting.append(pool.submit(self._judge, group, check))
                    if len(waiting) > self._threads:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for each in waiting:
                    each.cancel()

    def _groups(self, recordings: Sequence[Stored]) -> Iterator[list[tuple[Stored, WindowSet]]]:
        group: list[tuple[Stored, WindowSet]] = []
        count = 0
        for stored in recordings:
            assert stored.previous.window_set_id is not None
            windows = self._catalog.window_set(stored.previous.window_set_id, stored.url)
            if windows is None:
                self.gone.append(stored.path)
                continue
            if group and count + len(windows.offsets) > _GROUP:
                yield group
                group, count = [], 0
            group.append((stored, windows))
            count += len(windows.offsets)
        if group:
            yield group

    def _judge(
        self, group: list[tuple[Stored, WindowSet]], check: Callable[[], None]
    ) -> list[Rescored]:
        """Judge a group's windows; those of several recordings share batches where rows touch."""
        hits: list[list[tuple[int, Hits]]] = [[] for _ in group]
        for first, count, parts in _batches([windows for _, windows in group]):
            check()
            logits = self._session.rejudge(self._vectors.read(self._model_id, first, count))
            assert logits is not None  # else nothing had been planned to be judged anew
            for number, window, rows in parts:
                hits[number].append((window, self._hits(group[number][0], logits[rows])))
        return [
            self._rescored(stored, windows, join_hits(found))
            for (stored, windows), found in zip(group, hits, strict=True)
        ]

    def _hits(self, stored: Stored, logits: Float32) -> Hits:
        return find_hits(logits, self._judging.scoring(stored.place))

    def _rescored(self, stored: Stored, windows: WindowSet, hits: Hits) -> Rescored:
        found = self._judging.found(hits, windows.offsets, stored.place, windows.reached_s)
        assert stored.previous.window_set_id is not None
        assert windows.first_vector is not None
        judged = Rejudged(
            url=stored.url,
            window_set_id=stored.previous.window_set_id,
            first_vector=windows.first_vector,
            digests=self._judging.digests(stored.place, stored.dtype),
            place=stored.place,
            found=found,
        )
        return Rescored(stored, windows, judged)


# A recording's number in the group, its first window in the batch, and the batch's rows of it.
_Part = tuple[int, int, slice]


def _batches(sets: list[WindowSet]) -> Iterator[tuple[int, int, list[_Part]]]:
    """Cut the rows of window sets into batches of rows that follow each other in the file.

    Gives the first row, how many, and whose they are.
    """
    begins, count, parts = 0, 0, list[_Part]()
    for number, windows in enumerate(sets):
        assert windows.first_vector is not None
        done = 0
        while done < len(windows.offsets):
            row = windows.first_vector + done
            if count and (row != begins + count or count == _HEAD_BATCH):
                yield begins, count, parts
                count, parts = 0, []
            if not count:
                begins = row
            taken = min(_HEAD_BATCH - count, len(windows.offsets) - done)
            parts.append((number, done, slice(count, count + taken)))
            count, done = count + taken, done + taken
    if count:
        yield begins, count, parts
