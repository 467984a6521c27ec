"""Species in regions on which people disagree: some say yes, and some no."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Select, number, species, text

# The last word of those who settled decides, by the order in which merges take words. A settling
# word without a verdict opens the dispute again.
_DISPUTES = """(WITH Said AS MATERIALIZED (
    SELECT o.*, p.name, p.email, n.annotationDate AS saidAt, f.comment
    FROM Opinion o JOIN Labeler p USING (labelerId) JOIN Annotation n USING (annotationId)
    LEFT JOIN AnnotationFacts f USING (annotationId)),
  Settled AS (SELECT * FROM (
    SELECT regionId, speciesId, verified, name, saidAt, comment, row_number() OVER (
      PARTITION BY regionId, speciesId ORDER BY julianday(saidAt) DESC, name DESC, email DESC,
        verified DESC, comment DESC, annotationId DESC) AS place
    FROM Said WHERE settles) WHERE place = 1 AND verified <> 'UNVERIFIED'),
  Open AS (
    SELECT min(annotationId) AS disputeId, regionId, speciesId,
      sum(verified = 'YES') AS yes, sum(verified = 'NO') AS no, sum(verified = 'UNSURE') AS unsure,
      json_group_array(json_object('labeler', name, 'verified', verified,
        'saidAt', saidAt, 'comment', comment)) AS people
    FROM Said WHERE NOT settles GROUP BY regionId, speciesId HAVING yes > 0 AND no > 0)
  SELECT d.*, s.verified IS NOT NULL AS settled, s.verified AS settledAs, s.name AS settledBy,
    s.saidAt AS settledAt, s.comment AS settledComment
  FROM Open d LEFT JOIN Settled s USING (regionId, speciesId))"""

DISPUTES = Select(
    source=f"""{_DISPUTES} d JOIN RegionOfInterest g ON g.regionId = d.regionId
      JOIN Recording r ON r.recordingId = g.recordingId
      JOIN Species s ON s.speciesId = d.speciesId""",
    fields={
        "disputeId": number("d", "disputeId", required=True),
        "regionId": number("d", "regionId", required=True),
        "recordingId": number("r", "recordingId", required=True),
        "path": text("r", "url", required=True),
        "start": number("g", "starttime"),
        "end": number("g", "endtime"),
        "species": species("s"),
        "common": text("s", "common"),
        "yes": number("d", "yes"),
        "no": number("d", "no"),
        "unsure": number("d", "unsure"),
        "settled": number("d", "settled"),
        "settledAs": text("d", "settledAs"),
        "settledBy": text("d", "settledBy"),
        "settledAt": text("d", "settledAt"),
        "settledComment": text("d", "settledComment"),
        "people": text("d", "people"),
    },
    key="disputeId",
)
