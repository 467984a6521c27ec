"""The upkeep of the SQLite file and of what lies beside it; it need not be whole, nor be there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sidecar.catalog.report import CatalogReport, OnPages, OnStep, Repaired
from sidecar.catalog.sqlite.connection import open_reader
from sidecar.catalog.sqlite.door import door
from sidecar.catalog.sqlite.upkeep import backup, repair
from sidecar.catalog.sqlite.upkeep.check import check, require
from sidecar.catalog.sqlite.vectors import embeddings_folder
from sidecar.errors import UnsupportedFormat
from sidecar.regular import check_regular, is_locked, open_regular

_SQLITE = b"SQLite format 3\0"
_BESIDE = ("", "-wal", "-shm", "-journal")


@door
class SqliteUpkeep:
    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        return self._path

    def require(self) -> None:
        """Raise CatalogUnavailable when the catalog's file is missing."""
        require(self.path)

    def check(self, *, quick: bool, on_step: OnStep) -> CatalogReport:
        """Look for everything that can be wrong; changes nothing."""
        return check(self.path, quick=quick, on_step=on_step)

    def repair(self, *, on_step: OnStep, release: Callable[[], None]) -> Repaired:
        """Mend what can be mended, after a copy of what is there."""
        return repair.repair(self.path, on_step=on_step, release=release)

    def copy(self) -> Path:
        """Copy the catalog as it is beside itself; returns the copy's path."""
        with closing(open_reader(self.path)) as source:
            return backup.copy_beside(source, self.path)

    def back_up(
        self, place: Callable[[], Path], *, embeddings: bool, on_pages: OnPages
    ) -> list[Path]:
        """Copy the catalog to the `place` that is named once it is there; returns the files."""
        require(self.path)
        target = place()
        with closing(open_reader(self.path)) as source:
            if embeddings:
                backup.copy_with_embeddings(source, self.path, target, on_pages)
            else:
                backup.copy_catalog(source, target, on_pages, then=backup.forget_embeddings)
        return [target, *(embeddings_folder(target).iterdir() if embeddings else ())]

    def dated(self, beside: Path) -> Path:
        """Name a backup after the time."""
        return backup.dated(beside, "backup")

    def files(self) -> list[Path]:
        """List the catalog's own files: the one that it is, and those of its journal."""
        return [self.path.with_name(self.path.name + each) for each in _BESIDE]

    def embeddings(self, catalog: Path) -> Path:
        """Name the folder of a catalog's embeddings."""
        return embeddings_folder(catalog)

    def backups(self) -> list[Path]:
        """List the backups beside the catalog, the newest first."""
        return backup.listed(self.path, "backup")

    def set_aside(self) -> list[Path]:
        """List the damaged catalogs that a repair replaced."""
        return backup.listed(self.path, "damaged")

    def taken(self, target: Path) -> bool:
        """Tell whether there is something where a backup is to be."""
        return target.exists() or embeddings_folder(target).exists()

    def protects(self, path: Path) -> str | None:
        """Say what at `path` must not be written over, if anything of a catalog's is there."""
        real = Path(os.path.realpath(path))
        family = [Path(os.path.realpath(self.path)).as_posix() + each for each in _BESIDE]
        if real.as_posix() in family or _is_catalog(real):
            return "a catalog"
        if real.is_relative_to(os.path.realpath(embeddings_folder(self.path))):
            return "the catalog's own folder"
        return None


def _is_catalog(path: Path) -> bool:
    try:
        if is_locked(check_regular(path)):
            return True
        with open_regular(path) as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except (OSError, UnsupportedFormat):
        return False
