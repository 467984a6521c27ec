"""`embeddings/reduce`: shortens embeddings, and measures the loss for searches."""

from __future__ import annotations

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.modelnames import embedded_ids
from sidecar.catalog.vectors.reduction import Fitted, Reduction, drawn, fit
from sidecar.contract.notes import Note
from sidecar.contract.similar import ReduceEmbeddingsRequest, ReduceEmbeddingsResult
from sidecar.errors import InvalidParams
from sidecar.learn.retrieval import far, nearest, recalled
from sidecar.rpc.verb import Call
from sidecar.values import Float32

# For this many embeddings, the ten nearest among so many are searched.
_ASKED = 200
_AMONG = 20_000
# One in ten embeddings is a question. Among fewer than fifty, the ten nearest are nearly all of
# them, so that even a bad reduction finds them again.
_LEAST_ASKED = 5


def reduce_embeddings(
    engine: Engine, request: ReduceEmbeddingsRequest, call: Call
) -> ReduceEmbeddingsResult:
    """Fit a reduction on a sample, measure it on other embeddings, and keep it.

    Raises InvalidParams if the catalog has too few embeddings.
    """
    embedder = engine.embedder(request.model)
    embeddings = engine.catalog.embeddings
    model_id = embedded_ids(engine.catalog, embedder)[0]
    live = embeddings.rows_in_use(model_id)
    call.check()
    rng = np.random.default_rng(0)
    asked = np.sort(rng.choice(live, min(_ASKED, len(live) // 10), replace=False))
    questions = embeddings.directions(model_id, asked)
    if len(questions) < _LEAST_ASKED:
        raise InvalidParams(
            f"The catalog has too few embeddings to test a reduction: {len(live)}.",
            field="model",
            hint=f"Analyse more recordings: a test needs {10 * _LEAST_ASKED} windows with sound.",
        )
    rest = np.setdiff1d(live, asked, assume_unique=True)
    units = embeddings.directions(model_id, drawn(rest, request.sample))
    most = min(embeddings.dimension(model_id), len(units) - 1)
    if request.dimension > most:
        raise InvalidParams(
            f"The largest dimension is {max(most, 0)}, with {len(units)} embeddings of "
            f"{embeddings.dimension(model_id)} numbers.",
            field="dimension",
        )
    reduction = fit(units, request.dimension)
    call.check()
    among = embeddings.directions(model_id, drawn(rest, _AMONG, seed=1))
    recall = _recall(reduction, questions, among)
    fitted = Fitted(reduction, len(units), recall)
    reduction_id = embeddings.keep_reduction(model_id, fitted)
    return ReduceEmbeddingsResult(
        reduction_id=reduction_id,
        model=embedder.named,
        dimension=request.dimension,
        version=fitted.version,
        fitted_on=len(units),
        explained=round(reduction.explained, 4),
        recall=round(recall, 4),
        notes=_notes(request, len(rest)),
    )


def _notes(request: ReduceEmbeddingsRequest, there: int) -> list[Note]:
    ledger = Ledger()
    if request.sample > there:
        why = f"The sample has {there:,} embeddings: the catalog has no more to fit on."
        ledger.idle(request, "sample", why)
    return ledger.notes()


def _recall(reduction: Reduction, asked: Float32, among: Float32) -> float:
    """Compute the share of the ten nearest that stay the ten nearest."""
    shorter = far(reduction.apply(asked), reduction.apply(among))
    return recalled(nearest(far(asked, among)), nearest(shorter))


METHODS = (
    Method(
        "embeddings/reduce",
        reduce_embeddings,
        "aside",
        "Shorten a model's embeddings, and measure the loss.",
    ),
)
