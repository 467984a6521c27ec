-- The channel of what was made of one channel alone, counted from 1. What has no row is of the mean of
-- all channels.
CREATE TABLE AnalysisChannel (
  analysisId INTEGER PRIMARY KEY REFERENCES Analysis (analysisId) ON DELETE CASCADE,
  channel INTEGER NOT NULL
);

CREATE TABLE WindowSetChannel (
  windowSetId INTEGER PRIMARY KEY REFERENCES WindowSet (windowSetId) ON DELETE CASCADE,
  channel INTEGER NOT NULL
);

-- Runs from before had one channel for all recordings; heads judged the windows of such runs.
INSERT INTO AnalysisChannel
SELECT analysisId, channel
FROM (SELECT a.analysisId, iif(json_valid(u.settings), u.settings, '{}') ->> 'channel' AS channel
      FROM Analysis a JOIN Run u USING (runId))
WHERE typeof(channel) = 'integer';

INSERT OR IGNORE INTO WindowSetChannel
SELECT a.windowSetId, c.channel
FROM AnalysisChannel c JOIN Analysis a USING (analysisId) WHERE a.windowSetId IS NOT NULL;

INSERT OR IGNORE INTO AnalysisChannel
SELECT a.analysisId, c.channel FROM WindowSetChannel c JOIN Analysis a USING (windowSetId);

-- A run of each channel by itself has several analyses of one file: RunFile names that of the first
-- channel, and this table those of the others.
CREATE TABLE RunChannel (
  runId INTEGER NOT NULL REFERENCES Run (runId) ON DELETE CASCADE,
  analysisId INTEGER NOT NULL REFERENCES Analysis (analysisId) ON DELETE CASCADE,
  PRIMARY KEY (runId, analysisId)
) WITHOUT ROWID;

CREATE INDEX RunChannelByAnalysis ON RunChannel (analysisId);

CREATE VIEW RunAnalysis AS
SELECT runId, analysisId FROM RunFile WHERE analysisId IS NOT NULL
UNION ALL SELECT runId, analysisId FROM RunChannel;

-- Recordings whose channels are opposites, so that their mean has lost their sound.
CREATE TABLE CancellingSound (
  recordingId INTEGER PRIMARY KEY REFERENCES Recording (recordingId) ON DELETE CASCADE
);
