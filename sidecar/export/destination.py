"""Checks the places that exports write to."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol, TypeVar

from sidecar.audio.discover import READABLE
from sidecar.audio.foreign import is_foreign
from sidecar.audio.path import path_text, text_path
from sidecar.catalog.interface import Catalog
from sidecar.errors import PathNotAllowed, reaching, writing


class _Destined(Protocol):
    """A request that writes to a place."""

    @property
    def destination(self) -> str | None: ...


EngineT = TypeVar("EngineT")
RequestT = TypeVar("RequestT", bound=_Destined)
CallT = TypeVar("CallT")
ResultT = TypeVar("ResultT")


def destined(
    verb: Callable[[EngineT, RequestT, CallT], ResultT],
) -> Callable[[EngineT, RequestT, CallT], ResultT]:
    """Let a verb raise PathNotAllowed if its destination vanishes, as a pulled card does."""

    @functools.wraps(verb)
    def reached(engine: EngineT, request: RequestT, call: CallT) -> ResultT:
        with reaching(text_path(request.destination or "")):
            return verb(engine, request, call)

    return reached


def is_folder(text: str, path: Path) -> bool:
    """Tell whether a destination is a folder: it is one, ends like one, or has no suffix."""
    return path.is_dir() or text.endswith(("/", os.sep)) or not path.suffix


def check_folder(path: Path, catalog: Catalog) -> None:
    """Raise PathNotAllowed if results cannot or must not go into this folder."""
    first = next(each for each in (path, *path.parents) if each.exists() or each == each.parent)
    if not first.is_dir():
        raise PathNotAllowed(
            f"Results need a folder, but {first} is a file.",
            hint="Choose a folder, or a new name.",
            path=path,
        )
    _refuse_embeddings(path, catalog)


def check_file(path: Path, catalog: Catalog) -> None:
    """Raise PathNotAllowed if a file of results would replace a catalog or a recording."""
    real = Path(os.path.realpath(path))
    if path.is_dir():
        raise PathNotAllowed(
            f"Results need a file, but {path} is a folder.",
            hint="Choose a name in that folder.",
            path=path,
        )
    if catalog.upkeep and catalog.upkeep.protects(path) == "a catalog":
        raise PathNotAllowed(
            f"{path} is a catalog, which an export must not overwrite.",
            hint="Choose another name.",
            path=path,
        )
    _refuse_embeddings(path, catalog)
    if _is_recording(path, catalog) or _is_recording(real, catalog):
        raise PathNotAllowed(
            f"{path} is a recording, which an export must not overwrite.",
            hint="Choose another name.",
            path=path,
        )


def check_apart(path: Path, kept: Sequence[Path]) -> None:
    """Raise PathNotAllowed for a place inside one of Linnet's folders, which it may clear."""
    real = Path(os.path.realpath(path))
    for folder in kept:
        if real.is_relative_to(os.path.realpath(folder)):
            raise PathNotAllowed(
                f"{path} is in {folder}, where Linnet keeps its own files.",
                hint="Choose another place: Linnet may remove files there.",
                path=path,
            )


def check_writable(folder: Path) -> None:
    """Raise StorageFull for a folder that cannot be written, or cannot be made."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    with writing(folder), TemporaryFile(dir=place):
        pass


def _refuse_embeddings(path: Path, catalog: Catalog) -> None:
    if catalog.upkeep and catalog.upkeep.protects(path) == "the catalog's own folder":
        raise PathNotAllowed(
            f"{path} belongs to the catalog's own folder.",
            hint="Choose another place: Linnet may remove files there.",
            path=path,
        )


def _is_recording(path: Path, catalog: Catalog) -> bool:
    sound = path.suffix.lower() in READABLE or is_foreign(path.name)
    if sound and path.exists():
        return True  # no sound is ever overwritten, in the catalog or not
    return catalog.recordings.at([path_text(Path(os.path.abspath(path)))]) is not None
