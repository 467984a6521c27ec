"""What the annotations say that count on a species in a region."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.catalog.sqlite.unsure import said_verdict

# Columns of an annotation that counts, and the order: people's and the latest first.
_VERDICT = said_verdict("n", "f")
COLUMNS = (
    f"n.*, p.isHuman, f.comment, f.lowHz, f.highHz, f.batchId, f.settles, {_VERDICT} AS verdict"
)
JOINS = "LEFT JOIN Labeler p USING (labelerId) LEFT JOIN AnnotationFacts f USING (annotationId)"
FIRST = "coalesce(p.isHuman, 0) DESC, n.annotationId DESC"


@dataclass(frozen=True)
class Saying:
    """What an annotation says of its species."""

    verified: str
    probability: int | None
    comment: str | None
    low_hz: float | None
    high_hz: float | None
    settles: bool = False  # a dispute between people


def said(standing: Sequence[sqlite3.Row]) -> Saying:
    """Read what the first of some annotations says, if there is one."""
    if not standing:
        return Saying("UNVERIFIED", None, None, None, None)
    row = standing[0]
    percent = row["speciesProbability"]
    if isinstance(percent, float):  # another program wrote it
        percent = round(100 * percent if percent <= 1 else percent)
    box = (row["lowHz"], row["highHz"])
    return Saying(row["verdict"], percent, row["comment"], *box, bool(row["settles"]))
