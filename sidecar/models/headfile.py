"""Writing a trained head as an installed model."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sidecar.errors import InvalidParams, ModelInvalid, writing
from sidecar.models.digest import sha256
from sidecar.models.headweights import write_head
from sidecar.models.install import finish, staging_folder, write_licence
from sidecar.models.interface import Model
from sidecar.models.labels import Labels
from sidecar.models.layer import Layer
from sidecar.models.manifest import (
    RANGE_NAMES,
    WRONG_NAME,
    Activation,
    Base,
    Manifest,
    ModelOutputs,
    is_model_name,
)
from sidecar.models.registry import (
    LABELS_FILE,
    RECORD_FILE,
    TRAINED_HEAD_FILE,
    TRAINING_FILE,
    Installed,
    Registry,
    read_record,
)
from sidecar.models.versions import write_state


@dataclass(frozen=True)
class NewHead:
    """A trained head before its installation; `training` (JSON) records how it was made.

    `source` says where it comes from.
    """

    name: str
    title: str
    labels: Labels
    layers: Sequence[Layer]
    training: str
    source: str = "heads/train"


def check_name(registry: Registry, name: str) -> None:
    """Raise InvalidParams if no head may have this name, or if it is another model's."""
    if not is_model_name(name):
        raise InvalidParams(
            f'"{name[:100]}" cannot be the name of a head: {WRONG_NAME}.',
            field="name",
            hint="Choose another name for the head.",
        )
    if name in RANGE_NAMES:
        raise InvalidParams(
            f'"{name}" is the name of a range model.',
            field="name",
            hint="Choose another name for the head.",
        )
    taken = registry.manifests.get(name)
    if taken is not None and taken.base is None:
        raise InvalidParams(
            f'"{name}" is the name of {taken.title}.',
            field="name",
            hint="Choose another name for the head.",
        )


def install_head(
    registry: Registry, base: Model, head: NewHead, *, in_use: bool = True
) -> Installed:
    """Install a head, wholly or not at all; earlier heads of that name stay as its versions.

    Its identity follows from its weights, its classes and its base. Killed at any moment, the
    version before stays in use, or this one is. Raises InvalidParams for the name of a model that
    is not a head, StorageFull.
    """
    check_name(registry, head.name)
    numbers, before = registry.numbers(head.name), version_in_use(registry, head.name)
    record = _put(registry, base, head)
    version_id = record.version_id
    made = tuple(dict.fromkeys([*numbers, version_id]))
    state = registry.state(head.name).model_copy(update={"made": made})
    if in_use or before is None:
        state = state.activated(version_id, before)
    elif state.active is None:
        state = state.model_copy(update={"active": before})
    write_state(registry.folder, head.name, state)
    return record


def version_in_use(registry: Registry, name: str) -> str | None:
    """Name the version of a head that counts; None where there is none, or a damaged one."""
    try:
        return read_record(registry.path(name) / RECORD_FILE).version_id
    except ModelInvalid:
        return None


def _put(registry: Registry, base: Model, head: NewHead) -> Installed:
    """Write the files of a head, and put them in their place."""
    origin = Base(
        name=base.manifest.name,
        title=base.manifest.title,
        sha256=base.identity,
        converter=base.converter,
    )
    with staging_folder(registry.folder, head.name) as staging:
        ready = staging / "ready"
        ready.mkdir()
        write_head(
            ready / TRAINED_HEAD_FILE,
            head.layers,
            properties={
                "base_sha256": origin.sha256,
                "base_converter": origin.converter,
                "classes": "\n".join(head.labels.species),
            },
        )
        with writing(ready):
            _write_labels(ready / LABELS_FILE, head.labels)
            (ready / TRAINING_FILE).write_text(head.training, "utf-8")
        identity = sha256(ready / TRAINED_HEAD_FILE)
        manifest = _manifest(base, origin, head, version=identity[:12])
        write_licence(manifest, ready)
        record = Installed(
            manifest=manifest,
            sha256=identity,
            converter="none",
            files={path.name: sha256(path) for path in sorted(ready.iterdir())},
            source=head.source,
            installed_at=datetime.now(UTC),
        )
        return finish(registry, record, staging)


def _write_labels(path: Path, labels: Labels) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(("species", "common_name"))
        table.writerows(zip(labels.species, labels.common, strict=True))


def _manifest(session: Model, origin: Base, head: NewHead, *, version: str) -> Manifest:
    base, count = session.manifest, len(head.labels)
    ranged = set(session.labels.species).difference(base.not_species)
    return Manifest(
        name=head.name,
        title=head.title,
        version=version,
        about=f"{count} {'class' if count == 1 else 'classes'} trained on the embeddings of "
        f"{base.title}.",
        citation=base.citation,
        licence=base.licence,  # the head works only through that model
        input=base.input,
        outputs=ModelOutputs(logits="logits"),
        classes=count,
        embedding=base.embedding,
        activation=Activation(),
        not_species=tuple(name for name in head.labels.species if name not in ranged),
        base=origin,
    )
