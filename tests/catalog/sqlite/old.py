"""Catalogs as earlier versions left them, with rows in every table."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import numpy as np

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.migrations import STEPS, take
from sidecar.values import Float32

DIMENSION = 8

# As another program might write the same tables: other types, a view, an index and a table of its
# own, names in quotes.
_APP = """
CREATE TABLE "Survey" ("surveyId" INTEGER PRIMARY KEY AUTOINCREMENT, surveyname TEXT NOT NULL,
  studysite TEXT, start_date DATE, end_date DATE, latitude REAL, longitude REAL, notes TEXT);
CREATE TABLE Site (siteId INTEGER PRIMARY KEY, surveyId INTEGER, site_code TEXT, latitude REAL,
  longitude REAL, elevation REAL,
  FOREIGN KEY (surveyId) REFERENCES Survey (surveyId) ON DELETE CASCADE);
CREATE TABLE Recorder (recorderId INTEGER PRIMARY KEY, brand TEXT, model TEXT, serialnbr TEXT,
  code TEXT, purchase_date DATE);
CREATE TABLE Deployment (deploymentId INTEGER PRIMARY KEY,
  siteId INTEGER REFERENCES Site ON DELETE CASCADE,
  recorderId INTEGER REFERENCES Recorder ON DELETE CASCADE,
  start_date DATE, end_date DATE, deployed_by TEXT, note TEXT);
CREATE TABLE Recording (recordingId INTEGER PRIMARY KEY, deploymentId INTEGER
  REFERENCES Deployment (deploymentId) ON DELETE CASCADE, url TEXT, directory TEXT, datetime DATE,
  duration INTEGER, samplerate INTEGER, bitrate INTEGER, UNIQUE (deploymentId, url));
CREATE TABLE RegionOfInterest (regionId INTEGER PRIMARY KEY, recordingId INTEGER
  REFERENCES Recording (recordingId) ON DELETE CASCADE, starttime REAL, endtime REAL,
  UNIQUE (recordingId, starttime, endtime));
CREATE TABLE Species (speciesId INTEGER PRIMARY KEY, species TEXT UNIQUE, common TEXT);
CREATE TABLE Model (modelId INTEGER PRIMARY KEY, name TEXT, type TEXT, url TEXT);
CREATE TABLE Labeler (labelerId INTEGER PRIMARY KEY, name TEXT, email TEXT, isHuman BOOLEAN,
  modelId INTEGER REFERENCES Model (modelId) ON DELETE CASCADE, UNIQUE (name, email));
CREATE TABLE Annotation (annotationId INTEGER PRIMARY KEY,
  verified TEXT CHECK (verified IN ('YES', 'NO', 'UNVERIFIED')),
  regionId INTEGER REFERENCES RegionOfInterest (regionId) ON DELETE CASCADE,
  labelerId INTEGER REFERENCES Labeler (labelerId) ON DELETE CASCADE, annotationDate DATE,
  speciesId INTEGER REFERENCES Species (speciesId) ON DELETE CASCADE,
  speciesProbability INTEGER, mostRecent INTEGER);
CREATE TABLE AppSettings (key TEXT, value BLOB);
CREATE INDEX AppBySpecies ON Annotation (speciesId);
CREATE VIEW AppLabels AS SELECT species, verified FROM Annotation JOIN Species USING (speciesId);
"""

_APP_ROWS = """
INSERT INTO Survey VALUES (1, 'Owls', 'Wood', '2026-01-01', NULL, 47.5, 8.5, 'it''s "ours"');
INSERT INTO Site VALUES (1, 1, 'S1', 47.5, 8.5, 400);
INSERT INTO Recorder VALUES (1, 'Open Acoustic Devices', 'AudioMoth', '24F3', 'R1', NULL);
INSERT INTO Deployment VALUES (1, 1, 1, '2026-05-01', '2026-06-01', 'Ana', NULL);
INSERT INTO Recording VALUES (1, 1, '/card/1.wav', '/card', '2026-05-01T22:00:00+02:00', 600,
  48000, 768000);
INSERT INTO Recording VALUES (2, NULL, 'CARD::2.wav', NULL, '2026-05-02', 0, 0, 0);
INSERT INTO Recording VALUES (3, NULL, '/card/3.wav', '/card', NULL, 600, 48000, 768000);
INSERT INTO Species VALUES (1, 'Strix aluco', 'Tawny Owl');
INSERT INTO Species VALUES (2, 'Bubo bubo', NULL);
INSERT INTO Model VALUES (1, 'Model', 'onnx', 'linnet:m');
INSERT INTO Labeler VALUES (1, 'Model', 'm+a', 0, 1);
INSERT INTO Labeler VALUES (2, 'Ana', 'ana@example.org', 1, NULL);
"""

# Region by region: a person said yes; said no; named another species; took a model's for right in
# its place (as the app does); nobody looked; a person's own.
_LABELS = """
INSERT INTO RegionOfInterest VALUES (1, 1, 0.0, 3.0), (2, 1, 3.0, 6.0), (3, 1, 6.0, 9.0),
  (4, 1, 9.0, 12.0), (5, 3, 0.0, 3.0), (6, 2, 0.5, 1.25);
INSERT INTO Annotation VALUES (1, 'UNVERIFIED', 1, 1, '2026-05-03', 1, 90, 0);
INSERT INTO Annotation VALUES (2, 'UNVERIFIED', 2, 1, '2026-05-03', 1, 80, 0);
INSERT INTO Annotation VALUES (3, 'UNVERIFIED', 3, 1, '2026-05-03', 1, 70, 0);
INSERT INTO Annotation VALUES (4, 'YES', 4, 1, '2026-05-03', 1, 60, 1);
INSERT INTO Annotation VALUES (5, 'UNVERIFIED', 5, 1, '2026-05-03', 2, 50, 1);
INSERT INTO Annotation VALUES (6, 'YES', 1, 2, '2026-05-04', 1, 100, 1);
INSERT INTO Annotation VALUES (7, 'NO', 2, 2, '2026-05-04', 1, 100, 1);
INSERT INTO Annotation VALUES (8, 'YES', 3, 2, '2026-05-04', 2, 100, 1);
INSERT INTO Annotation VALUES (9, 'YES', 6, 2, '2026-05-04', 2, 100, 1);
"""

_OURS = """
INSERT INTO Linnet VALUES ('schemaVersion', '1');
INSERT INTO RecordingFacts VALUES (1, 57600044, 1, 28800000, 1, 'WAV', 'PCM_16',
  '2026-05-01T22:00:00+02:00', 'AudioMoth', '24F3', 'medium', 4.1, 12.5, NULL, NULL, 'c');
INSERT INTO RecordingFacts VALUES (3, 57600044, 1, 28800000, 1, 'WAV', 'PCM_16',
  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO ModelVersion VALUES (1, 1, 'm', '1', 'aaaa', '1', 'free');
INSERT INTO Run VALUES (1, 1, '{}', 'linnet', 'complete', '1:1.00', '2026', '2026', 2);
INSERT INTO Analysis VALUES (1, 1, 1, 1, 1, 'old', 0, 'done', NULL, 600, 3, 0, NULL, NULL, NULL,
  57600044, 1);
INSERT INTO Analysis VALUES (2, 1, 1, 1, 1, 'new', 1, 'done', NULL, 600, 3, 0, 47.5, 8.5, 18,
  57600044, 1);
INSERT INTO Analysis VALUES (3, 3, 1, 1, 2, 'new', 1, 'partial', 'cut', 6, 1100, 0, NULL, NULL,
  NULL, 57600044, 1);
INSERT INTO RunFile VALUES (1, '/card/1.wav', 'done', 2, NULL, NULL),
  (1, '/card/3.wav', 'partial', 3, NULL, 'cut');
INSERT INTO WindowSet VALUES (1, 1, 1, 'w', 'done', NULL, 600, 3, 0, 8, 57600044, 1),
  (2, 3, 1, 'w', 'partial', 'cut', 6, 1100, 0, 8, 57600044, 1);
INSERT INTO Detection VALUES (1, 1, 1, 1, 0.0, 3.0, 0.9, NULL, 1), (2, 2, 1, 1, 0.0, 3.0, 0.9,
  0.5, 1), (3, 2, 2, 1, 3.0, 6.0, 0.8, 0.5, 1), (4, 2, 3, 1, 6.0, 9.0, 0.7, 0.5, 1),
  (5, 2, 4, 1, 9.0, 12.0, 0.6, 0.5, 1), (6, 3, 5, 2, 0.0, 3.0, 0.5, NULL, 2);
"""


def make_app(path: Path) -> Path:
    """Write a database of the app at `path`: version 0."""
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(_APP + _APP_ROWS + _LABELS)
        db.execute("INSERT INTO AppSettings VALUES ('keys', x'00ff')")
    return path


def make_first(path: Path, *, more: int = 0) -> Path:
    """Write a catalog of version 1 at `path`, with `more` recordings of 50 windows besides."""
    script = files("sidecar.catalog.sqlite.migrations").joinpath("0001.sql").read_text("utf-8")
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(script + _APP_ROWS + _LABELS + _OURS)
        for window_set, count in ((1, 3), (2, 1100)):
            put_blocks(db, window_set, embeddings(window_set, count))
        for number in range(100, 100 + more):
            _put_more(db, number)
    return path


def make_second(path: Path) -> Path:
    """Write a catalog of version 2 at `path`: the first one after its next step."""
    with closing(sqlite3.connect(make_first(path), isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        db.execute("BEGIN")
        take(STEPS[1], db, path)
        db.execute("COMMIT")
    return path


def make_third(path: Path) -> Path:
    """Write a catalog of version 3 at `path`: the second one after its next step."""
    with closing(sqlite3.connect(make_second(path), isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        db.execute("BEGIN")
        take(STEPS[2], db, path)
        db.execute("COMMIT")
    return path


def make_fourth(path: Path) -> Path:
    """Write a catalog of version 4 at `path`: the third one after its next step."""
    with closing(sqlite3.connect(make_third(path), isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        db.execute("BEGIN")
        take(STEPS[3], db, path)
        db.execute("COMMIT")
    return path


def make_latest(path: Path, *, more: int = 0) -> Path:
    """Write a catalog of the latest version at `path`; `more` as in `make_first`."""
    SqliteCatalog(make_first(path, more=more)).close()
    for copy in path.parent.glob(f"{path.stem}.backup-*"):
        copy.unlink()
    return path


def embeddings(window_set: int, count: int) -> Float32:
    """Give the embeddings [count, 8] of a window set, the same each time."""
    return np.random.default_rng(window_set).normal(size=(count, DIMENSION)).astype(np.float32)


def put_blocks(db: sqlite3.Connection, window_set: int, vectors: Float32) -> None:
    """Keep embeddings as version 1 did."""
    for first in range(0, len(vectors), 1024):
        block = vectors[first : first + 1024]
        offsets = np.arange(first, first + len(block), dtype="<i8") * 144_000
        db.execute(
            "INSERT INTO WindowBlock VALUES (?, ?, ?, ?)",
            (window_set, first, offsets.tobytes(), block.tobytes()),
        )


def _put_more(db: sqlite3.Connection, number: int) -> None:
    windows = 50
    facts = (number, f"/card/{number}.wav", "/card", "2026-05-05T04:00:00")
    db.execute("INSERT INTO Recording VALUES (?, NULL, ?, ?, ?, 150, 48000, 768000)", facts)
    db.execute(
        "INSERT INTO WindowSet VALUES (?, ?, 1, 'w', 'done', NULL, 150, ?, 0, ?, 1, 1)",
        (number, number, windows, DIMENSION),
    )
    db.execute(
        "INSERT INTO Analysis VALUES (?, ?, 1, 1, ?, 'new', 1, 'done', NULL, 150, ?, 0, NULL, NULL,"
        " NULL, 1, 1)",
        (number, number, number, windows),
    )
    put_blocks(db, number, embeddings(number, windows))
    ids = [number * 1000 + window for window in range(windows)]
    spans = [(3.0 * window, 3.0 * window + 3.0) for window in range(windows)]
    db.executemany(
        "INSERT INTO RegionOfInterest VALUES (?, ?, ?, ?)",
        ((one, number, *span) for one, span in zip(ids, spans, strict=True)),
    )
    db.executemany(
        "INSERT INTO Annotation VALUES (?, 'UNVERIFIED', ?, 1, '2026-05-06', 1, 50, 1)",
        ((one, one) for one in ids),
    )
    db.executemany(
        "INSERT INTO Detection VALUES (?, ?, ?, 1, ?, ?, 0.5, NULL, 1)",
        ((one, number, one, *span) for one, span in zip(ids, spans, strict=True)),
    )
