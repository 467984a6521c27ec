"""`query` of what two models have in common: pairs of detections, or counts of them."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.matches import MatchQuestion
from sidecar.catalog.values import Where
from sidecar.contract.counts import MOST_CELLS
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.contract.rows import MatchTotalRow, ModelMatchRow
from sidecar.errors import InvalidParams
from sidecar.recordings.sides import exact_side


def matched(engine: Engine, request: QueryRequest, where: Where, ledger: Ledger) -> QueryResult:
    """Answer with counts, or with a page of matches.

    Raises InvalidParams for a model or a run that the catalog does not have.
    """
    assert request.models is not None
    sides = [
        exact_side(engine, text, f"models.{place}") for place, text in enumerate(request.models)
    ]
    if sides[0] == sides[1]:
        raise InvalidParams("Both models are the same.", field="models.1", hint="Name another one.")
    asked = MatchQuestion(sides[0], sides[1], where)
    questions = engine.catalog.questions
    if request.select == "matchTotals":
        counted = questions.match_totals(asked, MOST_CELLS)
        with questions.reading():
            rows = [MatchTotalRow.model_validate(row) for row in counted]
        return QueryResult.of_one_page(rows, ledger.notes())
    page = questions.matches(asked, limit=request.limit, cursor=request.cursor)
    with questions.reading():
        found = [ModelMatchRow.model_validate(row) for row in page.rows]
    return QueryResult(
        rows=found,
        next_cursor=page.next_cursor,
        prev_cursor=None,
        before=0,
        marks=[],
        total=page.passed + (page.next_cursor is not None),
        total_exact=page.next_cursor is None,
        notes=ledger.notes(),
    )
