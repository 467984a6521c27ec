"""The catalog's places, as every catalog keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sidecar.catalog.values import (
    PlaceChange,
    PlacesChanged,
)


class Places(Protocol):
    """Sites, deployments, and what people know of recorders' clocks: changed in batches."""

    def change(
        self, changes: Sequence[PlaceChange], what: str, *, dry_run: bool = False
    ) -> PlacesChanged:
        """Make all changes, and compute the starts of the recordings that they concern.

        A dry run makes them too, says what they did, and takes them back.

        No file is read, and a start that a person set stays. Raises InvalidParams with a field
        such as `sites.3.siteId`, and for what is in use and should be removed.
        """

    def undo(self, batch_id: int | None = None) -> PlacesChanged:
        """Undo the latest batch; raises InvalidParams if there is none or `batch_id` is another."""
