"""`heads/train`, `heads/apply` and `heads/suggest`: heads on stored embeddings."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

import numpy as np

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.app.modelnames import model_version
from sidecar.app.progress import ProgressReporter
from sidecar.app.username import user_name
from sidecar.contract.heads import (
    ApplyHeadRequest,
    ApplyHeadResult,
    ClassReport,
    HeadProgress,
    SuggestRequest,
    SuggestResult,
    TrainHeadRequest,
    TrainHeadResult,
)
from sidecar.errors import InvalidParams
from sidecar.heads.apply import Applying
from sidecar.heads.lesson import Lesson, lesson
from sidecar.heads.suggest import suggestions
from sidecar.learn.training import Trained
from sidecar.learn.training import train as train_head
from sidecar.models.headfile import NewHead, check_name, install_head, version_in_use
from sidecar.models.interface import Model
from sidecar.rpc.verb import Call


def train(engine: Engine, request: TrainHeadRequest, call: Call) -> TrainHeadResult:
    """Train a head on people's labels; it becomes a model, wholly or not at all.

    Raises InvalidParams without usable labels, and for a taken name.
    """
    began = time.monotonic()
    check_name(engine.registry, request.name)
    session = _embedder(engine, request.model)
    learnt_from = _lesson(engine, session, request)
    trained = train_head(learnt_from.examples, request.kind, seed=request.seed, step=_step(call))
    reports = _reports(learnt_from, trained)
    before = _in_use(engine, request.name)
    installed = install_head(
        engine.registry,
        session,
        NewHead(
            name=request.name,
            title=request.title or request.name,
            labels=learnt_from.labels,
            layers=trained.layers,
            training=_record(request, session, learnt_from, trained, reports),
        ),
    )
    return TrainHeadResult(
        name=request.name,
        model=session.manifest.name,
        version=installed.manifest.version,
        number=engine.registry.numbers(request.name)[installed.version_id],
        before=before,
        sha256=installed.sha256,
        path=str(engine.registry.path(request.name)),
        windows=len(learnt_from.examples),
        labels=len(learnt_from.decisions),
        folds=trained.folds,
        regularisation=trained.strength,
        average_precision=_mean([each.average_precision for each in reports]),
        auroc=_mean([each.auroc for each in reports]),
        classes=reports,
        notes=learnt_from.notes,
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


def _embedder(engine: Engine, name: str | None) -> Model:
    """Load the model whose embeddings train a head; raises InvalidParams if it has none."""
    session = engine.session(name).embedder
    if session.manifest.embedding is None:
        raise InvalidParams(
            f"{session.manifest.title} gives no embeddings, which a head needs.",
            field="model",
            hint="Choose a model with embeddings, such as birdnet-v2.4.",
        )
    return session


def _in_use(engine: Engine, name: str) -> int | None:
    """Number the version of a head that counts; None where there is none yet."""
    present = version_in_use(engine.registry, name)
    return None if present is None else engine.registry.numbers(name)[present]


def _step(call: Call) -> Callable[[int, int], None]:
    progress = ProgressReporter(call, HeadProgress, unit="fit")

    def step(done: int, total: int) -> None:
        call.check()
        progress.total, progress.done = total, done
        if done == 0:
            progress.begin()
        elif done < total:
            progress.report(done)
        else:
            progress.end()

    return step


def apply(engine: Engine, request: ApplyHeadRequest, call: Call) -> ApplyHeadResult:
    """Score stored windows by groups of recordings; finished recordings are not scored again.

    Raises RequestCancelled after keeping the finished recordings.
    """
    return Applying(engine, request, call).run()


def suggest(engine: Engine, request: SuggestRequest, call: Call) -> SuggestResult:
    """Find the windows whose labels would improve a head most."""
    return suggestions(engine, request, call)


def _lesson(engine: Engine, session: Model, request: TrainHeadRequest) -> Lesson:
    catalog = engine.catalog
    embedder_id = catalog.runs.model_id(model_version(session))
    decided = catalog.labels.standing()
    stored = catalog.embeddings.windows(embedder_id)
    labelled = [each.recording_id for each in decided]
    of_labelled = np.flatnonzero(np.isin(stored.recording_id, labelled))
    return lesson(
        catalog.embeddings,
        session,
        request=request,
        decisions=decided,
        stored=stored,
        labelled=catalog.embeddings.cut(stored.take(of_labelled.astype(np.int64))),
        copies=catalog.recordings.copies(),
        paths={
            each.recording_id: each.url
            for each in catalog.recordings.find([*dict.fromkeys(labelled)])
        },
    )


def _reports(learnt_from: Lesson, trained: Trained) -> list[ClassReport]:
    labels = learnt_from.labels
    return [
        ClassReport(
            species=species,
            common=common,
            positives=worth.positives,
            negatives=worth.negatives,
            recordings=worth.recordings,
            average_precision=worth.average_precision,
            auroc=worth.auroc,
            threshold=None
            if worth.threshold is None
            else round(float(1.0 / (1.0 + np.exp(-worth.threshold))), 6),
            note=worth.note,
        )
        for species, common, worth in zip(labels.species, labels.common, trained.worth, strict=True)
    ]


def _record(
    request: TrainHeadRequest,
    session: Model,
    learnt_from: Lesson,
    trained: Trained,
    reports: list[ClassReport],
) -> str:
    """Record how a head was trained, so that the training can be repeated."""
    return json.dumps(
        {
            "trainedAt": datetime.now(UTC).isoformat(timespec="seconds"),
            "trainedBy": user_name(),
            "program": f"linnet {__version__}",
            "base": {
                "name": session.manifest.name,
                "version": session.manifest.version,
                "sha256": session.identity,
                "converter": session.converter,
            },
            "request": request.model_dump(mode="json", by_alias=True, exclude={"progress"}),
            "seed": request.seed,
            "folds": trained.folds,
            "regularisation": trained.strength,
            "background": learnt_from.background,
            "windows": len(learnt_from.examples),
            "classes": [each.model_dump(mode="json", by_alias=True) for each in reports],
            "notes": [each.model_dump(mode="json", by_alias=True) for each in learnt_from.notes],
            "labels": [asdict(each) for each in learnt_from.decisions],
        },
        indent=1,
    )


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


METHODS = (
    Method(
        "heads/train",
        train,
        "aside",
        "Train a head on labels and stored embeddings.",
        HeadProgress,
    ),
    Method("heads/apply", apply, "aside", "Score stored windows with a head.", HeadProgress),
    Method("heads/suggest", suggest, "look", "List the windows to label next.", HeadProgress),
)
