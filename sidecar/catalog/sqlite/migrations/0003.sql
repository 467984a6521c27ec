-- What was asked of a run and not done, in JSON, as in the run's answer.

CREATE TABLE RunNotes (
  runId INTEGER PRIMARY KEY REFERENCES Run (runId) ON DELETE CASCADE,
  notes TEXT NOT NULL
);

-- Analyses whose file could not be read to its end, though it may be the next time: a read error,
-- or a file that grew or vanished meanwhile. A run does them again.
CREATE TABLE Unfinished (
  analysisId INTEGER PRIMARY KEY REFERENCES Analysis (analysisId) ON DELETE CASCADE
);

-- Recordings whose samples all have one value, such as digital silence. Their digests prove nothing.
CREATE TABLE PlainSound (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE
);

-- A fingerprint of silence has no bits.
INSERT INTO PlainSound
SELECT recordingId FROM RecordingIdentity
WHERE length(fingerprint) > 2 AND substr(fingerprint, 3) = zeroblob(length(fingerprint) - 2);

-- Recordings whose sound may have changed under their labels, before Linnet compared it: an analysis
-- or windows are of another file at the same path. `since` is when the present file was analysed.
CREATE TABLE SoundDoubt (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE,
  since TEXT
);

-- The files that labels came from, and the labels of each.
CREATE TABLE LabelFile (
  path TEXT PRIMARY KEY,
  labelFileId INTEGER NOT NULL UNIQUE
) WITHOUT ROWID;

CREATE TABLE AnnotationOrigin (
  labelFileId INTEGER NOT NULL REFERENCES LabelFile (labelFileId) ON DELETE CASCADE,
  annotationId INTEGER NOT NULL REFERENCES Annotation (annotationId) ON DELETE CASCADE,
  PRIMARY KEY (labelFileId, annotationId)
) WITHOUT ROWID;

CREATE INDEX AnnotationOriginByAnnotation ON AnnotationOrigin (annotationId);

-- Labels that a batch withdrew, because their file had changed. They count again once it is undone.
CREATE TABLE AnnotationWithdrawn (
  annotationId INTEGER NOT NULL REFERENCES Annotation (annotationId) ON DELETE CASCADE,
  batchId INTEGER NOT NULL REFERENCES AnnotationBatch (batchId) ON DELETE CASCADE,
  PRIMARY KEY (annotationId, batchId)
) WITHOUT ROWID;

CREATE INDEX AnnotationWithdrawnByBatch ON AnnotationWithdrawn (batchId);
