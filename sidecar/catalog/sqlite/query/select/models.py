"""Models that analysed recordings."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

_RECORDINGS = "(SELECT count(DISTINCT recordingId) FROM Analysis a WHERE a.modelId = m.modelId)"

MODELS = Select(
    source="ModelVersion m",
    fields={
        "modelId": number("m", "modelId"),
        "name": text("m", "name"),
        "version": text("m", "version"),
        "sha256": text("m", "sha256"),
        "converter": text("m", "converter"),
        "licence": text("m", "licence"),
        "recordings": Field(Expression(_RECORDINGS, frozenset("m")), "number"),
    },
    key="modelId",
)
