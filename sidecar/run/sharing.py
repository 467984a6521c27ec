"""Lets several streams use one model in turn: windows of different streams share its batches.

The threads of the streams do the work. Whoever finds a free place runs the next batch, of
whosever windows it is, and hands out the scores.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

import numpy as np

from sidecar.errors import RequestCancelled
from sidecar.models.halt import Halt
from sidecar.models.interface import Scorer, Scores
from sidecar.values import Float32

_TICK_S = 0.1


class _Asked:
    """The windows of one call, and their scores as they come."""

    def __init__(self, inputs: Float32, halt: Halt) -> None:
        self.inputs = inputs
        self.halt = halt
        self.next = 0  # the first window that no batch has
        self.found: dict[int, tuple[Float32, Float32 | None]] = {}
        self.error: Exception | None = None
        self.left = False  # its caller waits no more

    @property
    def done(self) -> bool:
        return self.error is not None or len(self.found) == len(self.inputs)

    def scores(self) -> Scores:
        if self.error is not None:
            raise self.error
        rows = [self.found[place] for place in range(len(self.inputs))]
        embeddings = [each for _, each in rows if each is not None]
        return Scores(
            np.stack([logits for logits, _ in rows]),
            np.stack(embeddings) if len(embeddings) == len(rows) else None,
        )


_Row = tuple[_Asked, int]


class Sharing:
    """A model that many streams use at once, in fair turns; any thread may call it.

    One window of each caller goes into a batch before the second of any. A batch has at most
    `together` windows, and at most `callers` batches run at once, so memory does not grow with the
    number of streams. A window scores the same in any batch.
    """

    def __init__(self, model: Scorer, *, together: int, callers: int) -> None:
        self.model = model
        self._together = together
        self._free = callers
        self._changed = threading.Condition()
        self._line: deque[_Asked] = deque()

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        """Score windows; raises what the model raised for them, or RequestCancelled."""
        asked = _Asked(inputs, halt or Halt())
        with self._changed:
            if len(inputs):
                self._line.append(asked)
            while not asked.done:
                if asked.halt.pressed:
                    self._leave(asked)
                if self._free and self._line:
                    self._run(self._next())
                else:
                    self._changed.wait(_TICK_S)
        return asked.scores() if len(inputs) else self.model.run(inputs, halt)

    def _leave(self, asked: _Asked) -> None:
        asked.left = True
        if asked in self._line:
            self._line.remove(asked)
        raise RequestCancelled()

    def _next(self) -> list[_Row]:
        """Take the next windows: one of each caller in turn."""
        batch: list[_Row] = []
        while self._line and len(batch) < self._together:
            asked = self._line.popleft()
            batch.append((asked, asked.next))
            asked.next += 1
            if asked.next < len(asked.inputs):
                self._line.append(asked)
        return batch

    def _run(self, batch: list[_Row]) -> None:
        """Run a batch without the lock, which the caller holds."""
        self._free -= 1
        self._changed.release()
        try:
            found = self._scored(batch)
        finally:
            self._changed.acquire()
            self._free += 1
            self._changed.notify_all()
        for (asked, place), each in zip(batch, found, strict=True):
            if isinstance(each, Exception):
                self._fail(asked, each)
            else:
                asked.found[place] = each

    def _fail(self, asked: _Asked, error: Exception) -> None:
        asked.error = error
        if asked in self._line:
            self._line.remove(asked)

    def _scored(self, batch: list[_Row]) -> Sequence[tuple[Float32, Float32 | None] | Exception]:
        """Score a batch; if that fails, each caller's part alone, so that one harms no other."""
        owners = list(dict.fromkeys(asked for asked, _ in batch))
        scores = self._tried(batch, owners)
        if not isinstance(scores, Exception):
            return scores
        if len(owners) == 1:
            return [scores] * len(batch)
        parts = {
            asked: iter(self._alone([row for row in batch if row[0] is asked], asked))
            for asked in owners
        }
        return [next(parts[asked]) for asked, _ in batch]

    def _alone(
        self, part: list[_Row], asked: _Asked
    ) -> Sequence[tuple[Float32, Float32 | None] | Exception]:
        scores = self._tried(part, [asked])
        return [scores] * len(part) if isinstance(scores, Exception) else scores

    def _tried(
        self, batch: list[_Row], owners: Sequence[_Asked]
    ) -> list[tuple[Float32, Float32 | None]] | Exception:
        joint = Halt()
        with ExitStack() as stack:
            for asked in owners:
                try:
                    leaves = partial(_leaves, asked, owners, joint)
                    stack.enter_context(asked.halt.ending(leaves))
                except RequestCancelled:
                    _leaves(asked, owners, joint)
            try:
                inputs = np.stack([asked.inputs[place] for asked, place in batch])
                scores = self.model.run(inputs, joint)
            except Exception as error:
                return error
        embeddings = scores.embeddings
        return [
            (logits, None if embeddings is None else embeddings[place])
            for place, logits in enumerate(scores.logits)
        ]


def _leaves(asked: _Asked, owners: Sequence[_Asked], joint: Halt) -> None:
    """End a batch once nobody waits for it any more."""
    asked.left = True
    if all(each.left for each in owners):
        joint.now()
