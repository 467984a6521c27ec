"""Detections with calibrated probabilities, by the curves of a kept set of thresholds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.thresholds import ThresholdSet
from sidecar.catalog.values import Question, Where
from sidecar.contract.query import QueryRequest
from sidecar.export.curves import curves_of
from sidecar.methods.thresholdset import named_set

PROBABILITY = "probability"

# What a row needs to have a probability.
_NEEDED = ("species", "confidence")


def fields_to_read(request: QueryRequest) -> Sequence[str]:
    """Give the fields that the catalog must tell; the probability is none of its own."""
    if request.threshold_set is None or not request.fields:
        return request.fields
    return list(
        dict.fromkeys((*(each for each in request.fields if each != PROBABILITY), *_NEEDED))
    )


def with_probability(
    engine: Engine,
    request: QueryRequest,
    where: Where,
    rows: Sequence[dict[str, Any]],
    ledger: Ledger,
) -> list[dict[str, Any]]:
    """Add the probability to rows of detections, and note why some have none.

    Rows lose the fields that the request does not name. Raises InvalidParams if there is no set of
    the name.
    """
    assert request.threshold_set is not None
    kept = named_set(engine, request.threshold_set, "thresholdSet")
    ids = [row["detectionId"] for row in rows]
    mine = set(_of_model(engine, kept, where, ids)) if ids else set()
    curves = curves_of(kept)
    found = []
    for row in rows:
        species, probability = row["species"], None
        if row["detectionId"] not in mine:
            ledger.add("otherModel", species)
        elif species not in curves.species:
            ledger.add("withoutCurve", species)
        else:
            probability = curves.probability(curves.sha256, species, row["confidence"])
            if probability is None:
                ledger.add("beyondLabels", species)
        found.append(row | {PROBABILITY: None if probability is None else round(probability, 6)})
    return found if not request.fields else [_asked(row, request.fields) for row in found]


def _of_model(
    engine: Engine, kept: ThresholdSet, where: Where, ids: Collection[int]
) -> Iterator[int]:
    """List those of some detections that the exact model of a set made."""
    model_ids = [
        each.model_id
        for each in engine.catalog.models.versions(kept.model.name)
        if (each.version.sha256, each.version.converter)
        == (kept.model.sha256, kept.model.converter)
    ]
    if not model_ids:
        return
    of_run = {name: value for name, value in where.items() if name == "runId"}
    question = Question("detections", {**of_run, "detectionId": [*ids], "modelId": model_ids}, [])
    page = engine.catalog.questions.page(
        question, limit=len(ids), cursor=None, exact=False, fields=["species"]
    )
    for row in page.rows:
        yield row["detectionId"]


def _asked(row: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in (*fields, "detectionId")}
