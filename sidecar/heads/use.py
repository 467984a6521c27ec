"""Prepares a head and its stored windows, for applying it and for suggestions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import cast

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.modelnames import model_version
from sidecar.catalog.values import Question
from sidecar.contract.heads import ApplyHeadRequest, SuggestRequest
from sidecar.cores import usable_cores
from sidecar.errors import InvalidParams, ModelInvalid, UnsupportedFormat
from sidecar.learn.examples import Float64
from sidecar.models.interface import Model
from sidecar.models.registry import TRAINING_FILE
from sidecar.recordings.filters import filters
from sidecar.regular import read_regular
from sidecar.run.stored import Sweep
from sidecar.run.windows import Windows

# Threshold of confidence for species without one from training, which weighs presence and absence
# equally.
_EVEN = 0.5


@dataclass(frozen=True)
class HeadUse:
    """A head, and the stored windows to judge."""

    session: Model
    windows: Windows
    sweep: Sweep
    thresholds: Float64  # [classes], of confidence, from training
    ledger: Ledger  # with notes on the filters, and on recordings without windows


def head_use(engine: Engine, request: ApplyHeadRequest | SuggestRequest) -> HeadUse:
    """Load a head and list its windows.

    Raises InvalidParams for a model that is no head or for recordings without stored windows,
    ModelNotInstalled and ModelInvalid for the head and its base.
    """
    session = engine.session(request.name)
    if session.embedder is session:
        raise InvalidParams(
            f"{session.manifest.title} is not a head.",
            field="name",
            hint="Name a head that `linnet heads train` made.",
        )
    catalog = engine.catalog
    embedder_id = catalog.runs.model_id(model_version(session.embedder))
    ledger = Ledger()
    asked = _recordings(engine, request, ledger)
    windows = catalog.embeddings.windows(embedder_id, None if asked is None else set(asked))
    notes = ledger.notes()
    if not len(windows):
        title = session.embedder.manifest.title
        told = [f"{note.message} {note.examples[0]}" for note in notes]
        raise InvalidParams(
            f"The catalog has no embeddings by {title} for these recordings.",
            field="where",
            hint=" ".join(told)
            or "Analyse the recordings once: "
            f"linnet analyze --model {session.embedder.manifest.name} RECORDINGS",
        )
    _note_without_windows(ledger, asked or {}, windows)
    threads = engine.settings.threads or usable_cores()
    return HeadUse(
        session=session,
        windows=windows,
        sweep=Sweep(partial(catalog.embeddings.read, embedder_id), session.rejudge, threads),
        thresholds=_thresholds(engine, session),
        ledger=ledger,
    )


def _note_without_windows(ledger: Ledger, asked: Mapping[int, str], windows: Windows) -> None:
    """Note recordings that were asked for and have no stored windows."""
    stored = set(windows.recording_id.tolist())
    for recording, path in asked.items():
        if recording not in stored:
            ledger.add("withoutWindows", path)


def _recordings(
    engine: Engine, request: ApplyHeadRequest | SuggestRequest, ledger: Ledger
) -> dict[int, str] | None:
    """Find the recordings that pass a request's `where`, with their paths; None for all."""
    if not request.where:
        return None
    where = filters(engine, request, ledger)
    rows = engine.catalog.questions.rows(Question("recordings", where), ["recordingId", "path"])
    return {cast(int, recording): str(path) for recording, path in rows}


def _thresholds(engine: Engine, session: Model) -> Float64:
    folder = engine.registry.version_path(session.manifest.name, session.version_id)
    path = folder / TRAINING_FILE
    try:
        classes = json.loads(read_regular(path))["classes"]
        found = {each["species"]: each["threshold"] for each in classes}
        values = [found.get(species) for species in session.labels.species]
        return np.array([_EVEN if value is None else float(value) for value in values])
    except (OSError, UnsupportedFormat, ValueError, LookupError, TypeError) as error:
        raise ModelInvalid(
            f"The training record of {session.manifest.title} is missing or damaged.",
            hint=f"Train the head again: linnet heads train {session.manifest.name}",
            path=path,
        ) from error
