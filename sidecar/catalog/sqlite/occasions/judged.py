"""What is read once for all sites: verdicts of people, and recordings that failed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.catalog.sqlite.occasions.chosen import ChosenRecordings
from sidecar.catalog.sqlite.query.filters import START_S
from sidecar.values import Bool, Float64, Int64

_JUDGED = """SELECT d.analysisId, d.speciesId, d.startTime, d.confidence, d.verified = 'YES'
  FROM Detection d INDEXED BY DetectionByDecision
  CROSS JOIN Analysis a ON a.analysisId = d.analysisId
  WHERE d.current = 1 AND d.verified IN ('YES', 'NO') AND d.verified <> 'UNVERIFIED'
    AND d.speciesId IN (SELECT value FROM json_each(?))
    AND a.modelId IN (SELECT value FROM json_each(?)) ORDER BY d.analysisId"""

# A file that failed is found by its path, where the catalog has a recording there.
_FAILED = f"""SELECT DISTINCT r.recordingId, p.siteId, {START_S.sql} AS begin
  FROM Run n CROSS JOIN RunFile u ON u.runId = n.runId AND u.status = 'failed'
  CROSS JOIN Recording r ON r.url = u.url
  JOIN Deployment p ON p.deploymentId = r.deploymentId {{joins}}
  WHERE n.modelId IN (SELECT value FROM json_each(?1)) AND begin IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM Analysis a WHERE a.recordingId = r.recordingId
      AND a.current = 1 AND a.modelId IN (SELECT value FROM json_each(?1))) AND {{tested}}"""


@dataclass(frozen=True, eq=False)
class JudgedDetections:
    """Detections with the verdict YES or NO, in the order of their analyses [n]."""

    analysis: Int64
    species: Int64  # speciesId
    start: Float64
    confidence: Float64
    yes: Bool


@dataclass(frozen=True, eq=False)
class FailedRecordings:
    """Recordings that the model could not analyse [n]: their siteIds, and their begins."""

    site: Int64
    begin: Float64


def judged(
    db: sqlite3.Connection, asked_of: ChosenRecordings, species_ids: Sequence[int]
) -> JudgedDetections:
    """Read the verdicts on the asked species; their index is short."""
    found = db.execute(_JUDGED, (json.dumps([*species_ids]), asked_of.model_ids))
    found.row_factory = None
    rows = found.fetchall()
    columns = [*zip(*rows, strict=True)] if rows else [()] * 5
    return JudgedDetections(
        np.array(columns[0], np.int64),
        np.array(columns[1], np.int64),
        np.array(columns[2], np.float64),
        np.array(columns[3], np.float64),
        np.array(columns[4], np.bool_),
    )


def failed(db: sqlite3.Connection, asked_of: ChosenRecordings) -> FailedRecordings:
    """Read the recordings that failed and were not analysed since."""
    sql = _FAILED.format(joins=asked_of.joins(), tested=asked_of.sql)
    rows = db.execute(sql, [asked_of.model_ids, *asked_of.values]).fetchall()
    with_site = [row for row in rows if row[1] is not None]
    return FailedRecordings(
        np.array([row[1] for row in with_site], np.int64),
        np.array([row[2] for row in with_site], np.float64),
    )
