"""All selects of the catalog: their fields, types and sources."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.detections import ACTIVITY, DETECTIONS, SPECIES
from sidecar.catalog.sqlite.query.field import Field, Select, number
from sidecar.catalog.sqlite.query.labels import ACCURACY, ANNOTATIONS, BATCHES
from sidecar.catalog.sqlite.query.places import DEPLOYMENTS, RECORDERS, SITES, SURVEYS
from sidecar.catalog.sqlite.query.recordings import RECORDINGS

_RUN_COUNTS = ("waiting", "done", "empty", "partial", "failed", "skipped")

SELECTS = {
    "annotations": ANNOTATIONS,
    "accuracy": ACCURACY,
    "batches": BATCHES,
    "activity": ACTIVITY,
    "deployments": DEPLOYMENTS,
    "sites": SITES,
    "surveys": SURVEYS,
    "recorders": RECORDERS,
    "detections": DETECTIONS,
    "species": SPECIES,
    "recordings": RECORDINGS,
    "runs": Select(
        source="Run u JOIN ModelVersion m ON m.modelId = u.modelId"
        " LEFT JOIN RunNotes o ON o.runId = u.runId",
        fields={
            "runId": number("u.runId"),
            "model": Field("m.name"),
            "status": Field("u.status"),
            "program": Field("u.program"),
            "startedAt": Field("u.startedAt"),
            "endedAt": Field("u.endedAt"),
            "files": number("u.files"),
            **{
                status: number(
                    "(SELECT count(*) FROM RunFile f"
                    f" WHERE f.runId = u.runId AND f.status = '{status}')"
                )
                for status in _RUN_COUNTS
            },
            "settings": Field("u.settings"),
            "notes": Field("coalesce(o.notes, '[]')"),
        },
        key="runId",
    ),
    "models": Select(
        source="ModelVersion m",
        fields={
            "modelId": number("m.modelId"),
            "name": Field("m.name"),
            "version": Field("m.version"),
            "sha256": Field("m.sha256"),
            "converter": Field("m.converter"),
            "licence": Field("m.licence"),
            "recordings": number(
                "(SELECT count(DISTINCT recordingId) FROM Analysis a WHERE a.modelId = m.modelId)"
            ),
        },
        key="modelId",
    ),
}
