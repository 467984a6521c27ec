"""A synthetic catalog of any size, with the skew of a real survey, written straight into SQLite."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.tallies import pack_all
from sidecar.catalog.sqlite.totals import total_all

# Detections in one recording: an hour of dawn chorus in windows of 3 s has some hundreds.
_PER_RECORDING = 100
_SPECIES = 400
_SITES, _RECORDERS, _SURVEYS, _RUNS = 60, 8, 3, 20
_RECORDING_S = 600.0
_BLOCK = 200_000


def make_catalog(
    path: Path,
    detections: int,
    *,
    per_recording: int = _PER_RECORDING,
    species: int = _SPECIES,
) -> Path:
    """Write a catalog of `detections` rows at `path`; the same each time."""
    SqliteCatalog(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -500000")
        later = _take_off(db)
        db.execute("BEGIN")
        recordings = detections // per_recording
        _places(db)
        _recordings(db, recordings)
        for block in _blocks(detections):
            _detections(db, block, per_recording, species)
        db.execute(
            "INSERT INTO SpeciesTotal SELECT speciesId, count(*), count(DISTINCT analysisId)"
            " FROM Detection GROUP BY speciesId"  # an analysis of each recording
        )
        db.execute("COMMIT")
        for sql in later:
            db.execute(sql)
        pack_all(db, path)
        total_all(db, path)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("ANALYZE")
    return path


def _take_off(db: sqlite3.Connection) -> list[str]:
    """Drop indexes and triggers, which are quicker made over all rows; returns their SQL."""
    found = db.execute(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in found:
        db.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def _places(db: sqlite3.Connection) -> None:
    db.executemany(
        "INSERT INTO Survey (surveyId, surveyname) VALUES (?, ?)",
        ((i, f"Survey {i}") for i in range(1, _SURVEYS + 1)),
    )
    db.executemany(
        "INSERT INTO Site (siteId, surveyId, site_code, latitude, longitude) VALUES (?,?,?,?,?)",
        ((i, 1 + i % _SURVEYS, f"S{i:02d}", -12.0 + i / 100, -70.0) for i in range(1, _SITES + 1)),
    )
    db.executemany(
        "INSERT INTO Recorder (recorderId, brand, model, code) VALUES (?, 'Brand', 'Model', ?)",
        ((i, f"R{i}") for i in range(1, _RECORDERS + 1)),
    )
    db.executemany(
        "INSERT INTO Deployment (deploymentId, siteId, recorderId) VALUES (?, ?, ?)",
        ((i, i, 1 + i % _RECORDERS) for i in range(1, _SITES + 1)),
    )
    db.executemany(
        "INSERT INTO Species (speciesId, species, common) VALUES (?, ?, ?)",
        ((i, f"Genus{i % 60} species{i}", f"Bird {i}") for i in range(1, _SPECIES + 1)),
    )
    for model in (1, 2):
        db.execute("INSERT INTO Model VALUES (?, ?, 'onnx', NULL)", (model, f"Model {model}"))
        db.execute("INSERT INTO Labeler VALUES (?, ?, ?, 0, ?)", (model, "m", str(model), model))
        db.execute(
            "INSERT INTO ModelVersion VALUES (?, ?, ?, '1', ?, '1', 'free')",
            (model, model, f"model-{model}", str(model) * 64),
        )
    db.execute("INSERT INTO Labeler VALUES (3, 'Ana', 'ana@example.org', 1, NULL)")


def _recordings(db: sqlite3.Connection, count: int) -> None:
    """Recordings by site, ten minutes each; every tenth is of the second model."""
    ids = np.arange(1, count + 1)
    site = 1 + (ids * _SITES) // (count + 1)
    # Two years by the hour, so that dates and times of day differ within each site.
    hours = np.random.default_rng(1).integers(0, 2 * 365 * 24, count)
    starts = np.datetime64("2023-01-01T00:00:00") + hours.astype("timedelta64[h]")
    run = 1 + (ids * _RUNS) // (count + 1)
    columns = (ids.tolist(), site.tolist(), starts.astype(str).tolist(), run.tolist())
    rows = list(zip(*columns, strict=True))
    db.executemany(
        "INSERT INTO Run (runId, modelId, settings, program, status, process, startedAt, files)"
        " VALUES (?, 1, '{}', 'bench', 'complete', '1:1', '2024', ?)",
        ((i, count // _RUNS) for i in range(1, _RUNS + 1)),
    )
    db.executemany(
        "INSERT INTO Recording VALUES (?, ?, ?, ?, ?, ?, 48000, 768000)",
        ((i, s, _url(i, s), f"/card/S{s:02d}", start, _RECORDING_S) for i, s, start, _ in rows),
    )
    db.executemany(
        "INSERT INTO RecordingIdentity (recordingId, sampleDigest) VALUES (?, ?)",
        ((i, hashlib.blake2b(str(i).encode(), digest_size=24).digest()) for i in ids.tolist()),
    )
    db.executemany(
        "INSERT INTO Analysis VALUES (?, ?, ?, ?, NULL, 'd', 1, 'done', NULL, ?, 200, 0,"
        " NULL, NULL, NULL, 1, 1)",
        ((i, i, 2 if i % 10 == 0 else 1, r, _RECORDING_S) for i, _, _, r in rows),
    )
    db.executemany(
        "INSERT INTO RunFile VALUES (?, ?, 'done', ?, NULL, NULL)",
        sorted((r, _url(i, s), i) for i, s, _, r in rows),
    )


def _url(recording: int, site: int) -> str:
    return f"/card/S{site:02d}/{recording:06d}.wav"


def _blocks(detections: int) -> Iterator[np.ndarray]:
    for first in range(0, detections, _BLOCK):
        yield np.arange(first, min(first + _BLOCK, detections))


def _detections(db: sqlite3.Connection, rows: np.ndarray, per_recording: int, most: int) -> None:
    random = np.random.default_rng(int(rows[0]))
    ids = (rows + 1).tolist()
    recording = (1 + rows // per_recording).tolist()
    start = 3.0 * (rows % per_recording)
    starts, ends = start.tolist(), (start + 3.0).tolist()
    # Common species are much commoner than rare ones.
    species = np.minimum(random.zipf(1.3, len(rows)), most).tolist()
    confidence = np.round(0.25 + 0.75 * random.beta(1.2, 2.0, len(rows)), 6)
    luck = random.random(len(rows))
    verified = np.where(luck < 0.001, "YES", np.where(luck < 0.0015, "NO", "UNVERIFIED")).tolist()
    percent = np.round(100 * confidence).astype(int).tolist()
    model = [2 if each % 10 == 0 else 1 for each in recording]
    db.executemany(
        "INSERT INTO RegionOfInterest VALUES (?, ?, ?, ?)",
        zip(ids, recording, starts, ends, strict=True),
    )
    db.executemany(
        "INSERT INTO Annotation VALUES (?, ?, ?, ?, '2024-01-01', ?, ?, 1)",
        zip(ids, verified, ids, model, species, percent, strict=True),
    )
    clock = dict(
        db.execute(
            "SELECT recordingId, startsAt FROM RecordingClock WHERE recordingId BETWEEN ? AND ?",
            (recording[0], recording[-1]),
        )
    )
    heard = [clock[each] + at for each, at in zip(recording, starts, strict=True)]
    columns = (ids, recording, ids, species, starts, ends, confidence.tolist(), verified, heard)
    db.executemany(
        "INSERT INTO Detection VALUES (?, ?, ?, ?, ?, ?, ?, NULL, 1, 1, ?, ?)",
        zip(*columns, strict=True),
    )
