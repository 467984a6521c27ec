"""The detections of an analysis, packed for counting."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from struct import Struct
from struct import error as StructError
from typing import Any

_PACKED = Struct("<ddi")

# Packs the detections of each analysis. SQLite's averages of an index would lead it astray.
PACKED = """SELECT d.analysisId, packed(d.confidence, d.startTime, d.speciesId) AS detections
  FROM json_each(?) j CROSS JOIN Detection d INDEXED BY DetectionByAnalysis
    ON d.analysisId = j.value GROUP BY d.analysisId"""
_PACKED_ALL = """SELECT d.analysisId, packed(d.confidence, d.startTime, d.speciesId) AS detections
  FROM Analysis a CROSS JOIN Detection d INDEXED BY DetectionByAnalysis
    ON d.analysisId = a.analysisId GROUP BY a.analysisId"""
# A damaged value cannot be packed. Who counts such detections hears of the damage.
_READABLE = "SELECT * FROM ({}) WHERE detections IS NOT NULL"


class _Packing:
    """Packs rows of confidence, begin in seconds, and speciesId."""

    def __init__(self) -> None:
        self._packed = bytearray()
        self._readable = True

    def step(self, *row: Any) -> None:  # noqa: ANN401 - whatever a damaged row holds
        try:
            self._packed += _PACKED.pack(*row)
        except StructError:
            self._readable = False

    def finalize(self) -> bytes | None:
        return bytes(self._packed) if self._readable else None


def teach(connection: sqlite3.Connection) -> None:
    """Let a connection pack detections, and read the exact numbers of those that were packed."""
    connection.create_aggregate("packed", 3, _Packing)  # type: ignore[arg-type]
    connection.create_function("from_hex", 1, float.fromhex, deterministic=True)


def packed_of(db: sqlite3.Connection, analyses: Iterable[int]) -> dict[int, bytes]:
    """Read the packed detections of analyses; where a tally is missing, from the detections.

    An analysis without detections is left out.
    """
    ids = [*analyses]
    kept = db.execute(
        """SELECT k.analysisId, k.detections FROM json_each(?) j
           CROSS JOIN DetectionTally k ON k.analysisId = j.value""",
        (json.dumps(ids),),
    )
    kept.row_factory = None
    found: dict[int, bytes] = dict(kept.fetchall())
    lacking = [each for each in ids if each not in found]
    if lacking:
        found |= dict(db.execute(PACKED, (json.dumps(lacking),)).fetchall())
    return found


def keep_tallies(db: sqlite3.Connection, analyses: Iterable[int]) -> None:
    """Pack the detections of analyses, once all are written."""
    db.execute(
        f"INSERT OR REPLACE INTO DetectionTally {_READABLE.format(PACKED)}",
        (json.dumps([*analyses]),),
    )


def pack_all(db: sqlite3.Connection, _: Path) -> None:
    """Pack the detections of an older catalog."""
    if db.execute("SELECT 1 FROM Detection LIMIT 1").fetchone():
        teach(db)
        db.execute(f"INSERT INTO DetectionTally {_READABLE.format(_PACKED_ALL)}")
