-- Kept counts: a question need not read ten million rows.

-- The annotations of each species that count now, by verdict, and the sum of their probabilities in
-- whole percent. Triggers keep it true, whoever writes.
CREATE TABLE SpeciesVerdict (
  speciesId INTEGER PRIMARY KEY REFERENCES Species (speciesId) ON DELETE CASCADE,
  annotations INTEGER NOT NULL,
  yes INTEGER NOT NULL,
  no INTEGER NOT NULL,
  unverified INTEGER NOT NULL,
  percents INTEGER NOT NULL, -- annotations that have a probability
  percentSum REAL NOT NULL
);

CREATE TRIGGER LinnetVerdictAdded AFTER INSERT ON Annotation WHEN NEW.mostRecent = 1
BEGIN
  INSERT INTO SpeciesVerdict
  SELECT NEW.speciesId, 1, NEW.verified = 'YES', NEW.verified = 'NO', NEW.verified = 'UNVERIFIED',
    percent IS NOT NULL, coalesce(percent, 0)
  FROM (SELECT CASE typeof(NEW.speciesProbability) WHEN 'integer' THEN NEW.speciesProbability
      WHEN 'real' THEN CAST(round(NEW.speciesProbability * iif(NEW.speciesProbability <= 1, 100, 1))
        AS INTEGER) END AS percent)
  WHERE NEW.mostRecent = 1 AND NEW.speciesId IS NOT NULL
  ON CONFLICT (speciesId) DO UPDATE
  SET annotations = annotations + 1, yes = yes + excluded.yes, no = no + excluded.no,
    unverified = unverified + excluded.unverified, percents = percents + excluded.percents,
    percentSum = percentSum + excluded.percentSum;
END;

CREATE TRIGGER LinnetVerdictChanged
AFTER UPDATE OF verified, speciesId, speciesProbability, mostRecent ON Annotation
WHEN (OLD.mostRecent = 1 OR NEW.mostRecent = 1)
  AND (OLD.verified IS NOT NEW.verified OR OLD.speciesId IS NOT NEW.speciesId
    OR OLD.speciesProbability IS NOT NEW.speciesProbability
    OR OLD.mostRecent IS NOT NEW.mostRecent)
BEGIN
  UPDATE SpeciesVerdict
  SET annotations = annotations - 1, yes = yes - (OLD.verified = 'YES'),
    no = no - (OLD.verified = 'NO'), unverified = unverified - (OLD.verified = 'UNVERIFIED'),
    percents = percents - (percent IS NOT NULL), percentSum = percentSum - coalesce(percent, 0)
  FROM (SELECT CASE typeof(OLD.speciesProbability) WHEN 'integer' THEN OLD.speciesProbability
      WHEN 'real' THEN CAST(round(OLD.speciesProbability * iif(OLD.speciesProbability <= 1, 100, 1))
        AS INTEGER) END AS percent)
  WHERE speciesId = OLD.speciesId AND OLD.mostRecent = 1;
  INSERT INTO SpeciesVerdict
  SELECT NEW.speciesId, 1, NEW.verified = 'YES', NEW.verified = 'NO', NEW.verified = 'UNVERIFIED',
    percent IS NOT NULL, coalesce(percent, 0)
  FROM (SELECT CASE typeof(NEW.speciesProbability) WHEN 'integer' THEN NEW.speciesProbability
      WHEN 'real' THEN CAST(round(NEW.speciesProbability * iif(NEW.speciesProbability <= 1, 100, 1))
        AS INTEGER) END AS percent)
  WHERE NEW.mostRecent = 1 AND NEW.speciesId IS NOT NULL
  ON CONFLICT (speciesId) DO UPDATE
  SET annotations = annotations + 1, yes = yes + excluded.yes, no = no + excluded.no,
    unverified = unverified + excluded.unverified, percents = percents + excluded.percents,
    percentSum = percentSum + excluded.percentSum;
END;

CREATE TRIGGER LinnetVerdictRemoved AFTER DELETE ON Annotation WHEN OLD.mostRecent = 1
BEGIN
  UPDATE SpeciesVerdict
  SET annotations = annotations - 1, yes = yes - (OLD.verified = 'YES'),
    no = no - (OLD.verified = 'NO'), unverified = unverified - (OLD.verified = 'UNVERIFIED'),
    percents = percents - (percent IS NOT NULL), percentSum = percentSum - coalesce(percent, 0)
  FROM (SELECT CASE typeof(OLD.speciesProbability) WHEN 'integer' THEN OLD.speciesProbability
      WHEN 'real' THEN CAST(round(OLD.speciesProbability * iif(OLD.speciesProbability <= 1, 100, 1))
        AS INTEGER) END AS percent)
  WHERE speciesId = OLD.speciesId AND OLD.mostRecent = 1;
END;

-- What counts need of each recording: its detections that count now, its hours by the recorder's own
-- clock, and its species by hour. `head`, `hours` and `cells` are packed for NumPy (totalling.py), so that
-- those of many recordings are joined. A recording that begins at no known time or spans more than a day has the `fromHour` -2147483648.
CREATE TABLE RecordingTotal (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE,
  detections INTEGER NOT NULL,
  fromHour INTEGER NOT NULL, -- hours since 1970
  deploymentId INTEGER,
  head BLOB NOT NULL, -- the deployment, and the numbers of hours and cells
  hours BLOB NOT NULL,
  cells BLOB NOT NULL
);

CREATE INDEX RecordingTotalByDetections ON RecordingTotal (detections);
CREATE INDEX RecordingTotalByHour ON RecordingTotal (fromHour, deploymentId, head, hours);

-- Recordings whose total may be wrong. Triggers note them, whoever writes. Each transaction of Linnet's
-- computes their totals at its end. While there are any, questions read the detections themselves.
CREATE TABLE TotalsDue (
  recordingId INTEGER PRIMARY KEY
);

CREATE TRIGGER LinnetTotalOfNew AFTER INSERT ON Recording
BEGIN
  INSERT OR IGNORE INTO TotalsDue VALUES (NEW.recordingId);
END;

CREATE TRIGGER LinnetTotalOfChanged
AFTER UPDATE OF datetime, duration, samplerate, deploymentId ON Recording
WHEN OLD.datetime IS NOT NEW.datetime OR OLD.duration IS NOT NEW.duration
  OR OLD.samplerate IS NOT NEW.samplerate OR OLD.deploymentId IS NOT NEW.deploymentId
BEGIN
  INSERT OR IGNORE INTO TotalsDue VALUES (NEW.recordingId);
END;

CREATE TRIGGER LinnetTotalOfRemoved AFTER DELETE ON Recording
BEGIN
  DELETE FROM RecordingTotal WHERE recordingId = OLD.recordingId;
  DELETE FROM TotalsDue WHERE recordingId = OLD.recordingId;
END;

CREATE TRIGGER LinnetTotalOfFacts AFTER INSERT ON RecordingFacts
BEGIN
  INSERT OR IGNORE INTO TotalsDue VALUES (NEW.recordingId);
END;

CREATE TRIGGER LinnetTotalOfChangedFacts AFTER UPDATE OF recordingId, frames ON RecordingFacts
WHEN OLD.frames IS NOT NEW.frames OR OLD.recordingId IS NOT NEW.recordingId
BEGIN
  INSERT OR IGNORE INTO TotalsDue VALUES (OLD.recordingId), (NEW.recordingId);
END;

CREATE TRIGGER LinnetTotalOfRemovedFacts AFTER DELETE ON RecordingFacts
WHEN EXISTS (SELECT 1 FROM Recording WHERE recordingId = OLD.recordingId)
BEGIN
  INSERT OR IGNORE INTO TotalsDue VALUES (OLD.recordingId);
END;

CREATE TRIGGER LinnetTotalOfAnalysis AFTER INSERT ON Analysis
BEGIN
  INSERT OR IGNORE INTO TotalsDue VALUES (NEW.recordingId);
END;

CREATE TRIGGER LinnetTotalOfTurned AFTER UPDATE OF recordingId, current, secondsReached ON Analysis
WHEN OLD.current IS NOT NEW.current OR OLD.recordingId IS NOT NEW.recordingId
  OR OLD.secondsReached IS NOT NEW.secondsReached
BEGIN
  INSERT OR IGNORE INTO TotalsDue VALUES (OLD.recordingId), (NEW.recordingId);
END;

CREATE TRIGGER LinnetTotalOfLess AFTER DELETE ON Analysis
WHEN EXISTS (SELECT 1 FROM Recording WHERE recordingId = OLD.recordingId)
BEGIN
  INSERT OR IGNORE INTO TotalsDue VALUES (OLD.recordingId);
END;

-- A detection that changes makes the tally of its analysis and the total of its recording wrong.

DROP TRIGGER IF EXISTS LinnetTallyAdded;
DROP TRIGGER IF EXISTS LinnetTallyChanged;
DROP TRIGGER IF EXISTS LinnetTallyRemoved;

CREATE TRIGGER LinnetTallyAdded AFTER INSERT ON Detection
BEGIN
  DELETE FROM DetectionTally WHERE analysisId = NEW.analysisId;
  INSERT OR IGNORE INTO TotalsDue
  SELECT recordingId FROM Analysis WHERE analysisId = NEW.analysisId;
END;

CREATE TRIGGER LinnetTallyChanged
AFTER UPDATE OF analysisId, speciesId, startTime, confidence ON Detection
BEGIN
  DELETE FROM DetectionTally WHERE analysisId IN (OLD.analysisId, NEW.analysisId);
  INSERT OR IGNORE INTO TotalsDue
  SELECT recordingId FROM Analysis WHERE analysisId IN (OLD.analysisId, NEW.analysisId);
END;

CREATE TRIGGER LinnetTallyRemoved AFTER DELETE ON Detection
BEGIN
  DELETE FROM DetectionTally WHERE analysisId = OLD.analysisId;
  INSERT OR IGNORE INTO TotalsDue
  SELECT recordingId FROM Analysis WHERE analysisId = OLD.analysisId;
END;
