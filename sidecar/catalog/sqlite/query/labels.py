"""Questions about decisions: annotations by people and models, and how often models are right."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import VERIFIED, Field, Select, number
from sidecar.catalog.sqlite.query.filters import PLACE_JOINS, PLACES, START_S, times
from sidecar.catalog.sqlite.query.planner import Chain, DrivingIndex, Routes, Walk

_G = "CROSS JOIN RegionOfInterest g ON g.regionId = n.regionId"
_R = "CROSS JOIN Recording r ON r.recordingId = g.recordingId"
_L = "LEFT JOIN Labeler l ON l.labelerId = n.labelerId"
_BESIDES = {
    **PLACE_JOINS,
    "m": "LEFT JOIN Model m ON m.modelId = l.modelId",
    "w": "LEFT JOIN ModelVersion w ON w.labelerId = l.labelerId",
    "s": "LEFT JOIN Species s ON s.speciesId = n.speciesId",
}
_X = "LEFT JOIN AnnotationFacts x ON x.annotationId = n.annotationId"

# Each chain leads from one table (annotations, recordings, ...) to all the others.
_CHAINS = {
    "n": Chain({"n": "Annotation n {hint}", "g": _G, "r": _R, "l": _L, **_BESIDES, "x": _X}, "1"),
    "r": Chain(
        {
            "r": "Recording r {hint}",
            **PLACE_JOINS,
            "g": "CROSS JOIN RegionOfInterest g ON g.recordingId = r.recordingId",
            "n": "CROSS JOIN Annotation n INDEXED BY AnnotationByRegion ON n.regionId = g.regionId",
            "l": _L,
            **_BESIDES,
            "x": _X,
        },
        "1",
    ),
    "l": Chain(
        {
            "l": "Labeler l {hint}",
            "n": "CROSS JOIN Annotation n INDEXED BY AnnotationByLabeler"
            " ON n.labelerId = l.labelerId",
            "g": _G,
            "r": _R,
            **_BESIDES,
            "x": _X,
        },
        "1",
    ),
    "x": Chain(
        {
            "x": "AnnotationFacts x {hint}",
            "n": "CROSS JOIN Annotation n ON n.annotationId = x.annotationId",
            "g": _G,
            "r": _R,
            "l": _L,
            **_BESIDES,
        },
        "1",
    ),
}

# In whole percent; other programs may write a fraction of 1 into the app's column.
_PERCENT = """CASE typeof(n.speciesProbability) WHEN 'integer' THEN n.speciesProbability
  WHEN 'real' THEN CAST(round(n.speciesProbability * iif(n.speciesProbability <= 1, 100, 1))
    AS INTEGER) END"""

_FIELDS = {
    "annotationId": number("n.annotationId", required=True),
    "regionId": number("n.regionId", required=True),
    "recordingId": number("r.recordingId", required=True),
    "path": Field("r.url", required=True),
    "start": number("g.starttime"),
    "end": number("g.endtime"),
    "species": Field("s.species", names=("Species", "species", "speciesId", "n.speciesId")),
    "common": Field("s.common", names=("Species", "common", "speciesId", "n.speciesId")),
    "probability": number(f"({_PERCENT})"),
    "verified": Field("n.verified", required=True, among=VERIFIED),
    "labeler": Field("l.name"),
    "isHuman": number("l.isHuman"),
    "model": Field("coalesce(w.name, m.name)"),
    "annotatedAt": Field("n.annotationDate"),
    "mostRecent": number("n.mostRecent"),
    "comment": Field("x.comment"),
    "lowHz": number("x.lowHz"),
    "highHz": number("x.highHz"),
    "batchId": number("x.batchId"),
    "replaced": number("x.replaced"),
}

_HEARD_S = f"({START_S} + g.starttime)"

_ROUTES = Routes(
    root="n",
    chains=_CHAINS,
    usual=("recordingId",),
    ties=("annotationId",),
    keys={},
    walks=(
        Walk("annotationId", "n", "NOT INDEXED"),
        Walk("path", "r", "INDEXED BY RecordingByUrl"),
        Walk("recordingId", "r", "NOT INDEXED"),
    ),
    drives=(
        DrivingIndex("n", columns=frozenset(("n.annotationId",))),
        DrivingIndex("n", "INDEXED BY AnnotationByRegion", columns=frozenset(("n.regionId",))),
        DrivingIndex("n", "INDEXED BY AnnotationBySpecies", columns=frozenset(("n.speciesId",))),
        DrivingIndex(
            "n",
            "INDEXED BY AnnotationByDecision",
            columns=frozenset(("n.verified",)),
            values=frozenset(("YES", "NO")),
            when="n.verified <> 'UNVERIFIED'",
        ),
        DrivingIndex("x", tables=frozenset("x"), optional=True),
        DrivingIndex("l", tables=frozenset("lmw"), optional=True),
        DrivingIndex("r", tables=frozenset("rptvcf")),
    ),
)

ANNOTATIONS = Select(
    source=_CHAINS["n"].source("", "ngrlmwsx"),
    fields=_FIELDS,
    filters={**PLACES, **times(_HEARD_S), "speciesId": number("n.speciesId")},
    key="annotationId",
    routes=_ROUTES,
)

BATCHES = Select(
    source="AnnotationBatch b LEFT JOIN Labeler l ON l.labelerId = b.labelerId",
    fields={
        "batchId": number("b.batchId"),
        "what": Field("b.what"),
        "labeler": Field("l.name"),
        "madeAt": Field("b.madeAt"),
        "undoneAt": Field("b.undoneAt"),
        "annotations": number(
            "(SELECT count(*) FROM AnnotationFacts f WHERE f.batchId = b.batchId)"
        ),
    },
    key="batchId",
)

_YES, _NO, _UNVERIFIED = (f"sum(n.verified = '{word}')" for word in ("YES", "NO", "UNVERIFIED"))

_COUNTS = f"""{_YES} AS yes, {_NO} AS no, {_UNVERIFIED} AS unverified,
  1.0 * {_YES} / nullif({_YES} + {_NO}, 0) AS accuracy,
  avg({_PERCENT}) / 100.0 AS averageConfidence"""

# The counts that the desktop app shows by species; the last decision on a region counts.
ACCURACY = Select(
    source=f"""(SELECT s.speciesId, s.species, s.common, {_COUNTS}
      FROM {{source}} WHERE n.mostRecent = 1 AND s.speciesId IS NOT NULL AND {{inner}}
      GROUP BY s.speciesId) t""",
    whole=f"""(SELECT s.speciesId, s.species, s.common, h.yes, h.no, h.unverified, h.accuracy,
        h.averageConfidence
      FROM (SELECT n.speciesId, {_COUNTS} FROM Annotation n INDEXED BY AnnotationBySpecies
        WHERE n.mostRecent = 1 GROUP BY n.speciesId) h
      JOIN Species s ON s.speciesId = h.speciesId) t""",
    fields={
        "speciesId": number("t.speciesId"),
        "species": Field("t.species"),
        "common": Field("t.common"),
        "yes": number("t.yes"),
        "no": number("t.no"),
        "unverified": number("t.unverified"),
        "accuracy": number("t.accuracy"),
        "averageConfidence": number("t.averageConfidence"),
    },
    key="speciesId",
    of=ANNOTATIONS,
)
