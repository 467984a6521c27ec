"""`storage`, `storage/set` and `storage/clear`: what Linnet takes on disks, and less of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.contract.storage import (
    CacheLimit,
    Cleared,
    ClearStorageRequest,
    ClearStorageResult,
    Kept,
    KeptWhy,
    SetStorageRequest,
    SetStorageResult,
    StorageDrive,
    StoragePart,
    StorageProgress,
    StorageRequest,
    StorageResult,
    StoredBackup,
    StoredVersion,
)
from sidecar.errors import InvalidParams, LinnetError, RequestCancelled
from sidecar.models.remove import bytes_in
from sidecar.rpc.verb import Call
from sidecar.storage.clearing import Item, Outcome, backup_items, cleared, others_use, planned
from sidecar.storage.drives import Drives
from sidecar.storage.limit import origin, set_limit
from sidecar.storage.parts import CLEARABLE, parts
from sidecar.storage.sizes import size_of

OnFiles = Callable[[int], None]

_MOST_EXAMPLES = 5
_STAMP = re.compile(r"-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def look_at_storage(engine: Engine, request: StorageRequest, call: Call) -> StorageResult:
    """Count what Linnet keeps, and the room on its drives; opens no file."""
    drives = Drives()
    listed = [
        StoragePart(
            what=part.what,
            path=str(part.path),
            drive=drives.number(part.path),
            bytes=part.size.bytes,
            files=part.size.files,
            complete=part.size.complete,
            clearable=part.what in CLEARABLE,
        )
        for part in parts(engine)
    ]
    return StorageResult(
        parts=listed,
        models=[*_versions(engine)],
        backups=[_backup(engine, path) for path in engine.upkeep.backups()],
        drives=[
            StorageDrive(path=each.path, free_bytes=each.free_bytes, total_bytes=each.total_bytes)
            for each in drives.found
        ],
        cache=_limit(engine),
        read_only=_is_read_only(engine.upkeep.path),
    )


def _is_read_only(path: Path) -> bool:
    """Tell whether a file is there and cannot be changed; SQLite needs its folder too."""
    own = os.access in os.supports_effective_ids
    may = [os.access(each, os.W_OK, effective_ids=own) for each in (path, path.parent)]
    return path.is_file() and not all(may)


def _versions(engine: Engine) -> Iterator[StoredVersion]:
    registry = engine.registry
    for name, manifest in registry.manifests.items():
        try:
            active = registry.active(name)[1].version_id
        except LinnetError:
            active = None
        for folder, record in registry.versions(name):
            yield StoredVersion(
                name=name,
                title=record.manifest.title,
                version_id=record.version_id,
                active=record.version_id == active,
                head=manifest.base is not None,
                bytes=bytes_in(folder),
            )


def _backup(engine: Engine, path: Path) -> StoredBackup:
    folder = engine.upkeep.embeddings(path)
    stamp = _STAMP.search(path.name)
    assert stamp is not None  # it is listed by its name
    year, month, day, hour, minute, second = stamp.groups()
    return StoredBackup(
        name=path.name,
        path=str(path),
        bytes=size_of([path, folder]).bytes,
        made_at=f"{year}-{month}-{day}T{hour}:{minute}:{second}Z",
        embeddings=folder.is_dir(),
    )


def _limit(engine: Engine) -> CacheLimit:
    source, place = origin(engine)
    return CacheLimit(
        bytes=engine.settings.cache_bytes,
        source=source,
        place=place or None,
        changeable=source not in ("variable", "flag"),
    )


def set_storage(engine: Engine, request: SetStorageRequest, call: Call) -> SetStorageResult:
    """Keep the limit of prepared recordings in the user's file of settings."""
    set_limit(engine, request.cache_bytes)
    return SetStorageResult(cache=_limit(engine), file=str(engine.settings.file))


def clear_storage(engine: Engine, request: ClearStorageRequest, call: Call) -> ClearStorageResult:
    """Clear what Linnet can make again, and the backups that are named."""
    names = _named(engine, request)
    progress = ProgressReporter(call, StorageProgress, unit="file")
    done = 0

    def on_files(files: int) -> None:
        call.check()
        progress.report(done + files)

    progress.begin()
    outcomes: dict[str, Outcome] = {}
    for what in dict.fromkeys(request.what):
        outcomes[what] = _clear(engine, what, on_files, dry_run=request.dry_run)
        done += sum(item.files for item in outcomes[what].gone)
    if names:
        items = backup_items(engine, names, only_copies=not _is_whole(engine, call))
        outcomes["backups"] = cleared(items, on_files, dry_run=request.dry_run)
    progress.end()
    gone = [Cleared(what=what, **_sums(each.gone)) for what, each in outcomes.items()]
    return ClearStorageResult(
        dry_run=request.dry_run,
        bytes=sum(each.bytes for each in gone),
        cleared=gone,
        kept=[kept for what, each in outcomes.items() for kept in _kept(what, each)],
    )


def _named(engine: Engine, request: ClearStorageRequest) -> list[str]:
    """Check the request; returns the names of backups."""
    if not request.what and not request.backups:
        raise InvalidParams(
            "The request names nothing to clear.",
            field="what",
            hint=f"Choose from: {', '.join(sorted(CLEARABLE))}; or name backups.",
        )
    there = {path.name for path in engine.upkeep.backups()}
    for name in request.backups:
        if name not in there:
            raise InvalidParams(
                f'There is no backup "{name}" beside the catalog.',
                field="backups",
                hint="Name backups as `storage` lists them.",
            )
    return request.backups


def _clear(engine: Engine, what: str, on_files: OnFiles, *, dry_run: bool) -> Outcome:
    """Clear one kind; what a run or another program uses stays."""
    if what != "features":
        return cleared(planned(engine, what), on_files, dry_run=dry_run)
    with engine.feature_uses.clearing() as free:
        items = planned(engine, what)
        if not free or others_use(engine.settings.features):
            items = (replace(item, why=item.why or "inUse") for item in items)
        return cleared(items, on_files, dry_run=dry_run)


def _is_whole(engine: Engine, call: Call) -> bool:
    """Tell whether the catalog itself is there and has no problems; makes none."""
    try:
        report = engine.upkeep.check(quick=True, on_step=lambda step: call.check())
    except RequestCancelled:
        raise
    except LinnetError:
        return False
    return not report.problems


def _sums(items: list[Item]) -> dict[str, int]:
    return {"bytes": sum(item.bytes for item in items), "files": sum(item.files for item in items)}


def _kept(what: str, outcome: Outcome) -> Iterator[Kept]:
    reasons: dict[KeptWhy, list[Item]] = {}
    for why, item in outcome.kept:
        reasons.setdefault(why, []).append(item)
    for why, items in reasons.items():
        examples = [str(item.path) for item in items[:_MOST_EXAMPLES]]
        yield Kept(what=what, why=why, examples=examples, **_sums(items))


METHODS = (
    Method("storage", look_at_storage, "look", "Count what Linnet keeps on disks."),
    Method("storage/set", set_storage, "models", "Limit the room for prepared recordings."),
    Method(
        "storage/clear",
        clear_storage,
        "models",
        "Clear what Linnet can make again.",
        StorageProgress,
    ),
)
