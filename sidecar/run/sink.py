"""Who receives the results of a run, once the catalog has kept them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sidecar.run.work import Kept


class Sink(Protocol):
    """A receiver of results: the answer that grows, whoever watches, a file.

    The catalog comes before all of them: it gives ids, and nobody hears of what it refuses.
    """

    def take(self, kept: Sequence[Kept]) -> None:
        """Take results that were kept together; their embeddings are there until this returns."""
        ...

    def close(self) -> None:
        """Take notice that the run has ended, however it ended."""
        ...
