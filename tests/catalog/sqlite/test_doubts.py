"""Labels of catalogs from before Linnet compared the sound: `check` says which may be wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.values import Decision, Person
from tests.catalog.sqlite.old import make_second

# Recording 1 was analysed, then Ana labelled it, and then another file was analysed at its path.
_REPLACED = """
UPDATE RecordingFacts SET modifiedNs = 2 WHERE recordingId = 1;
INSERT INTO Run VALUES (2, 1, '{{}}', 'linnet', 'complete', '1:1.00', '2026-06-01T10:00:00',
  NULL, 1);
INSERT INTO Analysis SELECT 9, recordingId, modelId, 2, NULL, 'later', 0, status, trouble,
  secondsReached, windows, quietWindows, latitude, longitude, week, sizeBytes, 2
  FROM Analysis WHERE analysisId = 1;
INSERT INTO Detection (detectionId, analysisId, annotationId, speciesId, startTime, endTime,
  confidence, windows) VALUES (9, 9, 2, 1, 3.0, 6.0, {confidence}, 1);
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_second(tmp_path / "catalog.sqlite")


def _change(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(script)


def _doubts(path: Path) -> Sequence[str]:
    return [each.message for each in check(path).problems if each.kind == "soundDoubt"]


def test_labels_that_another_file_came_under_are_in_doubt(path: Path) -> None:
    _change(path, _REPLACED.format(confidence=0.81))
    before = _doubts(path)  # not brought up to date yet
    SqliteCatalog(path).close()
    (message,) = _doubts(path)
    assert before == [message]
    assert message.startswith("The sound of 1 recordings may have changed under their labels:")
    assert "labels undo" in message and "recordings remove" in message


def test_a_detection_of_equal_confidence_proves_the_same_sound(path: Path) -> None:
    _change(path, _REPLACED.format(confidence=0.8))
    SqliteCatalog(path).close()
    assert _doubts(path) == []


@pytest.mark.parametrize(
    "labels",
    [
        "UPDATE Annotation SET annotationDate = '2026-06-02'",
        "DELETE FROM Annotation WHERE labelerId = 2 OR verified <> 'UNVERIFIED'",
    ],
)
def test_labels_made_after_the_change_and_recordings_without_any_are_not_in_doubt(
    path: Path, labels: str
) -> None:
    _change(path, _REPLACED.format(confidence=0.81) + labels)
    SqliteCatalog(path).close()
    assert _doubts(path) == []


def test_a_doubt_ends_with_its_labels_or_its_recording(path: Path) -> None:
    catalog = SqliteCatalog(path)
    assert _doubts(path) == []
    owl = Decision(recording_id=3, start_s=0.0, end_s=3.0, species="Strix aluco", verified="YES")
    batch = catalog.labels.decide([owl], Person("Ana", "ana@example.org"))
    with catalog.transaction() as db:
        db.execute("INSERT INTO SoundDoubt VALUES (3, NULL)")
    assert len(_doubts(path)) == 1
    catalog.labels.undo(batch.batch_id)
    assert _doubts(path) == []
    catalog.labels.decide([owl], Person("Ana", "ana@example.org"))
    assert len(_doubts(path)) == 1
    catalog.recordings.remove([3], including_labels=True)
    assert _doubts(path) == []
    catalog.close()


def test_equal_silence_of_old_catalogs_is_known_as_such(path: Path) -> None:
    _change(
        path,
        """INSERT INTO RecordingIdentity VALUES
             (1, x'0102', x'1000000000000000', 1, NULL), (3, x'0102', x'1000', 1, NULL)""",
    )
    catalog = SqliteCatalog(path)
    first, second = catalog.recordings.find([1, 3])
    assert (first.plain, second.plain) == (True, False)
    catalog.close()
