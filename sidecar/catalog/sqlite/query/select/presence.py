"""Where and when species were heard: first, last and number of nights, in all and by site."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, species, text
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS

_PLACE = "t.scope || ' ' || t.speciesId || ' ' || coalesce(t.siteId, 'none')"

# A night goes from noon to noon, and bears the number of its first day since 1970.
_NIGHT = "CAST((d.heardAt - 43200) / 86400 AS INTEGER)"

_HEARD = """count(DISTINCT night) AS nights, min(first) AS first, max(last) AS last,
    sum(detections) AS detections"""


def _day(moment: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%f', {moment}, 'unixepoch')"


# By species, site and night first: those are few, and both sums are made of them.
PRESENCE = Select(
    source=f"""(WITH h AS MATERIALIZED (
        SELECT d.speciesId, p.siteId, {_NIGHT} AS night, min(d.heardAt) AS first,
          max(d.heardAt) AS last, count(*) AS detections
        FROM {{source}} WHERE {{inner}} GROUP BY 1, 2, 3),
      u AS (
        SELECT 'all' AS scope, speciesId, NULL AS siteId, {_HEARD} FROM h GROUP BY speciesId
        UNION ALL
        SELECT 'site', speciesId, siteId, {_HEARD} FROM h GROUP BY speciesId, siteId)
      SELECT u.scope, u.speciesId, s.species, s.common, u.siteId, w.site_code AS site,
        u.nights, {_day("u.first")} AS firstHeardAt, {_day("u.last")} AS lastHeardAt, u.detections
      FROM u JOIN Species s ON s.speciesId = u.speciesId
        LEFT JOIN Site w ON w.siteId = u.siteId) t""",
    fields={
        "place": Field(Expression(_PLACE, frozenset("t"))),
        "scope": text("t", "scope"),
        "species": species("t"),
        "common": text("t", "common"),
        "siteId": number("t", "siteId"),
        "site": text("t", "site"),
        "firstHeardAt": text("t", "firstHeardAt"),
        "lastHeardAt": text("t", "lastHeardAt"),
        "nights": number("t", "nights"),
        "detections": number("t", "detections"),
    },
    key="place",
    of=DETECTIONS,
    counted=frozenset("dp"),
    gathered="heardAt",
)
