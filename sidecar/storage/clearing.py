"""Clears files that Linnet can make again, and says what stays and why.

A file goes only if its name and its place are those that Linnet gives to such files. So nothing
of a person goes, even if it lies in one of Linnet's folders.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sidecar import scratch
from sidecar.app.engine import Engine
from sidecar.contract.storage import KeptWhy
from sidecar.models.install import DOWNLOADS, clear_killed, killed_installations
from sidecar.models.sources import PART
from sidecar.storage.parts import left_behind
from sidecar.storage.sizes import size_of

_PAIR_FOLDER = re.compile(r"[0-9a-f]{2}")
_PAIR = re.compile(r"[0-9a-f]{32}\.(npy|json)")
_GRAPH_FOLDER = re.compile(r"[0-9a-f]{16}-.+-[0-9a-f]{12}")
_GRAPH = re.compile(r"graph\.(onnx|xxh3)")
_DOWNLOAD = re.compile(rf"[0-9a-f]{{16}}{re.escape(PART)}(\.json)?")
_EMBEDDINGS = re.compile(r"\d+-\d+(\.[0-9a-f]+)?\.(vectors|index|graph)")

Remove = Callable[[Path], None]


@dataclass(frozen=True)
class Item:
    """What goes as a whole, with its bytes and files; `why` says why it stays."""

    path: Path
    bytes: int
    files: int
    remove: Remove = os.unlink
    why: KeptWhy | None = None


@dataclass
class Outcome:
    """What went, and what stayed by its reason."""

    gone: list[Item] = field(default_factory=list)
    kept: list[tuple[KeptWhy, Item]] = field(default_factory=list)


def planned(engine: Engine, what: str) -> Iterator[Item]:
    """List what of one kind would go, and what would stay."""
    settings = engine.settings
    if what == "features":
        yield from _in_folders(settings.features, _PAIR_FOLDER, _PAIR)
    elif what == "overviews":
        yield from _in_folders(settings.overviews, _PAIR_FOLDER, _PAIR)
    elif what == "graphs":
        yield from _in_folders(settings.graphs, _GRAPH_FOLDER, _GRAPH, _unlink_with_folder)
    elif what == "downloads":
        yield from _files(settings.models / DOWNLOADS, _DOWNLOAD, _unlink_with_folder)
    else:
        yield from _scratch(engine)


def others_use(folder: Path) -> bool:
    """Tell whether a program that still runs writes below a folder."""
    found = [path for pattern in ("*/.*", ".*") for path in folder.glob(pattern)]
    return any(scratch.marked(path) and not scratch.left(path) for path in found)


def cleared(items: Iterator[Item], on_files: Callable[[int], None], *, dry_run: bool) -> Outcome:
    """Remove what goes; a file that the system does not let go stays."""
    outcome, files = Outcome(), 0
    for item in items:
        if item.why is not None:
            outcome.kept.append((item.why, item))
            continue
        if not dry_run:
            on_files(files)
            try:
                item.remove(item.path)
            except FileNotFoundError:
                continue  # another program was sooner
            except OSError:
                outcome.kept.append(("cannotRemove", item))
                continue
        files += item.files
        outcome.gone.append(item)
    return outcome


def _in_folders(
    folder: Path, inner: re.Pattern[str], name: re.Pattern[str], remove: Remove = os.unlink
) -> Iterator[Item]:
    """List the files of folders of a kind; whatever else lies there stays."""
    for entry in _listed(folder):
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False) and inner.fullmatch(entry.name):
            yield from _files(path, name, remove)
        elif not scratch.marked(path):
            yield _foreign(path)


def _files(folder: Path, name: re.Pattern[str], remove: Remove) -> Iterator[Item]:
    """List the files of a kind in a folder."""
    # The description first: without it, no half of a pair is ever used.
    for entry in sorted(_listed(folder), key=lambda each: not each.name.endswith(".json")):
        path = Path(entry.path)
        if entry.is_file(follow_symlinks=False) and name.fullmatch(entry.name):
            with suppress(FileNotFoundError):
                size = entry.stat(follow_symlinks=False).st_size
                yield Item(path, size, 1, remove)
        elif not scratch.marked(path):
            yield _foreign(path)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _foreign(path: Path) -> Item:
    size = size_of([path]) if not path.is_symlink() else size_of([])
    return Item(path, size.bytes, max(1, size.files), why="foreign")


def _unlink_with_folder(path: Path) -> None:
    path.unlink()
    with suppress(OSError):  # other files are in it
        path.parent.rmdir()


def _scratch(engine: Engine) -> Iterator[Item]:
    killed = set(killed_installations(engine.settings.models))
    for path in left_behind(engine):
        size = size_of([path])
        # A killed installation may hold the only copy of the version that it was to replace.
        remove = _clear_killed if path in killed else _remove
        yield Item(path, size.bytes, size.files, remove)


def _clear_killed(path: Path) -> None:
    clear_killed(path.parent, path)
    _still(path)


def _remove(path: Path) -> None:
    scratch.remove(path)
    _still(path)


def _still(path: Path) -> None:
    if os.path.lexists(path):
        raise PermissionError(f"{path} is still there")


def backup_items(engine: Engine, names: list[str], *, only_copies: bool) -> Iterator[Item]:
    """List the backups with these names; one that a program has open stays."""
    upkeep = engine.upkeep
    for path in upkeep.backups():
        if path.name not in names:
            continue
        folder = upkeep.embeddings(path)
        size = size_of([path, folder])
        why: KeptWhy | None = "onlyCopy" if only_copies else None
        if any(path.with_name(path.name + end).exists() for end in ("-wal", "-shm", "-journal")):
            why = why or "inUse"
        yield Item(path, size.bytes, size.files, _with_embeddings(folder), why)


def _with_embeddings(folder: Path) -> Remove:
    def remove(path: Path) -> None:
        path.unlink()
        if folder.is_symlink():
            return
        strangers = [each for each in _listed(folder) if not _EMBEDDINGS.fullmatch(each.name)]
        if not strangers:
            shutil.rmtree(folder, ignore_errors=True)

    return remove
