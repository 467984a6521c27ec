"""What is kept counted is what counting gives, whoever changes what it counts."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidecar.catalog.sqlite.names import teach_names
from sidecar.catalog.sqlite.query import planned
from sidecar.catalog.sqlite.query.search import every
from sidecar.catalog.sqlite.tallies import keep_tallies, teach
from sidecar.catalog.sqlite.totalling import CELL, HEAD, HOUR, NO_DEPLOYMENT, NO_HOUR, wrong
from sidecar.catalog.sqlite.totals import settle
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
    """UPDATE Detection SET speciesId = 2 WHERE analysisId = {} AND speciesId = 1
       AND EXISTS (SELECT 1 FROM Species WHERE speciesId = 2)""",
    """UPDATE Detection SET analysisId = (SELECT min(analysisId) FROM Analysis)
       WHERE analysisId = {}""",
)

# What else the totals of recordings are made of, and what people and the app say of a species.
_TIMES = (
    "UPDATE Recording SET datetime = '2024-03-01T23:51:00+01:00' WHERE recordingId = {}",
    "UPDATE Recording SET datetime = NULL WHERE recordingId = {}",
    "UPDATE Recording SET deploymentId = NULL WHERE recordingId = {}",
    "UPDATE Recording SET deploymentId = {} WHERE recordingId = 3",
    "UPDATE Recording SET duration = 90000 WHERE recordingId = {}",
    "UPDATE Recording SET duration = NULL WHERE recordingId = {}",
    "UPDATE Recording SET duration = -1 WHERE recordingId = {}",
    "UPDATE Analysis SET secondsReached = 400 WHERE recordingId = {}",
    """INSERT OR IGNORE INTO RecordingFacts (recordingId, sizeBytes, modifiedNs, frames, channels,
         container, encoding) SELECT recordingId, 1, 1, 480000, 1, 'WAV', 'PCM_16'
       FROM Recording WHERE recordingId = {}""",
    "UPDATE RecordingFacts SET frames = 48000 WHERE recordingId = {}",
    "DELETE FROM RecordingFacts WHERE recordingId = {}",
    "INSERT INTO Recording (url, datetime) VALUES ('/new/{}', '2024-03-01T04:10')",
    """UPDATE OR IGNORE Analysis SET recordingId = (SELECT max(recordingId) FROM Recording)
       WHERE recordingId = {} AND settingsDigest = 'd'""",
)
_VERDICTS = (
    "UPDATE Annotation SET verified = 'NO' WHERE annotationId % 20 = {}",
    "UPDATE Annotation SET mostRecent = 0 WHERE annotationId % 20 = {}",
    "UPDATE Annotation SET mostRecent = 1 WHERE annotationId % 10 = {}",
    "UPDATE Annotation SET speciesId = NULL WHERE annotationId % 30 = {}",
    """UPDATE Annotation SET speciesId = (SELECT min(speciesId) FROM Species)
       WHERE annotationId % 30 = {}""",
    "UPDATE Annotation SET speciesProbability = 0.37 WHERE annotationId % 20 = {}",
    "UPDATE Annotation SET speciesProbability = NULL WHERE annotationId % 20 = {}",
    """INSERT INTO Annotation SELECT NULL, 'YES', regionId, 3, '2024', speciesId, {}, 1
       FROM Annotation WHERE annotationId % 50 = {}""",
    """INSERT OR IGNORE INTO AnnotationFacts (annotationId, batchId, unsure)
       SELECT annotationId, 1, 1 FROM Annotation WHERE annotationId % 9 = {}""",
    "UPDATE AnnotationFacts SET unsure = 0 WHERE annotationId % 5 = {}",
    "DELETE FROM AnnotationFacts WHERE annotationId % 7 = {}",
    "DELETE FROM Annotation WHERE annotationId % 45 = {}",
    "DELETE FROM RegionOfInterest WHERE regionId % 45 = {}",
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
        teach_names(db)
        db.execute(
            "INSERT INTO AnnotationBatch (batchId, labelerId, what, madeAt) VALUES (1, 3, '', '')"
        )
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


_STANDING = """
SELECT n.speciesId, count(*), sum(verified = 'YES'), sum(verified = 'NO'),
  sum(verified = 'UNVERIFIED' AND unsure IS NOT 1), count(speciesProbability),
  total(CASE WHEN speciesProbability <= 1 AND typeof(speciesProbability) = 'real'
    THEN round(speciesProbability * 100) ELSE speciesProbability END),
  sum(verified = 'UNVERIFIED' AND unsure IS 1)
FROM Annotation n LEFT JOIN AnnotationFacts USING (annotationId)
WHERE mostRecent = 1 AND speciesId IS NOT NULL GROUP BY n.speciesId"""

_DETECTED = """
SELECT a.recordingId, c.startsAt + d.startTime, d.speciesId, d.confidence
FROM Detection d JOIN Analysis a USING (analysisId) JOIN RecordingClock c USING (recordingId)
WHERE a.current = 1"""

_RECORDED = """
SELECT r.recordingId, r.deploymentId, c.startsAt,
  coalesce(f.frames * 1.0 / r.samplerate, r.duration, 0.0),
  (SELECT max(secondsReached) FROM Analysis a WHERE a.recordingId = r.recordingId AND current = 1)
FROM Recording r JOIN RecordingClock c USING (recordingId) LEFT JOIN RecordingFacts f
  USING (recordingId)"""

Hour = int | None


def _hour(moment: float | None) -> Hour:
    return None if moment is None else math.floor(moment / 3600)


def _sought(begin: float | None, length: float, reached: float) -> dict[Hour, tuple[float, float]]:
    """Cut a recording at full hours: seconds recorded and analysed in each."""
    reached = min(max(reached, 0.0), length)
    if begin is None:
        return {None: (length, reached)}
    found: dict[Hour, tuple[float, float]] = {}
    for hour in range(math.floor(begin / 3600), math.floor((begin + length) / 3600) + 1):
        low = max(hour * 3600, begin)
        ends = [min((hour + 1) * 3600, begin + each) for each in (length, reached)]
        if ends[0] > low or length == 0:
            found[hour] = (ends[0] - low, max(ends[1] - low, 0.0))
    return found


def _recounted(db: sqlite3.Connection) -> dict[int, tuple[object, ...]]:
    """Count again, from the rows themselves, what the total of each recording holds."""
    cells = defaultdict[int, dict[tuple[Hour, int], list[float]]](lambda: defaultdict(list))
    for recording, moment, species, confidence in db.execute(_DETECTED):
        cells[recording][_hour(moment), species].append(confidence)
    found: dict[int, tuple[object, ...]] = {}
    for recording, deployment, begin, length, reached in db.execute(_RECORDED):
        if length < 0:
            continue  # Such a recording has no total.
        heard = cells[recording]
        sought = _sought(begin, length, reached or 0.0)
        hours = {*sought, *(hour for hour, _ in heard)}
        found[recording] = (
            sum(map(len, heard.values())),
            deployment,
            {key: (len(each), max(each)) for key, each in heard.items()},
            {
                hour: (
                    *sought.get(hour, (None, 0.0)),
                    sum(len(heard[k]) for k in heard if k[0] == hour),
                )
                for hour in hours
            },
        )
    return found


def _kept(db: sqlite3.Connection) -> dict[int, tuple[object, ...]]:
    """Read the totals of recordings that are not due."""
    found: dict[int, tuple[object, ...]] = {}
    for number, detections, _, deployment, head, hours, cells in db.execute(
        "SELECT * FROM RecordingTotal WHERE recordingId NOT IN (SELECT recordingId FROM TotalsDue)"
    ):
        rows = np.frombuffer(cells, CELL).tolist()
        parts = np.frombuffer(hours, HOUR).tolist()
        place = NO_DEPLOYMENT if deployment is None else deployment
        assert np.frombuffer(head, HEAD).tolist() == [(place, len(parts), len(rows))]
        found[number] = (
            detections,
            deployment,
            {(_known(hour), species): (count, best) for hour, species, count, best in rows},
            {
                _known(hour): (None if recorded != recorded else recorded, analysed, count)
                for hour, recorded, analysed, count, _ in parts
            },
        )
    return found


def _known(hour: int) -> Hour:
    return None if hour == NO_HOUR else hour


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(
        st.tuples(st.sampled_from((*_CHANGES, *_EDITS, *_TIMES)), st.integers(1, 20)),
        min_size=1,
        max_size=8,
    ),
    settled=st.integers(0, 8),
)
def test_totals_of_recordings_that_are_not_due_are_what_counting_gives(
    db: sqlite3.Connection, changes: list[tuple[str, int]], settled: int
) -> None:
    db.execute("BEGIN")
    try:
        for number, (sql, recording) in enumerate(changes):
            if number == settled:
                settle(db)
            db.execute(sql.replace("{}", str(recording)))
        right = _recounted(db)
        kept = _kept(db)
        assert kept == {number: right[number] for number in kept}
        assert list(wrong(db)) == []
        settle(db)
        assert _kept(db) == right
        ordered = db.execute(
            "SELECT recordingId FROM RecordingTotal ORDER BY detections, recordingId"
        ).fetchall()
        by_count = sorted((row[0], number) for number, row in right.items())
        assert [number for (number,) in ordered] == [number for _, number in by_count]
    finally:
        db.execute("ROLLBACK")


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(
        st.tuples(st.sampled_from((*_CHANGES, *_VERDICTS)), st.integers(1, 20)),
        min_size=1,
        max_size=12,
    )
)
def test_verdicts_by_species_are_counted_as_they_are(
    db: sqlite3.Connection, changes: list[tuple[str, int]]
) -> None:
    db.execute("BEGIN")
    try:
        for sql, number in changes:
            db.execute(sql.replace("{}", str(number)))
        kept = db.execute("SELECT * FROM SpeciesVerdict WHERE annotations <> 0")
        assert sorted(kept.fetchall()) == sorted(db.execute(_STANDING).fetchall())
    finally:
        db.execute("ROLLBACK")
