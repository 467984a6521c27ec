"""Speech in recordings, and copies without it, as every catalog takes and gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Muted = tuple[int, int]
"""A muted stretch: its start and its end in milliseconds."""


@dataclass(frozen=True)
class Redaction:
    """A copy of a recording whose speech is muted.

    `original_id` is None once the original left the catalog; `digest` then still names its sound.
    `made_at` is UTC; the catalog sets it if it is empty.
    """

    recording_id: int
    original_id: int | None
    digest: bytes | None
    detector: str
    muted: Sequence[Muted]
    made_by: str
    made_at: str = ""
