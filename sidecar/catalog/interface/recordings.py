"""The catalog's recordings, as every catalog keeps them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from sidecar.catalog.values import (
    AddedRecording,
    Change,
    Holdings,
    Move,
    NewRecording,
    Removed,
    StoredRecording,
    Whereabouts,
)


class Recordings(Protocol):
    """Where recordings are, and what identifies them."""

    def places(self) -> list[Whereabouts]:
        """List where all recordings should be, in the order in which they were added."""

    def find(self, recording_ids: Sequence[int]) -> list[StoredRecording]:
        """List recordings by their ids; leaves out unknown ids."""

    def at(self, urls: Sequence[str]) -> StoredRecording | None:
        """Find the recording that is at one of a file's urls."""

    def taken(self, urls: Sequence[str]) -> dict[str, int]:
        """Tell which recordings are at many urls, by url: one question, however many."""

    def beginning_with(self, heads: Collection[bytes] | None) -> list[StoredRecording]:
        """List the recordings whose samples begin with one of `heads`: one question for all.

        None: one recording with a digest, if there is any.
        """

    def copies(self) -> dict[int, int]:
        """Find copies: recordings with the samples of an earlier one, and that earlier one."""

    def put(
        self, read: Sequence[NewRecording], deployment_id: int | None = None
    ) -> list[AddedRecording]:
        """Add or update files that were read, and set their deployment if one is given.

        Raises InvalidParams for an unknown deployment, even without files.
        """

    def move(self, moves: Sequence[Move]) -> list[bool]:
        """Give recordings other files; a row that changed since it was read stays (False)."""

    def change(self, changes: Iterable[Change]) -> None:
        """Correct recordings; raises InvalidParams with a field such as `recordings.3.start`."""

    def mark(
        self,
        *,
        missing: Collection[int] = (),
        found: Collection[int] = (),
        since: str | None = None,
    ) -> None:
        """Mark recordings whose files are missing, and recordings whose files are found.

        `since` is when somebody noticed that they are missing, in UTC; now, if it is None.
        """

    def holdings(self, recording_ids: Sequence[int]) -> Holdings:
        """Count what would go with recordings."""

    def remove(
        self,
        recording_ids: Sequence[int],
        *,
        including_labels: bool,
        kept: Callable[[int], None] | None = None,
    ) -> Removed:
        """Remove recordings, after a copy of the catalog.

        Raises InvalidParams for an unknown one, and for one that a person labelled, unless
        `including_labels`. With `kept`, it goes in steps, and `kept` hears how many recordings each
        step took; those that are labelled or gone meanwhile are left out. Then it raises
        RequestCancelled between two steps.
        """
