"""Adds a custom classifier of BirdNET-Analyzer as a head on BirdNET's embeddings."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.audio.path import path_text, text_path
from sidecar.contract.models import AddModelRequest
from sidecar.errors import InvalidParams, ModelInvalid
from sidecar.models.add import added_labels, added_name, check_unpublished
from sidecar.models.digest import sha256
from sidecar.models.headfile import NewHead, install_head
from sidecar.models.layer import Layer
from sidecar.models.registry import Installed

_BASE = "birdnet-v2.4"
TITLE = "a custom classifier of BirdNET-Analyzer"
WHY = f"it takes the 1,024 numbers of an embedding, and {_BASE} gives them"

# A head hears through its base, so these are the base's.
_OF_BASE = (*("frontend", "window", "padding", "activation", "logits", "embedding", "licence"),)


def add_head(engine: Engine, request: AddModelRequest, layers: list[Layer]) -> Installed:
    """Install dense layers as a head; raises ModelNotInstalled without BirdNET v2.4."""
    for name in _OF_BASE:
        if getattr(request, name) is not None:
            raise InvalidParams(
                f"This model reads BirdNET's embeddings, so its {name} is that of BirdNET.",
                field=AddModelRequest.model_fields[name].alias or name,
                hint="Leave this field out.",
            )
    path = text_path(request.path).absolute()
    labels = added_labels(text_path(request.labels).absolute())
    classes = len(layers[-1].bias)
    if len(labels) != classes:
        raise ModelInvalid(
            f"The model has {classes} classes, but its label file names {len(labels)}.",
            hint="Use the label file that was written beside the model.",
            path=request.labels,
        )
    name = request.name or added_name(path)
    check_unpublished(engine.registry, name)
    head = NewHead(
        name=name,
        title=request.title or request.name or path.stem,
        labels=labels,
        layers=layers,
        training=_record(path, labels.species),
        source=path_text(path),
    )
    return install_head(engine.registry, engine.session(_BASE), head)


def _record(path: Path, species: tuple[str, ...]) -> str:
    """Record where a head comes from; nobody tested it here, so it has no thresholds."""
    return json.dumps(
        {
            "addedAt": datetime.now(UTC).isoformat(timespec="seconds"),
            "program": f"linnet {__version__}",
            "source": path_text(path),
            "sha256": sha256(path),
            "classes": [{"species": name, "threshold": None} for name in species],
        },
        indent=1,
    )
