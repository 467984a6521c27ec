"""Members of samples, with the verdict that counts for each."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import VERIFIED, Field, Select, number, species, text
from sidecar.catalog.sqlite.samples.said import OF_ITEM, of_item
from sidecar.catalog.sqlite.samples.sound import RECORDING, UNIT
from sidecar.catalog.sqlite.unsure import said_verdict

_I = frozenset("i")

_COMMON = """(SELECT s.common FROM Species s
  WHERE s.species = p.species AND s.common IS NOT NULL LIMIT 1)"""
_OF_UNITS = "json_extract(m.rule, '$.design.unit_clips') IS NOT NULL"
_INCLUSION = f"""CASE WHEN m.purpose = 'estimate' THEN (
    SELECT iif({_OF_UNITS}, count(DISTINCT j.u), count(*))
    FROM SampleItem j INDEXED BY SampleItemByCell
    WHERE j.partId = i.partId AND j.cell = i.cell AND j.rank IS NOT NULL) * 1.0
  / c.candidates / i.weight END"""
# A verdict on a stretch has no link to another species that is named there. So a word on the same
# region by the same person says it, above all the one of the same batch.
_CORRECTION = """CASE WHEN h.verified = 'NO' THEN (SELECT species FROM (
  SELECT o.species, n.annotationId, f.batchId IS x.batchId AS together
  FROM Annotation n INDEXED BY AnnotationByRegion
  CROSS JOIN Species o ON o.speciesId = n.speciesId
  LEFT JOIN AnnotationFacts f ON f.annotationId = n.annotationId
  WHERE n.regionId = h.regionId AND n.labelerId = h.labelerId AND n.speciesId <> h.speciesId
    AND n.mostRecent = 1 AND n.verified = 'YES')
  ORDER BY together DESC, annotationId DESC LIMIT 1) END"""
# A unit that was drawn whole needs no verdict after its first YES, which is this item.
_CONFIRMED = f"""CASE WHEN {_OF_UNITS} THEN (
    SELECT min(j.itemId) FROM SampleItem j INDEXED BY SampleItemByCell
    JOIN Annotation a ON a.annotationId = {of_item("j")}
    WHERE j.partId = i.partId AND j.cell = i.cell AND j.u = i.u AND j.rank IS NOT NULL
      AND a.verified = 'YES') END"""
_STATE = f"""CASE WHEN h.annotationId IS NOT NULL THEN 'judged'
  WHEN z.itemId IS NOT NULL OR {_CONFIRMED} IS NOT NULL THEN 'skipped' ELSE 'waiting' END"""
_BECAUSE = f"""CASE WHEN z.itemId IS NOT NULL THEN z.because
  WHEN h.annotationId IS NULL THEN {_CONFIRMED} END"""


def _seconds(name: str) -> Field:
    return Field(Expression(f"(i.{name} / 1000.0)", _I), "number", required=True)


SAMPLE_ITEMS = Select(
    source=f"""Sample m JOIN SamplePart p ON p.sampleId = m.sampleId
      JOIN SampleItem i ON i.partId = p.partId
      LEFT JOIN SampleCell c ON c.partId = i.partId AND c.cell = i.cell
      LEFT JOIN Recording r ON r.recordingId = {RECORDING}
      LEFT JOIN RecordingIdentity e ON e.recordingId = r.recordingId
      LEFT JOIN Deployment d ON d.deploymentId = r.deploymentId
      LEFT JOIN Site t ON t.siteId = d.siteId
      LEFT JOIN Survey v ON v.surveyId = t.surveyId
      LEFT JOIN RecordingClock k ON k.recordingId = r.recordingId
      LEFT JOIN SampleSkip z ON z.itemId = i.itemId
      LEFT JOIN Annotation h ON h.annotationId = {OF_ITEM}
      LEFT JOIN AnnotationFacts x ON x.annotationId = h.annotationId
      LEFT JOIN Labeler y ON y.labelerId = h.labelerId""",
    fields={
        "itemId": number("i", "itemId", required=True),
        "sampleId": number("m", "sampleId", required=True),
        "sample": text("m", "name", required=True),
        "species": species("p", required=True),
        "common": Field(Expression(_COMMON, frozenset("p"))),
        "rank": number("i", "rank", required=True),
        "batch": number("i", "batch", required=True),
        "band": number("c", "band", required=True),
        "start": _seconds("startMs"),
        "end": _seconds("endMs"),
        "logit": number("i", "logit", required=True),
        "confidence": number("i", "confidence", required=True),
        "weight": number("i", "weight", required=True),
        "inclusion": Field(Expression(_INCLUSION, frozenset("mic")), "number"),
        "unit": Field(Expression(UNIT, frozenset("mirtvk")), required=True),
        "recordingId": number("r", "recordingId"),
        "path": text("r", "url"),
        "recordedAt": text("r", "datetime"),
        "deploymentId": number("r", "deploymentId"),
        "site": text("t", "site_code"),
        "missingSince": text("e", "missingSince"),
        "state": Field(
            Expression(_STATE, frozenset("mpihz")),
            required=True,
            among=("waiting", "judged", "skipped"),
        ),
        "verified": Field(
            Expression(f"coalesce({said_verdict('h', 'x')}, 'UNVERIFIED')", frozenset("hx")),
            required=True,
            among=VERIFIED,
        ),
        "verdictBy": text("y", "name"),
        "verdictAt": text("h", "annotationDate"),
        "correctedTo": Field(Expression(_CORRECTION, frozenset("hx"))),
        "skippedAt": text("z", "skippedAt"),
        "skippedBecause": Field(Expression(_BECAUSE, frozenset("mpihz")), "number"),
        "skipReason": text("z", "reason"),
    },
    key="itemId",
    usual=Condition("i.rank IS NOT NULL", besides=_I, usual=True),
)
