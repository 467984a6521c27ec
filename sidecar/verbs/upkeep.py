"""`catalog/check`, `catalog/backup` and `catalog/repair`: the catalog file itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sidecar.contract.upkeep import (
    BackupCatalogRequest,
    BackupCatalogResult,
    CatalogProblem,
    CheckCatalogRequest,
    CheckCatalogResult,
    RepairCatalogRequest,
    RepairCatalogResult,
    UpkeepProgress,
)
from sidecar.engine import Engine
from sidecar.errors import InvalidParams
from sidecar.rpc.verb import Call
from sidecar.store import check as checking
from sidecar.store import repair as repairing
from sidecar.store.backup import copy_catalog, copy_with_embeddings, dated, forget_embeddings
from sidecar.store.check import Problem, Watch
from sidecar.store.connection import open_reader
from sidecar.store.sqliteerrors import catalog_errors
from sidecar.store.vectors import embeddings_folder
from sidecar.verbs.method import Method
from sidecar.verbs.telling import Telling


def check(engine: Engine, request: CheckCatalogRequest, call: Call) -> CheckCatalogResult:
    """Tell whether the catalog is whole; it may be in use meanwhile."""
    path = engine.catalog_path
    with _watching(call) as watch:
        report = checking.check(path, quick=request.quick, watch=watch)
    return CheckCatalogResult(
        path=str(path),
        schema_version=report.version,
        bytes=report.bytes,
        recordings=report.recordings,
        detections=report.detections,
        annotations=report.annotations,
        problems=_listed(report.problems),
    )


def backup(engine: Engine, request: BackupCatalogRequest, call: Call) -> BackupCatalogResult:
    """Copy the catalog as it is now, while whoever writes goes on."""
    path = engine.catalog_path
    checking.require(path)
    target = _destination(path, request.destination)

    telling = Telling(call, UpkeepProgress, unit="page")
    telling.begin()

    def on_pages(done: int, total: int) -> None:
        call.check()
        telling.total = total
        telling.report(done)

    with catalog_errors(path), closing(open_reader(path)) as source:
        if request.embeddings:
            copy_with_embeddings(source, path, target, on_pages)
        else:
            copy_catalog(source, target, on_pages, then=forget_embeddings)
    telling.end()
    folder = embeddings_folder(target)
    files = [target, *(folder.iterdir() if request.embeddings else ())]
    return BackupCatalogResult(path=str(target), bytes=sum(file.stat().st_size for file in files))


def repair(engine: Engine, request: RepairCatalogRequest, call: Call) -> RepairCatalogResult:
    """Mend what can be mended, after a copy of what is there."""
    with _watching(call) as watch:
        done = repairing.repair(engine.catalog_path, watch=watch, release=engine.release_catalog)
    return RepairCatalogResult(
        backup=str(done.backup or ""), mended=_listed(done.mended), left=_listed(done.left)
    )


@contextmanager
def _watching(call: Call) -> Iterator[Watch]:
    """Tell of each step as it begins; how many there will be is not known."""
    about: str | None = None
    telling = Telling(call, UpkeepProgress, unit="step", more=lambda: {"step": about})

    def step(what: str) -> None:
        nonlocal about
        call.check()
        before, about = about, what
        telling.report(telling.done + (before is not None))

    telling.begin()
    yield Watch(call.cancelled.is_set, step)
    telling.done += about is not None
    telling.end()


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


def _destination(path: Path, given: str | None) -> Path:
    """Say where a backup goes; raises InvalidParams for a place that is taken or not there."""
    if given is None:
        return dated(path, "backup")
    target = Path(given)
    if target.is_dir():
        return dated(target / path.name, "backup")
    if not target.parent.is_dir():
        raise InvalidParams(
            f"There is no folder {target.parent}.",
            field="destination",
            hint="Is the drive there? Folders are not made for a backup.",
        )
    if target.exists() or embeddings_folder(target).exists():
        raise InvalidParams(
            f"There is something called {target.name} in {target.parent} already.",
            field="destination",
            hint="Nothing is overwritten: choose another name, or a folder.",
        )
    return target


METHODS = (
    Method("catalog/check", check, "aside", "Tell whether the catalog is whole.", UpkeepProgress),
    Method(
        "catalog/backup", backup, "aside", "Copy the catalog, while it is in use.", UpkeepProgress
    ),
    Method(
        "catalog/repair",
        repair,
        "aside",
        "Mend what can be mended, after a backup.",
        UpkeepProgress,
    ),
)
