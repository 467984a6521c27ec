-- The work on many rows grows with their number alone. No trigger looks at a whole region for each
-- of its annotations, nor at a whole recording for each of its detections.

DROP TRIGGER IF EXISTS LinnetAnnotationAdded;
DROP TRIGGER IF EXISTS LinnetAnnotationChanged;
DROP TRIGGER IF EXISTS LinnetAnnotationRemoved;
DROP TRIGGER IF EXISTS LinnetAnalysisTurned;
DROP TRIGGER IF EXISTS LinnetAnalysisRemoved;
DROP TRIGGER IF EXISTS LinnetDetectionAdded;
DROP TRIGGER IF EXISTS LinnetDetectionTurned;
DROP TRIGGER IF EXISTS LinnetDetectionRemoved;
DROP VIEW IF EXISTS Verdict;
DROP VIEW IF EXISTS SpeciesFound;
DROP INDEX IF EXISTS AnnotationByRegion;
DROP INDEX IF EXISTS AnnotationByLabeler;

-- A region may hold thousands of annotations, but few of one species, and few of one person.
CREATE INDEX AnnotationByRegion ON Annotation (regionId, speciesId);
CREATE INDEX AnnotationByLabeler ON Annotation (labelerId, regionId, mostRecent);

-- Regions in which people's decisions changed in this transaction. While the table Linnet has the
-- key 'verdictsLater', triggers note the region here, and Linnet sets its verdicts once at the end.
CREATE TABLE VerdictsDue (
  regionId INTEGER PRIMARY KEY
);

-- Regions with a decision of a person that counts. Plus signs and CROSS JOINs choose the indexes.
CREATE VIEW Decided AS
SELECT h.regionId
FROM Labeler p CROSS JOIN Annotation h ON h.labelerId = p.labelerId
WHERE p.isHuman = 1 AND h.mostRecent = 1;

-- The verdict on a detection, by the same rule as before.
CREATE VIEW Verdict AS
SELECT d.detectionId, n.regionId,
  coalesce(
    (SELECT h.verified FROM Annotation h CROSS JOIN Labeler p ON p.labelerId = h.labelerId
     WHERE h.regionId = n.regionId AND h.speciesId = d.speciesId AND +h.mostRecent = 1
       AND p.isHuman = 1
     ORDER BY h.annotationId DESC LIMIT 1),
    CASE
      WHEN n.speciesId IS NOT d.speciesId THEN 'NO'
      WHEN n.verified <> 'UNVERIFIED' THEN n.verified
      WHEN n.mostRecent = 0 AND d.current = 1
        AND EXISTS (SELECT 1 FROM Decided g WHERE g.regionId = n.regionId) THEN 'NO'
      ELSE 'UNVERIFIED'
    END) AS verified
FROM Detection d JOIN Annotation n ON n.annotationId = d.annotationId;

-- A person's decision concerns the detections of its region. (A region that is removed takes its
-- detections with it.)

CREATE TRIGGER LinnetDecisionAdded AFTER INSERT ON Annotation
WHEN NOT EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
  AND (SELECT isHuman FROM Labeler WHERE labelerId = NEW.labelerId) = 1
BEGIN
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE annotationId IN (SELECT annotationId FROM Annotation WHERE regionId = NEW.regionId);
END;

CREATE TRIGGER LinnetDecisionChanged
AFTER UPDATE OF verified, mostRecent, speciesId, regionId, labelerId ON Annotation
WHEN NOT EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
  AND (OLD.verified IS NOT NEW.verified OR OLD.mostRecent IS NOT NEW.mostRecent
    OR OLD.speciesId IS NOT NEW.speciesId OR OLD.regionId IS NOT NEW.regionId
    OR OLD.labelerId IS NOT NEW.labelerId)
  AND ((SELECT isHuman FROM Labeler WHERE labelerId = NEW.labelerId) = 1
    OR (OLD.labelerId IS NOT NEW.labelerId
      AND (SELECT isHuman FROM Labeler WHERE labelerId = OLD.labelerId) = 1))
BEGIN
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE annotationId IN (
    SELECT annotationId FROM Annotation WHERE regionId IN (OLD.regionId, NEW.regionId));
END;

CREATE TRIGGER LinnetDecisionRemoved AFTER DELETE ON Annotation
WHEN NOT EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
  AND (SELECT isHuman FROM Labeler WHERE labelerId = OLD.labelerId) = 1
  AND EXISTS (SELECT 1 FROM RegionOfInterest WHERE regionId = OLD.regionId)
BEGIN
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE annotationId IN (SELECT annotationId FROM Annotation WHERE regionId = OLD.regionId);
END;

CREATE TRIGGER LinnetDecisionAddedLater AFTER INSERT ON Annotation
WHEN EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
  AND (SELECT isHuman FROM Labeler WHERE labelerId = NEW.labelerId) = 1
BEGIN
  INSERT OR IGNORE INTO VerdictsDue VALUES (NEW.regionId);
END;

CREATE TRIGGER LinnetDecisionChangedLater
AFTER UPDATE OF verified, mostRecent, speciesId, regionId, labelerId ON Annotation
WHEN EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
  AND (OLD.verified IS NOT NEW.verified OR OLD.mostRecent IS NOT NEW.mostRecent
    OR OLD.speciesId IS NOT NEW.speciesId OR OLD.regionId IS NOT NEW.regionId
    OR OLD.labelerId IS NOT NEW.labelerId)
  AND ((SELECT isHuman FROM Labeler WHERE labelerId = NEW.labelerId) = 1
    OR (OLD.labelerId IS NOT NEW.labelerId
      AND (SELECT isHuman FROM Labeler WHERE labelerId = OLD.labelerId) = 1))
BEGIN
  INSERT OR IGNORE INTO VerdictsDue VALUES (OLD.regionId), (NEW.regionId);
END;

CREATE TRIGGER LinnetDecisionRemovedLater AFTER DELETE ON Annotation
WHEN EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
  AND (SELECT isHuman FROM Labeler WHERE labelerId = OLD.labelerId) = 1
  AND EXISTS (SELECT 1 FROM RegionOfInterest WHERE regionId = OLD.regionId)
BEGIN
  INSERT OR IGNORE INTO VerdictsDue VALUES (OLD.regionId);
END;

-- A model's annotation concerns its own detections. Whether it counts matters only beside a person's
-- decision. (The app may judge it, rename it, move it, or set it aside.)
CREATE TRIGGER LinnetAnnotationChanged
AFTER UPDATE OF verified, mostRecent, speciesId, regionId ON Annotation
WHEN OLD.verified IS NOT NEW.verified OR OLD.speciesId IS NOT NEW.speciesId
  OR OLD.regionId IS NOT NEW.regionId
  OR (OLD.mostRecent IS NOT NEW.mostRecent
    AND EXISTS (SELECT 1 FROM Decided g WHERE g.regionId = NEW.regionId))
BEGIN
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE annotationId = NEW.annotationId;
END;

-- The current detections of each species in each recording.
CREATE VIEW SpeciesFound AS
SELECT a.recordingId, d.speciesId, d.detectionId, a.analysisId
FROM Analysis a CROSS JOIN Detection d ON d.analysisId = a.analysisId
WHERE a.current = 1;

-- A change of a model's current analysis.

CREATE TRIGGER LinnetAnalysisTurned AFTER UPDATE OF current ON Analysis
WHEN OLD.current <> NEW.current
BEGIN
  UPDATE Detection SET current = NEW.current
  WHERE analysisId = NEW.analysisId AND current <> NEW.current;
  INSERT INTO SpeciesTotal
  SELECT d.speciesId, iif(NEW.current, 1, -1) * count(*),
    iif(NEW.current, 1, -1) * NOT EXISTS (
      SELECT 1 FROM SpeciesFound f WHERE f.recordingId = NEW.recordingId
        AND f.speciesId = d.speciesId AND f.analysisId <> NEW.analysisId)
  FROM Detection d WHERE d.analysisId = NEW.analysisId GROUP BY d.speciesId
  ON CONFLICT (speciesId) DO UPDATE
  SET detections = detections + excluded.detections, recordings = recordings + excluded.recordings;
  -- Whether something else was named in a detection's place is told of current ones only.
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE analysisId = NEW.analysisId AND EXISTS (
    SELECT 1 FROM Annotation n WHERE n.annotationId = Detection.annotationId AND n.mostRecent = 0
      AND EXISTS (SELECT 1 FROM Decided g WHERE g.regionId = n.regionId));
END;

-- Detections that are removed with their analysis no longer know its recording.
CREATE TRIGGER LinnetAnalysisRemoved BEFORE DELETE ON Analysis WHEN OLD.current = 1
BEGIN
  INSERT INTO SpeciesTotal
  SELECT d.speciesId, -count(*), -(NOT EXISTS (
      SELECT 1 FROM SpeciesFound f WHERE f.recordingId = OLD.recordingId
        AND f.speciesId = d.speciesId AND f.analysisId <> OLD.analysisId))
  FROM Detection d WHERE d.analysisId = OLD.analysisId GROUP BY d.speciesId
  ON CONFLICT (speciesId) DO UPDATE
  SET detections = detections + excluded.detections, recordings = recordings + excluded.recordings;
END;

CREATE TRIGGER LinnetDetectionAdded AFTER INSERT ON Detection WHEN NEW.current = 1
BEGIN
  INSERT INTO SpeciesTotal VALUES (NEW.speciesId, 1, NOT EXISTS (
    SELECT 1 FROM SpeciesFound f
    WHERE f.recordingId = (SELECT recordingId FROM Analysis WHERE analysisId = NEW.analysisId)
      AND f.speciesId = NEW.speciesId AND f.detectionId <> NEW.detectionId))
  ON CONFLICT (speciesId) DO UPDATE
  SET detections = detections + 1, recordings = recordings + excluded.recordings;
END;

CREATE TRIGGER LinnetDetectionRemoved AFTER DELETE ON Detection
WHEN OLD.current = 1 AND EXISTS (SELECT 1 FROM Analysis WHERE analysisId = OLD.analysisId)
BEGIN
  UPDATE SpeciesTotal
  SET detections = detections - 1,
    recordings = recordings - NOT EXISTS (
      SELECT 1 FROM SpeciesFound f
      WHERE f.recordingId = (SELECT recordingId FROM Analysis WHERE analysisId = OLD.analysisId)
        AND f.speciesId = OLD.speciesId)
  WHERE speciesId = OLD.speciesId;
END;

-- The channel of what was made of one channel alone, counted from 1. What has no row is of the mean of
-- all channels.
CREATE TABLE AnalysisChannel (
  analysisId INTEGER PRIMARY KEY REFERENCES Analysis (analysisId) ON DELETE CASCADE,
  channel INTEGER NOT NULL
);

CREATE TABLE WindowSetChannel (
  windowSetId INTEGER PRIMARY KEY REFERENCES WindowSet (windowSetId) ON DELETE CASCADE,
  channel INTEGER NOT NULL
);

-- Runs from before had one channel for all recordings; heads judged the windows of such runs.
INSERT INTO AnalysisChannel
SELECT analysisId, channel
FROM (SELECT a.analysisId, iif(json_valid(u.settings), u.settings, '{}') ->> 'channel' AS channel
      FROM Analysis a JOIN Run u USING (runId))
WHERE typeof(channel) = 'integer';

INSERT OR IGNORE INTO WindowSetChannel
SELECT a.windowSetId, c.channel
FROM AnalysisChannel c JOIN Analysis a USING (analysisId) WHERE a.windowSetId IS NOT NULL;

INSERT OR IGNORE INTO AnalysisChannel
SELECT a.analysisId, c.channel FROM WindowSetChannel c JOIN Analysis a USING (windowSetId);

-- A run of each channel by itself has several analyses of one file: RunFile names that of the first
-- channel, and this table those of the others.
CREATE TABLE RunChannel (
  runId INTEGER NOT NULL REFERENCES Run (runId) ON DELETE CASCADE,
  analysisId INTEGER NOT NULL REFERENCES Analysis (analysisId) ON DELETE CASCADE,
  PRIMARY KEY (runId, analysisId)
) WITHOUT ROWID;

CREATE INDEX RunChannelByAnalysis ON RunChannel (analysisId);

CREATE VIEW RunAnalysis AS
SELECT runId, analysisId FROM RunFile WHERE analysisId IS NOT NULL
UNION ALL SELECT runId, analysisId FROM RunChannel;

-- Recordings whose channels are opposites, so that their mean has lost their sound.
CREATE TABLE CancellingSound (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE
);
