"""Reads rows in the order of recordings, a few at a time."""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic.alias_generators import to_camel

from sidecar.audio.drives import Drives
from sidecar.audio.path import text_path
from sidecar.errors import RecordingNotFound
from sidecar.export.rows import Detection, Label, Part, Recording
from sidecar.query.conditions import Condition, Where, conditions, joined, values
from sidecar.query.detections import DETECTIONS
from sidecar.query.recordings import RECORDINGS
from sidecar.query.search import scan

Selected = Literal["detections", "annotations"]

# Rows held at once.
_BLOCK = 8192

_ROWS: dict[Selected, type[Detection] | type[Label]] = {
    "detections": Detection,
    "annotations": Label,
}
_ORDER = ["path", "recordingId", "start"]

# Filters on detections that also apply to a recording, by its start.
_TIMES = ("heardAt", "date", "timeOfDay", "dayOfYear", "month", "season")
# Filters that name rows one by one.
_NAMED = ("detectionId", "annotationId", "regionId")
# Recordings, where they were made, and their analyses.
_TABLES = frozenset("rptvcfam")


class Analysis(NamedTuple):
    """The place and week, the settings and the exact model behind a detection."""

    run_id: int
    latitude: float | None
    longitude: float | None
    week: int | None
    settings: dict[str, Any]
    model: str
    model_version: str
    model_sha256: str


@dataclass(frozen=True)
class Source:
    """Rows of a catalog that pass a query's `where`, with their recordings and analyses."""

    db: sqlite3.Connection
    select: Selected
    where: Where
    drives: Drives

    def parts(self, *, silent: bool) -> Iterator[Part]:
        """Read the rows, ordered by path and start, with or without `silent` recordings.

        A silent recording was analysed and has no row.
        """
        recording = lru_cache(maxsize=1024)(partial(_recording, self.db))
        parts = self._parts(recording)
        if not silent or self.select != "detections":
            return parts
        analysed = (Part(recording(each), []) for each in _analysed(self.db, self.where))
        return heapq.merge(
            analysed, parts, key=lambda part: (part.recording.path, part.recording.recording_id)
        )

    def _parts(self, recording: Any) -> Iterator[Part]:  # noqa: ANN401
        kind = _ROWS[self.select]
        order = _ORDER if self.select == "annotations" else [*_ORDER, "-confidence"]
        where = self.where
        if self.select == "annotations" and "mostRecent" not in where:
            where = {
                **where,
                "mostRecent": 1,
            }  # only current labels, unless the filter asks for others
        fields = [to_camel(name) for name in kind._fields]
        found = scan(self.db, self.select, where=where, order_by=order, fields=fields)
        found.row_factory = None
        make = partial(tuple.__new__, kind)  # half the time of kind._make
        while block := found.fetchmany(_BLOCK):
            for recording_id, rows in groupby(block, itemgetter(0)):
                yield Part(recording(recording_id), list(map(make, rows)))

    def place(self, url: str) -> Path:
        """Find a recording's file; on an unconnected drive it keeps the drive's label."""
        try:
            return self.drives.find(url)
        except RecordingNotFound:
            return text_path(url)

    def paths(self) -> Iterator[str]:
        """List the recordings' paths; recordings that begin on another day may be missing."""
        if self.select == "detections":
            recording = partial(_recording, self.db)
            return (recording(each).path for each in _analysed(self.db, self.where))
        found = scan(self.db, self.select, where=self.where, order_by=[], fields=["path"])
        return (path for (path,) in found)

    def species(self) -> list[str]:
        """List the species of the rows, by name."""
        found = scan(self.db, "species", where=self.where, order_by=["species"], fields=["species"])
        return [name for (name,) in dict.fromkeys(tuple(row) for row in found)]

    def analyses(self) -> Any:  # noqa: ANN401
        """Give the function from an analysisId to its Analysis."""
        return lru_cache(maxsize=4096)(partial(_analysis, self.db))


def _analysed(db: sqlite3.Connection, where: Where) -> Iterator[int]:
    """List the analysed recordings that pass those filters of `where` that apply to recordings.

    A recording belongs to the day on which it begins.
    """
    if any(name in where for name in _NAMED):
        return iter(())
    times = {("date" if n == "heardAt" else n): v for n, v in where.items() if n in _TIMES}
    others = {name: value for name, value in where.items() if name not in _TIMES}
    tested = [each.driving or each for each in conditions(db, DETECTIONS, others)[0]]
    tested += conditions(db, RECORDINGS, times)[0]
    # An analysis goes by two names.
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


def _recording(db: sqlite3.Connection, recording_id: int) -> Recording:
    row = db.execute(
        """SELECT r.recordingId, r.url,
             coalesce(f.frames * 1.0 / nullif(r.samplerate, 0), r.duration), r.samplerate,
             r.datetime, k.startsAt, coalesce(t.latitude, f.latitude),
             coalesce(t.longitude, f.longitude)
           FROM Recording r JOIN RecordingClock k USING (recordingId)
           LEFT JOIN RecordingFacts f USING (recordingId)
           LEFT JOIN Deployment p USING (deploymentId) LEFT JOIN Site t USING (siteId)
           WHERE r.recordingId = ?""",
        (recording_id,),
    ).fetchone()
    return Recording(*row)


def _analysis(db: sqlite3.Connection, analysis_id: int) -> Analysis:
    row = db.execute(
        """SELECT a.runId, a.latitude, a.longitude, a.week, u.settings, m.name, m.version, m.sha256
           FROM Analysis a JOIN Run u USING (runId) JOIN ModelVersion m ON m.modelId = a.modelId
           WHERE a.analysisId = ?""",
        (analysis_id,),
    ).fetchone()
    return Analysis(*row)._replace(settings=json.loads(row["settings"]))
