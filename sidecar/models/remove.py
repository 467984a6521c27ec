"""Removes an installed model, so that nothing of it stays."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sidecar.errors import ModelNotInstalled
from sidecar.models.install import parts_of, staging_folder
from sidecar.models.manifest import Publication
from sidecar.models.registry import Registry
from sidecar.models.sources import part_names
from sidecar.models.versions import write_state


def remove_installed(registry: Registry, name: str) -> int:
    """Remove all versions of a model, even damaged ones, and its begun downloads.

    Returns the bytes. Each folder is gone at once or not at all. Raises ModelNotInstalled or
    StorageFull.
    """
    folders = [each for each in registry.folders(name) if each.is_dir()]
    if not folders:
        raise ModelNotInstalled(f"{registry.manifest(name).title} is not installed.")
    freed = sum(bytes_in(folder) for folder in folders)
    with staging_folder(registry.folder, name) as staging:
        for number, folder in enumerate(folders):
            folder.rename(staging / f"removed-{number}")
    if manifest := registry.published.get(name):
        parts = parts_of(registry.folder)
        for part in part_names(manifest):
            parts.forget(part)
    return freed


def remove_version(registry: Registry, name: str, version_id: str) -> int:
    """Remove one version that is not active; returns the bytes. Raises ModelNotInstalled."""
    folder = registry.version_path(name, version_id)
    freed = bytes_in(folder)
    with staging_folder(registry.folder, name) as staging:
        folder.rename(staging / "removed")
    write_state(registry.folder, name, registry.state(name).without(version_id))
    return freed


def part_bytes_of(models: Path, manifest: Publication) -> int | None:
    """Count the bytes of begun downloads that an installation would go on from.

    `models` is the folder of models.
    """
    parts = parts_of(models)
    sizes = [parts.size(part) for part in part_names(manifest)]
    return sum(sizes) or None


def bytes_in(folder: Path) -> int:
    """Count the bytes of a folder's files; one that another request takes away meanwhile has none.

    A choice of a version, for one, is written under another name first.
    """
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += os.lstat(os.path.join(place, name)).st_size
    return total
