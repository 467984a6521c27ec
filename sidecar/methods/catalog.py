"""`catalog/check`, `catalog/backup` and `catalog/repair`: upkeep of the catalog's file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import text_path
from sidecar.catalog.report import OnStep, Problem
from sidecar.contract.catalog import (
    BackupCatalogRequest,
    BackupCatalogResult,
    CatalogProblem,
    CheckCatalogRequest,
    CheckCatalogResult,
    RepairCatalogRequest,
    RepairCatalogResult,
    UpkeepProgress,
)
from sidecar.errors import InvalidParams
from sidecar.export.destination import check_apart, destined, is_folder
from sidecar.rpc.verb import Call


def check(engine: Engine, request: CheckCatalogRequest, call: Call) -> CheckCatalogResult:
    """Check the catalog for damage, even during use."""
    with _watching(call) as on_step:
        report = engine.upkeep.check(quick=request.quick, on_step=on_step)
    return CheckCatalogResult(
        path=str(engine.catalog_path),
        schema_version=report.version,
        bytes=report.bytes,
        recordings=report.recordings,
        detections=report.detections,
        annotations=report.annotations,
        problems=_listed(report.problems),
    )


@destined
def backup(engine: Engine, request: BackupCatalogRequest, call: Call) -> BackupCatalogResult:
    """Copy the present catalog; other programs may write meanwhile."""
    upkeep = engine.upkeep

    progress = ProgressReporter(call, UpkeepProgress, unit="page")
    progress.begin()

    def on_pages(done: int, total: int) -> None:
        call.check()
        progress.total = total
        progress.report(done)

    files = upkeep.back_up(
        lambda: _destination(engine, request.destination),
        embeddings=bool(request.embeddings),
        on_pages=on_pages,
    )
    progress.end()
    size = sum(file.stat().st_size for file in files)
    return BackupCatalogResult(path=str(files[0]), bytes=size)


def repair(engine: Engine, request: RepairCatalogRequest, call: Call) -> RepairCatalogResult:
    """Copy the catalog, then mend it as far as possible."""
    with _watching(call) as on_step:
        done = engine.upkeep.repair(on_step=on_step, release=engine.release_catalog)
    return RepairCatalogResult(
        backup=str(done.backup or ""), mended=_listed(done.mended), left=_listed(done.left)
    )


@contextmanager
def _watching(call: Call) -> Iterator[OnStep]:
    """Report each step as it begins; the number of steps is unknown."""
    about: str | None = None
    progress = ProgressReporter(call, UpkeepProgress, unit="step", more=lambda: {"step": about})

    def step(what: str) -> None:
        nonlocal about
        call.check()
        before, about = about, what
        progress.report(progress.done + (before is not None))

    progress.begin()
    yield step
    progress.done += about is not None
    progress.end()


def _listed(problems: tuple[Problem, ...]) -> list[CatalogProblem]:
    return [
        CatalogProblem(
            kind=problem.kind,
            count=problem.count,
            message=problem.message,
            mendable=problem.mendable,
        )
        for problem in problems
    ]


def _destination(engine: Engine, given: str | None) -> Path:
    """Find the place for a backup.

    Raises InvalidParams for a taken name or a missing folder, PathNotAllowed for one of ours.
    """
    upkeep = engine.upkeep
    if given is None:
        return upkeep.dated(upkeep.path)
    target = text_path(given)
    check_apart(target, engine.settings.own_folders)
    if target.is_dir():
        return upkeep.dated(target / upkeep.path.name)
    # A drive that is not connected must not become a file with its name.
    folder = target if is_folder(given, target) else target.parent
    if not folder.is_dir():
        raise InvalidParams(
            f"The folder {folder} does not exist.",
            field="destination",
            hint="Connect the drive, or create the folder. A backup creates no folders.",
        )
    if upkeep.taken(target):
        raise InvalidParams(
            f"The name {target.name} is already taken in {target.parent}.",
            field="destination",
            hint="A backup overwrites nothing. Choose another name, or a folder.",
        )
    return target


METHODS = (
    Method("catalog/check", check, "aside", "Check the catalog for damage.", UpkeepProgress),
    Method("catalog/backup", backup, "aside", "Copy the catalog, even during use.", UpkeepProgress),
    Method(
        "catalog/repair",
        repair,
        "aside",
        "Copy the catalog, then mend it as far as possible.",
        UpkeepProgress,
    ),
)
