"""Species in regions on which people disagree: some say yes, and some no."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Select, number, text

_DISPUTES = """(WITH Said AS MATERIALIZED (SELECT * FROM Opinion)
  SELECT min(o.annotationId) AS disputeId, o.regionId, o.speciesId,
    sum(o.verified = 'YES' AND NOT o.settles) AS yes,
    sum(o.verified = 'NO' AND NOT o.settles) AS no,
    sum(o.verified = 'UNSURE' AND NOT o.settles) AS unsure,
    max(o.settles) AS settled,
    max(CASE WHEN o.settles THEN o.verified END) AS settledAs,
    json_group_array(json_object('labeler', p.name, 'verified', o.verified,
      'saidAt', n.annotationDate)) FILTER (WHERE NOT o.settles) AS people
  FROM Said o JOIN Labeler p USING (labelerId) JOIN Annotation n USING (annotationId)
  GROUP BY o.regionId, o.speciesId HAVING yes > 0 AND no > 0)"""

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
        "species": text("s", "species"),
        "common": text("s", "common"),
        "yes": number("d", "yes"),
        "no": number("d", "no"),
        "unsure": number("d", "unsure"),
        "settled": number("d", "settled"),
        "settledAs": text("d", "settledAs"),
        "people": text("d", "people"),
    },
    key="disputeId",
)
