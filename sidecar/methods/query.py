"""`query`: lists a page of the catalog's rows, or marks over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pydantic import create_model

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.interface import Questions
from sidecar.catalog.values import Question, Tally, Where
from sidecar.contract.base import Message
from sidecar.contract.counts import MOST_CELLS, CountRow
from sidecar.contract.query import (
    LISTINGS,
    Mark,
    PartialRow,
    QueryRequest,
    QueryResult,
)
from sidecar.methods.calibrated import fields_to_read, with_probability
from sidecar.methods.modelmatches import matched
from sidecar.methods.occasionpage import occasion_page
from sidecar.methods.similar import similar
from sidecar.methods.soundpressure import with_spl, without_spl
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call

# Fields that a row of counts lacks are null.
_NO_COUNT = {field.alias or name: None for name, field in CountRow.model_fields.items()}


def query(engine: Engine, request: QueryRequest, call: Call) -> QueryResult:
    """Answer one page or marks; a query and a writing run do not wait for each other."""
    if request.like is not None:
        return similar(engine, request, call)
    ledger = Ledger()
    question = Question(request.select, filters(engine, request, ledger), request.order_by)
    if request.marks is not None:
        return _marks(engine, question, request.marks, ledger)
    questions = engine.catalog.questions
    if request.models is not None:
        return matched(engine, request, question.where, ledger)
    if request.select == "occasions":
        return _occasions(engine, request, question.where, ledger)
    if request.select == "counts":
        return _counts(questions, request, question.where, ledger)
    of_minutes, wanted = request.select == "minutes", fields_to_read(request)
    page = questions.page(
        question,
        limit=request.limit,
        cursor=request.cursor,
        exact=request.total == "exact",
        fields=without_spl(wanted) if of_minutes else wanted,
        at=request.at,
        before=request.before,
    )
    found: Sequence[dict[str, Any]] = page.rows
    if request.threshold_set is not None:
        found = with_probability(engine, request, question.where, found, ledger)
    if of_minutes:
        found = with_spl(engine, request, found)
    with questions.reading():
        rows = _rows(request, found)
    return QueryResult(
        rows=rows,
        next_cursor=page.next_cursor,
        prev_cursor=page.prev_cursor,
        before=page.before,
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
    return QueryResult.of_one_page(rows, ledger.notes())


def _occasions(engine: Engine, request: QueryRequest, where: Where, ledger: Ledger) -> QueryResult:
    """Answer a page of occasions; hours, detections and verdicts are of one moment."""
    with engine.catalog.questions.snapshot():
        page = occasion_page(engine, request, where, ledger)
        rows = _rows(request, page.rows)
    return QueryResult(
        rows=rows,
        next_cursor=page.next_cursor,
        prev_cursor=page.prev_cursor,
        before=0,
        marks=[],
        total=page.total,
        total_exact=True,
        notes=ledger.notes(),
    )


def _marks(engine: Engine, question: Question, count: int, ledger: Ledger) -> QueryResult:
    questions = engine.catalog.questions
    found = questions.marks(question, count)
    with questions.reading():
        marks = [Mark.model_validate(vars(each)) for each in found.marks]
    return QueryResult.of_one_page([], ledger.notes(), marks=marks, total=found.total)


def _rows(request: QueryRequest, found: Sequence[dict[str, Any]]) -> Sequence[Message]:
    kind = LISTINGS[request.select].row
    if not request.fields or not found:
        return [kind.model_validate(row) for row in found]
    part = _part(kind, tuple(found[0]))
    validated = (part.model_validate(row) for row in found)
    return [PartialRow.model_validate(row.model_dump(by_alias=True)) for row in validated]


@lru_cache(maxsize=64)
def _part(kind: type[Message], names: tuple[str, ...]) -> type[Message]:
    """Make the kind of rows that have only these fields."""
    fields = {
        name: (field.annotation, field)
        for name, field in kind.model_fields.items()
        if field.alias in names
    }
    return create_model(f"Part{kind.__name__}", __base__=Message, **fields)  # type: ignore[call-overload, no-any-return]


METHODS = (Method("query", query, "quick", "List a page of the catalog's rows."),)
