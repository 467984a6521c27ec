"""Which version of a model answers questions about embeddings."""

from __future__ import annotations

import sqlite3

from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.values import RecordedVersions


def versions(db: sqlite3.Connection, name: str) -> list[int]:
    """List the modelIds of a model's versions with embeddings, the best one first.

    A new version comes first once it covers as many recordings as the earlier ones.
    """
    found = [
        row["modelId"]
        for row in db.execute(
            """SELECT modelId FROM ModelVersion m JOIN VectorFile USING (modelId) WHERE name = ?
               AND EXISTS (SELECT 1 FROM WindowSet w WHERE w.modelId = m.modelId
                           AND firstVector IS NOT NULL)""",
            (name,),
        )
    ]
    if len(found) < 2:
        return found
    return sorted(found, key=lambda each: (_recordings(db, each), each), reverse=True)


def _recordings(db: sqlite3.Connection, model_id: int) -> int:
    (count,) = db.execute(
        """SELECT count(DISTINCT recordingId) FROM WindowSet
           WHERE modelId = ? AND firstVector IS NOT NULL""",
        (model_id,),
    ).fetchone()
    return int(count)


@from_rows()
def recorded_versions(db: sqlite3.Connection, name: str) -> RecordedVersions:
    """Count the windows with embeddings of a model, and those whose version is not recorded."""
    windows, without = db.execute(
        """SELECT coalesce(sum(windows), 0),
             coalesce(sum(windows) FILTER (WHERE v.modelId IS NULL OR version = '' OR sha256 = ''
                                                 OR converter = ''), 0)
           FROM WindowSet LEFT JOIN ModelVersion v USING (modelId)
           WHERE firstVector IS NOT NULL AND (v.name = ? OR v.modelId IS NULL)""",
        (name,),
    ).fetchone()
    return RecordedVersions(int(windows), int(without))
