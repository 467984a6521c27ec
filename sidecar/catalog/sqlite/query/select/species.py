"""Detections counted by species."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Select, accepted, number, species, text
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS

# SpeciesTotal holds the counts of current detections (0002.sql).
_ALL_SPECIES = """(SELECT s.speciesId, s.species, json_array(s.species) AS names, s.common,
    h.detections, h.recordings,
    (SELECT max(confidence) FROM Detection d INDEXED BY DetectionBySpecies
     WHERE d.current = 1 AND d.speciesId = h.speciesId) AS maxConfidence
  FROM SpeciesTotal h JOIN Species s ON s.speciesId = h.speciesId WHERE h.detections > 0) t"""

# Counts from the tallies of analyses, in JSON.
_TALLIED = """(SELECT s.speciesId, s.species, json_array(s.species) AS names, s.common,
    h.value ->> 1 AS detections,
    h.value ->> 2 AS recordings, from_hex(h.value ->> 3) AS maxConfidence
  FROM json_each(?) h CROSS JOIN Species s ON s.speciesId = h.value ->> 0) t"""

# The detections of species that share a taxon, with the names that they have.
_JOINED = """SELECT s.speciesId, s.species,
      (SELECT json_group_array(species) FROM (SELECT species FROM Species
        WHERE speciesId IN (SELECT value FROM json_each(h.ids)) ORDER BY species)) AS names,
      s.common, h.detections, h.recordings, h.maxConfidence
  FROM (SELECT {leader} AS leader, json_group_array(DISTINCT d.speciesId) AS ids,
      count(*) AS detections, count(DISTINCT a.recordingId) AS recordings,
      max(d.confidence) AS maxConfidence
    FROM {source} WHERE {inner} GROUP BY leader) h
  JOIN Species s ON s.speciesId = h.leader"""

SPECIES = Select(
    source="""(SELECT s.speciesId, s.species, json_array(s.species) AS names, s.common,
    h.detections, h.recordings,
        h.maxConfidence
      FROM (SELECT d.speciesId, count(*) AS detections,
          count(DISTINCT a.recordingId) AS recordings, max(d.confidence) AS maxConfidence
        FROM {source} WHERE {inner} GROUP BY d.speciesId) h
      JOIN Species s ON s.speciesId = h.speciesId) t""",
    fields={
        "speciesId": number("t", "speciesId"),
        "species": species("t"),
        "accepted": accepted("t"),
        "names": text("t", "names"),
        "common": text("t", "common"),
        "detections": number("t", "detections"),
        "recordings": number("t", "recordings"),
        "maxConfidence": number("t", "maxConfidence"),
    },
    key="speciesId",
    of=DETECTIONS,
    counted=frozenset("da"),
    whole=_ALL_SPECIES,
    tallied=_TALLIED,
    joined=_JOINED,
)
