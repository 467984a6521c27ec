"""Stored embeddings, as every catalog with embeddings keeps them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from sidecar.audio.windows import Grid
from sidecar.catalog.similar import HeardInWindow, Neighbours, Passing, StoredWindow
from sidecar.catalog.values import (
    RecordedVersions,
    RecordingSpan,
    Where,
)
from sidecar.catalog.vectors.reduction import Fitted
from sidecar.run.windows import Windows
from sidecar.values import Float32, Int64


class Embeddings(Protocol):
    """Stored windows and their embeddings. Raises CatalogUnavailable if these are damaged."""

    def versions(self, name: str) -> list[int]:
        """List the modelIds of a model's versions with embeddings, the best one first."""

    def recorded_versions(self, name: str) -> RecordedVersions:
        """Count a model's stored windows, and those that do not say by which version they are."""

    def windows(self, model_id: int, recording_ids: Collection[int] | None = None) -> Windows:
        """List the windows that count for all or some recordings, without their offsets."""

    def cut(self, windows: Windows) -> Windows:
        """Look up where windows begin; leaves out recordings whose windows are gone."""

    def passing(self, model_id: int, where: Where, grid: Grid) -> Passing:
        """Find windows by the filters of detections; raises InvalidParams.

        If the filters name only places, times, recordings and runs, windows without a detection
        pass too.
        """

    def overlapping(self, model_id: int, stretch: RecordingSpan, grid: Grid) -> Int64:
        """Find the rows of the windows that hold a stretch of a recording; may be none."""

    def window(self, model_id: int, row: int, grid: Grid) -> StoredWindow | None:
        """Find the window of a row; None if that window no longer counts for a recording."""

    def heard(self, window: StoredWindow, detection_id: int | None = None) -> HeardInWindow | None:
        """Give the surest detection in a window, or the given one.

        None if the recording of the window is gone.
        """

    def dimension(self, model_id: int) -> int:
        """Give the length of a model's embeddings; 0 if none are stored."""

    def rows_in_use(self, model_id: int) -> Int64:
        """List the rows that window sets name, in rising order."""

    def read(self, model_id: int, rows: Int64) -> Float32:
        """Read embeddings [n, d] as the model gave them; a non-finite one is NaN."""

    def parts(self, model_id: int, rows: Int64) -> tuple[Float32, Float32]:
        """Read norms [n] and unit vectors [n, d].

        A norm is 0 for an embedding without a direction, and NaN for one without numbers.
        """

    def directions(self, model_id: int, rows: Int64) -> Float32:
        """Read unit vectors [up to n, d] of the rows that have a direction."""

    def nearest(
        self, model_id: int, vector: Float32, k: int, among: Int64 | None = None
    ) -> Neighbours:
        """Find the k rows of a model nearest to `vector` [d], `among` rising rows if given."""

    def index(self, model_id: int) -> None:
        """Make later searches of a model's new rows fast, in the background."""

    @property
    def indexing(self) -> bool:
        """Tell whether the background still works on an index."""

    def keep_reduction(self, model_id: int, fitted: Fitted) -> int:
        """Keep a reduction, and return its reductionId; a stored one keeps its id."""
