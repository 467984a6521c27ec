"""Stored reductions, each under its own version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.rows import now
from sidecar.catalog.vectors.reduction import Reduction


@dataclass(frozen=True)
class Fitted:
    """A reduction, how many embeddings it was fitted on, and the share of nearest that it finds."""

    reduction: Reduction
    fitted_on: int
    recall: float

    @property
    def version(self) -> str:
        """Name the reduction by its numbers: equal fits have equal versions."""
        digest = hashlib.sha256()
        for part in (self.reduction.mean, self.reduction.components):
            digest.update(part.astype("<f4").tobytes())
        return f"{len(self.reduction.components)}-{digest.hexdigest()[:12]}"


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
