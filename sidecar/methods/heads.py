"""`heads/train`, `heads/apply` and `heads/suggest`: heads on stored embeddings."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import numpy as np

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.app.modelnames import model_version
from sidecar.app.progress import ProgressReporter
from sidecar.app.username import user_name
from sidecar.catalog.values import Standing
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
from sidecar.errors import InvalidParams, ModelInvalid
from sidecar.heads.apply import Applying
from sidecar.heads.counts import counted
from sidecar.heads.held import held_back, recording_keys
from sidecar.heads.lesson import Lesson, lesson
from sidecar.heads.record import TrainingRecord, read_training
from sidecar.heads.suggest import suggestions
from sidecar.learn.training import Trained, Worth, foreseen
from sidecar.learn.training import train as train_head
from sidecar.models.headfile import NewHead, check_name, install_head, version_in_use
from sidecar.models.interface import Model
from sidecar.rpc.verb import Call


@dataclass(frozen=True)
class _Held:
    """Recordings that a training leaves out: their keys, and the ids of all copies."""

    keys: set[str]
    ids: set[int]


@dataclass(frozen=True)
class _Learnt:
    """What a head learns from, with the keys of its recordings and of those held back."""

    lesson: Lesson
    recordings: tuple[str, ...]
    held_back: tuple[str, ...]


def train(engine: Engine, request: TrainHeadRequest, call: Call) -> TrainHeadResult:
    """Train a head on people's labels; it becomes a model, wholly or not at all.

    A dry run says what it would learn from. Raises InvalidParams without usable labels, and for a
    taken name.
    """
    began = time.monotonic()
    check_name(engine.registry, request.name)
    session = _embedder(engine, request.model)
    learnt = _learnt(engine, session, request)
    learnt_from = learnt.lesson
    before = _in_use(engine, request.name)
    if request.dry_run:
        folds, worth = foreseen(learnt_from.examples, seed=request.seed)
        reports = _reports(learnt_from, worth)
        return _told(request, session, learnt, folds, reports, before=before, began=began)
    trained = train_head(learnt_from.examples, request.kind, seed=request.seed, step=_step(call))
    reports = _reports(learnt_from, trained.worth)
    installed = install_head(
        engine.registry,
        session,
        NewHead(
            name=request.name,
            title=request.title or request.name,
            labels=learnt_from.labels,
            layers=trained.layers,
            training=_record(request, session, learnt, trained, reports),
        ),
    )
    told = _told(request, session, learnt, trained.folds, reports, before=before, began=began)
    return told.model_copy(
        update={
            "version": installed.manifest.version,
            "number": engine.registry.numbers(request.name)[installed.version_id],
            "sha256": installed.sha256,
            "path": str(engine.registry.path(request.name)),
            "regularisation": trained.strength,
        }
    )


def _told(
    request: TrainHeadRequest,
    session: Model,
    learnt: _Learnt,
    folds: int,
    reports: list[ClassReport],
    *,
    before: int | None,
    began: float,
) -> TrainHeadResult:
    """Say what a head learns from, without the version that a training makes."""
    learnt_from = learnt.lesson
    return TrainHeadResult(
        name=request.name,
        model=session.manifest.name,
        version=None,
        number=None,
        before=before,
        sha256=None,
        path=None,
        windows=len(learnt_from.examples),
        labels=len(learnt_from.decisions),
        held_back=len(learnt.held_back),
        folds=folds,
        regularisation=None,
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

    A dry run counts and writes nothing. Raises RequestCancelled after keeping the finished
    recordings.
    """
    if request.dry_run:
        return counted(engine, request, call)
    return Applying(engine, request, call).run()


def suggest(engine: Engine, request: SuggestRequest, call: Call) -> SuggestResult:
    """Find the windows whose labels would improve a head most."""
    return suggestions(engine, request, call)


def _learnt(engine: Engine, session: Model, request: TrainHeadRequest) -> _Learnt:
    """Gather what a head learns from, without the recordings that are held back."""
    catalog = engine.catalog
    embedder_id = catalog.runs.model_id(model_version(session))
    decided = catalog.labels.standing()
    stored = catalog.embeddings.windows(embedder_id)
    labelled = [*dict.fromkeys(each.recording_id for each in decided)]
    paths = {each.recording_id: each.url for each in catalog.recordings.find(labelled)}
    held = _held_back(engine, request, decided, paths)
    decided = [each for each in decided if each.recording_id not in held.ids]
    stored = stored.take(np.flatnonzero(~np.isin(stored.recording_id, list(held.ids))))
    of_labelled = np.flatnonzero(np.isin(stored.recording_id, labelled))
    learnt_from = lesson(
        catalog.embeddings,
        session,
        request=request,
        decisions=decided,
        stored=stored,
        labelled=catalog.embeddings.cut(stored.take(of_labelled.astype(np.int64))),
        copies=catalog.recordings.copies(),
        paths=paths,
    )
    keys = recording_keys(catalog.recordings, learnt_from.recordings)
    return _Learnt(learnt_from, tuple(sorted({*keys.values()})), tuple(sorted(held.keys)))


def _held_back(
    engine: Engine,
    request: TrainHeadRequest,
    decided: Sequence[Standing],
    paths: Mapping[int, str],
) -> _Held:
    """Choose the recordings that a training leaves out, with all their copies."""
    if not request.hold_back:
        return _Held(set(), set())
    keys = recording_keys(engine.catalog.recordings, paths)
    before = _version_before(engine, request.name)
    chosen = held_back(
        decided,
        keys,
        paths,
        share=request.hold_back,
        seed=request.seed,
        before=before.held_back or (),
        learnt=before.recordings or (),
    )
    return _Held(chosen, {number for number, key in keys.items() if key in chosen})


def _version_before(engine: Engine, name: str) -> TrainingRecord:
    """Read what the version in use noted; nothing where there is none."""
    try:
        return read_training(engine.registry.path(name))
    except ModelInvalid:
        return TrainingRecord()


def _reports(learnt_from: Lesson, each_worth: Sequence[Worth]) -> list[ClassReport]:
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
        for species, common, worth in zip(labels.species, labels.common, each_worth, strict=True)
    ]


def _record(
    request: TrainHeadRequest,
    session: Model,
    learnt: _Learnt,
    trained: Trained,
    reports: list[ClassReport],
) -> str:
    """Record how a head was trained, so that the training can be repeated."""
    learnt_from = learnt.lesson
    without = {"progress", "dry_run"}
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
            "request": request.model_dump(mode="json", by_alias=True, exclude=without),
            "seed": request.seed,
            "folds": trained.folds,
            "regularisation": trained.strength,
            "background": learnt_from.background,
            "windows": len(learnt_from.examples),
            "recordings": learnt.recordings,
            "heldBack": learnt.held_back,
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
