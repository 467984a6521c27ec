"""Names the model that makes the embeddings of a request."""

from __future__ import annotations

from typing import NamedTuple

from sidecar.models.manifest import Manifest


class Embedder(NamedTuple):
    """The model that makes embeddings, and its version if the request named one."""

    manifest: Manifest
    version_id: str | None

    @property
    def named(self) -> str:
        """Name it as requests do."""
        name = self.manifest.name
        return name if self.version_id is None else f"{name}@{self.version_id}"
