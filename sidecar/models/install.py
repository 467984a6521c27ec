"""Installs a model: fetches, checks, converts, and puts it in place in one step."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sidecar.durable import make_folder, sync_folder, sync_tree
from sidecar.errors import InvalidParams, LinnetError, ModelInvalid, writing
from sidecar.models.contract import complete
from sidecar.models.digest import sha256
from sidecar.models.download import Parts
from sidecar.models.families.table import CONVERSIONS
from sidecar.models.graph import Graph, read_graph
from sidecar.models.labels import CODES_FILE, parse_labels, read_labels, write_labels
from sidecar.models.manifest import Manifest, Publication, Role
from sidecar.models.registry import (
    GOLDEN_FILE,
    LABELS_FILE,
    LAST_LAYER_FILE,
    MODEL_FILE,
    RANGE_FILE,
    RECORD_FILE,
    TRAINING_FILE,
    Installed,
    Registry,
    read_record,
)
from sidecar.models.sources import PART, Place, fetch
from sidecar.models.trial import Trial
from sidecar.regular import copy_regular
from sidecar.scratch import leftovers, mark, remove

_LICENCE_FILE = "LICENCE.txt"

# What these names hold is read as ours, so no file of weights may have one.
_OURS = {
    name.casefold()
    for name in (
        *(MODEL_FILE, LAST_LAYER_FILE, RANGE_FILE, LABELS_FILE, CODES_FILE),
        *(RECORD_FILE, GOLDEN_FILE, TRAINING_FILE, _LICENCE_FILE),
    )
}

# The folder in which a model is made begins with it.
_STAGING = ".installing-"

# Below the folder of models: beginnings of downloads.
DOWNLOADS = ".downloads"

Step = Literal["download", "convert"]
OnStep = Callable[[Step, int, int], None]  # (step, bytes so far, bytes in all or 0)


def install(registry: Registry, name: str, *, source: str | None, on_step: OnStep) -> Installed:
    """Install a model; replaces an earlier installation only when the new one is complete.

    Raises ModelNotInstalled for an unknown name, InvalidParams for a source of a head,
    SourceUnavailable, ModelInvalid, StorageFull, or what `on_step` raises to stop. A failure
    leaves nothing behind but the beginning of a download, from which the next try goes on.
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
        place = Place(
            fetched,
            parts_of(registry.folder),
            lambda done, total: on_step("download", done, total),
        )
        files, where = fetch(manifest, place, given=source)
        on_step("convert", 0, 0)
        with _trial(manifest, files["classifier"]) as trial:
            _convert(manifest, files, ready, trial)
            return put_in_place(
                registry,
                manifest,
                staging,
                published=sha256(files["classifier"]),
                source=where,
                last_moment=lambda: on_step("convert", 1, 1),
                trial=trial,
            )


def _trial(manifest: Manifest, path: Path) -> AbstractContextManager[Trial | None]:
    """Make the trial of a model; none where the manifest names the digests of all its files."""
    proved = all(file.sha256 for file in manifest.files.values())
    return nullcontext() if proved else Trial(path)


def put_in_place(
    registry: Registry,
    manifest: Manifest,
    staging: Path,
    *,
    published: str,
    source: str,
    last_moment: Callable[[], None] = lambda: None,
    trial: Trial | None = None,
) -> Installed:
    """Check the files in `staging/ready` against the manifest and install them.

    `published` is the SHA-256 of the published classifier; `last_moment` may raise to stop.
    `trial` reads and tries a model whose publisher names no digests.
    """
    ready = staging / "ready"
    write_licence(manifest, ready)
    labels = read_labels(ready / LABELS_FILE, manifest.classes)
    model = ready / MODEL_FILE
    graph = trial.look(model) if trial else read_graph(model)
    manifest = complete(manifest, graph, len(labels), model)
    record = Installed(
        manifest=manifest,
        sha256=published,
        converter=_converter(manifest),
        files={path.name: sha256(path) for path in sorted(ready.iterdir())},
        source=source,
        installed_at=datetime.now(UTC),
    )
    if trial:
        _write_record(record, ready)
        trial.run(ready)
    last_moment()
    return finish(registry, record, staging)


def finish(registry: Registry, record: Installed, staging: Path) -> Installed:
    """Put the files in `staging/ready` beside other versions, or in the place of the same one."""
    ready = staging / "ready"
    (ready / RECORD_FILE).write_text(record.sealed(), "utf-8")
    target = registry.place(record)
    make_folder(target.parent)
    replace_folder(target, ready, staging / "before")
    return record


def _write_record(record: Installed, folder: Path) -> None:
    text = record.sealed()
    (folder / RECORD_FILE).write_text(text, "utf-8")


def _converter(manifest: Manifest) -> str:
    """Name the conversion of the published file, with its version; "none" without one."""
    classifier = manifest.files.get("classifier")
    conversion = classifier and CONVERSIONS.get(classifier.convert)
    return conversion.version if conversion else "none"


def parts_of(folder: Path) -> Parts:
    """Find the beginnings of downloads that are kept below the folder of models."""
    return Parts(folder / DOWNLOADS)


@contextmanager
def staging_folder(folder: Path, name: str) -> Iterator[Path]:
    """Make a folder beside the models, and clear what killed installations left there."""
    with writing(folder):
        make_folder(folder)
        for killed in killed_installations(folder):
            clear_killed(folder, killed)
        staging = Path(tempfile.mkdtemp(prefix=f"{_STAGING}{name}-", suffix=mark(), dir=folder))
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def killed_installations(folder: Path) -> Iterator[Path]:
    """List the folders that killed installations left."""
    return leftovers(folder, f"{_STAGING}*")


def clear_killed(folder: Path, killed: Path) -> None:
    """Remove the folder of a killed installation, after what must not be lost."""
    for part in (killed / "fetched").glob(f"*{PART}"):
        parts_of(folder).keep(part)
    before = killed / "before"
    with suppress(LinnetError, OSError):
        # The kill came between the two steps of a replacement.
        record = read_record(before / RECORD_FILE)
        target = Registry(folder, {}).place(record)
        if not target.exists():
            before.rename(target)
    remove(killed)


def replace_folder(target: Path, ready: Path, before: Path) -> None:
    """Put a model in place of an earlier one; once this returns, a power cut loses none of it."""
    sync_tree(ready)
    if target.exists():
        target.rename(before)
    try:
        ready.rename(target)
    except OSError:
        if before.exists():
            before.rename(target)
        raise
    sync_folder(target.parent)


def _convert(manifest: Manifest, files: dict[Role, Path], ready: Path, trial: Trial | None) -> None:
    for role, path in files.items():
        match manifest.files[role].convert:
            case "onnx":
                copy_model(path, trial.look(path) if trial else read_graph(path), ready)
            case "labels-birdnet" | "labels-lines" | "labels-csv" as form:
                write_labels(parse_labels(path, form), ready / LABELS_FILE)
            case special if trial:
                trial.convert(special, path, ready)
            case special:
                CONVERSIONS[special].run(path, ready)


def copy_model(path: Path, graph: Graph, ready: Path) -> None:
    """Copy a model file, and the weight files beside it that it names."""
    copy_regular(path, ready / MODEL_FILE)
    for name in graph.outside:
        if name.casefold() in _OURS:
            raise ModelInvalid(
                f'Its file of weights may not be called "{name}".',
                hint="Export the model again with another name for its weights.",
                path=path,
            )
        copy_regular(path.parent / name, ready / name)


def write_licence(manifest: Publication, folder: Path) -> None:
    """Write a model's licence beside its files."""
    licence = manifest.licence
    text = f"{manifest.title}: {licence.name}\n{licence.url}\n\n{licence.summary}\n"
    (folder / _LICENCE_FILE).write_text(f"{text}\nPlease cite: {manifest.citation}\n", "utf-8")
