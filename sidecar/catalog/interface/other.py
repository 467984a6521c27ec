"""A catalog beside the open one, which is only read."""

from __future__ import annotations

from typing import Protocol

from sidecar.catalog.interface.embeddings import Embeddings


class OtherCatalog(Protocol):
    """Raises CatalogUnavailable whenever it cannot be read."""

    @property
    def embeddings(self) -> Embeddings: ...

    def embedded(self, sha256: str, converter: str) -> int | None:
        """Find the modelId of an exact model that has embeddings here; None if it has none."""

    def require_unchanged(self) -> None:
        """Raise CatalogUnavailable if somebody wrote to the catalog while it was read alone."""

    def close(self) -> None:
        """Close the catalog."""
