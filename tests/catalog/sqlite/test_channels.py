"""Analyses of channels in a catalog: which count, after any sequence of runs, joins and repairs."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.catalog.counting import share
from sidecar.catalog.runs import NewRun
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.merging import merge
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.sqlite.upkeep.repair import repair
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests
from sidecar.run.work import Gone, Kept, Outcome, Read, Stands, Work, released
from sidecar.values import AudioFacts, Channel
from tests.catalog.sqlite.old import make_second
from tests.keeping import BIRDNET, heard, keep_run

BOTH: tuple[Channel, ...] = (1, 2)
CHOICES: tuple[tuple[Channel, ...], ...] = ((None,), (1,), (2,), BOTH, (1, 2, 3))

OWL = Detection("Strix aluco", "Tawny Owl", 0.0, 3.0, 0.5)


def _read(
    channel: Channel, channels: Sequence[Channel], setting: str, *, name: str = "a", size: int = 1
) -> Read:
    facts = AudioFacts(Path(f"/{name}.wav"), 48_000, 3, 288_000, "WAV", "PCM_16", size, 1)
    read = heard(
        f"/{name}.wav",
        replace(OWL, confidence=0.5 + (channel or 0) / 10),
        seconds=6.0,
        offsets=np.arange(2) * 144_000,
        embeddings=np.full((2, 4), channel or 9, np.float32),
        digests=Digests(f"w {channel}", f"{setting} {channel}"),
        facts=facts,
    )
    work = replace(read.work, channel=channel, channels=tuple(channels))
    return replace(read, work=work)


def _group(channels: Sequence[Channel], setting: str = "s", **of: Any) -> list[Outcome]:
    return [_read(each, channels, setting, **of) for each in channels]


def _current(db: sqlite3.Connection) -> list[tuple[int, Channel]]:
    return [
        tuple(row)
        for row in db.execute(
            """SELECT recordingId, channel FROM Analysis LEFT JOIN AnalysisChannel
               USING (analysisId) WHERE current = 1 ORDER BY recordingId, channel"""
        )
    ]


def _percent(db: sqlite3.Connection) -> list[tuple[int, int]]:
    return [
        tuple(row) for row in db.execute("SELECT speciesProbability, mostRecent FROM Annotation")
    ]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(CHOICES), st.sampled_from("st")), min_size=1, max_size=6))
def test_no_two_current_analyses_cover_the_same_channel(
    runs: list[tuple[tuple[Channel, ...], str]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.sqlite"
        catalog = SqliteCatalog(path)
        for channels, setting in runs:
            _, kept = keep_run(catalog, BIRDNET, *_group(channels, setting))
            assert len(kept) == len(channels)
            current = [channel for _, channel in _current(catalog.reader())]
            assert current == list(channels)
            assert not any(share(a, b) for a in current for b in current if a is not b)
            surest = round(100 * (0.5 + max(each or 0 for each in channels) / 10))
            assert _percent(catalog.reader()) == [(surest, 1)]
            windows = catalog.embeddings.windows(1)
            assert sorted(windows.channel, key=lambda each: each or 0) == list(channels)
        catalog.close()
        assert not check(path, quick=False).problems


@pytest.fixture
def catalog(tmp_path: Path) -> Any:
    catalog = SqliteCatalog(tmp_path / "catalog.sqlite")
    yield catalog
    catalog.close()


def test_a_run_names_the_analyses_of_all_channels(catalog: SqliteCatalog) -> None:
    run_id, kept = keep_run(catalog, BIRDNET, *_group(BOTH))
    db = catalog.reader()
    found = db.execute("SELECT analysisId FROM RunAnalysis WHERE runId = ?", (run_id,)).fetchall()
    assert sorted(row[0] for row in found) == [each.analysis_id for each in kept]
    files = db.execute("SELECT url, status, analysisId FROM RunFile").fetchall()
    assert [tuple(row) for row in files] == [("/a.wav", "done", kept[0].analysis_id)]
    assert catalog.runs.analysed(run_id) == [(kept[0].recording_id, "/a.wav")]


def _kinds(catalog: SqliteCatalog, *outcomes: Outcome) -> list[type]:
    run = catalog.runs.begin(NewRun(BIRDNET, "{}", "linnet", ["/a.wav"]))
    with released(outcomes):
        return [type(each) for each in catalog.runs.keep(run, outcomes)]


def test_channels_are_kept_together_or_not_at_all(catalog: SqliteCatalog) -> None:
    _, (first, _) = keep_run(catalog, BIRDNET, *_group(BOTH))
    assert first.recording_id is not None and first.analysis_id is not None
    work = Work(Path("/a.wav"), "/a.wav", channel=1, channels=BOTH)
    there = Stands(work, first.recording_id, first.analysis_id)
    lost = replace(there, analysis_id=99)
    assert _kinds(catalog, lost, _read(2, BOTH, "t")) == [Gone, Gone]
    assert _kinds(catalog, there, _read(2, BOTH, "t", size=2)) == [Gone, Gone]  # another file
    assert _kinds(catalog, _read(1, BOTH, "t"), _read(2, BOTH, "t", size=2)) == [Gone, Gone]
    assert not catalog.reader().execute("SELECT 1 FROM Analysis WHERE runId > 1").fetchall()
    assert _kinds(catalog, there, _read(2, BOTH, "t")) == [Kept, Kept]
    assert _current(catalog.reader()) == [(1, 1), (1, 2)]


@pytest.mark.parametrize(
    ("kept", "gone", "left"),
    [
        ((None,), BOTH, BOTH),
        (BOTH, (None,), (None,)),
        (BOTH, BOTH, BOTH),
        ((1,), (2,), (1, 2)),
    ],
)
def test_joined_recordings_keep_the_latest_of_what_shares_sound(
    catalog: SqliteCatalog,
    kept: tuple[Channel, ...],
    gone: tuple[Channel, ...],
    left: tuple[Channel, ...],
) -> None:
    keep_run(catalog, BIRDNET, *_group(kept, name="a"))
    keep_run(catalog, BIRDNET, *_group(gone, name="b"))
    with catalog.transaction() as db:
        merge(db, 1, 2)
    assert _current(catalog.reader()) == [(1, channel) for channel in left]
    assert not check(catalog.path, quick=False).problems


def test_recordings_that_one_run_analysed_can_be_joined(catalog: SqliteCatalog) -> None:
    both = [*_group(BOTH, name="a"), *_group(BOTH, name="b")]
    run_id, kept = keep_run(catalog, BIRDNET, *both)
    with catalog.transaction() as db:
        merge(db, 1, 2)
    assert _current(catalog.reader()) == [(1, 1), (1, 2)]
    sql = "SELECT DISTINCT analysisId FROM RunAnalysis WHERE runId = ? ORDER BY analysisId"
    found = [row[0] for row in catalog.reader().execute(sql, (run_id,))]
    assert found == [each.analysis_id for each in kept[:2]]
    assert not check(catalog.path, quick=False).problems


def test_a_repair_leaves_no_two_that_share_sound(catalog: SqliteCatalog) -> None:
    keep_run(catalog, BIRDNET, *_group((None,)))
    keep_run(catalog, BIRDNET, *_group(BOTH))
    path = catalog.path
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE Analysis SET current = 1")
    assert {each.kind for each in check(path, quick=True).problems} == {"currentAnalyses"}
    catalog.close()
    repair(path)
    assert not check(path, quick=False).problems
    with closing(sqlite3.connect(path)) as db:
        assert _current(db) == [(1, 1), (1, 2)]


def test_an_earlier_catalog_knows_the_channel_of_each_run(tmp_path: Path) -> None:
    path = make_second(tmp_path / "catalog.sqlite")
    with closing(sqlite3.connect(path)) as db, db:
        settings_of = "UPDATE Run SET settings = ? WHERE runId = (SELECT min(runId) FROM Run)"
        db.execute(settings_of, ('{"channel": 2}',))
        db.execute("UPDATE Run SET settings = 'no JSON' WHERE runId > (SELECT min(runId) FROM Run)")
        wanted = db.execute(
            "SELECT analysisId, 2 FROM Analysis WHERE runId = (SELECT min(runId) FROM Run)"
        ).fetchall()
    SqliteCatalog(path).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT * FROM AnalysisChannel").fetchall() == wanted != []
        assert db.execute(
            """SELECT count(*) FROM Analysis a JOIN AnalysisChannel USING (analysisId)
               JOIN WindowSetChannel c USING (windowSetId)"""
        ).fetchone() == (sum(1 for _ in wanted),)
