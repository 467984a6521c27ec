"""Recordings that wait for a model that failed on them, in the transactions of its runs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sidecar.catalog.runs import Run
from sidecar.catalog.sqlite import rows
from sidecar.run.work import Failed

_ADD = """INSERT INTO Deferred
    (url, modelId, settingsDigest, runId, code, message, since, triedAt)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (url, modelId, settingsDigest) DO UPDATE SET
    code = excluded.code, message = excluded.message, triedAt = excluded.triedAt,
    tries = tries + 1"""


def defer(db: sqlite3.Connection, run: Run, failed: Sequence[Failed]) -> None:
    """Let recordings wait as the run says; one that waits already has one try more."""
    if run.waits is None or not failed:
        return
    of, now = (run.waits.model_id, run.waits.settings_digest, run.run_id), rows.now()
    db.executemany(
        _ADD,
        [(each.work.url, *of, each.error.code, each.error.message, now, now) for each in failed],
    )


def defer_no_longer(db: sqlite3.Connection, run: Run, urls: Sequence[str]) -> None:
    """Let recordings that the run's model analysed wait no longer, whatever the settings were."""
    if not urls or db.execute("SELECT 1 FROM Deferred LIMIT 1").fetchone() is None:
        return
    models = [run.model_id] if run.waits is None else [run.model_id, run.waits.model_id]
    db.execute(
        """DELETE FROM Deferred WHERE url IN (SELECT value FROM json_each(?))
             AND modelId IN (SELECT value FROM json_each(?))""",
        (json.dumps(urls), json.dumps(models)),
    )
