-- What the app itself keeps, as JSON: saved views, presets, settings of views. The key 'memoRevision'
-- of the table Linnet holds the last revision, so that none is given out twice.
CREATE TABLE Memo (
  key TEXT PRIMARY KEY,
  changedAt TEXT NOT NULL,
  revision INTEGER NOT NULL,
  value TEXT
);
