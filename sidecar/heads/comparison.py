"""Compares two heads on labelled recordings that neither learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.modelnames import model_version
from sidecar.audio.windows import Grid
from sidecar.contract.headcomparison import (
    ComparedHead,
    CompareHeadsRequest,
    CompareHeadsResult,
    HeadScore,
    HeadSpeciesScores,
)
from sidecar.errors import InvalidParams
from sidecar.heads.held import recording_keys
from sidecar.heads.lesson import known_windows
from sidecar.heads.record import TrainingRecord, read_training
from sidecar.learn.examples import IMPLIED, Bool, Float64
from sidecar.learn.metrics import auroc, average_precision
from sidecar.models.interface import Model
from sidecar.values import Float32, Int64

# As for a training's own test: a species needs so many recordings with it, and without it.
_LEAST_RECORDINGS = 2

_TOO_FEW = "Too few recordings: at least two with it and two without it are needed."


@dataclass(frozen=True)
class _Side:
    """A version with what it learnt from."""

    session: Model
    number: int
    training: TrainingRecord

    def told(self) -> ComparedHead:
        return ComparedHead(
            name=self.session.manifest.name,
            number=self.number,
            version_id=self.session.version_id,
            recordings_known=self.training.recordings is not None,
        )

    def score(self, embeddings: Float32) -> Float64:
        """Compute the logits [n, classes] of embeddings [n, d]."""
        logits = self.session.rejudge(embeddings)
        assert logits is not None  # a head judges embeddings alone
        return logits.astype(np.float64)

    def column(self, species: str) -> int:
        return self.session.labels.species.index(species)


@dataclass(frozen=True)
class _Test:
    """Windows [n] of recordings that neither learnt from, with their classes [n, c]."""

    rows: Int64
    recording: Int64  # copies have the number of one recording
    present: Bool
    known: Bool
    species: Sequence[str]
    model_id: int
    learnt_from: int

    def enough(self, number: int) -> bool:
        """Tell whether a class has enough recordings with it and without it."""
        known, present = self.known[:, number], self.present[:, number]
        return all(
            len(np.unique(self.recording[side])) >= _LEAST_RECORDINGS
            for side in (known & present, known & ~present)
        )


def compare(engine: Engine, request: CompareHeadsRequest) -> CompareHeadsResult:
    """Score two versions on the same windows; raises InvalidParams if too few are left.

    Raises InvalidParams too for heads of different embedding models or without a common species.
    """
    a, b = (_side(engine, getattr(request, field), field) for field in ("a", "b"))
    shared = _shared(a, b)
    test, embeddings = _with_embeddings(engine, _test(engine, a, b, shared))
    if not any(test.enough(number) for number in range(len(shared))):
        raise _too_few(test)
    scores = [side.score(embeddings) for side in (a, b)]
    table = [
        _row(test, number, name, a, [scores[0][:, a.column(name)], scores[1][:, b.column(name)]])
        for number, name in enumerate(shared)
    ]
    means = [
        _mean([each for row in table if (each := row.a)]),
        _mean([each for row in table if (each := row.b)]),
    ]
    names = [set(side.session.labels.species) for side in (a, b)]
    return CompareHeadsResult(
        a=a.told(),
        b=b.told(),
        recordings=len(np.unique(test.recording)),
        windows=len(test.rows),
        learnt_from=test.learnt_from,
        mean_a=means[0],
        mean_b=means[1],
        difference=_less(means[1], means[0]),
        species=table,
        only_a=sorted(names[0] - names[1]),
        only_b=sorted(names[1] - names[0]),
    )


def _with_embeddings(engine: Engine, test: _Test) -> tuple[_Test, Float32]:
    """Read the embeddings [n, d] of windows; those without a direction have no known class."""
    stored = engine.catalog.embeddings
    order = np.argsort(test.rows, kind="stable")
    embeddings = np.zeros((len(order), stored.dimension(test.model_id)), np.float32)
    embeddings[order] = stored.read(test.model_id, test.rows[order])
    finite = np.isfinite(embeddings).all(axis=1, keepdims=True)
    known: Bool = np.logical_and(test.known, finite)
    return replace(test, known=known), np.where(finite, embeddings, np.float32(0))


def _side(engine: Engine, text: str, field: str) -> _Side:
    session = engine.session(text)
    if session.embedder is session:
        raise InvalidParams(
            f"{session.manifest.title} is not a head.",
            field=field,
            hint="Name a head of `linnet heads list`.",
        )
    registry, name = engine.registry, session.manifest.name
    training = read_training(registry.version_path(name, session.version_id))
    number = registry.numbers(name)[session.version_id]
    if training.recordings is None and training.origin == "trained":
        raise InvalidParams(
            f"Version {number} of {name} was trained by an earlier Linnet, which did not note from "
            "which recordings.",
            field=field,
            hint=f"Train it again: linnet heads train {name}",
        )
    return _Side(session, number, training)


def _shared(a: _Side, b: _Side) -> list[str]:
    """List the species that both know; raises InvalidParams for what cannot be compared."""
    one, other = a.session, b.session
    if (one.manifest.name, one.version_id) == (other.manifest.name, other.version_id):
        raise InvalidParams(
            f"Both are version {a.number} of {one.manifest.name}.",
            field="b",
            hint=f"Name another version: {one.manifest.name}@NUMBER",
        )
    bases = [(each.embedder.identity, each.embedder.converter) for each in (one, other)]
    if bases[0] != bases[1]:
        raise InvalidParams(
            f"{one.manifest.title} reads the embeddings of {one.embedder.manifest.title}, and "
            f"{other.manifest.title} those of another model or version.",
            field="b",
            hint="Compare heads of one embedding model.",
        )
    shared = [name for name in one.labels.species if name in set(other.labels.species)]
    if not shared:
        raise InvalidParams("The two heads have no species in common.", field="b")
    return shared


def _test(engine: Engine, a: _Side, b: _Side, shared: Sequence[str]) -> _Test:
    """Find the windows of labelled recordings from which neither learnt."""
    catalog = engine.catalog
    model_id = catalog.runs.model_id(model_version(a.session.embedder))
    decided = catalog.labels.standing()
    keys = recording_keys(catalog.recordings, {each.recording_id for each in decided})
    learnt = {*(a.training.recordings or ()), *(b.training.recordings or ())}
    free = {number for number, key in keys.items() if key not in learnt}
    windows = catalog.embeddings.cut(catalog.embeddings.windows(model_id, free))
    here = [each for each in decided if each.recording_id in free]
    grid = Grid(a.session.manifest.sample_rate, a.session.manifest.window)
    present, counts, named = known_windows(windows, here, grid)
    columns = {name: place for place, name in enumerate(named)}
    picked = [columns.get(name) for name in shared]
    known = np.stack([_column(counts >= IMPLIED, each) for each in picked], axis=1)
    heard = np.stack([_column(present, each) for each in picked], axis=1)
    rows = known.any(axis=1)
    sounds = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    recording = np.array(
        [sounds[keys[each]] for each in windows.recording[rows].tolist()], np.int64
    )
    return _Test(
        rows=windows.rows[rows],
        recording=recording,
        present=heard[rows],
        known=known[rows],
        species=shared,
        model_id=model_id,
        learnt_from=len(set(keys.values()) & learnt),
    )


def _column(values: Bool, place: int | None) -> Bool:
    """Pick a column [n]; nobody labelled the species of none."""
    return np.zeros(len(values), np.bool_) if place is None else values[:, place]


def _too_few(test: _Test) -> InvalidParams:
    left = len(np.unique(test.recording))
    are = "1 labelled recording is" if left == 1 else f"{left} labelled recordings are"
    return InvalidParams(
        f"{are} left from which neither learnt. A comparison needs two with a species and two "
        "without it.",
        field="a",
        hint="Label sounds in more recordings, or train with recordings held back: "
        "linnet heads train --hold-back 0.25",
    )


def _row(
    test: _Test, number: int, species: str, a: _Side, scores: Sequence[Float64]
) -> HeadSpeciesScores:
    known = test.known[:, number]
    positive = test.present[known, number]
    found: list[HeadScore] = []
    if test.enough(number):
        found = [_score(positive, each[known]) for each in scores]
    return HeadSpeciesScores(
        species=species,
        common=a.session.labels.common[a.column(species)],
        positives=int(positive.sum()),
        negatives=int((~positive).sum()),
        recordings=len(np.unique(test.recording[known & test.present[:, number]])),
        a=found[0] if found else None,
        b=found[1] if found else None,
        difference=_less(found[1], found[0]) if found else None,
        note=None if found else _TOO_FEW,
    )


def _score(positive: Bool, scores: Float64) -> HeadScore:
    precision, area = average_precision(positive, scores), auroc(positive, scores)
    assert precision is not None and area is not None  # both sides have recordings
    return HeadScore(average_precision=precision, auroc=area)


def _less(one: HeadScore, other: HeadScore) -> HeadScore:
    return HeadScore(
        average_precision=one.average_precision - other.average_precision,
        auroc=one.auroc - other.auroc,
    )


def _mean(scores: Sequence[HeadScore]) -> HeadScore:
    return HeadScore(
        average_precision=sum(each.average_precision for each in scores) / len(scores),
        auroc=sum(each.auroc for each in scores) / len(scores),
    )
