"""Stored windows, as a search for similar sounds sees them."""

from __future__ import annotations

from dataclasses import dataclass

from sidecar.values import Channel, Float32, Int64


@dataclass(frozen=True)
class Passing:
    """Windows that pass a filter: rows [n] of the model's embeddings, in rising order.

    `detections` [n] has the surest detection that passes in each window; None if no filter names
    detections.
    """

    rows: Int64
    detections: Int64 | None = None


@dataclass(frozen=True)
class StoredWindow:
    """A stored window: its window set, its recording, and its begin and end there."""

    row: int
    window_set_id: int
    recording_id: int
    start_s: float
    end_s: float
    channel: Channel = None


@dataclass(frozen=True)
class HeardInWindow:
    """What an answer says of a window: its recording, and its detection if it has one."""

    path: str
    recorded_at: str | None
    heard_at: str | None
    utc_offset: str | None
    sample_rate: int | None
    recording_seconds: float | None
    missing_since: str | None
    detection_id: int | None = None
    species: str | None = None
    common: str | None = None
    confidence: float | None = None
    verified: str | None = None


@dataclass(frozen=True)
class Neighbours:
    """The nearest rows, the best first; `similarities` [n] are cosines."""

    ids: Int64
    similarities: Float32
