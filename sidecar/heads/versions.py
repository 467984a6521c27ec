"""The versions of heads on this computer: listed, removed and renamed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.contract.headversions import HeadRow, HeadVersion
from sidecar.durable import sync_folder, sync_tree
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled
from sidecar.heads.record import TrainingRecord, read_training
from sidecar.models.headfile import check_name, version_in_use
from sidecar.models.install import staging_folder
from sidecar.models.registry import RECORD_FILE, Installed, Registry
from sidecar.models.remove import bytes_in, remove_installed, remove_version
from sidecar.models.versions import STATE_FILE, VERSIONS_FOLDER, write_state


def head_names(registry: Registry) -> list[str]:
    """List the names of all heads here."""
    return [name for name, manifest in registry.manifests.items() if manifest.base is not None]


def check_head(registry: Registry, name: str) -> str:
    """Give back the name of a head.

    Raises InvalidParams for another model's, ModelNotInstalled for an unknown one.
    """
    manifest = registry.manifest(name)
    if manifest.base is None:
        raise InvalidParams(
            f"{manifest.title} is not a head.",
            field="name",
            hint="Name a head of `linnet heads list`.",
        )
    return name


def head_row(registry: Registry, name: str) -> HeadRow:
    """Describe a head with its versions, the latest first."""
    numbers, present = registry.numbers(name), version_in_use(registry, name)
    rows = [
        _version(folder, record, numbers[record.version_id], present)
        for folder, record in registry.versions(name)
    ]
    return HeadRow(
        name=name,
        title=registry.manifest(name).title,
        in_use=None if present is None else numbers.get(present),
        versions=sorted(rows, key=lambda row: -row.number),
    )


def _version(folder: Path, record: Installed, number: int, present: str | None) -> HeadVersion:
    try:
        training, trouble = read_training(folder), None
    except ModelInvalid as error:
        training, trouble = TrainingRecord(), error.message
    assert record.manifest.base is not None
    return HeadVersion(
        number=number,
        version_id=record.version_id,
        in_use=record.version_id == present,
        origin=training.origin,
        made_at=training.trained_at or record.installed_at,
        by=training.trained_by,
        kind=training.kind,
        base=record.manifest.base.name,
        labels=training.label_number,
        windows=training.windows,
        held_back=None if training.held_back is None else len(training.held_back),
        average_precision=_mean(each.average_precision for each in training.classes),
        auroc=_mean(each.auroc for each in training.classes),
        species=[each.told() for each in training.classes],
        bytes=bytes_in(folder),
        trouble=trouble,
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def successor(registry: Registry, name: str, removed: str) -> str | None:
    """Name the version that counts once one is removed; None for the only version.

    It is the present one, else the one in use before it, else the latest.
    """
    there = {record.version_id for _, record in registry.versions(name)} - {removed}
    present = version_in_use(registry, name)
    numbers = registry.numbers(name)
    latest = max(there, key=lambda each: numbers[each], default=None)
    earlier = (each for each in reversed(registry.state(name).earlier) if each in there)
    return present if present in there else next(earlier, latest)


def remove_head_version(engine: Engine, name: str, version_id: str) -> int:
    """Remove a version that no request uses, after another one counts; returns its bytes.

    Raises InvalidParams for a version in use by a request, or with a share of the recordings.
    """
    registry = engine.registry
    if any(arm.version_id == version_id for arm in registry.state(name).arms):
        raise InvalidParams(
            f"{version_id} has a share of the recordings.",
            field="version",
            hint=f"Stop sharing first: linnet models route {name} --stop",
        )
    follows = successor(registry, name, version_id)
    if follows is None:
        return engine.remove_model(name)
    _, record = registry.version(name, version_id)
    with engine.sessions.removing(name, version_id) as in_use:
        if in_use:
            raise in_use_now(name)
        state = registry.state(name).without(version_id).activated(follows, None)
        made = tuple(registry.numbers(name))
        write_state(registry.folder, name, state.model_copy(update={"made": made}))
        freed = remove_version(registry, name, version_id)
    engine.forget_graphs([record])
    return freed


def in_use_now(name: str) -> InvalidParams:
    """Say that a request uses a head."""
    return InvalidParams(
        f"A request uses {name} now.",
        field="name",
        hint="Wait until the run or stream that uses it has ended, or stop it.",
    )


def rename_files(engine: Engine, name: str, to: str) -> list[str]:
    """Make all versions of a head appear under another name at once; returns their ids.

    The earlier name stays, until `remove_renamed`. Raises InvalidParams for a taken name, unless
    a killed request left all these versions there; StorageFull.
    """
    registry = engine.registry
    check_name(registry, to)
    versions = registry.versions(name)
    ids = [record.version_id for _, record in versions]
    if to in registry.manifests or any(folder.exists() for folder in registry.folders(to)):
        if set(ids) <= _ids(registry, to):
            return ids
        raise InvalidParams(
            f'There is a head called "{to}" already.',
            field="to",
            hint="Choose another name, or remove that head first.",
        )
    state = registry.state(name).model_copy(
        update={
            "active": version_in_use(registry, name),
            "made": tuple(registry.numbers(name)),
        }
    )
    with staging_folder(registry.folder, to) as staging:
        ready = staging / "ready"
        ready.mkdir()
        for folder, record in versions:
            _copy(folder, record, ready / record.version_id, to)
        (ready / STATE_FILE).write_text(state.model_dump_json(indent=1), "utf-8")
        sync_tree(ready)
        target = registry.folder / VERSIONS_FOLDER / to
        target.parent.mkdir(exist_ok=True)
        ready.rename(target)
        sync_folder(target.parent)
    return ids


def _ids(registry: Registry, name: str) -> set[str]:
    try:
        return {record.version_id for _, record in registry.versions(name)}
    except (ModelInvalid, ModelNotInstalled):
        return set()


def _copy(folder: Path, record: Installed, target: Path, name: str) -> None:
    """Copy a version, and name it anew in its record."""
    shutil.copytree(folder, target)
    manifest = record.manifest
    title = name if manifest.title == manifest.name else manifest.title
    renamed = manifest.model_copy(update={"name": name, "title": title})
    sealed = record.model_copy(update={"manifest": renamed}).sealed()
    (target / RECORD_FILE).write_text(sealed, "utf-8")


def remove_renamed(engine: Engine, name: str, to: str) -> None:
    """Remove a head that has another name by now; raises InvalidParams if a request uses it."""
    chosen = engine.local.active == name
    with engine.sessions.removing(name) as in_use:
        if in_use:
            raise in_use_now(name)
        if chosen:
            engine.local.choose(to)
        remove_installed(engine.registry, name)
