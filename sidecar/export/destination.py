"""Checks the places that exports write to."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
        if request.destination is None:  # the verb chooses one
            return verb(engine, request, call)
        with reaching(text_path(request.destination)):
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


def check_file(path: Path, catalog: Catalog, *, sounds: bool = True) -> None:
    """Raise PathNotAllowed if a file of results would replace a catalog or a recording.

    `sounds` counts every sound file as a recording, in the catalog or not.
    """
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
    for each in (path, real):
        if (sounds and _is_sound(each)) or _is_recording(each, catalog):
            raise _recording_refused(path)


def check_apart(path: Path, kept: Sequence[Path]) -> None:
    """Raise PathNotAllowed for a place inside one of Linnet's folders, which it may clear.

    Folders are compared by what they are: a link, `..`, or another case may lead there too.
    """
    real = Path(os.path.realpath(path))
    above = {_identity(each) for each in (real, *real.parents)}
    for folder in kept:
        # A folder that does not exist yet has only its name.
        inside = real.is_relative_to(os.path.realpath(folder))
        if inside or (folder.exists() and _identity(folder) in above):
            raise PathNotAllowed(
                f"{path} is in {folder}, where Linnet keeps its own files.",
                hint="Choose another place: Linnet may remove files there.",
                path=path,
            )


@dataclass(frozen=True)
class Border:
    """What results may replace, and where they may lie.

    `own` are Linnet's folders, and `inputs` the recordings that are read. `overwrite` allows
    replacing any other file; `allow` says how a person asks for that.
    """

    catalog: Catalog
    own: Sequence[Path]
    overwrite: bool
    inputs: Sequence[Path] = ()
    allow: str = "--overwrite"

    def check(self, path: Path, is_earlier: Callable[[Path], bool]) -> None:
        """Raise PathNotAllowed for a file that results must not replace, or not unasked."""
        there = os.path.lexists(path)
        earlier = path.is_file() and is_earlier(path)
        self.check_never(path, clip=earlier)
        if there and not earlier and not self.overwrite:
            raise PathNotAllowed(
                f"{path} already exists, and is no earlier export.",
                hint=f"Choose another name, or write {self.allow} to replace the file.",
                path=path,
            )

    def check_never(self, path: Path, *, clip: bool = False) -> None:
        """Raise PathNotAllowed for a file that results replace under no condition.

        These are Linnet's own, catalogs, recordings, and what is no regular file. A `clip` is a
        sound of ours, unless the catalog has it as a recording.
        """
        check_apart(path, self.own)
        # Before anything is opened, which could wait for ever.
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise PathNotAllowed(
                f"{path} is not a regular file, so results cannot replace it.",
                hint="Choose another name.",
                path=path,
            )
        check_file(path, self.catalog, sounds=not clip)
        if path.exists() and _identity(path) in map(_identity, self.inputs):
            raise _recording_refused(path)


def check_writable(folder: Path) -> None:
    """Raise StorageFull for a folder that cannot be written, or cannot be made."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    with writing(folder), TemporaryFile(dir=place):
        pass


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell which file or folder a path leads to; None if to none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _refuse_embeddings(path: Path, catalog: Catalog) -> None:
    if catalog.upkeep and catalog.upkeep.protects(path) == "the catalog's own folder":
        raise PathNotAllowed(
            f"{path} belongs to the catalog's own folder.",
            hint="Choose another place: Linnet may remove files there.",
            path=path,
        )


def _recording_refused(path: Path) -> PathNotAllowed:
    return PathNotAllowed(
        f"{path} is a recording, which an export must not overwrite.",
        hint="Choose another name.",
        path=path,
    )


def _is_sound(path: Path) -> bool:
    return path.exists() and (path.suffix.lower() in READABLE or is_foreign(path.name))


def _is_recording(path: Path, catalog: Catalog) -> bool:
    return catalog.recordings.at([path_text(Path(os.path.abspath(path)))]) is not None
