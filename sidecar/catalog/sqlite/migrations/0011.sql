-- Sets of thresholds that samples certified. `rows` are JSON: for each species its threshold, or why
-- there is none (sidecar/catalog/thresholds.py).
CREATE TABLE ThresholdSet (
  name TEXT PRIMARY KEY,
  target REAL NOT NULL,
  level REAL NOT NULL,
  rule TEXT NOT NULL,
  model TEXT NOT NULL, -- with `sha256` and `converter`, as in ModelVersion
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  converter TEXT NOT NULL,
  sample TEXT NOT NULL, -- its name when the set was made
  rows TEXT NOT NULL,
  madeAt TEXT NOT NULL,
  madeBy TEXT NOT NULL
) WITHOUT ROWID;
