"""Where the work of a run is done: the interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from sidecar.run.tally import Tally
from sidecar.run.work import Job, Outcome, Work


class Executor(Protocol):
    """A place where recordings are read and judged."""

    def run(
        self, job: Job, work: Iterable[Work], tell: Callable[[Tally], None]
    ) -> Iterator[Sequence[Outcome]]:
        """Do a job on recordings; yields each once, as it ends, in no promised order.

        Those that have ended together come together. `tell` is called on the caller's thread; what
        it raises stops the work and passes through. Trouble with one recording is in its outcome.
        Whoever takes an outcome lets go of its embeddings (`work.released`); the executor does of
        what was not taken.
        """
        ...
