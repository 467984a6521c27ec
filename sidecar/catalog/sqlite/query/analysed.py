"""Finds the analysed recordings that filters on detections choose, silent ones included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sidecar.catalog.sqlite.query.condition import Condition, joined, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.detections import DETECTIONS
from sidecar.catalog.sqlite.query.recordings import RECORDINGS
from sidecar.catalog.values import Where

# Filters on detections that recordings have too, where they mean the recording's start.
_TIMES = ("heardAt", "date", "timeOfDay", "dayOfYear", "month", "season")
# Filters that name single rows.
_NAMED = ("detectionId", "annotationId", "regionId")
# Recordings, where they were made, and their analyses.
_TABLES = frozenset("rptvcfam")


def analysed(db: sqlite3.Connection, where: Where) -> Iterator[int]:
    """List the analysed recordings that pass the filters in `where` that concern recordings.

    A recording belongs to the day on which it begins.
    """
    if any(name in where for name in _NAMED):
        return iter(())
    times = {("date" if n == "heardAt" else n): v for n, v in where.items() if n in _TIMES}
    others = {name: value for name, value in where.items() if name not in _TIMES}
    tested = [each.driving or each for each in conditions(db, DETECTIONS, others)[0]]
    tested += conditions(db, RECORDINGS, times)[0]
    # Detections name the analysis `d.analysisId`; the table names it `a.analysisId`.
    tested = [
        Condition(each.sql.replace("d.analysisId", "a.analysisId"), each.values) for each in tested
    ]
    tested = [each for each in tested if each.aliases and each.aliases <= _TABLES]
    if "runId" not in where:
        tested.append(Condition("a.current = 1"))
    assert DETECTIONS.routes is not None
    source = DETECTIONS.routes.chains["r"].source(
        "", {"a", *(letter for each in tested for letter in each.aliases)}
    )
    sql = f"SELECT DISTINCT r.url, r.recordingId FROM {source} WHERE {joined(tested)}"
    found = db.execute(f"{sql} ORDER BY r.url, r.recordingId", values(tested))
    return (row["recordingId"] for row in found)
