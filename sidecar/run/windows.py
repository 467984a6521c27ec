"""How recordings were cut into windows: those on their way, and those that are stored."""

from __future__ import annotations

from dataclasses import dataclass

from sidecar.values import Int64


@dataclass(frozen=True, kw_only=True, eq=False)
class Cut:
    """How a recording was cut and how far it could be read.

    `offsets` [w] are the first samples of the windows, at the rate of the model's front end.
    """

    offsets: Int64
    duration_s: float  # as the header declares
    reached_s: float
    quiet: int = 0  # windows left out, because they were too quiet
    trouble: str | None = None  # why no further, or what was odd

    @property
    def status(self) -> str:
        if self.trouble:
            return "partial"
        return "done" if len(self.offsets) or self.quiet else "empty"


@dataclass(frozen=True, kw_only=True, eq=False)
class Stored(Cut):
    """Windows whose embeddings are stored: rows `first` to `first + count` of the model's file."""

    window_set_id: int
    recording_id: int
    url: str
    first: int

    @property
    def count(self) -> int:
        return len(self.offsets)
