"""A small catalog of stored windows in which owls and frogs call, and heads that learn them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.contract.heads import (
    ApplyHeadRequest,
    ApplyHeadResult,
    TrainHeadRequest,
    TrainHeadResult,
)
from sidecar.contract.headversions import HeadRow, ListHeadsRequest
from sidecar.methods import heads
from sidecar.methods.headversions import list_heads
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.stored import engine_with_base, label, store_windows

DIMENSION, EACH, RECORDINGS = 8, 6, 16
OWL, FROG = "Strix aluco", "Hyla arborea"

# The windows of each recording in which they call.
OWLS_AT, FROGS_AT, NONE_AT = 1, 3, 5


def night(seed: int = 8) -> Float32:
    """Make the embeddings of all windows."""
    rng = np.random.default_rng(seed)
    x = rng.normal(5.0, 1.0, (RECORDINGS, EACH, DIMENSION))
    x += rng.normal(0.0, 0.5, (RECORDINGS, 1, DIMENSION))
    x[:, OWLS_AT, 0] += 5.0
    x[:, FROGS_AT, 1] += 5.0
    return x.reshape(-1, DIMENSION).astype(np.float32)


def label_recording(engine: Engine, recording_id: int) -> None:
    """Label the owl, the frog, and a window without an owl."""
    label(engine, recording_id, OWLS_AT, OWL)
    label(engine, recording_id, FROGS_AT, FROG)
    label(engine, recording_id, NONE_AT, OWL, "NO")


def nightly(home: Path, *, labelled: int = 8) -> Engine:
    """Make an engine with the catalog, and labels in its first recordings."""
    engine = engine_with_base(home, dimension=DIMENSION)
    ids = store_windows(engine, [night()], each=EACH, count=EACH * RECORDINGS)
    for recording_id in ids[:labelled]:
        label_recording(engine, recording_id)
    return engine


def train(engine: Engine, name: str = "gate", **fields: Any) -> TrainHeadResult:
    """Train a head; few background windows, so that another seed draws others."""
    return heads.train(engine, TrainHeadRequest(name=name, **{"background": 20, **fields}), Call())


def apply(engine: Engine, name: str = "gate", **fields: Any) -> ApplyHeadResult:
    return heads.apply(engine, ApplyHeadRequest(name=name, **fields), Call())


def listed(engine: Engine, name: str = "gate") -> HeadRow:
    (row,) = list_heads(engine, ListHeadsRequest(name=name), Call()).heads
    return row


def numbers(engine: Engine, name: str = "gate") -> list[int]:
    """List the numbers of a head's versions, the latest first."""
    return [each.number for each in listed(engine, name).versions]
