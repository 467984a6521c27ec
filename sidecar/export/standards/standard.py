"""The interface of all standards: a writer takes recordings and rows, and writes its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from sidecar.export.earlier import Sample
from sidecar.export.standards.about import About
from sidecar.export.standards.published import PublishedRecording, PublishedRow

# What a recording or a row must have, so that a standard can take it.
Need = Literal["start", "offset", "deployment", "place", "species"]

Relative = Callable[[str], str]
"""Shortens a recording's path to what follows the folder that all share."""


class StandardWriter(Protocol):
    """Writes the files of a publication."""

    def recording(self, recording: PublishedRecording) -> None:
        """Take a recording, whether it has rows or not; its rows follow."""

    def rows(self, recording: PublishedRecording, rows: Sequence[PublishedRow]) -> None:
        """Take some rows of the recording that came last."""

    def finish(self) -> dict[str, int]:
        """Complete the files, and count the rows of each by its name."""


Files = Mapping[str, BinaryIO]
Scratch = Callable[[], BinaryIO]
"""Opens a file that is removed when the publication ends."""

Begin = Callable[[Files, About, Relative, Scratch], StandardWriter]


@dataclass(frozen=True)
class Standard:
    """A standard: the names of its files, what it needs of recordings and of people.

    `endings` are those of a single file's name; none: the files go into a folder. `required` names
    fields of `About`, each with its noun. `wrote` tells whether a file is an earlier publication.
    `most_bytes` is what the reading program takes.
    """

    title: str
    files: tuple[str, ...]
    begin: Begin
    wrote: Callable[[Sample], bool]
    needs: frozenset[Need] = frozenset()
    required: Mapping[str, str] | None = None
    endings: tuple[str, ...] = ()
    most_bytes: int | None = None
