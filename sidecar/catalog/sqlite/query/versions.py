"""Which version of a model answers questions about embeddings."""

from __future__ import annotations

import sqlite3


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
