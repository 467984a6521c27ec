-- What was measured of each minute of a recording: columns of 32-bit floats, one after the other, NaN where
-- a minute has no such value. `version` is that of the formulas (sidecar/indices/minute.py). A recording
-- without a row was not measured.
CREATE TABLE RecordingMinutes (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  seconds REAL NOT NULL,
  minutes BLOB NOT NULL
);

-- Another sound at the recording's path was not measured.
CREATE TRIGGER LinnetOtherSound AFTER UPDATE OF sampleDigest ON RecordingIdentity
WHEN OLD.sampleDigest IS NOT NEW.sampleDigest
BEGIN
  DELETE FROM RecordingMinutes WHERE recordingId = NEW.recordingId;
END;
CREATE TRIGGER LinnetNoSound AFTER DELETE ON RecordingIdentity
BEGIN
  DELETE FROM RecordingMinutes WHERE recordingId = OLD.recordingId;
END;
