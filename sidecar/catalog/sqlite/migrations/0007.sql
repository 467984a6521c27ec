-- Results on their way to a receiver. What they share is kept once: the recording and its analysis, or
-- the live stream. `streamId` is the same whenever the same results are queued again. `live` tells a
-- row from one of Species, should it ever lose its table.
CREATE TABLE OutboxStream (
  stream INTEGER PRIMARY KEY,
  streamId TEXT NOT NULL UNIQUE,
  head TEXT NOT NULL, -- JSON
  live INTEGER NOT NULL CHECK (live IN (0, 1))
);

-- Results that wait, in the order in which they are sent. An id is never used twice.
CREATE TABLE OutboxResult (
  resultId INTEGER PRIMARY KEY AUTOINCREMENT,
  stream INTEGER NOT NULL REFERENCES OutboxStream (stream) ON DELETE CASCADE,
  sequence INTEGER NOT NULL, -- within the stream
  queuedAt TEXT NOT NULL,
  body TEXT NOT NULL, -- JSON
  UNIQUE (stream, sequence)
);

-- Results that the receiver refused, with the status of its answer.
CREATE TABLE OutboxRefused (
  stream INTEGER NOT NULL REFERENCES OutboxStream (stream) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  queuedAt TEXT NOT NULL,
  body TEXT NOT NULL,
  status INTEGER NOT NULL,
  reason TEXT NOT NULL,
  refusedAt TEXT NOT NULL,
  PRIMARY KEY (stream, sequence)
);

-- One row: how many results were ever sent, and how the last try ended.
CREATE TABLE OutboxState (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sent INTEGER NOT NULL DEFAULT 0,
  lastSent TEXT,
  trouble TEXT,
  troubleSince TEXT,
  nextTry TEXT
) WITHOUT ROWID;
