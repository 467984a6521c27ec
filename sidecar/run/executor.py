"""The interface of the places where a run does its work."""

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
        """Do a job on recordings; yields one outcome for each, in any order.

        Recordings that end together come together. `tell` runs on the caller's thread; an error
        from it stops the work and reaches the caller. An outcome holds its recording's error.
        The caller releases the embeddings of the outcomes it takes (`work.released`); the executor
        releases the others.
        """
        ...
