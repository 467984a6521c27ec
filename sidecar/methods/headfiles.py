"""`heads/export`, `heads/import` and `heads/compare`: heads among people and versions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.audio.path import path_text, text_path
from sidecar.contract.headcomparison import CompareHeadsRequest, CompareHeadsResult
from sidecar.contract.headfiles import (
    ExportHeadRequest,
    ExportHeadResult,
    HeadCard,
    HeadCardRequest,
    ImportHeadRequest,
    ImportHeadResult,
)
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled
from sidecar.heads.comparison import compare
from sidecar.heads.pack import SUFFIX, Card, digest, packed, read_pack, sizes_of, write_pack
from sidecar.heads.record import TrainedSpecies, TrainingRecord, read_training
from sidecar.heads.versions import head_names, head_row
from sidecar.models.headfile import NewHead, check_name, install_head
from sidecar.models.headweights import read_head
from sidecar.models.labels import Labels
from sidecar.models.layer import Layer
from sidecar.models.manifest import Base
from sidecar.models.registry import (
    TRAINED_HEAD_FILE,
    Installed,
    Registry,
    checked_file,
    read_installed_labels,
)
from sidecar.rpc.verb import Call


def export_head(engine: Engine, request: ExportHeadRequest, call: Call) -> ExportHeadResult:
    """Write a version of a head as one file.

    Raises InvalidParams for a model that is no head, ModelNotInstalled, ModelInvalid for a damaged
    head, StorageFull or PathNotAllowed.
    """
    registry = engine.registry
    manifest = engine.manifest(request.name)
    if manifest.base is None:
        raise InvalidParams(
            f"{manifest.title} is not a head.",
            field="name",
            hint="Name a head of `linnet heads list`.",
        )
    folder, record = engine.installed(request.name)
    number = registry.numbers(manifest.name)[record.version_id]
    layers = read_head(checked_file(folder, record, TRAINED_HEAD_FILE))
    weights = packed(layers)
    labels = read_installed_labels(folder, manifest)
    card = _card(record, manifest.base, labels, read_training(folder)).model_copy(
        update={"layers": sizes_of(layers), "weights_sha256": digest(weights)}
    )
    path = text_path(request.destination).absolute()
    if path.is_dir():
        path = path / f"{manifest.name}-{number}{SUFFIX}"
    return ExportHeadResult(
        path=path_text(path),
        name=manifest.name,
        number=number,
        version_id=record.version_id,
        bytes=write_pack(path, card, weights),
    )


def _card(record: Installed, base: Base, labels: Labels, training: TrainingRecord) -> Card:
    """Describe a version; its layers are still to be named."""
    manifest = record.manifest
    tested = {each.species: each for each in training.classes}
    return Card(
        name=manifest.name,
        title=manifest.title,
        version_id=record.version_id,
        origin=training.origin,
        base=base,
        licence=manifest.licence,
        citation=manifest.citation,
        trained_at=training.trained_at or training.added_at,
        trained_by=training.trained_by,
        program=training.program,
        kind=training.kind,
        labels=training.label_number,
        windows=training.windows,
        species=tuple(
            tested.get(species, TrainedSpecies(species=species)).model_copy(
                update={"species": species, "common": common}
            )
            for species, common in zip(labels.species, labels.common, strict=True)
        ),
        recordings=training.recordings,
        held_back=training.held_back,
        layers=((1, 1),),
        weights_sha256="",
    )


def import_head(engine: Engine, request: ImportHeadRequest, call: Call) -> ImportHeadResult:
    """Install a head from its file; the same file again changes nothing.

    Raises ModelInvalid for a damaged file and for another embedding model, ModelNotInstalled
    without that model, InvalidParams for a name that is taken.
    """
    path = text_path(request.path).absolute()
    card, layers = read_pack(path)
    registry = engine.registry
    known = _known(registry, card.version_id)
    if known is not None:
        return _imported(registry, known, card, added=False)
    name = request.name or card.name
    base = _fitting(registry, card, name, path)
    head = _new_head(card, layers, name, path)
    session = engine.session(f"{base.manifest.name}@{base.version_id}")
    install_head(registry, session, head, in_use=False)
    return _imported(registry, name, card, added=True)


def head_card(engine: Engine, request: HeadCardRequest, call: Call) -> HeadCard:
    """Tell what a head's file says of the head, and whether an import would be refused here.

    Raises ModelInvalid for a damaged file.
    """
    path = text_path(request.path).absolute()
    card, _ = read_pack(path)
    registry, refused = engine.registry, None
    installed = _known(registry, card.version_id) is not None
    if not installed:
        try:
            _fitting(registry, card, card.name, path)
        except (InvalidParams, ModelInvalid, ModelNotInstalled) as error:
            refused = f"{error.message} {error.hint}".strip()
    return HeadCard(
        name=card.name,
        title=card.title,
        version_id=card.version_id,
        origin=card.origin,
        model=card.base.name,
        model_title=card.base.title,
        model_sha256=card.base.sha256,
        model_converter=card.base.converter,
        licence=card.licence.name,
        citation=card.citation,
        trained_at=card.trained_at,
        trained_by=card.trained_by,
        kind=card.kind,
        labels=card.labels,
        windows=card.windows,
        recordings=None if card.recordings is None else len(card.recordings),
        held_back=None if card.held_back is None else len(card.held_back),
        species=[each.told() for each in card.species],
        installed=installed,
        refused=refused,
    )


def _fitting(registry: Registry, card: Card, name: str, path: Path) -> Installed:
    """Find the embedding model of a head that may have this name here."""
    check_name(registry, name)
    base = _base(registry, card, path)
    if base.manifest.embedding != card.layers[0][0]:
        raise ModelInvalid(
            f"The head takes {card.layers[0][0]:,} numbers of a window, and "
            f"{base.manifest.title} gives {base.manifest.embedding:,}.",
            hint="Ask for the file again: linnet heads export",
            path=path,
        )
    return base


def _new_head(card: Card, layers: Sequence[Layer], name: str, path: Path) -> NewHead:
    return NewHead(
        name=name,
        title=name if card.title == card.name else card.title,
        labels=Labels(
            tuple(each.species for each in card.species),
            tuple(each.common or each.species for each in card.species),
        ),
        layers=layers,
        training=_record(card, path),
        source=path_text(path),
    )


def _known(registry: Registry, version_id: str) -> str | None:
    """Name the head that has a version already."""
    for name in head_names(registry):
        if any(record.version_id == version_id for _, record in registry.versions(name)):
            return name
    return None


def _base(registry: Registry, card: Card, path: Path) -> Installed:
    """Find the exact embedding model of a head, under whatever name it is here."""
    wanted, alike = card.base, False
    for name, manifest in registry.manifests.items():
        if manifest.base is not None:
            continue
        for _, record in registry.versions(name):
            if (record.sha256, record.converter) == (wanted.sha256, wanted.converter):
                return record
            alike = alike or name == wanted.name
    if alike:
        raise ModelInvalid(
            f"This head was trained on the embeddings of another version of {wanted.title} than "
            "the one installed, so its results could not be trusted.",
            hint=f"Install the version {wanted.sha256[:12]}-{wanted.converter} of {wanted.name}.",
            path=path,
        )
    raise ModelNotInstalled(
        f"This head works on the embeddings of {wanted.title}, which is not installed.",
        hint=f"Install it once: linnet models install {wanted.name}",
        path=path,
    )


def _record(card: Card, path: Path) -> str:
    """Record where an imported head comes from, with what its card says of the training."""
    told = card.model_dump(
        mode="json",
        by_alias=True,
        include={"trained_at", "trained_by", "windows", "recordings", "held_back", "base"},
    )
    return json.dumps(
        {
            **told,
            "importedAt": datetime.now(UTC).isoformat(timespec="seconds"),
            "program": f"linnet {__version__}",
            "source": path_text(path),
            "trainedProgram": card.program,
            "request": None if card.kind is None else {"kind": card.kind},
            "labelCount": card.labels,
            "classes": [each.model_dump(mode="json", by_alias=True) for each in card.species],
        },
        indent=1,
    )


def _imported(registry: Registry, name: str, card: Card, *, added: bool) -> ImportHeadResult:
    versions = head_row(registry, name).versions
    found = next((each for each in versions if each.version_id == card.version_id), versions[0])
    return ImportHeadResult(name=name, added=added, licence=card.licence.name, version=found)


def compare_heads(engine: Engine, request: CompareHeadsRequest, call: Call) -> CompareHeadsResult:
    """Score two versions on the same labelled recordings, from which neither learnt."""
    return compare(engine, request)


METHODS = (
    Method("heads/card", head_card, "look", "Read the card of a head's file."),
    Method("heads/compare", compare_heads, "look", "Compare two heads on equal recordings."),
    Method("heads/export", export_head, "files", "Write a head as one file."),
    Method("heads/import", import_head, "models", "Install a head from its file."),
)
