"""A clip: a stretch of a recording to cut out."""

from __future__ import annotations

from typing import NamedTuple

from sidecar.catalog.values import Recorded
from sidecar.export.names import safe_name


class Clip(NamedTuple):
    """A detection, or joined neighbours of one species with the best one's confidence and id.

    Its sound has all channels of the recording, so one clip holds neighbours of several channels.
    """

    recording: Recorded
    start: float
    end: float
    species: str
    common: str | None
    confidence: float
    verified: str
    detection_id: int
    channel: int | None  # None: the mean of all, or several of a joined clip

    @property
    def folder(self) -> str:
        """The species' folder, named as BirdNET-Analyzer's training expects."""
        named = self.common and self.common != self.species
        return safe_name(f"{self.species}_{self.common}" if named else self.species)
