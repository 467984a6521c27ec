"""Runs, with the number of files of each outcome."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

_OUTCOMES = ("waiting", "done", "empty", "partial", "failed", "skipped")

_TOTALS = (
    "resumes",
    "audioSeconds",
    "windows",
    "detections",
    "quietWindows",
    "belowThreshold",
    "outOfRange",
    "notListed",
    "beyondTopK",
)


def _files(outcome: str) -> Field:
    """Count the files of a run with one outcome."""
    sql = f"(SELECT count(*) FROM RunFile f WHERE f.runId = u.runId AND f.status = '{outcome}')"
    return Field(Expression(sql, frozenset("u")), "number")


RUNS = Select(
    source="Run u JOIN ModelVersion m ON m.modelId = u.modelId"
    " LEFT JOIN RunNotes o ON o.runId = u.runId LEFT JOIN RunTotal t ON t.runId = u.runId",
    fields={
        "runId": number("u", "runId"),
        "model": text("m", "name"),
        "status": text("u", "status"),
        "program": text("u", "program"),
        "startedAt": text("u", "startedAt"),
        "endedAt": text("u", "endedAt"),
        "files": number("u", "files"),
        **{outcome: _files(outcome) for outcome in _OUTCOMES},
        **{name: number("t", name) for name in _TOTALS},
        "settings": text("u", "settings"),
        "notes": Field(Expression("coalesce(o.notes, '[]')", frozenset("o"))),
    },
    key="runId",
)
