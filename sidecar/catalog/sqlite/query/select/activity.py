"""Detections counted by species, day and hour, for plots."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, species, text
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS

_CELL = "t.date || ' ' || printf('%02d', t.hour) || ' ' || t.speciesId"

# Days and hours follow the recorder's own clock.
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
        "cell": Field(Expression(_CELL, frozenset("t"))),
        "species": species("t"),
        "common": text("t", "common"),
        "date": text("t", "date"),
        "hour": number("t", "hour"),
        "detections": number("t", "detections"),
        "maxConfidence": number("t", "maxConfidence"),
    },
    key="cell",
    of=DETECTIONS,
    counted=frozenset("d"),
    hourly=True,
)
