-- What a run has done so far, written with each group of its files, so that a killed run keeps it.
-- `resumes` is the run that this one goes on with. `audioSeconds` is the sound that was read, in
-- `readSeconds` of work; `rescoredWindows` were judged again in `rescoreSeconds`. The last four count
-- classes in single windows that did not become detections. Runs from before have no row.
CREATE TABLE RunTotal (
  runId INTEGER PRIMARY KEY REFERENCES Run (runId) ON DELETE CASCADE,
  resumes INTEGER REFERENCES Run (runId) ON DELETE SET NULL,
  audioSeconds REAL NOT NULL DEFAULT 0,
  readSeconds REAL NOT NULL DEFAULT 0,
  rescoredWindows INTEGER NOT NULL DEFAULT 0,
  rescoreSeconds REAL NOT NULL DEFAULT 0,
  windows INTEGER NOT NULL DEFAULT 0,
  detections INTEGER NOT NULL DEFAULT 0,
  quietWindows INTEGER NOT NULL DEFAULT 0,
  belowThreshold INTEGER NOT NULL DEFAULT 0,
  outOfRange INTEGER NOT NULL DEFAULT 0,
  notListed INTEGER NOT NULL DEFAULT 0,
  beyondTopK INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX RunTotalByResumes ON RunTotal (resumes) WHERE resumes IS NOT NULL;

-- What to do about a file of a run that failed.
CREATE TABLE RunFileHint (
  runId INTEGER NOT NULL,
  url TEXT NOT NULL,
  hint TEXT NOT NULL,
  PRIMARY KEY (runId, url),
  FOREIGN KEY (runId, url) REFERENCES RunFile (runId, url) ON UPDATE CASCADE ON DELETE CASCADE
) WITHOUT ROWID;

-- What the app itself keeps, as JSON: saved views, presets, settings of views. The key 'memoRevision'
-- of the table Linnet holds the last revision, so that none is given out twice.
CREATE TABLE Memo (
  key TEXT PRIMARY KEY,
  changedAt TEXT NOT NULL,
  revision INTEGER NOT NULL,
  value TEXT
);

-- What counts need of the detections of each analysis, packed for NumPy: grouping ten million rows of
-- Detection takes SQLite ten seconds. A tally that is there is true: triggers remove it with any
-- change, whoever writes. Where it is missing, the detections themselves are read.
CREATE TABLE DetectionTally (
  analysisId INTEGER PRIMARY KEY REFERENCES Analysis (analysisId) ON DELETE CASCADE,
  detections BLOB NOT NULL -- of each: confidence and startTime (float64), speciesId (int32)
);

CREATE TRIGGER LinnetTallyAdded AFTER INSERT ON Detection
BEGIN
  DELETE FROM DetectionTally WHERE analysisId = NEW.analysisId;
END;

CREATE TRIGGER LinnetTallyChanged
AFTER UPDATE OF analysisId, speciesId, startTime, confidence ON Detection
BEGIN
  DELETE FROM DetectionTally WHERE analysisId IN (OLD.analysisId, NEW.analysisId);
END;

CREATE TRIGGER LinnetTallyRemoved AFTER DELETE ON Detection
BEGIN
  DELETE FROM DetectionTally WHERE analysisId = OLD.analysisId;
END;
