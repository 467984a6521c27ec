-- What was asked of a run and not done, in JSON, as in the run's answer.

CREATE TABLE RunNotes (
  runId INTEGER PRIMARY KEY REFERENCES Run (runId) ON DELETE CASCADE,
  notes TEXT NOT NULL
);
