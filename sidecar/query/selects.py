"""What can be asked of the catalog: fields, their types, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Field:
    """A column of the answer.

    `test`, where given, is the SQL that a filter on the field becomes, with `{}` for the
    comparison; else the comparison applies to `sql` itself.
    """

    sql: str
    type: Literal["text", "number"] = "text"
    test: str | None = None


@dataclass(frozen=True)
class Select:
    """A question: `source` is its FROM, `usual` the condition that holds unless `lifted_by`.

    `inner` fields can be filtered by though they are not in the answer; their conditions go into
    `source` at `{inner}`.
    """

    source: str
    fields: dict[str, Field]
    key: str
    usual: str = "1"
    lifted_by: str | None = None
    inner: dict[str, Field] | None = None


def _number(sql: str) -> Field:
    return Field(sql, "number")


_OF_RUN = "a.analysisId IN (SELECT analysisId FROM RunFile WHERE runId {})"

_DETECTION_SOURCE = """Detection d
  JOIN Analysis a ON a.analysisId = d.analysisId
  JOIN Recording r ON r.recordingId = a.recordingId
  JOIN Annotation n ON n.annotationId = d.annotationId
  JOIN Species s ON s.speciesId = d.speciesId
  JOIN ModelVersion m ON m.modelId = a.modelId"""

_DETECTION_FIELDS = {
    "detectionId": _number("d.detectionId"),
    "annotationId": _number("d.annotationId"),
    "regionId": _number("n.regionId"),
    "recordingId": _number("a.recordingId"),
    "path": Field("r.url"),
    "recordedAt": Field("r.datetime"),
    "start": _number("d.startTime"),
    "end": _number("d.endTime"),
    "species": Field("s.species"),
    "common": Field("s.common"),
    "confidence": _number("d.confidence"),
    "occurrence": _number("d.occurrence"),
    "windows": _number("d.windows"),
    "verified": Field("n.verified"),
    "runId": Field("a.runId", "number", _OF_RUN),
    "model": Field("m.name"),
}

_RUN_COUNTS = ("waiting", "done", "empty", "partial", "failed", "skipped")

SELECTS = {
    "detections": Select(
        source=_DETECTION_SOURCE,
        fields=_DETECTION_FIELDS,
        key="detectionId",
        usual="a.current = 1",
        lifted_by="runId",
    ),
    "recordings": Select(
        source="Recording r LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId",
        fields={
            "recordingId": _number("r.recordingId"),
            "deploymentId": _number("r.deploymentId"),
            "path": Field("r.url"),
            "start": Field("coalesce(f.start, r.datetime)"),
            "duration": _number("r.duration"),
            "sampleRate": _number("r.samplerate"),
            "channels": _number("f.channels"),
            "container": Field("f.container"),
            "encoding": Field("f.encoding"),
            "recorder": Field("f.recorder"),
            "serial": Field("f.serial"),
            "gain": Field("f.gain"),
            "batteryVolts": _number("f.batteryVolts"),
            "temperatureCelsius": _number("f.temperatureCelsius"),
            "latitude": _number("f.latitude"),
            "longitude": _number("f.longitude"),
            "detections": _number(
                "(SELECT count(*) FROM Analysis a JOIN Detection d USING (analysisId)"
                " WHERE a.recordingId = r.recordingId AND a.current = 1)"
            ),
        },
        key="recordingId",
    ),
    "species": Select(
        source=f"""(SELECT s.speciesId, s.species, s.common, count(*) AS detections,
            count(DISTINCT a.recordingId) AS recordings, max(d.confidence) AS maxConfidence
          FROM {_DETECTION_SOURCE} WHERE {{inner}} GROUP BY s.speciesId) t""",
        fields={
            "speciesId": _number("t.speciesId"),
            "species": Field("t.species"),
            "common": Field("t.common"),
            "detections": _number("t.detections"),
            "recordings": _number("t.recordings"),
            "maxConfidence": _number("t.maxConfidence"),
        },
        key="speciesId",
        usual="a.current = 1",
        lifted_by="runId",
        inner={
            name: _DETECTION_FIELDS[name]
            for name in ("recordingId", "path", "confidence", "verified", "runId", "model")
        },
    ),
    "runs": Select(
        source="Run u JOIN ModelVersion m ON m.modelId = u.modelId",
        fields={
            "runId": _number("u.runId"),
            "model": Field("m.name"),
            "status": Field("u.status"),
            "program": Field("u.program"),
            "startedAt": Field("u.startedAt"),
            "endedAt": Field("u.endedAt"),
            "files": _number("u.files"),
            **{
                status: _number(
                    "(SELECT count(*) FROM RunFile f"
                    f" WHERE f.runId = u.runId AND f.status = '{status}')"
                )
                for status in _RUN_COUNTS
            },
            "settings": Field("u.settings"),
        },
        key="runId",
    ),
    "models": Select(
        source="ModelVersion m",
        fields={
            "modelId": _number("m.modelId"),
            "name": Field("m.name"),
            "version": Field("m.version"),
            "sha256": Field("m.sha256"),
            "converter": Field("m.converter"),
            "licence": Field("m.licence"),
            "recordings": _number(
                "(SELECT count(DISTINCT recordingId) FROM Analysis a WHERE a.modelId = m.modelId)"
            ),
        },
        key="modelId",
    ),
}
