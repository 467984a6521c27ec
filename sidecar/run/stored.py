"""Judges stored windows again without audio: many recordings a batch, on several threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sidecar import stop
from sidecar.run.ordered import ordered
from sidecar.run.windows import Windows
from sidecar.values import Float32, Int64

# How many windows one thread judges and one transaction keeps: many short recordings, or one
# long one.
_GROUP = 8192

# How many windows go through the last layer together: memory is read once for its weights. The
# logits of 256 (6.7 MB of BirdNET's) stay in the cache until they are compared.
_BATCH = 256

Result = TypeVar("Result")


@dataclass(frozen=True)
class Sweep:
    """Sweeps a model's last layer over stored windows.

    `read` gives the embeddings [n, d] of rows [n]; `rejudge` gives their logits [n, classes].
    """

    read: Callable[[Int64], Float32]
    rejudge: Callable[[Float32], Float32 | None]
    threads: int

    def over(
        self,
        windows: Windows,
        judge: Callable[[Windows, Float32], Result],
        *,
        most: int | None = None,
    ) -> Iterator[tuple[Windows, list[Result]]]:
        """Give each batch's logits to `judge`, and yield its answers for each group, in order.

        A batch may hold part of a recording; a group holds whole recordings: one, or at most
        `most` windows. Heeds a stop. Raises CatalogUnavailable when the embeddings are damaged.
        """

        def judged(group: Windows) -> list[Result]:
            return self._judge(group, judge)

        groups = windows.groups(_GROUP if most is None else min(most, _GROUP))
        return ordered(groups, judged, threads=self.threads, ahead=self.threads)

    def _judge(
        self,
        group: Windows,
        judge: Callable[[Windows, Float32], Result],
    ) -> list[Result]:
        results = []
        for batch in group.batches(_BATCH):
            stop.check()
            logits = self.rejudge(self.read(batch.rows))
            assert logits is not None  # the plan judges stored windows only where the model can
            results.append(judge(batch, logits))
        return results
