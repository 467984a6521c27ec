"""The decision of a person that counts for a detection: who, when, and what was said."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.chain import Join
from sidecar.catalog.sqlite.query.expression import Table
from sidecar.catalog.sqlite.query.field import Field, number, text

# Conditions on one table alone lead SQLite to read all of it first, for a Bloom filter. So each
# `iif` tests two tables.

# The annotations that somebody made of a species in the place of a detection `d`, which has the
# annotation `n`, and of these corrections' own corrections.
_CORRECTION = """(WITH RECURSIVE Chain (annotationId) AS (
    SELECT annotationId FROM Annotation INDEXED BY AnnotationByRegion
    WHERE regionId = n.regionId AND speciesId = d.speciesId
    UNION
    SELECT f.annotationId FROM Chain c
    CROSS JOIN AnnotationFacts f INDEXED BY AnnotationFactsByReplaced
      ON f.replaced = c.annotationId)
  SELECT e.annotationId FROM Chain CROSS JOIN Annotation e USING (annotationId)
  CROSS JOIN Labeler q ON q.labelerId = e.labelerId
  WHERE iif(q.isHuman AND e.mostRecent AND e.verified <> 'NO', e.speciesId <> d.speciesId, 0)
  ORDER BY e.annotationId DESC LIMIT 1)"""

_ON_SPECIES = """(SELECT e.annotationId
  FROM Annotation e INDEXED BY AnnotationByRegion CROSS JOIN Labeler q ON q.labelerId = e.labelerId
  WHERE e.regionId = n.regionId AND e.speciesId = d.speciesId AND iif(q.isHuman, e.mostRecent, 0)
  ORDER BY e.annotationId DESC LIMIT 1)"""

# Another program names a species in a detection's place without a link to it.
_IN_PLACE = """(SELECT e.annotationId
  FROM Labeler q CROSS JOIN Annotation e INDEXED BY AnnotationByLabeler
    ON e.labelerId = q.labelerId AND e.regionId = n.regionId AND e.mostRecent = 1
  WHERE q.isHuman = 1 ORDER BY e.annotationId DESC LIMIT 1)"""

# The decision that Detection.verified repeats (the view Verdict, 0004.sql); a correction says more
# than the NO that comes with it.
_DECISION = f"""coalesce(CASE WHEN d.verified = 'NO' THEN {_CORRECTION} END, {_ON_SPECIES},
  CASE WHEN d.verified = 'NO' AND n.mostRecent = 0 AND n.verified = 'UNVERIFIED'
    AND n.speciesId = d.speciesId THEN {_IN_PLACE} END)"""

# The app gives an annotation another species without a decision of its own.
_CORRECTED = """CASE WHEN h.speciesId <> d.speciesId AND h.verified <> 'NO' THEN h.speciesId
  WHEN h.annotationId IS NULL AND n.speciesId <> d.speciesId THEN n.speciesId END"""


def said(to: Table) -> tuple[Join, ...]:
    """Join the decision that counts to the last of `d` and `n`."""
    return (
        Join("h", to, f"LEFT JOIN Annotation h ON h.annotationId = {_DECISION}"),
        Join("y", "h", "LEFT JOIN Labeler y ON y.labelerId = h.labelerId"),
        *_besides("h"),
    )


def _besides(to: Table) -> tuple[Join, ...]:
    return (
        Join("x", "h", "LEFT JOIN AnnotationFacts x ON x.annotationId = h.annotationId"),
        Join("z", to, f"LEFT JOIN Species z ON z.speciesId = {_CORRECTED}"),
    )


# From a person `y` to the detections on which this person decided.
DECIDED = (
    Join(
        "h",
        "y",
        "CROSS JOIN Annotation h INDEXED BY AnnotationByLabeler"
        " ON h.labelerId = y.labelerId AND y.isHuman = 1 AND h.mostRecent = 1",
    ),
    Join(
        "n", "h", "CROSS JOIN Annotation n INDEXED BY AnnotationByRegion ON n.regionId = h.regionId"
    ),
    Join(
        "d",
        "n",
        "CROSS JOIN Detection d INDEXED BY DetectionByAnnotation"
        f" ON d.annotationId = n.annotationId AND h.annotationId = {_DECISION}",
    ),
    *_besides("d"),
)

VERDICTS: dict[str, Field] = {
    "verdictBy": text("y", "name"),
    "verdictAt": text("h", "annotationDate"),
    "correctedTo": text("z", "species"),
    "comment": text("x", "comment"),
    "lowHz": number("x", "lowHz"),
    "highHz": number("x", "highHz"),
}
