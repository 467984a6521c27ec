"""`query`: lists a page of the catalog's rows."""

from __future__ import annotations

import json
from typing import Any

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.values import Question
from sidecar.contract.query import (
    AccuracyRow,
    ActivityRow,
    AnnotationRow,
    BatchRow,
    CatalogModelRow,
    DeploymentRow,
    DetectionRow,
    QueryRequest,
    QueryResult,
    RecorderRow,
    RecordingRow,
    Row,
    RunRow,
    SiteRow,
    SpeciesRow,
    SurveyRow,
)
from sidecar.methods.similar import similar
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call

_ROWS: dict[str, type[Row]] = {
    "recordings": RecordingRow,
    "detections": DetectionRow,
    "annotations": AnnotationRow,
    "batches": BatchRow,
    "species": SpeciesRow,
    "activity": ActivityRow,
    "accuracy": AccuracyRow,
    "deployments": DeploymentRow,
    "sites": SiteRow,
    "surveys": SurveyRow,
    "recorders": RecorderRow,
    "runs": RunRow,
    "models": CatalogModelRow,
}


# The fields of a select that the catalog holds as JSON.
_JSON = {"runs": ("settings", "notes")}


def query(engine: Engine, request: QueryRequest, call: Call) -> QueryResult:
    """Answer one page; a query and a writing run do not wait for each other."""
    if request.like is not None:
        return similar(engine, request, call)
    ledger = Ledger()
    where = filters(engine, request, ledger)
    questions = engine.catalog.questions
    page = questions.page(
        Question(request.select, where, request.order_by),
        limit=request.limit,
        cursor=request.cursor,
        exact=request.total == "exact",
    )
    kind, names = _ROWS[request.select], _JSON.get(request.select, ())
    with questions.reading():
        rows = [kind.model_validate(_decoded(row, names)) for row in page.rows]
    return QueryResult(
        rows=rows,
        next_cursor=page.next_cursor,
        total=page.total,
        total_exact=page.total_exact,
        notes=ledger.notes(),
    )


def _decoded(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {**row, **{name: json.loads(row[name]) for name in names}}


METHODS = (Method("query", query, "quick", "List a page of the catalog's rows."),)
