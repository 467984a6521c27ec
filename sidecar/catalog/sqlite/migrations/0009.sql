-- Samples of clips that people judge. A member is a stretch of sound, named by the digest of its
-- recording's samples: another run, path or row of the recording changes no member. Scores are those
-- of the draw.

CREATE TABLE Sample (
  sampleId INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  seed INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('estimate', 'presence')),
  model TEXT NOT NULL, -- with `sha256` and `converter`, as in ModelVersion
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  converter TEXT NOT NULL,
  rule TEXT NOT NULL, -- JSON: the design, the filters and the runs
  unit TEXT NOT NULL CHECK (unit IN ('siteDay', 'siteNight', 'site', 'recording')),
  shown TEXT NOT NULL CHECK (shown IN ('rank', 'other')),
  drawnAt TEXT NOT NULL,
  drawnBy TEXT NOT NULL
);

-- One species of a sample. `frame` is a digest of the windows that could be drawn, and `scores` are
-- their logits by cell (sidecar/samples/scores.py).
CREATE TABLE SamplePart (
  partId INTEGER PRIMARY KEY,
  sampleId INTEGER NOT NULL REFERENCES Sample (sampleId) ON DELETE CASCADE,
  species TEXT NOT NULL,
  floor REAL NOT NULL, -- logit
  deepest REAL, -- logit of the lowest windows, if they were judged again
  windows INTEGER NOT NULL,
  silent INTEGER NOT NULL, -- windows without sound or numbers, which cannot be drawn
  frame TEXT NOT NULL,
  edges TEXT NOT NULL, -- JSON: the inner edges of the bands, in logit
  floorBand INTEGER NOT NULL, -- the first band from the floor on
  scores BLOB NOT NULL,
  UNIQUE (sampleId, species)
);

-- A band of scores, at one site if the sample is parted by site.
CREATE TABLE SampleCell (
  partId INTEGER NOT NULL REFERENCES SamplePart (partId) ON DELETE CASCADE,
  cell INTEGER NOT NULL,
  band INTEGER NOT NULL,
  site TEXT,
  windows INTEGER NOT NULL,
  candidates INTEGER NOT NULL, -- left after thinning
  PRIMARY KEY (partId, cell)
) WITHOUT ROWID;

-- Members have a `rank`, from 1 on. Those without one come next in their cell, in the order of
-- `place`, when the sample grows.
CREATE TABLE SampleItem (
  itemId INTEGER PRIMARY KEY,
  partId INTEGER NOT NULL REFERENCES SamplePart (partId) ON DELETE CASCADE,
  digest BLOB NOT NULL,
  startMs INTEGER NOT NULL,
  endMs INTEGER NOT NULL,
  logit REAL NOT NULL,
  confidence REAL NOT NULL,
  cell INTEGER NOT NULL,
  u REAL NOT NULL, -- permanent random number
  weight REAL NOT NULL, -- windows that it stands for after thinning
  place INTEGER NOT NULL,
  rank INTEGER,
  batch INTEGER
);

CREATE INDEX SampleItemByRank ON SampleItem (partId, rank);
CREATE INDEX SampleItemByCell ON SampleItem (partId, cell, rank);
CREATE INDEX SampleItemByDigest ON SampleItem (digest, partId);

-- Members that a person passed over, and the verdict on another member that was the reason.
CREATE TABLE SampleSkip (
  itemId INTEGER PRIMARY KEY REFERENCES SampleItem (itemId) ON DELETE CASCADE,
  skippedAt TEXT NOT NULL,
  skippedBy TEXT NOT NULL,
  because INTEGER REFERENCES SampleItem (itemId) ON DELETE SET NULL,
  reason TEXT
);

CREATE INDEX SampleSkipByReason ON SampleSkip (because) WHERE because IS NOT NULL;

-- Each time that an estimate of a sample was shown.
CREATE TABLE SampleLook (
  lookId INTEGER PRIMARY KEY,
  sampleId INTEGER NOT NULL REFERENCES Sample (sampleId) ON DELETE CASCADE,
  species TEXT,
  lookedAt TEXT NOT NULL,
  labelled INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('estimate', 'threshold'))
);

CREATE INDEX SampleLookBySample ON SampleLook (sampleId);

-- Digests that a recording had before, of the same sound: before it was converted with loss, grew or
-- was cut short (`own`), or those of a recording that was joined with it.
CREATE TABLE RecordingAlias (
  aliasId INTEGER PRIMARY KEY,
  recordingId INTEGER NOT NULL REFERENCES Recording (recordingId) ON DELETE CASCADE,
  digest BLOB NOT NULL,
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  UNIQUE (recordingId, digest)
);

CREATE INDEX RecordingAliasByDigest ON RecordingAlias (digest);
