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
