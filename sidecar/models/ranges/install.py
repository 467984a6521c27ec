"""Installs a range model: fetches, checks, and puts it in place in one step."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sidecar.durable import make_folder
from sidecar.errors import ModelInvalid, ModelNotInstalled
from sidecar.models.digest import sha256
from sidecar.models.graph import Graph, read_graph
from sidecar.models.install import OnStep, parts_of, replace_folder, staging_folder, write_licence
from sidecar.models.ranges.labels import read_geo_labels
from sidecar.models.ranges.manifest import RangeManifest
from sidecar.models.ranges.registry import (
    LABELS_FILE,
    RANGE_FILE,
    RECORD_FILE,
    InstalledRange,
    RangeRegistry,
)
from sidecar.models.remove import bytes_in
from sidecar.models.sources import Place, fetch, part_names

# Latitude, longitude and week.
_COLUMNS = 3


def install_range(
    registry: RangeRegistry, name: str, *, source: str | None, on_step: OnStep
) -> InstalledRange:
    """Install a range model; replaces an earlier one only when the new one is complete.

    Raises ModelNotInstalled for an unknown name, SourceUnavailable, ModelInvalid, StorageFull, or
    what `on_step` raises to stop. A failure leaves nothing but the beginning of a download.
    """
    manifest = registry.manifest(name)
    with staging_folder(registry.models, name) as staging:
        fetched, ready = staging / "fetched", staging / "ready"
        fetched.mkdir()
        ready.mkdir()
        parts = parts_of(registry.models)
        place = Place(fetched, parts, lambda done, total: on_step("download", done, total))
        files, where = fetch(manifest, place, given=source)
        on_step("convert", 0, 0)
        check_range_files(manifest, files["range"], files["labels"])
        files["range"].rename(ready / RANGE_FILE)
        files["labels"].rename(ready / LABELS_FILE)
        write_licence(manifest, ready)
        record = InstalledRange(
            manifest=manifest,
            files={path.name: sha256(path) for path in sorted(ready.iterdir())},
            source=where,
            installed_at=datetime.now(UTC),
        )
        (ready / RECORD_FILE).write_text(record.sealed(), "utf-8")
        on_step("convert", 1, 1)
        target = registry.path(name)
        make_folder(target.parent)
        replace_folder(target, ready, staging / "before")
    found = registry.installed(name)  # as every later question reads it
    assert found is not None
    return found


def check_range_files(manifest: RangeManifest, model: Path, labels: Path) -> None:
    """Raise ModelInvalid unless the files fit each other and the description."""
    species = len(read_geo_labels(labels))
    _check_graph(read_graph(model), species, model)
    if species != manifest.species:
        raise ModelInvalid(
            f"{manifest.title} has {manifest.species:,} species, but its label file names "
            f"{species:,}.",
            hint="Use the label file that was published with the range model.",
            path=labels,
        )


def _check_graph(graph: Graph, species: int, path: Path) -> None:
    """Raise ModelInvalid unless a file takes places and gives a number for each of so many species.

    A label file of another version has another number of species.
    """
    fits = len(graph.inputs) == 1 and graph.inputs[0].dims in ((None, _COLUMNS), (1, _COLUMNS))
    if not fits or not graph.inputs[0].is_float32:
        raise _unlike(path, f"it takes {', '.join(map(str, graph.inputs)) or 'nothing'}")
    given = graph.outputs[0]
    if len(graph.outputs) != 1 or len(given.dims) != 2 or not given.is_float32:
        raise _unlike(path, f"it gives {', '.join(map(str, graph.outputs))}")
    if given.dims[1] not in (None, species):
        raise ModelInvalid(
            f"The range model gives {given.dims[1]:,} species, but its label file names "
            f"{species:,}.",
            hint="Use the label file that was published with this version of the range model.",
            path=path,
        )


def _unlike(path: Path, what: str) -> ModelInvalid:
    return ModelInvalid(
        f"The range model must take [?, 3] latitude, longitude and week, and give [?, species], "
        f"but {what}.",
        hint="Use an ONNX file of BirdNET's geomodel, version 3.",
        path=path,
    )


def remove_range(registry: RangeRegistry, name: str) -> int:
    """Remove a range model, even a damaged one, and its begun downloads; returns the bytes.

    Raises ModelNotInstalled or StorageFull.
    """
    manifest, folder = registry.manifest(name), registry.path(name)
    if not folder.is_dir():
        raise ModelNotInstalled(f"{manifest.title} is not installed.")
    freed = bytes_in(folder)
    with staging_folder(registry.models, name) as staging:
        folder.rename(staging / "removed")
    parts = parts_of(registry.models)
    for part in part_names(manifest):
        parts.forget(part)
    return freed
