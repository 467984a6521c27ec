"""Rows of an export: detections or annotations, and their recordings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sidecar.catalog.values import Recorded


class ExportedDetection(NamedTuple):
    """Times in seconds from the recording's start; fields are `query`'s.

    `Source.analyses` gives what a whole analysis shares (run, model).
    """

    recording_id: int
    start: float
    end: float
    species: str
    common: str | None
    confidence: float
    verified: str
    detection_id: int
    annotation_id: int
    region_id: int
    occurrence: float | None
    windows: int
    channel: int | None  # counted from 1; None: the mean of all
    speech: float | None  # share in which people speak; None: nobody looked for speech
    analysis_id: int


class ExportedLabel(NamedTuple):
    """A decision of a person or a model on a region."""

    recording_id: int
    start: float
    end: float
    species: str | None
    common: str | None
    probability: int | None  # percent
    verified: str
    model: str | None
    annotation_id: int
    region_id: int
    labeler: str | None
    is_human: int | None
    annotated_at: str | None
    most_recent: int | None
    comment: str | None
    low_hz: float | None
    high_hz: float | None
    batch_id: int | None
    replaced: int | None

    @property
    def confidence(self) -> float | None:
        """The probability from 0 to 1."""
        return None if self.probability is None else self.probability / 100

    @property
    def by_model(self) -> str | None:
        """Name the model that made the annotation; None for a person's."""
        return self.model or (self.labeler if self.is_human == 0 else None)


Row = ExportedDetection | ExportedLabel


@dataclass(frozen=True)
class RecordingRows:
    """Some rows of one recording, by start; a recording's parts follow each other, some empty."""

    recording: Recorded
    rows: list[Row]
