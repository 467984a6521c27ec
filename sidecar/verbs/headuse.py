"""What applying a head and asking it for suggestions share."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

import numpy as np

from sidecar.catalog.values import Question
from sidecar.contract.heads import ApplyHeadRequest, HeadProgress, SuggestRequest
from sidecar.engine import Engine
from sidecar.errors import InvalidParams, ModelInvalid
from sidecar.learn.examples import Float64
from sidecar.model.registry import TRAINING_FILE
from sidecar.model.session import Session
from sidecar.query.stored import StoredSet, as_sets
from sidecar.rpc.verb import Call
from sidecar.settings import usable_cores
from sidecar.verbs.infer import model_row
from sidecar.verbs.sweep import Sweep

# Confidence at which a species counts as there where training could find no threshold: what is
# learnt weighs both sides the same.
_EVEN = 0.5


@dataclass(frozen=True)
class HeadUse:
    """A head and the stored windows it is asked about."""

    session: Session
    sets: list[StoredSet]
    sweep: Sweep
    thresholds: Float64  # [classes], of confidence, as training found them

    @property
    def windows(self) -> int:
        return sum(each.count for each in self.sets)


def head_use(engine: Engine, request: ApplyHeadRequest | SuggestRequest) -> HeadUse:
    """Load a head and list its windows.

    Raises InvalidParams for a model that is no head and where nothing is stored,
    ModelNotInstalled and ModelInvalid for it and for its base.
    """
    session = engine.session(request.name)
    if session.embedder is session:
        raise InvalidParams(
            f"{session.manifest.title} was not learnt from labels.",
            field="name",
            hint="Name a head that `linnet heads train` has made.",
        )
    catalog = engine.catalog
    embedder_id = catalog.model_id(model_row(session.embedder))
    sets = as_sets(catalog.embeddings.windows(embedder_id, _recordings(engine, request)))
    if not sets:
        title = session.embedder.manifest.title
        raise InvalidParams(
            f"No embeddings of {title} are stored for these recordings.",
            field="where",
            hint="Analyse them once: "
            f"linnet analyze --model {session.embedder.manifest.name} RECORDINGS",
        )
    threads = engine.settings.threads or usable_cores()
    return HeadUse(
        session=session,
        sets=sets,
        sweep=Sweep(engine.vectors, embedder_id, session, threads),
        thresholds=_thresholds(engine, session),
    )


def report(call: Call, kind: str, done: int, total: int, unit: str = "window") -> None:
    """Tell how much is done."""
    if kind != "report" or call.due():
        values = {"kind": kind, "done": done, "total": total, "unit": unit}
        value = HeadProgress.model_validate(values)
        call.progress(value, last=kind != "report")


def _recordings(engine: Engine, request: ApplyHeadRequest | SuggestRequest) -> set[int] | None:
    """Find the recordings that a request's `where` lets through; None for all."""
    if not request.where:
        return None
    where = request.model_dump(include={"where"}, exclude_unset=True, by_alias=True)["where"]
    rows = engine.catalog.questions.rows(Question("recordings", where), ["recordingId"])
    return {cast(int, recording) for (recording,) in rows}


def _thresholds(engine: Engine, session: Session) -> Float64:
    path = engine.registry.path(session.manifest.name) / TRAINING_FILE
    try:
        classes = json.loads(path.read_text("utf-8"))["classes"]
        found = {each["species"]: each["threshold"] for each in classes}
        values = [found.get(species) for species in session.labels.species]
        return np.array([_EVEN if value is None else float(value) for value in values])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ModelInvalid(
            f"What training found of {session.manifest.title} is missing or damaged.",
            hint=f"Train it again: linnet heads train {session.manifest.name}",
            path=path,
        ) from error
