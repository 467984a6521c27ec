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

-- Files that Linnet reads further now: past damage, past the silence that a triggered AudioMoth left
-- out, and beyond 4 GiB. The next run reads them again.
INSERT INTO Unfinished
SELECT a.analysisId
FROM Analysis a JOIN Recording r USING (recordingId) JOIN RecordingFacts f USING (recordingId)
WHERE a.status = 'partial' OR r.url LIKE '%T.WAV' OR f.comment LIKE '%AudioMoth%trigger%'
  OR (f.container IN ('WAV', 'WAVEX', 'RF64') AND f.sizeBytes > 4294967295);

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
-- What each source says of a recording, in the order in which sources count. The one whose start or
-- place counts says why. `impossible` maps fields to reasons, in JSON. RecordingFacts.start is the
-- start that counts by sources and rules; Recording.datetime differs if a person set it.
CREATE TABLE RecordingSource (
  recordingId INTEGER NOT NULL REFERENCES Recording (recordingId) ON DELETE CASCADE,
  place INTEGER NOT NULL, -- in the order
  source TEXT NOT NULL,
  start TEXT,
  latitude REAL,
  longitude REAL,
  recorder TEXT,
  serial TEXT,
  deploymentCode TEXT,
  gain TEXT,
  batteryVolts REAL,
  temperatureCelsius REAL,
  impossible TEXT,
  givesStart INTEGER NOT NULL DEFAULT 0,
  givesPlace INTEGER NOT NULL DEFAULT 0,
  disagrees INTEGER NOT NULL DEFAULT 0, -- on the start
  why TEXT,
  PRIMARY KEY (recordingId, place)
) WITHOUT ROWID;

-- Starts and places that were read before sources were kept.
INSERT INTO RecordingSource (recordingId, place, source, start, latitude, longitude, recorder, serial,
  gain, batteryVolts, temperatureCelsius, givesStart, givesPlace)
SELECT recordingId, 0, 'earlier', start, latitude, longitude, recorder, serial, gain, batteryVolts,
  temperatureCelsius, start IS NOT NULL, latitude IS NOT NULL
FROM RecordingFacts
WHERE start IS NOT NULL OR latitude IS NOT NULL OR recorder IS NOT NULL;

-- What people know of a recorder's clock: of a recording, a deployment, a site, or a folder with all
-- below it. In this order the first that says something counts, and the deepest folder first.
CREATE TABLE ClockRule (
  ruleId INTEGER PRIMARY KEY,
  recordingId INTEGER UNIQUE REFERENCES Recording (recordingId) ON DELETE CASCADE,
  deploymentId INTEGER UNIQUE REFERENCES Deployment (deploymentId) ON DELETE CASCADE,
  siteId INTEGER UNIQUE REFERENCES Site (siteId) ON DELETE CASCADE,
  folder TEXT UNIQUE,
  timezone TEXT,
  shiftSeconds REAL,
  source TEXT,
  pattern TEXT,
  CHECK ((recordingId IS NULL) + (deploymentId IS NULL) + (siteId IS NULL) + (folder IS NULL) = 3)
);

-- One request that set places and rules, undone as a whole, the latest first. `earlier` is the row
-- as it was, or the columns that changed, in JSON; null where the request added it.
CREATE TABLE PlaceBatch (
  batchId INTEGER PRIMARY KEY,
  what TEXT NOT NULL,
  madeAt TEXT NOT NULL,
  undoneAt TEXT
);

CREATE TABLE PlaceChange (
  batchId INTEGER NOT NULL REFERENCES PlaceBatch (batchId) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  tableName TEXT NOT NULL,
  rowKey INTEGER NOT NULL,
  earlier TEXT,
  PRIMARY KEY (batchId, number)
) WITHOUT ROWID;
