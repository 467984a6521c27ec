"""What can be asked of the catalog: fields, their types, and where they come from."""

from __future__ import annotations

from sidecar.query.field import Field, Select, number
from sidecar.query.labels import ACCURACY, ANNOTATIONS, BATCHES
from sidecar.query.places import DEPLOYMENTS, RECORDERS, SITES, SURVEYS

_OF_RUN = "a.analysisId IN (SELECT analysisId FROM RunFile WHERE runId {})"

_DETECTION_SOURCE = """Detection d
  JOIN Analysis a ON a.analysisId = d.analysisId
  JOIN Recording r ON r.recordingId = a.recordingId
  JOIN Annotation n ON n.annotationId = d.annotationId
  JOIN Species s ON s.speciesId = d.speciesId
  JOIN ModelVersion m ON m.modelId = a.modelId"""

_DETECTION_FIELDS = {
    "detectionId": number("d.detectionId"),
    "annotationId": number("d.annotationId", required=True),
    "regionId": number("n.regionId", required=True),
    "recordingId": number("a.recordingId", required=True),
    "path": Field("r.url", required=True),
    "recordedAt": Field("r.datetime"),
    "heardAt": Field("strftime('%Y-%m-%dT%H:%M:%f', d.heardAt, 'unixepoch')"),
    "start": number("d.startTime", required=True),
    "end": number("d.endTime", required=True),
    "species": Field(
        "s.species", required=True, names=("Species", "species", "speciesId", "d.speciesId")
    ),
    "common": Field("s.common", names=("Species", "common", "speciesId", "d.speciesId")),
    "confidence": number("d.confidence", required=True),
    "occurrence": number("d.occurrence"),
    "windows": number("d.windows", required=True),
    "verified": Field("d.verified", required=True),
    "runId": Field("a.runId", "number", _OF_RUN),
    "model": Field("m.name", required=True),
}

# When it was heard, by the recorder's own clock: without the offset from UTC.
_HEARD = "datetime(substr(r.datetime, 1, 19), '+' || CAST(d.startTime AS INTEGER) || ' seconds')"

# How many detections of each species in each hour of each day, for plots.
_ACTIVITY = Select(
    source=f"""(SELECT s.speciesId, s.species, s.common, date({_HEARD}) AS date,
        CAST(strftime('%H', {_HEARD}) AS INTEGER) AS hour, count(*) AS detections,
        max(d.confidence) AS maxConfidence
      FROM {_DETECTION_SOURCE} WHERE r.datetime IS NOT NULL AND {{inner}}
      GROUP BY s.speciesId, date, hour) t""",
    fields={
        "cell": Field("t.date || ' ' || printf('%02d', t.hour) || ' ' || t.speciesId"),
        "species": Field("t.species"),
        "common": Field("t.common"),
        "date": Field("t.date"),
        "hour": number("t.hour"),
        "detections": number("t.detections"),
        "maxConfidence": number("t.maxConfidence"),
    },
    key="cell",
    usual="a.current = 1",
    lifted_by="runId",
    inner={
        name: _DETECTION_FIELDS[name]
        for name in ("recordingId", "path", "confidence", "verified", "runId", "model")
    },
)

_RUN_COUNTS = ("waiting", "done", "empty", "partial", "failed", "skipped")

SELECTS = {
    "annotations": ANNOTATIONS,
    "accuracy": ACCURACY,
    "batches": BATCHES,
    "activity": _ACTIVITY,
    "deployments": DEPLOYMENTS,
    "sites": SITES,
    "surveys": SURVEYS,
    "recorders": RECORDERS,
    "detections": Select(
        source=_DETECTION_SOURCE,
        fields=_DETECTION_FIELDS,
        key="detectionId",
        usual="a.current = 1",
        lifted_by="runId",
    ),
    "recordings": Select(
        source="""Recording r
          LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId
          LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId
          LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId
          LEFT JOIN Site t ON t.siteId = p.siteId
          LEFT JOIN Survey v ON v.surveyId = t.surveyId""",
        fields={
            "recordingId": number("r.recordingId"),
            "deploymentId": number("r.deploymentId"),
            "path": Field("r.url"),
            "start": Field("coalesce(f.start, r.datetime)"),
            "duration": number("r.duration"),
            "sampleRate": number("r.samplerate"),
            "channels": number("f.channels"),
            "container": Field("f.container"),
            "encoding": Field("f.encoding"),
            "recorder": Field("f.recorder"),
            "serial": Field("f.serial"),
            "gain": Field("f.gain"),
            "batteryVolts": number("f.batteryVolts"),
            "temperatureCelsius": number("f.temperatureCelsius"),
            "latitude": number("f.latitude"),
            "longitude": number("f.longitude"),
            "site": Field("t.site_code"),
            "survey": Field("v.surveyname"),
            "missingSince": Field("i.missingSince"),
            "detections": number(
                "(SELECT count(*) FROM Analysis a JOIN Detection d USING (analysisId)"
                " WHERE a.recordingId = r.recordingId AND a.current = 1)"
            ),
            "annotations": number(
                "(SELECT count(*) FROM RegionOfInterest g JOIN Annotation n USING (regionId)"
                " JOIN Labeler l USING (labelerId)"
                " WHERE g.recordingId = r.recordingId AND n.mostRecent = 1 AND l.isHuman = 1)"
            ),
        },
        key="recordingId",
    ),
    "species": Select(
        source=f"""(SELECT s.speciesId, s.species, s.common, count(*) AS detections,
            count(DISTINCT a.recordingId) AS recordings, max(d.confidence) AS maxConfidence
          FROM {_DETECTION_SOURCE} WHERE {{inner}} GROUP BY s.speciesId) t""",
        fields={
            "speciesId": number("t.speciesId"),
            "species": Field("t.species"),
            "common": Field("t.common"),
            "detections": number("t.detections"),
            "recordings": number("t.recordings"),
            "maxConfidence": number("t.maxConfidence"),
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
