"""`query`: lists a page of the catalog's rows."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.interface import Questions
from sidecar.catalog.values import Question, Tally, Where
from sidecar.contract.base import gives
from sidecar.contract.counts import MOST_CELLS, CountRow
from sidecar.contract.query import LISTINGS, QueryRequest, QueryResult
from sidecar.errors import InvalidParams
from sidecar.methods.similar import similar
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call

# Fields that a row of counts lacks are null.
_NO_COUNT = {field.alias or name: None for name, field in CountRow.model_fields.items()}


def query(engine: Engine, request: QueryRequest, call: Call) -> QueryResult:
    """Answer one page; a query and a writing run do not wait for each other."""
    if request.like is not None:
        return similar(engine, request, call)
    for name in ("fields", "at", "marks"):
        if gives(request, name):
            raise InvalidParams(f"Linnet cannot answer {name} yet.", field=name)
    ledger = Ledger()
    where = filters(engine, request, ledger)
    questions = engine.catalog.questions
    if request.select == "counts":
        return _counts(questions, request, where, ledger)
    page = questions.page(
        Question(request.select, where, request.order_by),
        limit=request.limit,
        cursor=request.cursor,
        exact=request.total == "exact",
    )
    kind = LISTINGS[request.select].row
    with questions.reading():
        rows = [kind.model_validate(row) for row in page.rows]
    return QueryResult(
        rows=rows,
        next_cursor=page.next_cursor,
        prev_cursor=None,
        before=0,
        marks=[],
        total=page.total,
        total_exact=page.total_exact,
        notes=ledger.notes(),
    )


def _counts(
    questions: Questions, request: QueryRequest, where: Where, ledger: Ledger
) -> QueryResult:
    """Answer all counts together; counts and hours are of one moment, though a run may write."""
    with questions.snapshot():
        found = questions.counts(Tally(request.of, request.by, where), MOST_CELLS)
        rows = [CountRow.model_validate(_NO_COUNT | row) for row in found]
    return QueryResult(
        rows=rows, next_cursor=None, total=len(rows), total_exact=True, notes=ledger.notes()
    )


METHODS = (Method("query", query, "quick", "List a page of the catalog's rows."),)
