"""Where exports may be written."""

from __future__ import annotations

import os
from pathlib import Path

from sidecar.audio.discover import FOREIGN, READABLE
from sidecar.audio.path import path_text
from sidecar.catalog.interface import Catalog
from sidecar.errors import PathNotAllowed


def is_folder(text: str, path: Path) -> bool:
    """Tell whether a destination means a folder: it is one, ends like one, or has no suffix."""
    return path.is_dir() or text.endswith(("/", os.sep)) or not path.suffix


def check_folder(path: Path, catalog: Catalog) -> None:
    """Raise PathNotAllowed where there cannot or must not be a folder of results."""
    first = next(each for each in (path, *path.parents) if each.exists() or each == each.parent)
    if not first.is_dir():
        raise PathNotAllowed(
            f"{first} is a file, and a folder is needed there.",
            hint="Choose a folder, or a name that is not taken.",
            path=path,
        )
    _refuse_embeddings(path, catalog)


def check_file(path: Path, catalog: Catalog) -> None:
    """Raise PathNotAllowed where a file of results would take the place of what it is made from."""
    real = Path(os.path.realpath(path))
    if path.is_dir():
        raise PathNotAllowed(
            f"{path} is a folder, and a file is meant to be there.",
            hint="Choose a name in that folder.",
            path=path,
        )
    if catalog.upkeep and catalog.upkeep.protects(path) == "a catalog":
        raise PathNotAllowed(
            f"{path} is a catalog, and must not be written over.",
            hint="Choose another name.",
            path=path,
        )
    _refuse_embeddings(path, catalog)
    if _is_recording(path, catalog) or _is_recording(real, catalog):
        raise PathNotAllowed(
            f"{path} is a recording, and must not be written over.",
            hint="Choose another name.",
            path=path,
        )


def _refuse_embeddings(path: Path, catalog: Catalog) -> None:
    if catalog.upkeep and catalog.upkeep.protects(path) == "the catalog's own folder":
        raise PathNotAllowed(
            f"{path} is the catalog's own folder.",
            hint="Choose another place: what lies there may be removed.",
            path=path,
        )


def _is_recording(path: Path, catalog: Catalog) -> bool:
    if path.suffix.lower() in READABLE | FOREIGN and path.exists():
        return True  # of the catalog or not, sound is never to be written over
    return catalog.recordings.at([path_text(Path(os.path.abspath(path)))]) is not None
