"""The catalog's sets of thresholds, as every catalog keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sidecar.catalog.thresholds import ThresholdSet


class Thresholds(Protocol):
    """Sets of thresholds that samples certified, by name."""

    def list(self) -> Sequence[ThresholdSet]:
        """List all sets by name."""

    def get(self, name: str) -> ThresholdSet | None:
        """Read the set of a name."""

    def put(self, kept: ThresholdSet) -> None:
        """Keep a set; one of the same name goes."""

    def remove(self, name: str) -> bool:
        """Remove a set; False if there is none of the name."""
