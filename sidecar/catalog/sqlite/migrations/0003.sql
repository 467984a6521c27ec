-- What was asked of a run and not done, in JSON, as in the run's answer.

CREATE TABLE RunNotes (
  runId INTEGER PRIMARY KEY REFERENCES Run (runId) ON DELETE CASCADE,
  notes TEXT NOT NULL
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
