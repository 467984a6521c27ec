"""Questions about detections, and about their counts."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import VERIFIED, Field, Select, number
from sidecar.catalog.sqlite.query.filters import PLACE_JOINS, PLACES, times
from sidecar.catalog.sqlite.query.planner import Chain, DrivingIndex, Routes, Walk

_M = "CROSS JOIN ModelVersion m ON m.modelId = a.modelId"
_N = "CROSS JOIN Annotation n ON n.annotationId = d.annotationId"
_S = "CROSS JOIN Species s ON s.speciesId = d.speciesId"
_A = "CROSS JOIN Analysis a ON a.analysisId = d.analysisId"
_R = "CROSS JOIN Recording r ON r.recordingId = a.recordingId"
_D = "CROSS JOIN Detection d INDEXED BY DetectionByAnalysis ON d.analysisId = a.analysisId"
_CURRENT, _CURRENT_ANALYSIS = "d.current = 1", "a.current = 1"
_PLACED = {"r": _R, **PLACE_JOINS, "m": _M}

# Each chain leads from one table (detections, recordings, ...) to all the others.
_CHAINS = {
    "d": Chain({"d": "Detection d {hint}", "a": _A, **_PLACED, "n": _N, "s": _S}, _CURRENT),
    "r": Chain(
        {
            "r": "Recording r {hint}",
            **PLACE_JOINS,
            "a": "CROSS JOIN Analysis a ON a.recordingId = r.recordingId",
            "m": _M,
            "d": _D,
            "n": _N,
            "s": _S,
        },
        _CURRENT_ANALYSIS,
    ),
    "a": Chain({"a": "Analysis a {hint}", **_PLACED, "d": _D, "n": _N, "s": _S}, _CURRENT_ANALYSIS),
    "s": Chain(
        {
            "s": "Species s {hint}",
            "d": "CROSS JOIN Detection d INDEXED BY DetectionBySpecies"
            " ON d.speciesId = s.speciesId",
            "a": _A,
            **_PLACED,
            "n": _N,
        },
        _CURRENT,
        sooner=(("d.speciesId", "s.speciesId"),),
    ),
    "n": Chain(
        {
            "n": "Annotation n {hint}",
            "d": "CROSS JOIN Detection d INDEXED BY DetectionByAnnotation"
            " ON d.annotationId = n.annotationId",
            "a": _A,
            **_PLACED,
            "s": _S,
        },
        _CURRENT,
    ),
}

_RUN = "(SELECT analysisId FROM RunFile WHERE runId {})"
_OF_RUN = "EXISTS (SELECT 1 FROM RunFile u WHERE u.analysisId = a.analysisId AND u.runId {})"

_FIELDS = {
    "detectionId": number("d.detectionId", required=True),
    "annotationId": number("d.annotationId", required=True),
    "regionId": number("n.regionId", required=True),
    "recordingId": number("r.recordingId", required=True),
    "path": Field("r.url", required=True),
    "recordedAt": Field("r.datetime"),
    "heardAt": Field("d.heardAt", "time"),
    "start": number("d.startTime", required=True),
    "end": number("d.endTime", required=True),
    "species": Field(
        "s.species", required=True, names=("Species", "species", "speciesId", "d.speciesId")
    ),
    "common": Field("s.common", names=("Species", "common", "speciesId", "d.speciesId")),
    "confidence": number("d.confidence", required=True),
    "occurrence": number("d.occurrence"),
    "windows": number("d.windows", required=True),
    "verified": Field("d.verified", required=True, among=VERIFIED),
    "runId": Field("a.runId", "number", _OF_RUN, drive=f"a.analysisId IN {_RUN}"),
    "model": Field("m.name", required=True),
}

_FILTERS = {
    **PLACES,
    **times("d.heardAt"),
    "speciesId": number("d.speciesId", required=True),
    "analysisId": number("d.analysisId", required=True),
    "windowSetId": number("a.windowSetId"),
    "modelId": number("a.modelId"),
}


def _by(index: str) -> str:
    return f"INDEXED BY {index}"


_ROUTES = Routes(
    root="d",
    chains=_CHAINS,
    usual=("recordingId",),
    # Equal rows follow each other as in the indexes.
    ties=("analysisId", "detectionId"),
    keys={"species": "speciesId"},
    walks=(
        Walk("detectionId", "d", "NOT INDEXED"),
        Walk("confidence", "d", _by("DetectionByConfidence")),
        Walk("confidence", "d", _by("DetectionBySpecies"), given="d.speciesId"),
        Walk("heardAt", "d", _by("DetectionByTime")),
        Walk("heardAt", "d", _by("DetectionBySpeciesTime"), given="d.speciesId"),
        Walk("species", "s", _by("SpeciesByName")),
        Walk("path", "r", _by("RecordingByUrl")),
        Walk("recordingId", "r", "NOT INDEXED"),
        Walk("recordedAt", "r", _by("RecordingByTime")),
    ),
    drives=(
        DrivingIndex("d", columns=frozenset(("d.detectionId",))),
        DrivingIndex("d", _by("DetectionByAnnotation"), columns=frozenset(("d.annotationId",))),
        DrivingIndex("d", _by("DetectionByAnalysis"), columns=frozenset(("d.analysisId",))),
        DrivingIndex("d", _by("DetectionBySpecies"), columns=frozenset(("d.speciesId",))),
        DrivingIndex("d", _by("DetectionByConfidence"), columns=frozenset(("d.confidence",))),
        DrivingIndex("d", _by("DetectionByTime"), columns=frozenset(("d.heardAt",))),
        DrivingIndex(
            "d",
            _by("DetectionByDecision"),
            columns=frozenset(("d.verified",)),
            values=frozenset(("YES", "NO")),
            when="d.verified <> 'UNVERIFIED'",
        ),
        DrivingIndex("n", columns=frozenset(("n.regionId",))),
        DrivingIndex("r", tables=frozenset("rptvcfam")),
        DrivingIndex("a", tables=frozenset("am")),
    ),
    besides=frozenset(("d.speciesId",)),
)

DETECTIONS = Select(
    source=_CHAINS["d"].source("", "darmns"),
    fields=_FIELDS,
    filters=_FILTERS,
    key="detectionId",
    usual=_CURRENT,
    lifted_by="runId",
    routes=_ROUTES,
)

# Counts detections by species, day and hour, for plots; days and hours follow the recorder's own
# clock.
ACTIVITY = Select(
    source="""(SELECT s.speciesId, s.species, s.common, h.date, h.hour, h.detections,
        h.maxConfidence
      FROM (SELECT d.speciesId, date(d.heardAt, 'unixepoch') AS date,
          CAST(d.heardAt / 3600 AS INTEGER) % 24 AS hour, count(*) AS detections,
          max(d.confidence) AS maxConfidence
        FROM {source} WHERE d.heardAt IS NOT NULL AND {inner}
        GROUP BY d.speciesId, CAST(d.heardAt / 3600 AS INTEGER)) h
      JOIN Species s ON s.speciesId = h.speciesId) t""",
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
    of=DETECTIONS,
)

# Counts detections by species; SpeciesTotal holds the counts of current ones (0002.sql).
_ALL_SPECIES = """(SELECT s.speciesId, s.species, s.common, h.detections, h.recordings,
    (SELECT max(confidence) FROM Detection d INDEXED BY DetectionBySpecies
     WHERE d.current = 1 AND d.speciesId = h.speciesId) AS maxConfidence
  FROM SpeciesTotal h JOIN Species s ON s.speciesId = h.speciesId WHERE h.detections > 0) t"""

SPECIES = Select(
    source="""(SELECT s.speciesId, s.species, s.common, h.detections, h.recordings,
        h.maxConfidence
      FROM (SELECT d.speciesId, count(*) AS detections,
          count(DISTINCT a.recordingId) AS recordings, max(d.confidence) AS maxConfidence
        FROM {source} WHERE {inner} GROUP BY d.speciesId) h
      JOIN Species s ON s.speciesId = h.speciesId) t""",
    fields={
        "speciesId": number("t.speciesId"),
        "species": Field("t.species"),
        "common": Field("t.common"),
        "detections": number("t.detections"),
        "recordings": number("t.recordings"),
        "maxConfidence": number("t.maxConfidence"),
    },
    key="speciesId",
    of=DETECTIONS,
    whole=_ALL_SPECIES,
)
