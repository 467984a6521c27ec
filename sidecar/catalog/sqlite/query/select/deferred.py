"""Recordings that wait for a model that failed on them."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.errorkind import error_kind
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

_RECORDING = "(SELECT min(recordingId) FROM Recording r WHERE r.url = w.url)"

DEFERRED = Select(
    source="Deferred w JOIN ModelVersion m ON m.modelId = w.modelId",
    fields={
        "deferredId": number("w", "deferredId"),
        "path": text("w", "url"),
        "recordingId": Field(Expression(_RECORDING, frozenset("w")), "number"),
        "model": text("m", "name"),
        "modelId": number("w", "modelId"),
        "runId": number("w", "runId"),
        "kind": error_kind("w"),
        "message": text("w", "message"),
        "tries": number("w", "tries"),
        "since": text("w", "since"),
        "triedAt": text("w", "triedAt"),
    },
    key="deferredId",
)
