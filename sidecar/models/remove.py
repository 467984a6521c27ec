"""Removes an installed model, so that nothing of it stays."""

from __future__ import annotations

import os
from pathlib import Path

from sidecar.errors import ModelNotInstalled
from sidecar.models.install import parts_of, staging_folder
from sidecar.models.manifest import Manifest
from sidecar.models.registry import Registry
from sidecar.models.sources import part_names


def remove_installed(registry: Registry, name: str) -> int:
    """Remove a model's folder, even a damaged one, and its begun downloads; returns the bytes.

    The folder is gone at once or not at all. Raises ModelNotInstalled or StorageFull.
    """
    folder = registry.path(name)
    if not os.path.isdir(folder):
        raise ModelNotInstalled(f"{registry.manifest(name).title} is not installed.")
    freed = bytes_in(folder)
    with staging_folder(registry.folder, name) as staging:
        folder.rename(staging / "removed")
    if manifest := registry.published.get(name):
        parts = parts_of(registry.folder)
        for part in part_names(manifest):
            parts.forget(part)
    return freed


def part_bytes(registry: Registry, manifest: Manifest) -> int | None:
    """Count the bytes of begun downloads that an installation would go on from."""
    parts = parts_of(registry.folder)
    sizes = [parts.size(part) for part in part_names(manifest)]
    return sum(sizes) or None


def bytes_in(folder: Path) -> int:
    """Count the bytes of a folder's files."""
    return sum(
        os.lstat(os.path.join(place, name)).st_size
        for place, _, names in os.walk(folder)
        for name in names
    )
