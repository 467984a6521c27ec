"""What goes into the catalog and comes out of it, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from sidecar.values import AudioFacts, Identity, Int64, Metadata


@dataclass(frozen=True)
class ModelRow:
    """A model as the catalog remembers it."""

    name: str
    title: str
    version: str
    sha256: str
    converter: str
    licence: str


@dataclass(frozen=True)
class Found:
    """One detection on its way into the catalog."""

    species: str
    common: str
    start_s: float
    end_s: float
    confidence: float
    occurrence: float | None
    windows: int


@dataclass(frozen=True)
class WindowSet:
    """How a recording was cut and how far it could be read, with its windows' embeddings."""

    trouble: str | None
    duration_s: float  # as the header declares
    reached_s: float
    quiet: int
    offsets: Int64  # [w]
    dimension: int
    embeddings: IO[bytes] | None  # float32 [w, dimension], on their way into the catalog
    first_vector: int | None = None  # row of the first, once they are there

    @property
    def status(self) -> str:
        if self.trouble:
            return "partial"
        return "done" if len(self.offsets) or self.quiet else "empty"


@dataclass(frozen=True)
class Digests:
    """Which windows an analysis is made from, and all settings that its detections follow from."""

    windows: str
    settings: str


@dataclass(frozen=True)
class Place:
    """What an analysis' range filter went by; None where it was not applied."""

    latitude: float | None = None
    longitude: float | None = None
    week: int | None = None


@dataclass(frozen=True)
class Origin:
    """Where and when a recording was made, as far as is known, by a file of this size and time."""

    latitude: float | None = None
    longitude: float | None = None
    start: datetime | None = None
    version: tuple[int | None, int | None] = (None, None)
    start_was_set: bool = False  # by a person or the app, whatever the file says


@dataclass(frozen=True)
class Previous:
    """What the catalog already holds for a recording: an analysis, or windows, or neither."""

    recording_id: int
    analysis_id: int | None
    window_set_id: int | None


@dataclass(frozen=True)
class Rejudged:
    """A new judgement of a recording's windows that are already stored."""

    url: str
    window_set_id: int
    first_vector: int
    digests: Digests
    place: Place
    found: Sequence[Found]


@dataclass(frozen=True)
class NewAnalysis:
    """One recording analysed: everything that is kept of it in one transaction."""

    url: str
    facts: AudioFacts
    metadata: Metadata
    windows: WindowSet
    digests: Digests
    place: Place
    found: Sequence[Found]
    identity: Identity | None = None
