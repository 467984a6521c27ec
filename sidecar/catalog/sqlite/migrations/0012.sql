-- What a detector of human voices heard of a recording; nobody looked for voices in others.
-- `longestMs` is the longest stretch of speech: a stretch around a moment begins no earlier than that.
CREATE TABLE SpeechHearing (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE,
  detector TEXT NOT NULL,
  secondsHeard REAL NOT NULL,
  speechMs INTEGER NOT NULL,
  longestMs INTEGER NOT NULL,
  heardAt TEXT NOT NULL
);

-- Stretches of speech, none of which overlap; `probability` is the mean of a stretch.
CREATE TABLE SpeechInterval (
  intervalId INTEGER PRIMARY KEY,
  recordingId INTEGER NOT NULL REFERENCES SpeechHearing (recordingId) ON DELETE CASCADE,
  startMs INTEGER NOT NULL,
  endMs INTEGER NOT NULL CHECK (endMs > startMs),
  probability REAL NOT NULL,
  UNIQUE (recordingId, startMs)
);

-- Copies of recordings whose speech is muted, and the recording that each was made of. `digest` is
-- the original's, which may leave the catalog. `muted` are JSON: [startMs, endMs] of each stretch.
CREATE TABLE Redaction (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE,
  originalId INTEGER REFERENCES Recording (recordingId) ON DELETE SET NULL,
  digest BLOB,
  detector TEXT NOT NULL,
  muted TEXT NOT NULL,
  madeAt TEXT NOT NULL,
  madeBy TEXT NOT NULL
);

CREATE INDEX RedactionByOriginal ON Redaction (originalId);
