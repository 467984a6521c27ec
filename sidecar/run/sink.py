"""Who receives the results of a run, once the catalog has kept them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sidecar.run.work import Kept


class Sink(Protocol):
    """A receiver of results, such as an answer, a listener or a file.

    The catalog comes first: it gives ids, and no sink receives a result that it refuses.
    """

    def take(self, kept: Sequence[Kept]) -> None:
        """Take results that were kept together; their embeddings stay open until this returns."""
        ...

    def close(self) -> None:
        """Note that the run has ended, with or without an error."""
        ...
