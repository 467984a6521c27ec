"""Recordings, with their place and their numbers of detections and annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sidecar.catalog.sqlite.query.expression import Expression, column
from sidecar.catalog.sqlite.query.field import VERIFIED, Field, KeyLookup, Select, number, text
from sidecar.catalog.sqlite.query.filters import PLACE_JOINS, PLACES, START_S, in_utc, sky, times
from sidecar.catalog.sqlite.query.select.speech import SECONDS
from sidecar.indices.columns import VERSION

# Current annotations: the last decision on each species in each region.
_STANDING = (
    "(SELECT {} FROM RegionOfInterest g JOIN Annotation n USING (regionId)"
    " JOIN Labeler l USING (labelerId) LEFT JOIN Species s USING (speciesId)"
    " WHERE g.recordingId = r.recordingId AND n.mostRecent = 1 AND {})"
)
# The same, found from the name, which few rows have.
_STANDING_KEYS = (
    "SELECT g.recordingId FROM {} CROSS JOIN RegionOfInterest g ON g.regionId = n.regionId"
    " WHERE n.mostRecent = 1 AND {}"
)
_DETECTIONS = (
    "(SELECT count(*) FROM Analysis a JOIN Detection d USING (analysisId)"
    " WHERE a.recordingId = r.recordingId AND a.current = 1)"
)
_BY_LABELER = "CROSS JOIN Annotation n INDEXED BY AnnotationByLabeler USING (labelerId)"
_BY_MODEL = (
    "EXISTS (SELECT 1 FROM Analysis a JOIN ModelVersion m ON m.modelId = a.modelId"
    " JOIN Detection d ON d.analysisId = a.analysisId"
    " WHERE a.recordingId = r.recordingId AND a.current = 1 AND m.name {})"
)
# The app's own models, which have annotations but no analyses.
_BY_APPS_MODEL = (
    "r.recordingId IN (SELECT g.recordingId FROM Model o JOIN Labeler l ON l.modelId = o.modelId"
    " CROSS JOIN Annotation n INDEXED BY AnnotationByLabeler ON n.labelerId = l.labelerId"
    " CROSS JOIN RegionOfInterest g ON g.regionId = n.regionId"
    " WHERE l.labelerId NOT IN (SELECT labelerId FROM ModelVersion)"
    " AND n.mostRecent = 1 AND o.name {})"
)
_BY_SPECIES = "CROSS JOIN Annotation n INDEXED BY AnnotationBySpecies USING (speciesId)"
_OF_RUN = (
    "EXISTS (SELECT 1 FROM RunAnalysis u JOIN Analysis a USING (analysisId)"
    " WHERE a.recordingId = r.recordingId AND u.runId {})"
)

_MEASURED = (
    "EXISTS (SELECT 1 FROM RecordingMinutes q"
    f" WHERE q.recordingId = r.recordingId AND q.version = {VERSION})"
)

_VERDICT = (
    "iif(n.verified = 'UNVERIFIED' AND n.annotationId IN (SELECT annotationId FROM Unsure),"
    " 'UNSURE', n.verified)"
)
_DECIDED = (
    "SELECT * FROM Annotation WHERE verified <> 'UNVERIFIED'"
    " UNION ALL SELECT n.* FROM Unsure u CROSS JOIN Annotation n USING (annotationId)"
)

# What only filters has no value in the answer.
_NO_VALUE = Expression("")


def _of_recording(sql: str) -> Expression:
    return Expression(sql, frozenset("r"))


def _standing(test: str) -> Expression:
    return _of_recording("EXISTS " + _STANDING.format("1", test))


def _naming(
    name: str, source: str, keyed: frozenset[str] | None = None, among: Sequence[str] | None = None
) -> Field:
    """Make a filter on a name among a recording's annotations."""
    test = f"{name} {{}}"
    keys = KeyLookup(column("r", "recordingId"), _STANDING_KEYS.format(source, test), keyed)
    return Field(_NO_VALUE, tests=(_standing(test),), keys=keys, among=among)


_JOINS = " ".join(
    (
        *(join.sql for join in PLACE_JOINS),
        "LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId",
    )
)


def _kept(where: Mapping[str, object], order_by: list[str]) -> Select:
    """Take numbers of detections from kept totals, whose index has their order."""
    if not where and order_by[:1] in (["detections"], ["-detections"]):
        return _BY_DETECTIONS
    return _TOTALLED


RECORDINGS = Select(
    source=f"Recording r {_JOINS}",
    fields={
        "recordingId": number("r", "recordingId", required=True),
        "deploymentId": number("r", "deploymentId"),
        "path": text("r", "url", required=True),
        "start": text("r", "datetime"),
        "startUtc": Field(in_utc(START_S), "time", utc=True),
        "duration": number("r", "duration"),
        "sampleRate": number("r", "samplerate"),
        "channels": number("f", "channels"),
        "container": text("f", "container"),
        "encoding": text("f", "encoding"),
        "recorder": PLACES["recorder"],
        "serial": text("f", "serial"),
        "gain": text("f", "gain"),
        "batteryVolts": number("f", "batteryVolts"),
        "temperatureCelsius": number("f", "temperatureCelsius"),
        "latitude": number("f", "latitude"),
        "longitude": number("f", "longitude"),
        "site": text("t", "site_code"),
        "survey": text("v", "surveyname"),
        "missingSince": text("i", "missingSince"),
        "speechSeconds": Field(SECONDS, "number"),
        "detections": Field(_of_recording(_DETECTIONS), "number"),
        "annotations": Field(
            _of_recording(_STANDING.format("count(*)", "l.isHuman = 1")), "number"
        ),
    },
    filters={
        **PLACES,
        **times(START_S),
        **sky(START_S),
        # 1 if its minutes were measured by the present formulas.
        "measured": Field(_of_recording(_MEASURED), "number", within=(0, 1)),
        # 1 if a person or a model named something in the recording.
        "labelled": Field(_standing("1"), "number"),
        "labeler": _naming("l.name", f"Labeler l {_BY_LABELER}"),
        "model": Field(_NO_VALUE, tests=(_of_recording(_BY_MODEL), _of_recording(_BY_APPS_MODEL))),
        "species": _naming("s.species COLLATE NOCASE", f"Species s {_BY_SPECIES}"),
        "verified": _naming(
            _VERDICT,
            f"({_DECIDED}) n",
            keyed=frozenset(("YES", "NO", "UNSURE")),
            among=VERIFIED,
        ),
        "runId": Field(_NO_VALUE, "number", (_of_recording(_OF_RUN),)),
    },
    key="recordingId",
    kept=_kept,
)

_TOTAL = "(SELECT k.detections FROM RecordingTotal k WHERE k.recordingId = r.recordingId)"
_TOTALLED = replace(
    RECORDINGS,
    fields={**RECORDINGS.fields, "detections": Field(_of_recording(_TOTAL), "number")},
)
_BY_DETECTIONS = replace(
    RECORDINGS,
    source="RecordingTotal k INDEXED BY RecordingTotalByDetections"
    f" CROSS JOIN Recording r ON r.recordingId = k.recordingId {_JOINS}",
    fields={
        **RECORDINGS.fields,
        "recordingId": number("k", "recordingId", required=True),
        "detections": number("k", "detections", required=True),
    },
)
