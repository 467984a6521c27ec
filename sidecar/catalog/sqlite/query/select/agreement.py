"""What two people said of the same, counted by pair of people and species."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Select, number, species, text

_PAIRS = """(WITH Said AS MATERIALIZED (
    SELECT * FROM Opinion WHERE NOT settles AND verified <> 'UNVERIFIED'),
  Both AS (
    SELECT a.labelerId AS first, b.labelerId AS second, a.speciesId,
      a.verified AS one, b.verified AS other
    FROM Said a JOIN Said b ON b.regionId = a.regionId AND b.speciesId = a.speciesId
      AND b.labelerId > a.labelerId)
  SELECT first || '-' || second || '-' || speciesId AS pair, first, second, speciesId,
    sum(one = 'YES' AND other = 'YES') AS yesYes, sum(one = 'YES' AND other = 'NO') AS yesNo,
    sum(one = 'NO' AND other = 'YES') AS noYes, sum(one = 'NO' AND other = 'NO') AS noNo,
    sum('UNSURE' IN (one, other)) AS unsure,
    sum(one = 'YES' AND other = 'UNSURE') AS yesUnsure,
    sum(one = 'UNSURE' AND other = 'YES') AS unsureYes,
    sum(one = 'NO' AND other = 'UNSURE') AS noUnsure,
    sum(one = 'UNSURE' AND other = 'NO') AS unsureNo,
    sum(one = 'UNSURE' AND other = 'UNSURE') AS unsureUnsure
  FROM Both GROUP BY first, second, speciesId)"""

AGREEMENT = Select(
    source=f"""{_PAIRS} d JOIN Labeler a ON a.labelerId = d.first
      JOIN Labeler b ON b.labelerId = d.second JOIN Species s ON s.speciesId = d.speciesId""",
    fields={
        "pair": text("d", "pair", required=True),
        "labelerId": number("d", "first", required=True),
        "labeler": text("a", "name", required=True),
        "otherId": number("d", "second", required=True),
        "other": text("b", "name", required=True),
        "species": species("s"),
        "common": text("s", "common"),
        "yesYes": number("d", "yesYes"),
        "yesNo": number("d", "yesNo"),
        "noYes": number("d", "noYes"),
        "noNo": number("d", "noNo"),
        "unsure": number("d", "unsure"),
        "yesUnsure": number("d", "yesUnsure"),
        "unsureYes": number("d", "unsureYes"),
        "noUnsure": number("d", "noUnsure"),
        "unsureNo": number("d", "unsureNo"),
        "unsureUnsure": number("d", "unsureUnsure"),
    },
    key="pair",
)
