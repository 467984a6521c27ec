"""Where exports may be written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile

from sidecar.audio.discover import FOREIGN, READABLE
from sidecar.audio.path import path_text
from sidecar.errors import PathNotAllowed, writing
from sidecar.store.catalog import Catalog
from sidecar.store.vectors import embeddings_folder

_SQLITE = b"SQLite format 3\0"
_BESIDE = ("", "-wal", "-shm", "-journal")


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
    family = [Path(os.path.realpath(catalog.path)).as_posix() + each for each in _BESIDE]
    if real.as_posix() in family or _is_catalog(real):
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


def check_apart(path: Path, kept: Sequence[Path]) -> None:
    """Raise PathNotAllowed for a place inside a folder of ours, whose files come and go."""
    real = Path(os.path.realpath(path))
    for folder in kept:
        if real.is_relative_to(os.path.realpath(folder)):
            raise PathNotAllowed(
                f"{path} is in {folder}, where Linnet keeps its own files.",
                hint="Choose another place: what lies there may be removed.",
                path=path,
            )


def check_writable(folder: Path) -> None:
    """Raise StorageFull for a folder that cannot be written, or cannot be made."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    with writing(folder), TemporaryFile(dir=place):
        pass


def _refuse_embeddings(path: Path, catalog: Catalog) -> None:
    folder = os.path.realpath(embeddings_folder(catalog.path))
    if Path(os.path.realpath(path)).is_relative_to(folder):
        raise PathNotAllowed(
            f"{path} is the catalog's own folder.",
            hint="Choose another place: what lies there may be removed.",
            path=path,
        )


def _is_recording(path: Path, catalog: Catalog) -> bool:
    if path.suffix.lower() in READABLE | FOREIGN and path.exists():
        return True  # of the catalog or not, sound is never to be written over
    known = catalog.reader().execute(
        "SELECT 1 FROM Recording WHERE url = ?", (path_text(Path(os.path.abspath(path))),)
    )
    return known.fetchone() is not None


def _is_catalog(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
