"""Stored reductions, each under its own version."""

from __future__ import annotations

from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.rows import now
from sidecar.catalog.vectors.reduction import Fitted


def keep_reduction(catalog: Database, model_id: int, fitted: Fitted) -> int:
    """Keep a reduction, and return its reductionId; a stored one keeps its id."""
    reduction = fitted.reduction
    with catalog.transaction() as db:
        db.execute(
            """INSERT OR IGNORE INTO VectorReduction (modelId, dimension, version, fittedAt,
               fittedOn, explained, recall, mean, components) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                model_id,
                len(reduction.components),
                fitted.version,
                now(),
                fitted.fitted_on,
                reduction.explained,
                fitted.recall,
                reduction.mean.astype("<f4").tobytes(),
                reduction.components.astype("<f4").tobytes(),
            ),
        )
        row = db.execute(
            "SELECT reductionId FROM VectorReduction WHERE modelId = ? AND version = ?",
            (model_id, fitted.version),
        ).fetchone()
        return int(row["reductionId"])
