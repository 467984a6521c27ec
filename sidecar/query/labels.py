"""Questions about decisions: annotations by people and models, and how often models are right."""

from __future__ import annotations

from sidecar.query.field import Field, Select, number

_SOURCE = """Annotation n
  JOIN RegionOfInterest g ON g.regionId = n.regionId
  JOIN Recording r ON r.recordingId = g.recordingId
  LEFT JOIN Species s ON s.speciesId = n.speciesId
  LEFT JOIN Labeler l ON l.labelerId = n.labelerId
  LEFT JOIN Model m ON m.modelId = l.modelId
  LEFT JOIN AnnotationFacts f ON f.annotationId = n.annotationId"""

# Whole percent; other programs also write a fraction of 1 into the app's column.
_PERCENT = """CASE typeof(n.speciesProbability) WHEN 'integer' THEN n.speciesProbability
  WHEN 'real' THEN CAST(round(n.speciesProbability * iif(n.speciesProbability <= 1, 100, 1))
    AS INTEGER) END"""

_FIELDS = {
    "annotationId": number("n.annotationId"),
    "regionId": number("n.regionId"),
    "recordingId": number("r.recordingId"),
    "path": Field("r.url"),
    "start": number("g.starttime"),
    "end": number("g.endtime"),
    "species": Field("s.species"),
    "common": Field("s.common"),
    "probability": number(f"({_PERCENT})"),
    "verified": Field("n.verified"),
    "labeler": Field("l.name"),
    "isHuman": number("l.isHuman"),
    "model": Field("m.name"),
    "annotatedAt": Field("n.annotationDate"),
    "mostRecent": number("n.mostRecent"),
    "comment": Field("f.comment"),
    "lowHz": number("f.lowHz"),
    "highHz": number("f.highHz"),
    "batchId": number("f.batchId"),
    "replaced": number("f.replaced"),
}

ANNOTATIONS = Select(source=_SOURCE, fields=_FIELDS, key="annotationId")

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

# What the desktop app shows of each species; a region counts as it was last decided.
ACCURACY = Select(
    source=f"""(SELECT s.speciesId, s.species, s.common,
        {_YES} AS yes, {_NO} AS no, {_UNVERIFIED} AS unverified,
        1.0 * {_YES} / nullif({_YES} + {_NO}, 0) AS accuracy,
        avg({_PERCENT}) / 100.0 AS averageConfidence
      FROM {{source}} WHERE n.mostRecent = 1 AND s.speciesId IS NOT NULL AND {{inner}}
      GROUP BY s.speciesId) t""",
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
