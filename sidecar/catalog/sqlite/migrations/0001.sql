-- The desktop app's tables, names and columns as it knows them (any copy of its database opens),
-- then ours beside them. Applied to a new file as a whole, and to an existing database of the app
-- without touching what it holds.

CREATE TABLE IF NOT EXISTS Survey (
  surveyId INTEGER PRIMARY KEY,
  surveyname TEXT,
  studysite TEXT,
  start_date TEXT,
  end_date TEXT,
  latitude REAL,
  longitude REAL,
  notes TEXT
);

CREATE TABLE IF NOT EXISTS Site (
  siteId INTEGER PRIMARY KEY,
  surveyId INTEGER REFERENCES Survey (surveyId) ON DELETE CASCADE,
  site_code TEXT,
  latitude REAL,
  longitude REAL,
  elevation REAL
);

CREATE TABLE IF NOT EXISTS Recorder (
  recorderId INTEGER PRIMARY KEY,
  brand TEXT,
  model TEXT,
  serialnbr TEXT,
  code TEXT,
  purchase_date TEXT
);

CREATE TABLE IF NOT EXISTS Deployment (
  deploymentId INTEGER PRIMARY KEY,
  siteId INTEGER REFERENCES Site (siteId) ON DELETE CASCADE,
  recorderId INTEGER REFERENCES Recorder (recorderId) ON DELETE CASCADE,
  start_date TEXT,
  end_date TEXT,
  deployed_by TEXT,
  note TEXT
);

CREATE TABLE IF NOT EXISTS Recording (
  recordingId INTEGER PRIMARY KEY,
  deploymentId INTEGER REFERENCES Deployment (deploymentId) ON DELETE CASCADE,
  url TEXT NOT NULL,
  directory TEXT,
  datetime TEXT,
  duration REAL,
  samplerate INTEGER,
  bitrate INTEGER,
  UNIQUE (deploymentId, url)
);

CREATE TABLE IF NOT EXISTS RegionOfInterest (
  regionId INTEGER PRIMARY KEY,
  recordingId INTEGER NOT NULL REFERENCES Recording (recordingId) ON DELETE CASCADE,
  starttime REAL NOT NULL,
  endtime REAL NOT NULL,
  UNIQUE (recordingId, starttime, endtime)
);

CREATE TABLE IF NOT EXISTS Species (
  speciesId INTEGER PRIMARY KEY,
  species TEXT NOT NULL,
  common TEXT
);

CREATE TABLE IF NOT EXISTS Model (
  modelId INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT,
  url TEXT
);

CREATE TABLE IF NOT EXISTS Labeler (
  labelerId INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT,
  isHuman INTEGER NOT NULL CHECK (isHuman IN (0, 1)),
  modelId INTEGER REFERENCES Model (modelId) ON DELETE CASCADE,
  UNIQUE (name, email)
);

CREATE TABLE IF NOT EXISTS Annotation (
  annotationId INTEGER PRIMARY KEY,
  verified TEXT NOT NULL CHECK (verified IN ('YES', 'NO', 'UNVERIFIED')),
  regionId INTEGER NOT NULL REFERENCES RegionOfInterest (regionId) ON DELETE CASCADE,
  labelerId INTEGER REFERENCES Labeler (labelerId) ON DELETE CASCADE,
  annotationDate TEXT,
  speciesId INTEGER REFERENCES Species (speciesId) ON DELETE CASCADE,
  speciesProbability INTEGER,
  mostRecent INTEGER
);

-- Ours.

CREATE TABLE Linnet (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Facts without a column in the app's Recording. sizeBytes and modifiedNs show a changed file.
CREATE TABLE RecordingFacts (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE,
  sizeBytes INTEGER NOT NULL,
  modifiedNs INTEGER NOT NULL,
  frames INTEGER NOT NULL,
  channels INTEGER NOT NULL,
  container TEXT NOT NULL,
  encoding TEXT NOT NULL,
  start TEXT, -- ISO 8601, with the offset from UTC where it is known
  recorder TEXT,
  serial TEXT,
  gain TEXT,
  batteryVolts REAL,
  temperatureCelsius REAL,
  latitude REAL,
  longitude REAL,
  comment TEXT
);

-- The exact model: `sha256` is the published file's, `converter` our importer's version.
CREATE TABLE ModelVersion (
  modelId INTEGER PRIMARY KEY REFERENCES Model (modelId) ON DELETE CASCADE,
  labelerId INTEGER NOT NULL REFERENCES Labeler (labelerId) ON DELETE CASCADE,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  converter TEXT NOT NULL,
  licence TEXT NOT NULL,
  UNIQUE (sha256, converter)
);

CREATE TABLE Run (
  runId INTEGER PRIMARY KEY,
  modelId INTEGER NOT NULL REFERENCES Model (modelId) ON DELETE CASCADE,
  settings TEXT NOT NULL, -- JSON
  program TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('running', 'complete', 'cancelled', 'interrupted', 'failed')),
  process TEXT NOT NULL, -- who runs it, to tell a run that was killed from one still running
  startedAt TEXT NOT NULL,
  endedAt TEXT,
  files INTEGER NOT NULL
);

-- One model with one set of settings over one whole recording.
CREATE TABLE Analysis (
  analysisId INTEGER PRIMARY KEY,
  recordingId INTEGER NOT NULL REFERENCES Recording (recordingId) ON DELETE CASCADE,
  modelId INTEGER NOT NULL REFERENCES Model (modelId) ON DELETE CASCADE,
  runId INTEGER NOT NULL REFERENCES Run (runId) ON DELETE CASCADE,
  windowSetId INTEGER REFERENCES WindowSet (windowSetId) ON DELETE SET NULL,
  settingsDigest TEXT NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1)), -- the latest of its model
  status TEXT NOT NULL CHECK (status IN ('done', 'empty', 'partial')),
  trouble TEXT, -- why partial
  secondsReached REAL NOT NULL,
  windows INTEGER NOT NULL,
  quietWindows INTEGER NOT NULL,
  latitude REAL,
  longitude REAL,
  week INTEGER,
  sizeBytes INTEGER NOT NULL,
  modifiedNs INTEGER NOT NULL,
  UNIQUE (recordingId, modelId, settingsDigest)
);

-- Every file of a run's request, and its outcome; the counts must add up to Run.files.
CREATE TABLE RunFile (
  runId INTEGER NOT NULL REFERENCES Run (runId) ON DELETE CASCADE,
  url TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('waiting', 'done', 'empty', 'partial', 'failed', 'skipped')),
  analysisId INTEGER REFERENCES Analysis (analysisId) ON DELETE SET NULL,
  code INTEGER,
  message TEXT,
  PRIMARY KEY (runId, url)
) WITHOUT ROWID;

CREATE TABLE Detection (
  detectionId INTEGER PRIMARY KEY,
  analysisId INTEGER NOT NULL REFERENCES Analysis (analysisId) ON DELETE CASCADE,
  annotationId INTEGER NOT NULL REFERENCES Annotation (annotationId) ON DELETE CASCADE,
  speciesId INTEGER NOT NULL REFERENCES Species (speciesId) ON DELETE CASCADE,
  startTime REAL NOT NULL,
  endTime REAL NOT NULL,
  confidence REAL NOT NULL,
  occurrence REAL, -- the range model's value, where a place was known
  windows INTEGER NOT NULL
);

-- The windows of a recording for one model; settings that only judge scores share a set.
CREATE TABLE WindowSet (
  windowSetId INTEGER PRIMARY KEY,
  recordingId INTEGER NOT NULL REFERENCES Recording (recordingId) ON DELETE CASCADE,
  modelId INTEGER NOT NULL REFERENCES Model (modelId) ON DELETE CASCADE,
  windowsDigest TEXT NOT NULL,
  status TEXT NOT NULL,
  trouble TEXT,
  secondsReached REAL NOT NULL,
  windows INTEGER NOT NULL,
  quietWindows INTEGER NOT NULL,
  dimension INTEGER NOT NULL,
  sizeBytes INTEGER NOT NULL,
  modifiedNs INTEGER NOT NULL,
  UNIQUE (recordingId, modelId, windowsDigest)
);

-- Up to 1,024 windows a row: offsets are int64 samples at the model's rate, embeddings float32.
CREATE TABLE WindowBlock (
  windowSetId INTEGER NOT NULL REFERENCES WindowSet (windowSetId) ON DELETE CASCADE,
  firstWindow INTEGER NOT NULL,
  offsets BLOB NOT NULL,
  embeddings BLOB NOT NULL,
  PRIMARY KEY (windowSetId, firstWindow)
);

CREATE INDEX IF NOT EXISTS RecordingByUrl ON Recording (url);
CREATE INDEX IF NOT EXISTS SpeciesByName ON Species (species);
CREATE INDEX IF NOT EXISTS AnnotationByRegion ON Annotation (regionId);
CREATE INDEX DetectionByAnalysis ON Detection (analysisId);
CREATE INDEX DetectionByAnnotation ON Detection (annotationId);
CREATE INDEX DetectionBySpecies ON Detection (speciesId, confidence);
CREATE INDEX DetectionByConfidence ON Detection (confidence);
CREATE INDEX RunFileByAnalysis ON RunFile (analysisId);
