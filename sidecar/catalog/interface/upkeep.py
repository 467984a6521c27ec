"""The upkeep of a catalog's file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sidecar.catalog.report import CatalogReport, OnPages, OnStep, Repaired


class Upkeep(Protocol):
    """Upkeep of a catalog that is a file; a server looks after itself."""

    @property
    def path(self) -> Path: ...

    def require(self) -> None:
        """Raise CatalogUnavailable when there is no catalog."""

    def check(self, *, quick: bool, on_step: OnStep) -> CatalogReport:
        """Look for everything that can be wrong; changes nothing."""

    def repair(self, *, on_step: OnStep, release: Callable[[], None]) -> Repaired:
        """Mend what can be mended, after a copy of what is there.

        Calls `release` before it replaces a damaged file, which must be closed everywhere.
        """

    def back_up(
        self, place: Callable[[], Path], *, embeddings: bool, on_pages: OnPages
    ) -> list[Path]:
        """Copy the catalog to the `place` that is named once it is there; returns the files."""

    def dated(self, beside: Path) -> Path:
        """Name a backup after the time."""

    def files(self) -> list[Path]:
        """List the catalog's own files, whether they are there or not."""

    def embeddings(self, catalog: Path) -> Path:
        """Name the folder of a catalog's embeddings."""

    def backups(self) -> list[Path]:
        """List the backups beside the catalog, the newest first."""

    def set_aside(self) -> list[Path]:
        """List the damaged catalogs that a repair replaced."""

    def taken(self, target: Path) -> bool:
        """Tell whether something lies where a backup is to be."""

    def protects(self, path: Path) -> str | None:
        """Name what lies at `path` if it belongs to the catalog, so that nobody overwrites it."""

    def copy(self) -> Path:
        """Copy the catalog to a file beside it; returns the copy's path."""
