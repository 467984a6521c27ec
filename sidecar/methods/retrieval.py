"""`embeddings/compare` measures how well shorter embeddings find what belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.modelnames import embedded_ids
from sidecar.audio.windows import Grid
from sidecar.catalog.vectors.reduction import Reduction, drawn, fit_each
from sidecar.contract.similar import (
    CompareReductionsRequest,
    CompareReductionsResult,
    ReducedQuality,
)
from sidecar.errors import InvalidParams
from sidecar.heads.lesson import known_windows
from sidecar.learn.retrieval import far, mean_average_precision, nearest, recalled
from sidecar.rpc.verb import Call
from sidecar.values import Bool, Float32, Int64

# The dimensions of a request that names none, as far as they are shorter than the whole.
_USUAL = (768, 384, 256, 128)

# So many embeddings are searched with, among so many at most. A measure of fewer is chance.
_MOST_ASKED = 200
_MOST_AMONG = 20_000
_LEAST_ASKED = 5
_LEAST_AMONG = 50


@dataclass(frozen=True)
class _Trial:
    """Searches, and what they should find.

    `asked` [q, d] and `among` [n, d] are unit vectors. `relevant` and `searched` [q, n] say what
    belongs to a search, and what it goes through. `rows` [q] are those of `asked`.
    """

    judged_by: Literal["labels", "neighbours"]
    asked: Float32
    among: Float32
    relevant: Bool
    searched: Bool
    rows: Int64
    species: int = 0


def compare(
    engine: Engine, request: CompareReductionsRequest, call: Call
) -> CompareReductionsResult:
    """Measure retrieval by dimension, with embeddings that the reductions were not fitted on.

    Raises InvalidParams if the catalog has too few embeddings, or for too large a dimension.
    """
    embedder = engine.embedder(request.model)
    embeddings, manifest = engine.catalog.embeddings, embedder.manifest
    model_id = embedded_ids(engine.catalog, embedder)[0]
    grid = Grid(manifest.sample_rate, manifest.window)
    live = embeddings.rows_in_use(model_id)
    call.check()
    trial = _by_labels(engine, model_id, grid) or _by_neighbours(engine, model_id, live)
    call.check()
    rest = np.setdiff1d(live, trial.rows, assume_unique=True)
    units = embeddings.directions(model_id, drawn(rest, request.sample))
    whole = embeddings.dimension(model_id)
    fitted = fit_each(units, _dimensions(request, whole, len(units)))
    call.check()
    ledger = Ledger()
    if request.sample > len(rest):
        why = f"The sample has {len(rest):,} embeddings: the catalog has no more to fit on."
        ledger.idle(request, "sample", why)
    return CompareReductionsResult(
        model=embedder.named,
        judged_by=trial.judged_by,
        searches=len(trial.asked),
        among=len(trial.among),
        species=trial.species,
        fitted_on=len(units),
        rows=_measured(trial, whole, fitted, call),
        notes=ledger.notes(),
    )


def _dimensions(request: CompareReductionsRequest, whole: int, fitted_on: int) -> list[int]:
    """List the dimensions to try, the largest first; raises InvalidParams for too large a one."""
    most = min(whole, fitted_on - 1)
    if not request.dimensions:
        return [each for each in _USUAL if each < whole and each <= most]
    for place, each in enumerate(request.dimensions):
        if each > most:
            raise InvalidParams(
                f"The largest dimension is {max(most, 0)}, with {fitted_on} embeddings of {whole} "
                "numbers to fit on.",
                field=f"dimensions.{place}",
            )
    return sorted(set(request.dimensions), reverse=True)


def _measured(
    trial: _Trial, whole: int, fitted: list[Reduction], call: Call
) -> list[ReducedQuality]:
    """Search with whole embeddings, then with each reduction of them."""
    distances = far(trial.asked, trial.among)
    hidden = np.float32(np.inf)
    ten = nearest(np.where(trial.searched, distances, hidden))
    best = mean_average_precision(trial.relevant, trial.searched, distances)
    rows = [_row(whole, 1.0, 1.0, best, best)]
    for reduction in fitted:
        call.check()
        distances = far(reduction.apply(trial.asked), reduction.apply(trial.among))
        precision = mean_average_precision(trial.relevant, trial.searched, distances)
        recall = recalled(ten, nearest(np.where(trial.searched, distances, hidden)))
        dimension = len(reduction.components)
        rows.append(_row(dimension, reduction.explained, recall, precision, best))
    return rows


def _row(
    dimension: int, explained: float, recall: float, precision: float, best: float
) -> ReducedQuality:
    return ReducedQuality(
        dimension=dimension,
        bytes=2 * dimension,
        explained=round(explained, 4),
        recall=round(recall, 4),
        precision=round(precision, 4),
        of_whole=round(precision / best, 4) if best else 0.0,
    )


def _by_labels(engine: Engine, model_id: int, grid: Grid) -> _Trial | None:
    """Let people's labels say what belongs together; None if they say too little.

    A search with a labelled window goes through the labelled windows of other recordings: those of
    its own are alike by place and hour.
    """
    catalog = engine.catalog
    decided = catalog.labels.standing()
    stored = catalog.embeddings.windows(model_id)
    labelled = np.isin(stored.recording_id, [each.recording_id for each in decided])
    windows = catalog.embeddings.cut(stored.take(np.flatnonzero(labelled).astype(np.int64)))
    present, counts, _ = known_windows(windows, decided, grid)
    said = np.flatnonzero((counts > 0).any(axis=1))
    said = drawn(said.astype(np.int64), _MOST_AMONG)
    units, directed = _units(engine, model_id, windows.rows[said])
    said = said[directed]
    together, recording = present[said], windows.recording[said]
    elsewhere = [len(np.unique(recording[has])) > 1 for has in together.T]
    several = together[:, elsewhere].any(axis=1)  # another recording has a species of these too
    asked = drawn(np.flatnonzero(several).astype(np.int64), _MOST_ASKED)
    if len(asked) < _LEAST_ASKED:
        return None
    searched = recording[asked][:, None] != recording
    shared = together[asked].astype(np.float32) @ together.T.astype(np.float32) > 0
    return _Trial(
        "labels",
        units[asked],
        units,
        np.asarray(shared & searched, np.bool_),
        np.asarray(searched, np.bool_),
        windows.rows[said][asked],
        species=sum(elsewhere),
    )


def _by_neighbours(engine: Engine, model_id: int, live: Int64) -> _Trial:
    """Let the ten nearest by whole embeddings belong together; raises InvalidParams for few."""
    rng = np.random.default_rng(0)
    rows = np.sort(rng.permutation(live)[:_MOST_AMONG])
    units, directed = _units(engine, model_id, rows)
    if len(units) < _LEAST_AMONG:
        raise InvalidParams(
            f"The catalog has too few embeddings to test reductions: {len(live)}.",
            field="model",
            hint=f"Analyse more recordings: a test needs {_LEAST_AMONG} windows with sound.",
        )
    asked = drawn(np.arange(len(units)), min(_MOST_ASKED, len(units) // 5))
    searched = np.ones((len(asked), len(units)), np.bool_)
    searched[np.arange(len(asked)), asked] = False
    distances = np.where(searched, far(units[asked], units), np.float32(np.inf))
    relevant = np.zeros_like(searched)
    np.put_along_axis(relevant, nearest(distances), values=True, axis=1)
    return _Trial("neighbours", units[asked], units, relevant, searched, rows[directed][asked])


def _units(engine: Engine, model_id: int, rows: Int64) -> tuple[Float32, Bool]:
    """Read unit vectors of rows [n], and tell which rows have a direction."""
    embeddings = engine.catalog.embeddings.read(model_id, rows)
    norms = np.linalg.norm(embeddings, axis=1)
    directed = np.asarray(norms > 0, np.bool_)
    units = embeddings[directed] / norms[directed][:, None]
    return np.asarray(units, np.float32), directed


METHODS = (
    Method(
        "embeddings/compare",
        compare,
        "aside",
        "Measure how well shorter embeddings find what belongs together.",
    ),
)
