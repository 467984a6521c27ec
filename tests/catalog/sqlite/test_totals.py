"""What is kept counted is what counting gives, whoever changes what it counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidecar.catalog.sqlite.query import planned
from sidecar.catalog.sqlite.query.search import every
from sidecar.catalog.sqlite.tallies import keep_tallies, teach
from tests.bench.bigcatalog import make_catalog

_COUNTED = """
SELECT d.speciesId, count(*), count(DISTINCT a.recordingId)
FROM Detection d JOIN Analysis a USING (analysisId) WHERE d.current = 1 GROUP BY d.speciesId"""

# What Linnet and the app do to a catalog; {} is one of 20 recordings.
_CHANGES = (
    "UPDATE Analysis SET current = 0 WHERE recordingId = {}",
    "UPDATE Analysis SET current = 1 WHERE recordingId = {}",
    "DELETE FROM Analysis WHERE recordingId = {}",
    "DELETE FROM Recording WHERE recordingId = {}",
    "DELETE FROM RegionOfInterest WHERE recordingId = {} AND regionId % 3 = 0",
    "DELETE FROM Annotation WHERE annotationId = {} * 37",
    "DELETE FROM Species WHERE speciesId = {}",
    # The same sound by the other model, then more of what it heard.
    """INSERT OR IGNORE INTO Analysis SELECT NULL, recordingId, 3 - modelId, runId, NULL, 'e', 1,
         'done', NULL, 600, 200, 0, NULL, NULL, NULL, 1, 1
       FROM Analysis WHERE recordingId = {} AND settingsDigest = 'd'""",
    """INSERT INTO Detection SELECT NULL, a.analysisId, d.annotationId, d.speciesId, d.startTime,
         d.endTime, 0.5, NULL, 1, a.current, 'UNVERIFIED', NULL
       FROM Analysis a JOIN Annotation n ON n.annotationId % 20 = {} JOIN Detection d
         USING (annotationId)
       WHERE a.recordingId = {} LIMIT 40""",
)

_OF_RUN = """
SELECT d.speciesId, count(*), count(DISTINCT a.recordingId), max(d.confidence)
FROM Detection d JOIN Analysis a USING (analysisId)
WHERE analysisId IN (SELECT analysisId FROM RunAnalysis WHERE runId = 3) GROUP BY d.speciesId"""

# A run analyses a recording again or skips it, or people judge it.
_RUNS = (
    "UPDATE OR IGNORE RunFile SET runId = 3 WHERE analysisId = {}",
    "DELETE FROM RunFile WHERE runId = 3 AND analysisId = {}",
    "INSERT OR IGNORE INTO RunChannel SELECT 3, analysisId FROM Analysis WHERE recordingId = {}",
    "UPDATE Annotation SET verified = 'NO' WHERE annotationId % 20 = {}",
    "UPDATE Species SET species = 'Strix aluco' WHERE speciesId = {}",
)

# What tells apart detections that were packed before.
_EDITS = (
    "UPDATE Detection SET confidence = 0.5 WHERE analysisId = {} AND detectionId % 7 = 0",
    "UPDATE Detection SET startTime = startTime + 1 WHERE analysisId = {} AND speciesId = 1",
    "UPDATE Detection SET speciesId = 2 WHERE analysisId = {} AND speciesId = 1",
    "UPDATE OR IGNORE Detection SET analysisId = 1 WHERE analysisId = {}",
)
_PACKED_OTHERWISE = """
SELECT count(*) FROM DetectionTally k WHERE k.detections IS NOT (
  SELECT packed(d.confidence, d.startTime, d.speciesId)
  FROM Detection d INDEXED BY DetectionByAnalysis WHERE d.analysisId = k.analysisId)"""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = make_catalog(tmp_path_factory.mktemp("catalog") / "catalog.sqlite", 2000)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = 1")
        teach(db)
        yield db


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(
        st.tuples(st.sampled_from(_CHANGES), st.integers(1, 20)), min_size=1, max_size=12
    )
)
def test_species_are_counted_as_they_are(
    db: sqlite3.Connection, changes: list[tuple[str, int]]
) -> None:
    db.execute("BEGIN")
    try:
        for sql, recording in changes:
            db.execute(sql.replace("{}", str(recording)))
        kept = db.execute("SELECT * FROM SpeciesTotal WHERE detections > 0 OR recordings <> 0")
        assert sorted(kept.fetchall()) == sorted(db.execute(_COUNTED).fetchall())
    finally:
        db.execute("ROLLBACK")


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(
        st.tuples(st.sampled_from((*_CHANGES, *_EDITS, *_RUNS)), st.integers(1, 20)), max_size=8
    ),
    packed=st.lists(st.integers(1, 20), max_size=3, unique=True),
)
def test_species_of_a_run_are_those_of_its_detections_whatever_changed(
    db: sqlite3.Connection, changes: list[tuple[str, int]], packed: list[int]
) -> None:
    db.execute("BEGIN")
    try:
        db.execute("UPDATE RunFile SET runId = 3 WHERE analysisId < 12")
        for sql, recording in changes:
            db.execute(sql.replace("{}", str(recording)))
        keep_tallies(db, packed)
        wanted = sorted(db.execute(_OF_RUN).fetchall())
        db.row_factory = sqlite3.Row
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(planned, "FEW", 0)
            patch.setattr(planned, "MANY", 0)
            found = every(db, "species", where={"runId": [3]}, order_by=[])
            names = ("speciesId", "detections", "recordings", "maxConfidence")
            assert sorted(tuple(row[name] for name in names) for row in found) == wanted
    finally:
        db.row_factory = None
        db.execute("ROLLBACK")


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(
        st.tuples(st.sampled_from((*_CHANGES, *_EDITS)), st.integers(1, 20)),
        min_size=1,
        max_size=6,
    )
)
def test_a_tally_that_is_there_holds_the_detections_as_they_are(
    db: sqlite3.Connection, changes: list[tuple[str, int]]
) -> None:
    db.execute("BEGIN")
    try:
        assert db.execute("SELECT count(*) FROM DetectionTally").fetchone() == (20,)
        for sql, recording in changes:
            db.execute(sql.replace("{}", str(recording)))
        assert db.execute(_PACKED_OTHERWISE).fetchone() == (0,)
    finally:
        db.execute("ROLLBACK")
