"""Finds the analysed recordings that filters on detections choose, silent ones included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sidecar.catalog.sqlite.query.condition import Condition, joined, needed, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.expression import column
from sidecar.catalog.sqlite.query.filters import START_S, times
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.query.select.recordings import RECORDINGS
from sidecar.catalog.values import Where

# Filters on detections that recordings have too, where they mean the recording's start.
_TIMES = ("heardAt", *times(START_S))
# Filters that name single rows.
_NAMED = ("detectionId", "annotationId", "regionId")
# Recordings, where they were made and whether they are missing, and their analyses.
_TABLES = frozenset("rptvcfiam")
# Detections name their analysis; here the analysis names itself.
_EQUAL = {column("d", "analysisId"): column("a", "analysisId")}
_CURRENT = Condition("a.current = 1", besides=frozenset("a"))


def analysed(db: sqlite3.Connection, where: Where) -> Iterator[tuple[int, str]]:
    """List the analysed recordings that pass the filters in `where` that concern recordings.

    A recording belongs to the day on which it begins.
    """
    if any(name in where for name in _NAMED):
        return iter(())
    began = {("date" if n == "heardAt" else n): v for n, v in where.items() if n in _TIMES}
    others = {name: value for name, value in where.items() if name not in _TIMES}
    tested = [each.driving or each for each in conditions(db, DETECTIONS, others)[0]]
    tested += conditions(db, RECORDINGS, began)[0]
    tested = [each.put(_EQUAL) for each in tested]
    tested = [each for each in tested if each.needs and each.needs <= _TABLES]
    if "runId" not in where:
        tested.append(_CURRENT)
    assert DETECTIONS.routes is not None
    source = DETECTIONS.routes.chains["r"].source("", needed(tested) | {"a"})
    sql = f"SELECT DISTINCT r.url, r.recordingId FROM {source} WHERE {joined(tested)}"
    found = db.execute(f"{sql} ORDER BY r.url, r.recordingId", values(tested))
    return ((row["recordingId"], row["url"]) for row in found)
