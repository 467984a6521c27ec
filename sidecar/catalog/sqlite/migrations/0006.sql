-- Recordings that wait for a model that failed on them. The request's settings are those of the run,
-- and `settingsDigest` is theirs. The first analysis by the model that is kept removes an entry.
CREATE TABLE Deferred (
  deferredId INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  modelId INTEGER NOT NULL REFERENCES ModelVersion (modelId) ON DELETE CASCADE,
  settingsDigest TEXT NOT NULL,
  runId INTEGER NOT NULL REFERENCES Run (runId) ON DELETE CASCADE,
  code INTEGER NOT NULL, -- of the last error
  message TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 1,
  since TEXT NOT NULL,
  triedAt TEXT NOT NULL,
  UNIQUE (url, modelId, settingsDigest)
);

CREATE INDEX DeferredByModel ON Deferred (modelId, settingsDigest);
CREATE INDEX DeferredByRun ON Deferred (runId);

-- A recording waits at its file's new place, and no longer once it is removed.

CREATE TRIGGER LinnetDeferredMoved AFTER UPDATE OF url ON Recording WHEN OLD.url IS NOT NEW.url
BEGIN
  UPDATE OR IGNORE Deferred SET url = NEW.url WHERE url = OLD.url;
END;

CREATE TRIGGER LinnetDeferredRemoved AFTER DELETE ON Recording
WHEN NOT EXISTS (SELECT 1 FROM Recording WHERE url = OLD.url)
BEGIN
  DELETE FROM Deferred WHERE url = OLD.url;
END;
