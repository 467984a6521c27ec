"""A project as Pyrenote Desktop makes one; `python -m tests.labels.project FILE` writes it."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

_PROJECT = """
CREATE TABLE Survey (surveyId INTEGER PRIMARY KEY, surveyname TEXT, studysite TEXT,
  start_date TEXT, end_date TEXT, latitude REAL, longitude REAL, notes TEXT);
CREATE TABLE Site (siteId INTEGER PRIMARY KEY, surveyId INTEGER REFERENCES Survey ON DELETE CASCADE,
  site_code TEXT, latitude REAL, longitude REAL, elevation REAL);
CREATE TABLE Recorder (recorderId INTEGER PRIMARY KEY, brand TEXT, model TEXT, serialnbr TEXT,
  code TEXT, purchase_date TEXT);
CREATE TABLE Deployment (deploymentId INTEGER PRIMARY KEY,
  siteId INTEGER REFERENCES Site ON DELETE CASCADE,
  recorderId INTEGER REFERENCES Recorder ON DELETE CASCADE, start_date TEXT, end_date TEXT,
  deployed_by TEXT, note TEXT);
CREATE TABLE Recording (recordingId INTEGER PRIMARY KEY,
  deploymentId INTEGER REFERENCES Deployment ON DELETE CASCADE, url TEXT NOT NULL, directory TEXT,
  datetime TEXT, duration INTEGER, samplerate INTEGER, bitrate INTEGER,
  UNIQUE (deploymentId, url));
CREATE TABLE RegionOfInterest (regionId INTEGER PRIMARY KEY,
  recordingId INTEGER REFERENCES Recording ON DELETE CASCADE, starttime REAL, endtime REAL,
  UNIQUE (recordingId, starttime, endtime));
CREATE TABLE Species (speciesId INTEGER PRIMARY KEY, species TEXT NOT NULL, common TEXT);
CREATE TABLE Model (modelId INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT, url TEXT);
CREATE TABLE Labeler (labelerId INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT,
  isHuman INTEGER NOT NULL, modelId INTEGER REFERENCES Model ON DELETE CASCADE,
  UNIQUE (name, email));
CREATE TABLE Annotation (annotationId INTEGER PRIMARY KEY,
  verified TEXT NOT NULL CHECK (verified IN ('YES', 'NO', 'UNVERIFIED')),
  regionId INTEGER REFERENCES RegionOfInterest ON DELETE CASCADE,
  labelerId INTEGER REFERENCES Labeler ON DELETE CASCADE, annotationDate TEXT,
  speciesId INTEGER REFERENCES Species ON DELETE CASCADE, speciesProbability INTEGER,
  mostRecent INTEGER);
INSERT INTO Survey (surveyId, surveyname) VALUES (1, 'Amazon');
INSERT INTO Site (siteId, surveyId, site_code) VALUES (1, 1, 'LA-03');
INSERT INTO Recorder (recorderId, code) VALUES (1, 'AM-7');
INSERT INTO Deployment (deploymentId, siteId, recorderId) VALUES (1, 1, 1);
INSERT INTO Recording VALUES (1, NULL, '/a.wav', '/', '2026-05-01T04:00:00', 0, 0, 0);
INSERT INTO Recording VALUES (2, 1, '/b.wav', '/', '2026-05-01T04:00:00', 0, 0, 0);
INSERT INTO RegionOfInterest VALUES (1, 1, 0.0, 3.0), (2, 1, 5.5, 6.25), (3, 2, 1.0, 2.0);
INSERT INTO Species VALUES (1, 'Strix aluco', 'Tawny Owl'), (2, 'Parus major', 'Great Tit');
INSERT INTO Model VALUES (1, 'TweetyNET', 'torch', NULL);
INSERT INTO Labeler VALUES (1, 'Ana', 'ana@example.org', 1, NULL), (2, 'TweetyNET', 't', 0, 1);
INSERT INTO Annotation VALUES
  (1, 'YES', 1, 1, '2026-06-01', 1, 100, 1),
  (2, 'UNVERIFIED', 2, 2, '2026-06-01', 2, 0.87, 1),
  (3, 'NO', 3, 2, '2026-06-01', 1, 64, 1),
  (4, 'UNVERIFIED', 3, 2, '2026-06-01', 2, 1, 1);
"""


def make_project(path: Path) -> None:
    """Make a project with labels of a person and of a model, and no table of ours."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_PROJECT)


if __name__ == "__main__":
    make_project(Path(sys.argv[1]))
