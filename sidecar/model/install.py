"""Installing a model: fetch, check, convert, and put in place in one step."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sidecar.errors import writing
from sidecar.model import importer
from sidecar.model.digest import sha256
from sidecar.model.manifest import Manifest, Role, find_manifest
from sidecar.model.registry import (
    HEAD_FILE,
    LABELS_FILE,
    MODEL_FILE,
    RANGE_FILE,
    RECORD_FILE,
    Installed,
    Registry,
)
from sidecar.model.sources import fetch

Step = Literal["download", "convert"]
OnStep = Callable[[Step, int, int], None]  # (step, bytes so far, bytes in all or 0)


def install(registry: Registry, name: str, *, source: str | None, on_step: OnStep) -> Installed:
    """Install a model; an earlier installation is replaced only once the new one is complete.

    Raises ModelNotInstalled for an unknown name, SourceUnavailable, ModelInvalid, StorageFull, or
    what `on_step` raises to stop; then nothing is left behind.
    """
    manifest = find_manifest(registry.manifests, name)
    with _staging(registry.folder, name) as staging:
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
        record = Installed(
            manifest=manifest,
            sha256=sha256(files["classifier"]),
            converter=importer.VERSION,
            files={path.name: sha256(path) for path in sorted(ready.iterdir())},
            source=where,
            installed_at=datetime.now(UTC),
        )
        _write_licence(manifest, ready)
        (ready / RECORD_FILE).write_text(record.model_dump_json(by_alias=True, indent=2), "utf-8")
        on_step("convert", 1, 1)  # the last moment to stop
        _replace(registry.path(name), ready, staging / "before")
    return record


@contextmanager
def _staging(folder: Path, name: str) -> Iterator[Path]:
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".installing-{name}-", dir=folder))
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _replace(target: Path, ready: Path, before: Path) -> None:
    if target.exists():
        target.rename(before)
    ready.rename(target)


def _convert(manifest: Manifest, files: dict[Role, Path], ready: Path) -> None:
    for role, path in files.items():
        match manifest.files[role].convert:
            case "birdnet-classifier":
                importer.import_classifier(path, ready / MODEL_FILE, ready / HEAD_FILE)
            case "birdnet-range":
                importer.import_range_model(path, ready / RANGE_FILE)
            case "none":
                shutil.copyfile(path, ready / LABELS_FILE)


def _write_licence(manifest: Manifest, folder: Path) -> None:
    licence = manifest.licence
    text = f"{manifest.title}: {licence.name}\n{licence.url}\n\n{licence.summary}\n"
    (folder / "LICENCE.txt").write_text(f"{text}\nPlease cite: {manifest.citation}\n", "utf-8")
