"""What the annotations say that count on a species in a region."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sidecar.catalog.sqlite import rows
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


def moment_after(now: str, standing: Sequence[sqlite3.Row]) -> str:
    """Give a new annotation its moment: now, or 1 ms after the latest that it sets aside.

    A merge orders what people said by moments, so a clock that was set back must change nothing.
    """
    said_at = [rows.moment(row["annotationDate"]) for row in standing if row["isHuman"]]
    latest = max((_in_utc(each) for each in said_at if each is not None), default=None)
    if latest is None or latest < datetime.fromisoformat(now):
        return now
    return (latest + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
