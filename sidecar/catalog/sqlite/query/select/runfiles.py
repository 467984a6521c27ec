"""Files of runs, with the outcome of each."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.errorkind import error_kind
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

_KEY = "printf('%012d ', f.runId) || f.url"

# Detections of all channels of a file.
_DETECTIONS = """CASE WHEN f.analysisId IS NOT NULL THEN (
    SELECT count(*) FROM Detection d WHERE d.analysisId = f.analysisId) + (
    SELECT count(*) FROM RunChannel c CROSS JOIN Analysis b ON b.analysisId = c.analysisId
    CROSS JOIN Detection d ON d.analysisId = c.analysisId
    WHERE c.runId = f.runId AND b.recordingId = a.recordingId) END"""

RUN_FILES = Select(
    source="""RunFile f LEFT JOIN Analysis a ON a.analysisId = f.analysisId
      LEFT JOIN Recording r ON r.recordingId = coalesce(
        a.recordingId, (SELECT min(recordingId) FROM Recording WHERE url = f.url))
      LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId
      LEFT JOIN Site t ON t.siteId = p.siteId
      LEFT JOIN RunFileHint h ON h.runId = f.runId AND h.url = f.url""",
    fields={
        "key": Field(Expression(_KEY, frozenset("f")), required=True),
        "runId": number("f", "runId", required=True),
        "path": text("f", "url", required=True),
        "status": text("f", "status", required=True),
        "recordingId": number("r", "recordingId"),
        "detections": Field(Expression(_DETECTIONS, frozenset("fa")), "number"),
        "code": number("f", "code"),
        "kind": error_kind("f"),
        "message": text("f", "message"),
        "hint": text("h", "hint"),
        "deploymentId": number("r", "deploymentId"),
        "site": text("t", "site_code"),
    },
    key="key",
)
