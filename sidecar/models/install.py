"""Installs a model: fetches, checks, converts, and puts it in place in one step."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sidecar.durable import make_folder, sync_folder, sync_tree
from sidecar.errors import InvalidParams, writing
from sidecar.models.contract import complete
from sidecar.models.digest import sha256
from sidecar.models.families.table import CONVERSIONS
from sidecar.models.graph import read_graph
from sidecar.models.labels import parse_labels, read_labels, write_labels
from sidecar.models.manifest import Manifest, Role
from sidecar.models.registry import (
    LABELS_FILE,
    MODEL_FILE,
    RECORD_FILE,
    Installed,
    Registry,
)
from sidecar.models.sources import fetch
from sidecar.regular import copy_regular

Step = Literal["download", "convert"]
OnStep = Callable[[Step, int, int], None]  # (step, bytes so far, bytes in all or 0)


def install(registry: Registry, name: str, *, source: str | None, on_step: OnStep) -> Installed:
    """Install a model; replaces an earlier installation only when the new one is complete.

    Raises ModelNotInstalled for an unknown name, InvalidParams for a source of a head,
    SourceUnavailable, ModelInvalid, StorageFull, or what `on_step` raises to stop. A failure
    leaves nothing behind.
    """
    manifest = registry.manifest(name)
    if source is not None and "classifier" not in manifest.files:
        raise InvalidParams(
            f'The model "{name}" was trained here and has no published files.',
            field="source",
            hint="Train it again, or add a model under another name.",
        )
    with staging_folder(registry.folder, name) as staging:
        fetched, ready = staging / "fetched", staging / "ready"
        fetched.mkdir()
        ready.mkdir()
        files, where = fetch(
            manifest,
            fetched,
            given=source,
            on_bytes=lambda done, total: on_step("download", done, total),
        )
        on_step("convert", 0, 0)
        _convert(manifest, files, ready)
        return put_in_place(
            registry,
            manifest,
            staging,
            published=sha256(files["classifier"]),
            source=where,
            last_moment=lambda: on_step("convert", 1, 1),
        )


def put_in_place(
    registry: Registry,
    manifest: Manifest,
    staging: Path,
    *,
    published: str,
    source: str,
    last_moment: Callable[[], None] = lambda: None,
) -> Installed:
    """Check the files in `staging/ready` against the manifest and install them.

    `published` is the SHA-256 of the published classifier; `last_moment` may raise to stop.
    """
    ready = staging / "ready"
    labels = read_labels(ready / LABELS_FILE, manifest.classes)
    model = ready / MODEL_FILE
    manifest = complete(manifest, read_graph(model), len(labels), model)
    record = Installed(
        manifest=manifest,
        sha256=published,
        converter=_converter(manifest),
        files={path.name: sha256(path) for path in sorted(ready.iterdir())},
        source=source,
        installed_at=datetime.now(UTC),
    )
    last_moment()
    return finish(registry, record, staging)


def finish(registry: Registry, record: Installed, staging: Path) -> Installed:
    """Replace the installation of that name by the files in `staging/ready`."""
    ready, manifest = staging / "ready", record.manifest
    _write_licence(manifest, ready)
    (ready / RECORD_FILE).write_text(record.model_dump_json(by_alias=True, indent=2), "utf-8")
    _replace(registry.path(manifest.name), ready, staging / "before")
    return record


def _converter(manifest: Manifest) -> str:
    """Name the conversion of the published file, with its version; "none" without one."""
    classifier = manifest.files.get("classifier")
    conversion = classifier and CONVERSIONS.get(classifier.convert)
    return conversion.version if conversion else "none"


@contextmanager
def staging_folder(folder: Path, name: str) -> Iterator[Path]:
    with writing(folder):
        make_folder(folder)
        staging = Path(tempfile.mkdtemp(prefix=f".installing-{name}-", dir=folder))
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _replace(target: Path, ready: Path, before: Path) -> None:
    """Put a model in place; once this returns, a power cut loses none of it."""
    sync_tree(ready)
    if target.exists():
        target.rename(before)
    ready.rename(target)
    sync_folder(target.parent)


def _convert(manifest: Manifest, files: dict[Role, Path], ready: Path) -> None:
    for role, path in files.items():
        match manifest.files[role].convert:
            case "onnx":
                copy_model(path, ready)
            case "labels-birdnet" | "labels-lines" | "labels-csv" as form:
                write_labels(parse_labels(path, form), ready / LABELS_FILE)
            case special:
                CONVERSIONS[special].run(path, ready)


def copy_model(path: Path, ready: Path) -> None:
    """Copy a model file, and the weight files beside it that it names."""
    copy_regular(path, ready / MODEL_FILE)
    for name in read_graph(path).outside:
        copy_regular(path.parent / name, ready / name)


def _write_licence(manifest: Manifest, folder: Path) -> None:
    licence = manifest.licence
    text = f"{manifest.title}: {licence.name}\n{licence.url}\n\n{licence.summary}\n"
    (folder / "LICENCE.txt").write_text(f"{text}\nPlease cite: {manifest.citation}\n", "utf-8")
