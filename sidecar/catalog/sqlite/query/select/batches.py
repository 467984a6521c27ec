"""Batches of decisions, which a person undoes together."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

_ANNOTATIONS = "(SELECT count(*) FROM AnnotationFacts f WHERE f.batchId = b.batchId)"
_WITHDRAWN = "(SELECT count(*) FROM AnnotationWithdrawn w WHERE w.batchId = b.batchId)"

BATCHES = Select(
    source="AnnotationBatch b LEFT JOIN Labeler l ON l.labelerId = b.labelerId",
    fields={
        "batchId": number("b", "batchId"),
        "what": text("b", "what"),
        "labeler": text("l", "name"),
        "madeAt": text("b", "madeAt"),
        "undoneAt": text("b", "undoneAt"),
        "annotations": Field(Expression(_ANNOTATIONS, frozenset("b")), "number"),
        "withdrawn": Field(Expression(_WITHDRAWN, frozenset("b")), "number"),
    },
    key="batchId",
)
