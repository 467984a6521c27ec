-- Detections get their search columns, so that an index finds a page of ten million. Embeddings move
-- to a file beside the catalog. Decisions get a history, and recordings a digest and a fingerprint.

ALTER TABLE Detection RENAME TO DetectionBefore;

-- `current` and `verified` repeat values of Analysis and Annotation. Indexes begin with `current`.
-- The triggers below keep both true, whoever writes.
CREATE TABLE Detection (
  detectionId INTEGER PRIMARY KEY,
  analysisId INTEGER NOT NULL REFERENCES Analysis (analysisId) ON DELETE CASCADE,
  annotationId INTEGER NOT NULL REFERENCES Annotation (annotationId) ON DELETE CASCADE,
  speciesId INTEGER NOT NULL REFERENCES Species (speciesId) ON DELETE CASCADE,
  startTime REAL NOT NULL,
  endTime REAL NOT NULL,
  confidence REAL NOT NULL,
  occurrence REAL, -- the range model's value, where a place was known
  windows INTEGER NOT NULL,
  current INTEGER NOT NULL DEFAULT 0 CHECK (current IN (0, 1)),
  verified TEXT NOT NULL DEFAULT 'UNVERIFIED' CHECK (verified IN ('YES', 'NO', 'UNVERIFIED')),
  heardAt REAL -- seconds since 1970 by the recorder's own clock
);

-- One batch of decisions, undone as a whole.
CREATE TABLE AnnotationBatch (
  batchId INTEGER PRIMARY KEY,
  labelerId INTEGER NOT NULL REFERENCES Labeler (labelerId) ON DELETE CASCADE,
  what TEXT NOT NULL, -- 'annotate', or the files that were imported
  madeAt TEXT NOT NULL,
  undoneAt TEXT
);

-- Facts without a column in the app's Annotation. `replaced` is the annotation that a person decided
-- on: for a correction, the other species' annotation.
CREATE TABLE AnnotationFacts (
  annotationId INTEGER PRIMARY KEY REFERENCES Annotation (annotationId) ON DELETE CASCADE,
  batchId INTEGER NOT NULL REFERENCES AnnotationBatch (batchId) ON DELETE CASCADE,
  replaced INTEGER REFERENCES Annotation (annotationId) ON DELETE SET NULL,
  comment TEXT,
  lowHz REAL,
  highHz REAL
);

-- Annotations that another one set aside (mostRecent became 0); undoing it puts them back.
CREATE TABLE AnnotationReplaced (
  annotationId INTEGER NOT NULL REFERENCES Annotation (annotationId) ON DELETE CASCADE,
  replaced INTEGER NOT NULL REFERENCES Annotation (annotationId) ON DELETE CASCADE,
  PRIMARY KEY (annotationId, replaced)
) WITHOUT ROWID;

CREATE INDEX AnnotationReplacedBy ON AnnotationReplaced (replaced);
CREATE INDEX AnnotationFactsByBatch ON AnnotationFacts (batchId);
CREATE INDEX AnnotationFactsByReplaced ON AnnotationFacts (replaced) WHERE replaced IS NOT NULL;

-- The digest and fingerprint that identify a recording whose file was moved or converted.
CREATE TABLE RecordingIdentity (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE,
  sampleDigest BLOB,
  fingerprint BLOB,
  fingerprintVersion INTEGER,
  missingSince TEXT
);

CREATE INDEX RecordingIdentityByDigest ON RecordingIdentity (sampleDigest);

-- Rows of a model's embeddings, in a file beside the catalog. Rows beyond `rows` do not count.
CREATE TABLE VectorFile (
  modelId INTEGER PRIMARY KEY REFERENCES Model (modelId) ON DELETE CASCADE,
  dimension INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  generation INTEGER NOT NULL DEFAULT 1 -- of the file: part of its name, raised when rewritten
);

-- A smaller form of a model's embeddings: `mean` [d] and `components` [dimension, d], float32.
CREATE TABLE VectorReduction (
  reductionId INTEGER PRIMARY KEY,
  modelId INTEGER NOT NULL REFERENCES Model (modelId) ON DELETE CASCADE,
  dimension INTEGER NOT NULL,
  version TEXT NOT NULL,
  fittedAt TEXT NOT NULL,
  fittedOn INTEGER NOT NULL,
  explained REAL NOT NULL,
  recall REAL NOT NULL,
  mean BLOB NOT NULL,
  components BLOB NOT NULL,
  UNIQUE (modelId, version)
);

-- Row of the first window in the model's file; null if the set has no embeddings.
ALTER TABLE WindowSet ADD COLUMN firstVector INTEGER;
-- Offsets of all windows: int64 samples at the model's rate.
ALTER TABLE WindowSet ADD COLUMN offsets BLOB NOT NULL DEFAULT x'';
CREATE INDEX WindowSetByVector ON WindowSet (modelId, firstVector);

-- The verdict on a detection. First comes a person's decision on its species in its region. Then
-- comes the app's entry in its annotation, which may now name another species. Then comes NO, if a
-- person named another species in its place.
CREATE VIEW Verdict AS
SELECT d.detectionId, n.regionId,
  coalesce(
    (SELECT h.verified FROM Annotation h JOIN Labeler p ON p.labelerId = h.labelerId
     WHERE h.regionId = n.regionId AND h.speciesId = d.speciesId AND h.mostRecent = 1
       AND p.isHuman = 1
     ORDER BY h.annotationId DESC LIMIT 1),
    CASE
      WHEN n.speciesId IS NOT d.speciesId THEN 'NO'
      WHEN n.verified <> 'UNVERIFIED' THEN n.verified
      WHEN n.mostRecent = 0 AND d.current = 1 AND EXISTS (
        SELECT 1 FROM Annotation h JOIN Labeler p ON p.labelerId = h.labelerId
        WHERE h.regionId = n.regionId AND h.mostRecent = 1 AND p.isHuman = 1) THEN 'NO'
      ELSE 'UNVERIFIED'
    END) AS verified
FROM Detection d JOIN Annotation n ON n.annotationId = d.annotationId;

-- A recording's start in seconds since 1970, by the recorder's own clock: the date and time as
-- written, without the offset from UTC.
CREATE VIEW RecordingClock AS
SELECT recordingId, CAST(strftime('%s', substr(datetime, 1, 19)) AS INTEGER) AS startsAt
FROM Recording;

INSERT INTO Detection
SELECT b.detectionId, b.analysisId, b.annotationId, b.speciesId, b.startTime, b.endTime,
  b.confidence, b.occurrence, b.windows, a.current, 'UNVERIFIED', c.startsAt + b.startTime
FROM DetectionBefore b
JOIN Analysis a ON a.analysisId = b.analysisId
LEFT JOIN RecordingClock c ON c.recordingId = a.recordingId;

DROP TABLE DetectionBefore;

UPDATE Detection SET verified = v.verified
FROM Verdict v WHERE v.detectionId = Detection.detectionId AND v.verified <> 'UNVERIFIED';

CREATE INDEX DetectionByAnnotation ON Detection (annotationId);
CREATE INDEX DetectionByAnalysis ON Detection (analysisId, speciesId);
-- Each index begins with the columns of an order, and holds the columns of most filters.
CREATE INDEX DetectionByConfidence ON Detection
  (current, confidence, analysisId, speciesId, heardAt);
CREATE INDEX DetectionByTime ON Detection (current, heardAt, analysisId, speciesId, confidence);
CREATE INDEX DetectionBySpecies ON Detection
  (current, speciesId, confidence, analysisId, heardAt);
CREATE INDEX DetectionBySpeciesTime ON Detection
  (current, speciesId, heardAt, analysisId, confidence);
CREATE INDEX DetectionByDecision ON Detection
  (current, verified, confidence, analysisId, speciesId, heardAt)
  WHERE verified <> 'UNVERIFIED';
-- Needed whenever a window set is removed.
CREATE INDEX AnalysisByWindowSet ON Analysis (windowSetId) WHERE windowSetId IS NOT NULL;
CREATE INDEX AnalysisByModel ON Analysis (modelId, current);
CREATE INDEX AnnotationByLabeler ON Annotation (labelerId);
CREATE INDEX AnnotationBySpecies ON Annotation
  (speciesId, mostRecent, verified, speciesProbability);
CREATE INDEX AnnotationByDecision ON Annotation (verified, speciesId)
  WHERE verified <> 'UNVERIFIED';
CREATE INDEX RecordingByDeployment ON Recording (deploymentId);
CREATE INDEX RecordingByTime ON Recording (datetime);

-- A person's decisions, here or in the app. (The writer of new detections fills in their copies.)

CREATE TRIGGER LinnetAnnotationAdded AFTER INSERT ON Annotation
WHEN NEW.verified <> 'UNVERIFIED'
  OR (SELECT isHuman FROM Labeler WHERE labelerId = NEW.labelerId) = 1
BEGIN
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE annotationId IN (SELECT annotationId FROM Annotation WHERE regionId = NEW.regionId);
END;

CREATE TRIGGER LinnetAnnotationChanged
AFTER UPDATE OF verified, mostRecent, speciesId, regionId, labelerId ON Annotation
WHEN OLD.verified IS NOT NEW.verified OR OLD.mostRecent IS NOT NEW.mostRecent
  OR OLD.speciesId IS NOT NEW.speciesId OR OLD.regionId IS NOT NEW.regionId
  OR OLD.labelerId IS NOT NEW.labelerId
BEGIN
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE annotationId IN (
    SELECT annotationId FROM Annotation WHERE regionId IN (OLD.regionId, NEW.regionId));
END;

CREATE TRIGGER LinnetAnnotationRemoved AFTER DELETE ON Annotation
WHEN OLD.verified <> 'UNVERIFIED'
  OR (SELECT isHuman FROM Labeler WHERE labelerId = OLD.labelerId) = 1
BEGIN
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE annotationId IN (SELECT annotationId FROM Annotation WHERE regionId = OLD.regionId);
END;

-- A recording's corrected clock, here or in the app.

CREATE TRIGGER LinnetRecordingTimed AFTER UPDATE OF datetime ON Recording
WHEN OLD.datetime IS NOT NEW.datetime
BEGIN
  UPDATE Detection SET heardAt =
    (SELECT startsAt FROM RecordingClock c WHERE c.recordingId = NEW.recordingId) + startTime
  WHERE analysisId IN (SELECT analysisId FROM Analysis WHERE recordingId = NEW.recordingId);
END;

-- A change of a model's current analysis.

CREATE TRIGGER LinnetAnalysisTurned AFTER UPDATE OF current ON Analysis
WHEN OLD.current <> NEW.current
BEGIN
  UPDATE Detection SET current = NEW.current WHERE analysisId = NEW.analysisId;
  -- Whether something else was named in a detection's place is told of current ones only.
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE analysisId = NEW.analysisId AND annotationId IN (
    SELECT n.annotationId FROM Detection d JOIN Annotation n USING (annotationId)
    WHERE d.analysisId = NEW.analysisId AND n.mostRecent = 0);
END;

-- Totals of each species over all current detections, since counting ten million takes seconds.
CREATE TABLE SpeciesTotal (
  speciesId INTEGER PRIMARY KEY REFERENCES Species (speciesId) ON DELETE CASCADE,
  detections INTEGER NOT NULL,
  recordings INTEGER NOT NULL
);

INSERT INTO SpeciesTotal
SELECT d.speciesId, count(*), count(DISTINCT a.recordingId)
FROM Detection d JOIN Analysis a USING (analysisId) WHERE d.current = 1 GROUP BY d.speciesId;

-- The current detections of each species in each recording.
CREATE VIEW SpeciesFound AS
SELECT a.recordingId, d.speciesId, d.detectionId
FROM Analysis a CROSS JOIN Detection d INDEXED BY DetectionByAnalysis ON d.analysisId = a.analysisId
WHERE d.current = 1;

CREATE TRIGGER LinnetDetectionAdded AFTER INSERT ON Detection WHEN NEW.current = 1
BEGIN
  INSERT INTO SpeciesTotal VALUES (NEW.speciesId, 1, NOT EXISTS (
    SELECT 1 FROM SpeciesFound f
    WHERE f.recordingId = (SELECT recordingId FROM Analysis WHERE analysisId = NEW.analysisId)
      AND f.speciesId = NEW.speciesId AND f.detectionId <> NEW.detectionId))
  ON CONFLICT (speciesId) DO UPDATE
  SET detections = detections + 1, recordings = recordings + excluded.recordings;
END;

CREATE TRIGGER LinnetDetectionTurned AFTER UPDATE OF current ON Detection
WHEN OLD.current <> NEW.current
BEGIN
  INSERT INTO SpeciesTotal VALUES (NEW.speciesId, 0, 0) ON CONFLICT DO NOTHING;
  UPDATE SpeciesTotal
  SET detections = detections + iif(NEW.current, 1, -1),
    recordings = recordings + iif(NEW.current, 1, -1) * NOT EXISTS (
      SELECT 1 FROM SpeciesFound f
      WHERE f.recordingId = (SELECT recordingId FROM Analysis WHERE analysisId = NEW.analysisId)
        AND f.speciesId = NEW.speciesId AND f.detectionId <> NEW.detectionId)
  WHERE speciesId = NEW.speciesId;
END;

CREATE TRIGGER LinnetDetectionRemoved AFTER DELETE ON Detection WHEN OLD.current = 1
BEGIN
  UPDATE SpeciesTotal
  SET detections = detections - 1,
    recordings = recordings - NOT EXISTS (
      SELECT 1 FROM SpeciesFound f
      WHERE f.recordingId = (SELECT recordingId FROM Analysis WHERE analysisId = OLD.analysisId)
        AND f.speciesId = OLD.speciesId)
  WHERE speciesId = OLD.speciesId;
END;

-- Before an analysis is removed, its detections stop counting, since triggers need its recording.
CREATE TRIGGER LinnetAnalysisRemoved BEFORE DELETE ON Analysis WHEN OLD.current = 1
BEGIN
  UPDATE Detection SET current = 0 WHERE analysisId = OLD.analysisId;
END;
