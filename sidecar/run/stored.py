"""Stored windows judged anew: many recordings in one batch, on several threads, without audio."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from sidecar.run.windows import Stored
from sidecar.values import Float32, Int64

# Windows that are judged by one thread, and kept in one transaction: many short recordings
# together, or one long one.
_GROUP = 8192

# Windows that go through the last layer together: its weights are read from memory once for all
# of them. The logits of 256 (6.7 MB of BirdNET's) stay in the cache until they are compared.
_BATCH = 256

Result = TypeVar("Result")


@dataclass(frozen=True)
class Group:
    """Windows [n] of some recordings, in order: whose they are, and where they begin."""

    sets: Sequence[Stored]
    number: Int64  # [n], position in `sets`
    offsets: Int64  # [n], first samples at the model's rate
    rows: Int64  # [n], of the embeddings

    def parts(self) -> Iterator[tuple[int, slice]]:
        """List the recordings, by their position in `sets`, with their windows here."""
        begins = np.flatnonzero(np.diff(self.number, prepend=-1)).tolist()
        for begin, end in pairwise([*begins, len(self.number)]):
            yield int(self.number[begin]), slice(begin, end)

    def batches(self) -> Iterator[Group]:
        """Cut it into groups of windows that go through the last layer together."""
        for first in range(0, len(self.rows), _BATCH):
            part = slice(first, first + _BATCH)
            yield Group(self.sets, self.number[part], self.offsets[part], self.rows[part])


def group_of(sets: Sequence[Stored]) -> Group:
    """Put the windows of some recordings together."""
    nothing = np.empty(0, np.int64)
    return Group(
        sets=sets,
        number=np.repeat(np.arange(len(sets)), [each.count for each in sets]),
        offsets=np.concatenate([nothing, *(each.offsets for each in sets)]),
        rows=np.concatenate(
            [nothing, *(np.arange(each.first, each.first + each.count) for each in sets)]
        ),
    )


@dataclass(frozen=True)
class Sweep:
    """Sweeps a model's last layer over stored windows.

    `read` gives the embeddings [n, d] of rows [n], `rejudge` their logits [n, classes].
    """

    read: Callable[[Int64], Float32]
    rejudge: Callable[[Float32], Float32 | None]
    threads: int

    def over(
        self,
        sets: Sequence[Stored],
        judge: Callable[[Group, Float32], Result],
        check: Callable[[], None],
    ) -> Iterator[tuple[Group, list[Result]]]:
        """Give each batch's logits to `judge`, and yield what it said of each group, in order.

        `check` may raise to stop. Raises CatalogUnavailable when the embeddings are damaged.
        """
        waiting: deque[tuple[Group, Future[list[Result]]]] = deque()
        with ThreadPoolExecutor(self.threads, "linnet-sweep") as pool:
            try:
                for group in _groups(sets):
                    check()
                    waiting.append((group, pool.submit(self._judge, group, judge, check)))
                    if len(waiting) > self.threads:
                        first, future = waiting.popleft()
                        yield first, future.result()
                for first, future in waiting:
                    yield first, future.result()
            finally:
                for _, future in waiting:
                    future.cancel()

    def _judge(
        self, group: Group, judge: Callable[[Group, Float32], Result], check: Callable[[], None]
    ) -> list[Result]:
        results = []
        for batch in group.batches():
            check()
            logits = self.rejudge(self.read(batch.rows))
            assert logits is not None  # else nothing had been planned to be judged anew
            results.append(judge(batch, logits))
        return results


def _groups(sets: Sequence[Stored]) -> Iterator[Group]:
    taken: list[Stored] = []
    count = 0
    for each in sets:
        if taken and count + each.count > _GROUP:
            yield group_of(taken)
            taken, count = [], 0
        taken.append(each)
        count += each.count
    if taken:
        yield group_of(taken)
