"""The catalog's answers from SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import numpy as np

from sidecar.catalog.analyses import AnalysedSound
from sidecar.catalog.matches import MatchPage, MatchQuestion
from sidecar.catalog.occasions import (
    BestDetection,
    CellPlace,
    OccasionBlock,
    OccasionFrame,
    OccasionQuestion,
    Reportable,
)
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import WrongValue, answering, door, from_rows, made
from sidecar.catalog.sqlite.occasions.best import best_of
from sidecar.catalog.sqlite.occasions.blocks import OccasionBlocks
from sidecar.catalog.sqlite.occasions.frame import frame
from sidecar.catalog.sqlite.query.analysed import analysed
from sidecar.catalog.sqlite.query.counts import counts
from sidecar.catalog.sqlite.query.marks import marks
from sidecar.catalog.sqlite.query.matched import match_totals, matches
from sidecar.catalog.sqlite.query.search import begin, scan, search, sizes
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.values import (
    Basis,
    FieldType,
    Marks,
    Occasion,
    Page,
    Question,
    Recorded,
    RecordingSpan,
    Tally,
    Where,
)
from sidecar.occasions.calendar import OccasionCalendar

# Rows held in memory together.
_BLOCK = 8192

# A detection is found whether it is current or not.
_STRETCHES = {
    "detection": """SELECT recordingId, startTime, endTime, channel FROM Detection JOIN Analysis
                    USING (analysisId) LEFT JOIN AnalysisChannel USING (analysisId)
                    WHERE detectionId = ?""",
    "region": """SELECT recordingId, starttime, endtime, NULL FROM RegionOfInterest
                 WHERE regionId = ?""",
}


@door
class SqliteQuestions:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def fields(self, select: str) -> dict[str, FieldType]:
        asked = SELECTS[select]
        known = {**(asked.of.known if asked.of else {}), **asked.known}
        return {name: field.type for name, field in known.items()}

    def page(
        self,
        question: Question,
        *,
        limit: int,
        cursor: str | None = None,
        exact: bool = False,
        fields: Sequence[str] = (),
        at: Mapping[str, Any] | None = None,
        before: int = 0,
    ) -> Page:
        with self._database.asking.question():
            return search(
                self._database.reader(),
                question.select,
                where=question.where,
                order_by=list(question.order_by),
                limit=limit,
                cursor=cursor,
                exact=exact,
                fields=fields,
                at=at,
                before=before,
            )

    def marks(self, question: Question, count: int) -> Marks:
        with self._database.asking.question(), self.snapshot():
            return marks(
                self._database.reader(),
                question.select,
                where=question.where,
                order_by=list(question.order_by),
                count=count,
            )

    def rows(
        self, question: Question, fields: Sequence[str], *, most: int | None = None
    ) -> Iterator[tuple[object, ...]]:
        if most is not None:
            db, where, order = self._database.reader(), question.where, list(question.order_by)
            yield from begin(db, question.select, where, order, fields=fields, most=most)
            return
        found = scan(
            self._database.reader(),
            question.select,
            where=question.where,
            order_by=list(question.order_by),
            fields=fields,
        )
        found.row_factory = None
        while block := found.fetchmany(_BLOCK):
            yield from block

    def sizes(self, question: Question) -> dict[int, int]:
        return sizes(self._database.reader(), question.select, question.where)

    def counts(self, tally: Tally, most: int) -> list[dict[str, object]]:
        with self._database.asking.question():
            return counts(self._database.reader(), tally, most)

    def matches(self, asked: MatchQuestion, *, limit: int, cursor: str | None = None) -> MatchPage:
        with self._database.asking.question():
            return matches(self._database.reader(), asked, limit, cursor)

    def match_totals(self, asked: MatchQuestion, most: int) -> list[dict[str, Any]]:
        with self._database.asking.question():
            return match_totals(self._database.reader(), asked, most)

    def occasion_frame(self, asked: OccasionQuestion) -> OccasionFrame:
        with self._database.asking.question():
            return frame(self._database.reader(), asked)

    def occasions(
        self,
        asked: OccasionQuestion,
        calendar: OccasionCalendar,
        sites: Sequence[int],
        reportable: Reportable,
    ) -> Iterator[OccasionBlock]:
        yield from OccasionBlocks(self._database.reader(), asked, calendar, reportable).all(sites)

    def best_of(self, model: str, cells: Sequence[CellPlace]) -> list[BestDetection | None]:
        return best_of(self._database.reader(), model, cells)

    def models_in_use(self) -> list[str]:
        found = self._database.reader().execute(
            """SELECT DISTINCT m.name FROM ModelVersion m WHERE EXISTS (SELECT 1 FROM Analysis a
                 WHERE a.modelId = m.modelId AND a.current = 1) ORDER BY 1"""
        )
        return [str(row[0]) for row in found]

    def species(self, name: str | None = None) -> list[tuple[str, str | None]]:
        one = "" if name is None else " AND species = ?"
        found = self._database.reader().execute(
            f"SELECT species, common FROM Species WHERE species <> ''{one} ORDER BY speciesId",
            () if name is None else (name,),
        )
        return [(row["species"], row["common"]) for row in found]

    @contextmanager
    def reading(self) -> Iterator[None]:
        with answering(self.path), from_rows():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        db = self._database.reader()
        with answering(self.path), from_rows():
            db.execute("BEGIN")
            try:
                yield
            finally:
                db.execute("ROLLBACK")

    def analysed(self, where: Where) -> Iterator[int]:
        yield from (number for number, _ in analysed(self._database.reader(), where))

    def paths(self, where: Where) -> Iterator[str]:
        yield from (path for _, path in analysed(self._database.reader(), where))

    def recorded(self, recording_id: int) -> Recorded:
        row = (
            self._database.reader()
            .execute(
                """SELECT r.recordingId, r.url,
                     coalesce(f.frames * 1.0 / nullif(r.samplerate, 0), r.duration), r.samplerate,
                     r.datetime, k.startsAt, coalesce(t.latitude, f.latitude),
                     coalesce(t.longitude, f.longitude), t.site_code, v.surveyname,
                     coalesce(c.code, f.recorder)
                   FROM Recording r JOIN RecordingClock k USING (recordingId)
                   LEFT JOIN RecordingFacts f USING (recordingId)
                   LEFT JOIN Deployment p USING (deploymentId) LEFT JOIN Site t USING (siteId)
                   LEFT JOIN Survey v USING (surveyId)
                   LEFT JOIN Recorder c ON c.recorderId = p.recorderId
                   WHERE r.recordingId = ?""",
                (recording_id,),
            )
            .fetchone()
        )
        return made(Recorded, row)

    def occasion(self, recording_id: int) -> Occasion | None:
        row = (
            self._database.reader()
            .execute(
                """SELECT coalesce(t.latitude, f.latitude), coalesce(t.longitude, f.longitude),
                     k.startsAt, a.latitude, a.longitude, a.week
                   FROM Recording r JOIN RecordingClock k USING (recordingId)
                   LEFT JOIN RecordingFacts f USING (recordingId)
                   LEFT JOIN Deployment p USING (deploymentId) LEFT JOIN Site t USING (siteId)
                   LEFT JOIN Analysis a ON a.analysisId =
                     (SELECT max(analysisId) FROM Analysis
                      WHERE recordingId = r.recordingId AND latitude IS NOT NULL)
                   WHERE r.recordingId = ?""",
                (recording_id,),
            )
            .fetchone()
        )
        return made(Occasion, row) if row else None

    def basis(self, analysis_id: int) -> Basis:
        row: sqlite3.Row = (
            self._database.reader()
            .execute(
                """SELECT a.runId, a.latitude, a.longitude, a.week, u.settings, m.name, m.version,
                     m.sha256
                   FROM Analysis a JOIN Run u USING (runId)
                   JOIN ModelVersion m ON m.modelId = a.modelId
                   WHERE a.analysisId = ?""",
                (analysis_id,),
            )
            .fetchone()
        )
        with from_rows():
            basis = Basis(*row)._replace(settings=json.loads(row["settings"]))
        if not isinstance(basis.settings, dict):
            raise WrongValue(f"the settings of analysis {analysis_id} are {basis.settings!r}")
        return basis

    def analysed_by(self, recording_id: int) -> list[AnalysedSound]:
        found = self._database.reader().execute(
            """SELECT a.analysisId, m.name, o.name AS title, m.version, m.sha256, m.converter,
                 m.licence, c.channel, a.windows, a.quietWindows, a.secondsReached,
                 w.modelId, w.firstVector, w.offsets
               FROM Analysis a JOIN ModelVersion m USING (modelId) JOIN Model o USING (modelId)
               LEFT JOIN AnalysisChannel c USING (analysisId)
               LEFT JOIN WindowSet w ON w.windowSetId = a.windowSetId AND w.firstVector IS NOT NULL
               WHERE a.recordingId = ? AND a.current = 1 ORDER BY a.analysisId DESC""",
            (recording_id,),
        )
        with from_rows():
            return [
                AnalysedSound(
                    analysis_id=row["analysisId"],
                    version=ModelVersion(*tuple(row)[1:7]),
                    channel=row["channel"],
                    windows=row["windows"],
                    quiet=row["quietWindows"],
                    reached_s=row["secondsReached"],
                    windows_model_id=row["modelId"],
                    first=row["firstVector"] or 0,
                    offsets=np.frombuffer(row["offsets"] or b"", "<i8"),
                )
                for row in found
            ]

    def decider(self, detection_id: int) -> str | None:
        row = (
            self._database.reader()
            .execute(
                """SELECT p.name FROM Detection d JOIN Annotation n USING (annotationId)
                   JOIN Annotation h ON h.regionId = n.regionId AND h.mostRecent = 1
                   JOIN Labeler p ON p.labelerId = h.labelerId AND p.isHuman = 1
                   WHERE d.detectionId = ?
                   ORDER BY h.speciesId IS d.speciesId DESC, h.annotationId DESC LIMIT 1""",
                (detection_id,),
            )
            .fetchone()
        )
        return row["name"] if row else None

    def stretch(self, of: Literal["detection", "region"], number: int) -> RecordingSpan | None:
        row = self._database.reader().execute(_STRETCHES[of], (number,)).fetchone()
        return made(RecordingSpan, row) if row else None
