"""Which decisions of people count for the members of samples.

A decision counts for a member if it is the current one on the member's species, in a region that
covers half of the member at least. Of several, a person's own comes before one that another program
wrote into a model's annotation, then the one on exactly this stretch, then the one that covers
more, then the latest. Opinions of other people come after it: several may judge one sample.
"""

from __future__ import annotations

import re

from sidecar.catalog.sqlite.labels.undo import undone

# An annotation `n` decides: it says yes, no or unsure (`unsure.py`).
_SAYS = "n.mostRecent = 1 AND n.verified IN ('YES', 'NO')"
_UNSURE = "n.mostRecent = 1 AND n.verified = 'UNVERIFIED'"
_DECIDES = f"""({_SAYS} OR {_UNSURE}
  AND EXISTS (SELECT 1 FROM Unsure u WHERE u.annotationId = n.annotationId))"""
_WORD = "iif(n.verified = 'UNVERIFIED', 'UNSURE', n.verified)"


def _settles(annotation: str) -> str:
    """Write whether an annotation settles a dispute, and so is no opinion."""
    return f"""EXISTS (SELECT 1 FROM AnnotationFacts f
    WHERE f.annotationId = {annotation}.annotationId AND f.settles = 1)"""


# The last word of a person, though another person's counts: an opinion (`Opinion`, 0010.sql).
_OPINION = f"""n.mostRecent = 0 AND NOT {undone("n.annotationId")}
  AND EXISTS (SELECT 1 FROM Labeler h WHERE h.labelerId = n.labelerId AND h.isHuman = 1)
  AND NOT EXISTS (SELECT 1 FROM Annotation q INDEXED BY AnnotationByLabeler
    WHERE q.labelerId = n.labelerId AND q.regionId = n.regionId AND q.speciesId = n.speciesId
      AND (julianday(q.annotationDate), q.annotationId)
        > (julianday(n.annotationDate), n.annotationId)
      AND {_settles("q")} = {_settles("n")} AND NOT {undone("q.annotationId")})"""

# The decisions on a species `s`, and other people's opinions: each has an index.
_BY_WORD = "Annotation n INDEXED BY AnnotationBySpecies ON n.speciesId = s.speciesId"
_BY_DOUBT = "Unsure u CROSS JOIN Annotation n ON n.annotationId = u.annotationId"
_DECISIONS = (
    (f"{_BY_WORD} AND {_SAYS}", "1"),
    (f"{_BY_WORD} AND {_SAYS.replace('= 1', '= 0')}", _OPINION),
    (_BY_DOUBT, f"n.speciesId = s.speciesId AND {_UNSURE}"),
    (_BY_DOUBT, f"n.speciesId = s.speciesId AND n.verified = 'UNVERIFIED' AND {_OPINION}"),
)

# Times of regions are seconds with a tenth of a millisecond.
_COVERED = """(min(g.endtime * 1000, i.endMs) - max(g.starttime * 1000, i.startMs))"""
_COVERS = f"{_COVERED} * 2 >= i.endMs - i.startMs"
_EXACT = "abs(g.starttime * 1000 - i.startMs) <= 1 AND abs(g.endtime * 1000 - i.endMs) <= 1"

# All decisions on the members of one sample, from the decisions: there are fewer of them than of
# regions. A recording is found by its digest, or by one that it had before.
_BY_DECISION = f"""
SELECT i.itemId, {_WORD} AS word, coalesce(l.name, '') AS name,
  coalesce(n.annotationDate, '') AS at, coalesce(l.isHuman, 0) AS person,
  {_EXACT} AS exact, {_COVERED} AS covered, n.annotationId, n.mostRecent AS counts,
  {_settles("n")} AS settles
FROM SamplePart p CROSS JOIN Species s ON s.species = p.species
CROSS JOIN {{decision}}
CROSS JOIN RegionOfInterest g ON g.regionId = n.regionId
CROSS JOIN {{sound}} x ON x.recordingId = g.recordingId
CROSS JOIN SampleItem i INDEXED BY SampleItemByDigest
  ON i.digest = x.{{digest}} AND i.partId = p.partId AND {_COVERS}
LEFT JOIN Labeler l ON l.labelerId = n.labelerId
WHERE p.sampleId = :sample AND i.rank IS NOT NULL AND {{where}}"""

_SOUNDS = {"RecordingIdentity": "sampleDigest", "RecordingAlias": "digest"}

_ALL = " UNION ".join(
    _BY_DECISION.format(decision=decision, where=where, sound=sound, digest=digest)
    for decision, where in _DECISIONS
    for sound, digest in _SOUNDS.items()
)

OF_SAMPLE = f"""SELECT * FROM ({_ALL})
ORDER BY itemId, counts DESC, person DESC, exact DESC, covered DESC, annotationId DESC"""

# The annotation that counts for a member `i` of a part `p`: the same rule, for few members. (SQLite
# finds no outer column in an ORDER BY here, so the order is of the inner query's columns.)
OF_ITEM = f"""(SELECT annotationId FROM (
  SELECT n.annotationId, coalesce(l.isHuman, 0) AS person, {_EXACT} AS exact, {_COVERED} AS covered
  FROM (SELECT recordingId FROM RecordingIdentity WHERE sampleDigest = i.digest
    UNION SELECT recordingId FROM RecordingAlias WHERE digest = i.digest) x
  CROSS JOIN RegionOfInterest g
    ON g.recordingId = x.recordingId AND g.starttime < i.endMs / 1000.0 AND {_COVERS}
  CROSS JOIN Annotation n INDEXED BY AnnotationByRegion ON n.regionId = g.regionId AND {_DECIDES}
  CROSS JOIN Species s ON s.speciesId = n.speciesId AND s.species = p.species
  LEFT JOIN Labeler l ON l.labelerId = n.labelerId)
  ORDER BY person DESC, exact DESC, covered DESC, annotationId DESC LIMIT 1)"""


def of_item(item: str) -> str:
    """Write the annotation that counts for a member with another name than `i`."""
    return re.sub(r"\bi\.", f"{item}.", OF_ITEM)
