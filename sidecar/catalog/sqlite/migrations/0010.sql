-- A third verdict of a person: UNSURE. The app's column `verified` allows three words, so an unsure
-- annotation is UNVERIFIED there and has a mark here. `unsure.py` words the same in Python.

ALTER TABLE AnnotationFacts ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0 CHECK (unsure IN (0, 1));
CREATE INDEX AnnotationFactsByUnsure ON AnnotationFacts (annotationId) WHERE unsure = 1;

-- A verdict that settles a dispute between people; it is no opinion of its own.
ALTER TABLE AnnotationFacts ADD COLUMN settles INTEGER NOT NULL DEFAULT 0 CHECK (settles IN (0, 1));

-- Undone batches in the order in which they were undone: the last one is redone first. `undoneAfter` is
-- the newest batch at that time. Once there is a newer one, only a named batch is redone.
ALTER TABLE AnnotationBatch ADD COLUMN undoneOrder INTEGER;
ALTER TABLE AnnotationBatch ADD COLUMN undoneAfter INTEGER;

ALTER TABLE SpeciesVerdict ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;

DROP VIEW IF EXISTS Verdict;
DROP TRIGGER IF EXISTS LinnetVerdictAdded;
DROP TRIGGER IF EXISTS LinnetVerdictChanged;
DROP TRIGGER IF EXISTS LinnetVerdictRemoved;

-- The annotations of people that are unsure.
CREATE VIEW Unsure AS
SELECT f.annotationId FROM AnnotationFacts f CROSS JOIN Annotation n USING (annotationId)
WHERE f.unsure = 1 AND n.verified = 'UNVERIFIED';

-- The verdict on a detection, by the same rule as before.
CREATE VIEW Verdict AS
SELECT d.detectionId, n.regionId,
  coalesce(
    (SELECT iif(h.verified = 'UNVERIFIED' AND EXISTS (
         SELECT 1 FROM Unsure u WHERE u.annotationId = h.annotationId), 'UNSURE', h.verified)
     FROM Annotation h CROSS JOIN Labeler p ON p.labelerId = h.labelerId
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

-- The counts of each species by verdict. A mark is written after its annotation, and removed before it.

CREATE TRIGGER LinnetVerdictAdded AFTER INSERT ON Annotation WHEN NEW.mostRecent = 1
BEGIN
  INSERT INTO SpeciesVerdict
    (speciesId, annotations, yes, no, unverified, percents, percentSum, unsure)
  SELECT NEW.speciesId, 1, NEW.verified = 'YES', NEW.verified = 'NO', NEW.verified = 'UNVERIFIED',
    percent IS NOT NULL, coalesce(percent, 0), 0
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
    no = no - (OLD.verified = 'NO'),
    unverified = unverified - (OLD.verified = 'UNVERIFIED' AND NOT mark),
    unsure = unsure - (OLD.verified = 'UNVERIFIED' AND mark),
    percents = percents - (percent IS NOT NULL), percentSum = percentSum - coalesce(percent, 0)
  FROM (SELECT CASE typeof(OLD.speciesProbability) WHEN 'integer' THEN OLD.speciesProbability
      WHEN 'real' THEN CAST(round(OLD.speciesProbability * iif(OLD.speciesProbability <= 1, 100, 1))
        AS INTEGER) END AS percent,
      EXISTS (SELECT 1 FROM AnnotationFacts f
        WHERE f.annotationId = NEW.annotationId AND f.unsure = 1) AS mark)
  WHERE speciesId = OLD.speciesId AND OLD.mostRecent = 1;
  INSERT INTO SpeciesVerdict
    (speciesId, annotations, yes, no, unverified, percents, percentSum, unsure)
  SELECT NEW.speciesId, 1, NEW.verified = 'YES', NEW.verified = 'NO',
    NEW.verified = 'UNVERIFIED' AND NOT mark, percent IS NOT NULL, coalesce(percent, 0),
    NEW.verified = 'UNVERIFIED' AND mark
  FROM (SELECT CASE typeof(NEW.speciesProbability) WHEN 'integer' THEN NEW.speciesProbability
      WHEN 'real' THEN CAST(round(NEW.speciesProbability * iif(NEW.speciesProbability <= 1, 100, 1))
        AS INTEGER) END AS percent,
      EXISTS (SELECT 1 FROM AnnotationFacts f
        WHERE f.annotationId = NEW.annotationId AND f.unsure = 1) AS mark)
  WHERE NEW.mostRecent = 1 AND NEW.speciesId IS NOT NULL
  ON CONFLICT (speciesId) DO UPDATE
  SET annotations = annotations + 1, yes = yes + excluded.yes, no = no + excluded.no,
    unverified = unverified + excluded.unverified, unsure = unsure + excluded.unsure,
    percents = percents + excluded.percents, percentSum = percentSum + excluded.percentSum;
END;

CREATE TRIGGER LinnetUnsureRemoved BEFORE DELETE ON Annotation
WHEN EXISTS (SELECT 1 FROM AnnotationFacts f
  WHERE f.annotationId = OLD.annotationId AND f.unsure = 1)
BEGIN
  UPDATE AnnotationFacts SET unsure = 0 WHERE annotationId = OLD.annotationId;
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

-- A mark that comes or goes changes the counts, and the verdicts on the detections of its region.

CREATE TRIGGER LinnetMarkAdded AFTER INSERT ON AnnotationFacts WHEN NEW.unsure = 1
BEGIN
  UPDATE SpeciesVerdict SET unverified = unverified - 1, unsure = unsure + 1
  WHERE speciesId = (SELECT speciesId FROM Annotation n WHERE n.annotationId = NEW.annotationId
    AND n.mostRecent = 1 AND n.verified = 'UNVERIFIED');
  INSERT OR IGNORE INTO VerdictsDue
  SELECT regionId FROM Annotation WHERE annotationId = NEW.annotationId
    AND EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater');
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE NOT EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
    AND annotationId IN (SELECT m.annotationId FROM Annotation m WHERE m.regionId =
      (SELECT regionId FROM Annotation WHERE annotationId = NEW.annotationId));
END;

CREATE TRIGGER LinnetMarkChanged AFTER UPDATE OF unsure ON AnnotationFacts
WHEN OLD.unsure <> NEW.unsure
BEGIN
  UPDATE SpeciesVerdict
  SET unverified = unverified + OLD.unsure - NEW.unsure, unsure = unsure + NEW.unsure - OLD.unsure
  WHERE speciesId = (SELECT speciesId FROM Annotation n WHERE n.annotationId = NEW.annotationId
    AND n.mostRecent = 1 AND n.verified = 'UNVERIFIED');
  INSERT OR IGNORE INTO VerdictsDue
  SELECT regionId FROM Annotation WHERE annotationId = NEW.annotationId
    AND EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater');
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE NOT EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
    AND annotationId IN (SELECT m.annotationId FROM Annotation m WHERE m.regionId =
      (SELECT regionId FROM Annotation WHERE annotationId = NEW.annotationId));
END;

CREATE TRIGGER LinnetMarkRemoved AFTER DELETE ON AnnotationFacts WHEN OLD.unsure = 1
BEGIN
  UPDATE SpeciesVerdict SET unverified = unverified + 1, unsure = unsure - 1
  WHERE speciesId = (SELECT speciesId FROM Annotation n WHERE n.annotationId = OLD.annotationId
    AND n.mostRecent = 1 AND n.verified = 'UNVERIFIED');
  INSERT OR IGNORE INTO VerdictsDue
  SELECT regionId FROM Annotation WHERE annotationId = OLD.annotationId
    AND EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater');
  UPDATE Detection
  SET verified = (SELECT verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)
  WHERE NOT EXISTS (SELECT 1 FROM Linnet WHERE key = 'verdictsLater')
    AND annotationId IN (SELECT m.annotationId FROM Annotation m WHERE m.regionId =
      (SELECT regionId FROM Annotation WHERE annotationId = OLD.annotationId));
END;

-- The last word of each person on a species in a region, whether it counts or not; a verdict that
-- settles a dispute stands beside a person's own opinion. Undone and withdrawn ones are no opinions.
-- Equal moments are told apart by what was said, so that catalogs that were merged agree.
CREATE VIEW Opinion AS
SELECT annotationId, regionId, speciesId, labelerId, verified, settles
FROM (
  SELECT o.*, row_number() OVER (
    PARTITION BY regionId, speciesId, labelerId, settles
    ORDER BY saidAt DESC, verified DESC, comment DESC, annotationId DESC) AS place
  FROM (
    SELECT n.annotationId, n.regionId, n.speciesId, n.labelerId,
      coalesce(f.settles, 0) AS settles, julianday(n.annotationDate) AS saidAt, f.comment,
      iif(n.verified = 'UNVERIFIED' AND f.unsure IS 1, 'UNSURE', n.verified) AS verified
    FROM Labeler p CROSS JOIN Annotation n ON n.labelerId = p.labelerId
    LEFT JOIN AnnotationFacts f ON f.annotationId = n.annotationId
    WHERE p.isHuman = 1 AND n.speciesId IS NOT NULL
      AND NOT EXISTS (
        SELECT 1 FROM AnnotationBatch b WHERE b.batchId = f.batchId AND b.undoneAt IS NOT NULL)
      AND NOT EXISTS (
        SELECT 1 FROM AnnotationWithdrawn w JOIN AnnotationBatch b ON b.batchId = w.batchId
        WHERE w.annotationId = n.annotationId AND b.undoneAt IS NULL)) o)
WHERE place = 1;
