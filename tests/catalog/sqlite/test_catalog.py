"""The catalog file: opening, sharing, and refusing what is not ours to touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.catalog.runs import ModelVersion, NewRun, Run
from sidecar.catalog.sqlite import connection as store
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.door import Cursor
from sidecar.catalog.sqlite.findings import put_findings
from sidecar.errors import CatalogUnavailable, LinnetError, StorageFull, UnreadableAudio
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests, Place
from sidecar.run.windows import Stored
from sidecar.run.work import Failed, Gone, Kept, Outcome, Read, Rejudged, Stands, Work, released
from sidecar.values import AudioFacts
from tests.keeping import DIGESTS, heard
from tests.permissions import permissions_count

MODEL = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalog.sqlite"


def _begin(catalog: SqliteCatalog, *urls: str) -> Run:
    return catalog.runs.begin(NewRun(MODEL, "{}", "linnet", urls))


def _analysis(name: str, settings: str, *species: str, embeddings: bool = False) -> Read:
    return heard(
        f"/{name}",
        *(Detection(one, one, 0.0, 3.0, 0.5) for one in species),
        seconds=6.0,
        offsets=np.array([0, 144_000]),
        embeddings=np.ones((2, 8), np.float32) if embeddings else None,
        digests=Digests("w", settings),
        facts=AudioFacts(Path(f"/{name}"), 48_000, 1, 288_000, "WAV", "PCM_16", 576_044, 1),
    )


def _again(windows: Stored, settings: str, *species: str) -> Rejudged:
    return Rejudged(
        work=Work(Path(windows.url), windows.url),
        windows=windows,
        place=Place(),
        found=[Detection(one, one, 0.0, 3.0, 0.5) for one in species],
        digests=Digests("w", settings),
    )


def _ids(kept: Kept | Gone) -> tuple[int, int]:
    assert isinstance(kept, Kept)
    assert kept.recording_id is not None and kept.analysis_id is not None
    return kept.recording_id, kept.analysis_id


def test_a_newer_catalog_is_refused_and_left_alone(path: Path) -> None:
    SqliteCatalog(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE Linnet SET value = '999'")
    with pytest.raises(CatalogUnavailable, match="newer Linnet"):
        SqliteCatalog(path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"this is not a database at all, whatever its name says" * 100,
        lambda content: content[:5000],
        lambda content: content[:100] + bytes(100) + content[200:],
    ],
    ids=["not a database", "cut short", "zeros in its head"],
)
def test_a_damaged_catalog_is_refused_and_not_overwritten(
    path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    SqliteCatalog(path).close()
    path.write_bytes(spoil(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(CatalogUnavailable):
        catalog = SqliteCatalog(path)
        catalog.runs.model_id(MODEL)
    assert path.read_bytes() == before


def test_a_locked_catalog_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BUSY_TIMEOUT_S", 0.01)
    catalog = SqliteCatalog(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CatalogUnavailable, match="in use"):
            catalog.runs.model_id(MODEL)
    catalog.runs.model_id(MODEL)
    catalog.close()


def test_a_catalog_opens_and_answers_while_another_program_writes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(SqliteCatalog(path)) as catalog:
        _begin(catalog, "/a")  # a run of a living process
    monkeypatch.setattr(store, "_BUSY_TIMEOUT_S", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(SqliteCatalog(path)) as catalog:
            assert not catalog.recordings.places()


@pytest.mark.parametrize("locked", ["file", "folder"])
def test_a_read_only_catalog_is_said_to_be_read_only(path: Path, locked: str) -> None:
    SqliteCatalog(path).close()
    place, mode = (path, 0o444) if locked == "file" else (path.parent, 0o555)
    place.chmod(mode)
    try:
        with permissions_count(), pytest.raises(StorageFull, match=r"is read-only\."):
            _begin(SqliteCatalog(path), "/a")
    finally:
        place.chmod(mode | 0o200)


def test_a_full_disk_is_an_error_and_the_catalog_stays_whole(path: Path) -> None:
    catalog = SqliteCatalog(path)
    run = _begin(catalog, "/a")
    pages = catalog._writer.execute("PRAGMA page_count").fetchone()[0]
    catalog._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFull, match=r"is full: [\d,.]+ MB are left\."):
        catalog.runs.keep(run, [_analysis("a", "s", *(f"Species {n}" for n in range(9000)))])
    catalog._writer.execute("PRAGMA max_page_count = 1000000")
    catalog.runs.keep(run, [_analysis("a", "s", "Strix aluco")])
    assert catalog.runs.end(run, "complete") == {"done": 1}
    assert catalog.reader().execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    catalog.close()


@pytest.mark.usefixtures("permissions")
def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(LinnetError):
        SqliteCatalog(tmp_path / "closed" / "catalog.sqlite")


def test_a_recording_is_kept_wholly_or_not_at_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = SqliteCatalog(path)
    run = _begin(catalog, "/a")

    def fail(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sidecar.catalog.sqlite.outcomes.put_findings", fail)
    with pytest.raises(KeyboardInterrupt):
        catalog.runs.keep(run, [_analysis("a", "s", "Strix aluco")])
    monkeypatch.setattr("sidecar.catalog.sqlite.outcomes.put_findings", put_findings)
    for table in ("Recording", "Analysis", "Detection", "RegionOfInterest"):
        assert not catalog.reader().execute(f"SELECT 1 FROM {table}").fetchone()
    catalog.close()


def test_a_group_takes_as_many_statements_whatever_its_length(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = SqliteCatalog(path)
    statements: list[str] = []
    for name in ("execute", "executemany"):
        run_it = getattr(Cursor, name)

        def counting(self: Cursor, sql: str, *more: Any, run_it: Any = run_it) -> Any:
            statements.append(sql)
            return run_it(self, sql, *more)

        monkeypatch.setattr(Cursor, name, counting)
    taken = []
    for count in (2, 30):
        names = [f"{count} {number}" for number in range(count)]
        urls = [f"/{name}" for name in names]
        run = _begin(catalog, *urls)
        read = [_analysis(name, "s", "Strix aluco", embeddings=True) for name in names]
        with released(read):
            kept = catalog.runs.keep(run, read)
        windows = [
            each.windows[DIGESTS.windows, (576_044, 1)]
            for each in catalog.runs.known(urls, run).values()
        ]
        groups: list[list[Outcome]] = [
            [_again(each, "t", "Strix aluco") for each in windows],
            [Stands(each.outcome.work, *_ids(each)) for each in kept],  # made current again
            [Failed(each.work, UnreadableAudio("Cut short.")) for each in read],
        ]
        for group in groups:
            statements.clear()
            assert all(isinstance(each, Kept) for each in catalog.runs.keep(run, group))
            taken.append(len(statements))
    assert taken[:3] == taken[3:]
    current = "SELECT settingsDigest, count(*) FROM Analysis WHERE current = 1 GROUP BY 1"
    assert [tuple(row) for row in catalog.reader().execute(current)] == [("s", 32)]
    catalog.close()


def test_a_later_analysis_takes_over_without_deleting_the_earlier(path: Path) -> None:
    catalog = SqliteCatalog(path)
    for settings, species in (("first", ("Strix aluco", "Parus major")), ("second", ("Bubo",))):
        run = _begin(catalog, "/a")
        catalog.runs.keep(run, [_analysis("a", settings, *species)])
    db = catalog.reader()
    assert [row["current"] for row in db.execute("SELECT current FROM Analysis")] == [0, 1]
    recent = db.execute("SELECT species, mostRecent FROM Annotation JOIN Species USING (speciesId)")
    assert {row["species"]: row["mostRecent"] for row in recent} == {
        "Strix aluco": 0,
        "Parus major": 0,
        "Bubo": 1,
    }
    catalog.close()


@pytest.mark.parametrize("settings", [("s", "s"), ("s", "other", "s"), ("s", "s", "other", "s")])
def test_an_analysis_replaces_an_earlier_one_with_the_same_settings(
    path: Path, settings: tuple[str, ...]
) -> None:
    catalog = SqliteCatalog(path)
    runs = [_begin(catalog, "/a") for _ in settings]
    for run, digest in zip(runs, settings, strict=True):
        catalog.runs.keep(run, [_analysis("a", digest, "Strix aluco", f"of {run.run_id}")])
    db = catalog.reader()
    kept = db.execute("SELECT runId, settingsDigest, current FROM Analysis ORDER BY runId")
    last = runs[-1].run_id
    others = [(last - 1, "other", 0)] if "other" in settings else []
    assert [tuple(row) for row in kept] == [*others, (last, "s", 1)]
    found = db.execute(
        """SELECT species, mostRecent FROM Detection d JOIN Annotation n USING (annotationId)
           JOIN Species s ON s.speciesId = d.speciesId WHERE d.current = 1"""
    )
    assert {tuple(row) for row in found} == {("Strix aluco", 1), (f"of {last}", 1)}
    catalog.close()


def test_a_detection_is_an_annotation_of_the_app_with_a_whole_percentage(path: Path) -> None:
    catalog = SqliteCatalog(path)
    run = _begin(catalog, "/a")
    catalog.runs.keep(run, [_analysis("a", "s", "Strix aluco")])
    row = (
        catalog.reader()
        .execute(
            """SELECT n.verified, n.speciesProbability, n.mostRecent, l.isHuman, m.name
           FROM Annotation n JOIN Labeler l USING (labelerId)
           JOIN Model m ON m.modelId = l.modelId"""
        )
        .fetchone()
    )
    assert tuple(row) == ("UNVERIFIED", 50, 1, 0, "Model")
    catalog.close()


APP_SCHEMA = """
CREATE TABLE Recording (recordingId INTEGER PRIMARY KEY, deploymentId INTEGER, url TEXT,
  directory TEXT, datetime TEXT, duration INTEGER, samplerate INTEGER, bitrate INTEGER,
  UNIQUE (deploymentId, url));
CREATE TABLE Species (speciesId INTEGER PRIMARY KEY, species TEXT, common TEXT);
INSERT INTO Species VALUES (7, 'Strix aluco', 'Tawny Owl');
INSERT INTO Recording VALUES (3, NULL, '/a', '/', '2026-05-01', 0, 0, 0);
"""


def test_a_database_of_the_app_is_backed_up_and_keeps_its_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(APP_SCHEMA)
    catalog = SqliteCatalog(path)
    assert len(list(path.parent.glob("catalog.backup-*.sqlite"))) == 1
    run = _begin(catalog, "/a")
    (kept,) = catalog.runs.keep(run, [_analysis("a", "s", "Strix aluco")])
    assert isinstance(kept, Kept) and kept.recording_id == 3
    row = catalog.reader().execute("SELECT * FROM Recording").fetchone()
    assert (row["duration"], row["samplerate"], row["datetime"]) == (6.0, 48_000, "2026-05-01")
    assert catalog.reader().execute("SELECT speciesId FROM Detection").fetchone()[0] == 7
    catalog.close()


def test_what_was_reported_as_kept_survives_a_power_cut(path: Path) -> None:
    catalog = SqliteCatalog(path)
    with catalog.transaction() as db:
        (synchronous,) = db.execute("PRAGMA synchronous").fetchone()
        (journal,) = db.execute("PRAGMA journal_mode").fetchone()
    assert (synchronous, journal) == (2, "wal")  # 2 is FULL
    catalog.close()
