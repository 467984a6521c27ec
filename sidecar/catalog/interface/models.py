"""The models that a catalog knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from sidecar.catalog.analyses import Analyses, Found
from sidecar.catalog.runs import (
    StoredVersion,
    VersionUse,
)


class Models(Protocol):
    """The models of the catalog, and what each found. A version counts for itself alone."""

    def versions(self, name: str) -> list[StoredVersion]:
        """List a model's versions, the one that analysed a recording last first."""

    def analyses(self, model_id: int) -> Analyses:
        """List the analysis of each recording and channel: the current one, else the latest."""

    def least_confidence(self, run_ids: Iterable[int]) -> float:
        """Give the highest least confidence with which these runs kept detections."""

    def window_s(self, model_id: int) -> float | None:
        """Tell the length of a model's window by its detections; None if it has none."""

    def found(self, analysis_ids: Iterable[int], confidence: float) -> Found:
        """Read the detections of analyses from a confidence on."""

    def species(self) -> dict[int, tuple[str, str | None]]:
        """Give the scientific and the common name of each species by its id."""

    def uses(self, version_ids: Collection[str]) -> dict[str, VersionUse]:
        """Tell what refers to versions of models; the catalog may know none of some."""

    def rename(self, name: str, to: str, version_ids: Collection[str]) -> int:
        """Rename these versions of a model; returns how many recordings they analysed."""
