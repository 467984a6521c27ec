-- What was asked of a run and not done, in JSON, as in the run's answer.

CREATE TABLE RunNotes (
  runId INTEGER PRIMARY KEY REFERENCES Run (runId) ON DELETE CASCADE,
  notes TEXT NOT NULL
);

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
