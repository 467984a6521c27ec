"""A head over stored windows: many recordings in one batch, on several threads."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sidecar.model.interface import Model
from sidecar.query.stored import StoredSet, offsets_of
from sidecar.store.vectors import Vectors
from sidecar.values import Float32, Int64

# Windows that are judged by one thread, and kept in one transaction.
_GROUP = 8192

# Windows that go through the head together: their embeddings stay in the cache.
_BATCH = 256


@dataclass(frozen=True)
class Group:
    """Windows [n] of some recordings: whose they are, and where they begin."""

    sets: Sequence[StoredSet]
    number: Int64  # [n], position in `sets`
    offsets: Int64  # [n], first samples at the model's rate
    rows: Int64  # [n], of the embeddings

    def parts(self) -> Iterator[tuple[StoredSet, slice]]:
        """List the recordings with their windows."""
        first = 0
        for each in self.sets:
            yield each, slice(first, first + each.count)
            first += each.count


def group_of(db: sqlite3.Connection, sets: Sequence[StoredSet]) -> Group:
    """Look up the windows of some recordings, but for those that are gone by now."""
    found = offsets_of(db, sets)
    sets = [each for each, _ in found]
    return Group(
        sets=sets,
        number=np.repeat(np.arange(len(sets)), [each.count for each in sets]),
        offsets=np.concatenate([np.empty(0, np.int64), *(begins for _, begins in found)]),
        rows=np.concatenate(
            [
                np.empty(0, np.int64),
                *(np.arange(each.first, each.first + each.count) for each in sets),
            ]
        ),
    )


Result = TypeVar("Result")


@dataclass(frozen=True)
class Sweep:
    """Sweeps the head of `session` over embeddings of the model that `embedder_id` names."""

    vectors: Vectors
    embedder_id: int
    session: Model
    threads: int

    def over(
        self,
        sets: Sequence[StoredSet],
        judge: Callable[[Group, Float32], Result],
        check: Callable[[], None],
    ) -> Iterator[tuple[Group, Result]]:
        """Give each group's logits [n, classes] to `judge`, and what it says of them, in order.

        `check` may raise to stop. Raises CatalogUnavailable when the embeddings are damaged.
        """
        waiting: deque[tuple[Group, Future[Result]]] = deque()
        with ThreadPoolExecutor(self.threads) as pool:
            try:
                for group in self._groups(sets):
                    check()
                    if not group.sets:
                        continue
                    waiting.append((group, pool.submit(self._judge, group, judge, check)))
                    if len(waiting) > self.threads:
                        first, future = waiting.popleft()
                        yield first, future.result()
                for first, future in waiting:
                    yield first, future.result()
            finally:
                for _, future in waiting:
                    future.cancel()

    def _groups(self, sets: Sequence[StoredSet]) -> Iterator[Group]:
        db = self.vectors.catalog.reader()
        taken: list[StoredSet] = []
        count = 0
        for each in sets:
            if taken and count + each.count > _GROUP:
                yield group_of(db, taken)
                taken, count = [], 0
            taken.append(each)
            count += each.count
        if taken:
            yield group_of(db, taken)

    def _judge(
        self, group: Group, judge: Callable[[Group, Float32], Result], check: Callable[[], None]
    ) -> Result:
        logits = np.empty((len(group.rows), len(self.session.labels)), np.float32)
        for first in range(0, len(group.rows), _BATCH):
            check()
            rows = group.rows[first : first + _BATCH]
            judged = self.session.rejudge(self._embeddings(rows))
            assert judged is not None  # it is a trained head's
            logits[first : first + _BATCH] = judged
        return judge(group, logits)

    def _embeddings(self, rows: Int64) -> Float32:
        first, count = int(rows[0]), len(rows)
        if rows[-1] - first == count - 1:  # they follow each other
            return self.vectors.read(self.embedder_id, first, count)
        return self.vectors.take(self.embedder_id, rows)
