"""Runs: their requests, and the outcome of each file; one transaction for each group."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from sidecar.catalog.runs import ModelVersion, NewRun, Run, RunRequest
from sidecar.catalog.sqlite import identity as recordings
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door
from sidecar.catalog.sqlite.findings import put_findings
from sidecar.catalog.sqlite.takeover import make_current
from sidecar.run.judging import Origin
from sidecar.run.plan import Analysis, Known, Version
from sidecar.run.windows import Stored
from sidecar.run.work import Failed, Gone, Judged, Kept, Outcome, Read, Rejudged, Stands

# Columns of WindowSet that are not copied to Analysis.
_OF_THE_SET = ("windowSetId", "modelId", "windowsDigest", "dimension", "firstVector", "offsets")

# Files in one question.
_AT_ONCE = 10_000


@door
class SqliteRuns:
    """The runs of a catalog; raises CatalogUnavailable and StorageFull."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def begin(self, run: NewRun) -> Run:
        """Add a run and every file to analyse."""
        with self._database.transaction() as db:
            model_id = _model_id(db, run.model)
            embedder_id = _model_id(db, run.embedder or run.model)
            run_id = rows.insert(
                db,
                "Run",
                modelId=model_id,
                settings=run.settings,
                program=run.program,
                status="running",
                process=_this_process(),
                startedAt=rows.now(),
                files=len(run.urls),
            )
            db.executemany(
                "INSERT INTO RunFile (runId, url, status) VALUES (?, ?, 'waiting')",
                ((run_id, url) for url in run.urls),
            )
        return Run(run_id, model_id, embedder_id)

    def end(self, run: Run, status: str) -> dict[str, int]:
        """Close a run and return how many of its files ended in each way."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE Run SET status = ?, endedAt = ? WHERE runId = ?",
                (status, rows.now(), run.run_id),
            )
            counts = db.execute(
                "SELECT status, count(*) AS files FROM RunFile WHERE runId = ? GROUP BY status",
                (run.run_id,),
            )
            return {row["status"]: row["files"] for row in counts}

    def known(self, urls: Sequence[str], run: Run) -> dict[str, Known]:
        """Look up the stored analyses and windows of files that a run may reuse."""
        found: dict[str, Known] = {}
        for first in range(0, len(urls), _AT_ONCE):
            some = json.dumps(urls[first : first + _AT_ONCE])
            found |= _known(self._database.reader(), some, run)
        return found

    def keep(self, run: Run, outcomes: Sequence[Outcome]) -> list[Kept | Gone]:
        """Keep the outcomes of recordings, each wholly or not at all, in one transaction.

        An outcome whose analysis or windows were removed meanwhile comes back as Gone.
        """
        with self._database.transaction() as db:
            keeping = _OutcomeWriter(db, self._database.path, run)
            kept = [keeping.keep(each) for each in outcomes]
            keeping.finish()
        return kept

    def judged_before(self, run: Run, settings_digest: str) -> dict[int, int]:
        """Find current analyses with these settings: analysisId by windowSetId."""
        found = self._database.reader().execute(
            """SELECT windowSetId, analysisId FROM Analysis WHERE modelId = ? AND current = 1
                 AND settingsDigest = ? AND windowSetId IS NOT NULL""",
            (run.model_id, settings_digest),
        )
        return {row["windowSetId"]: row["analysisId"] for row in found}

    def asked(self, run_id: int) -> RunRequest | None:
        """Read the request of a run; None if there is no such run."""
        db = self._database.reader()
        row = db.execute(
            """SELECT m.name, u.settings FROM Run u JOIN ModelVersion m USING (modelId)
               WHERE u.runId = ?""",
            (run_id,),
        ).fetchone()
        if row is None:
            return None
        files = db.execute("SELECT url FROM RunFile WHERE runId = ? ORDER BY url", (run_id,))
        return RunRequest(row["name"], row["settings"], [each["url"] for each in files])

    def analysed(self, run_id: int) -> list[tuple[int, str]]:
        """List a run's recordings that have an analysis, new or reused: recordingId and url."""
        found = self._database.reader().execute(
            """SELECT a.recordingId, f.url FROM RunFile f JOIN Analysis a USING (analysisId)
               WHERE f.runId = ? ORDER BY f.url""",
            (run_id,),
        )
        return [(row["recordingId"], row["url"]) for row in found]

    def model_id(self, model: ModelVersion) -> int:
        """Find or add a model, with the labeler of its annotations."""
        with self._database.transaction() as db:
            return _model_id(db, model)

    def mark_interrupted(self) -> None:
        """Mark killed runs as interrupted; runs of living processes stay running."""
        with self._database.transaction() as db:
            for row in db.execute("SELECT runId, process FROM Run WHERE status = 'running'"):
                if not _alive(row["process"]):
                    db.execute(
                        "UPDATE Run SET status = 'interrupted', endedAt = ? WHERE runId = ?",
                        (rows.now(), row["runId"]),
                    )


class _OutcomeWriter:
    """Keeps a group of outcomes; `finish` writes their detections together."""

    def __init__(self, db: sqlite3.Connection, catalog: Path, run: Run) -> None:
        self._db = db
        self._catalog = catalog
        self._run = run
        self._made: list[tuple[int, int, Judged]] = []  # analysisId, recordingId

    def keep(self, outcome: Outcome) -> Kept | Gone:
        if isinstance(outcome, Failed):
            error = outcome.error
            self._end(outcome, "failed", code=error.code, message=error.message)
            return Kept(outcome)
        if isinstance(outcome, Stands):
            return self._let_stand(outcome)
        if isinstance(outcome, Read):
            return self._read(outcome)
        return self._rejudged(outcome)

    def _let_stand(self, outcome: Stands) -> Kept | Gone:
        found = self._db.execute(
            """SELECT a.current FROM Analysis a JOIN Recording USING (recordingId)
               WHERE analysisId = ? AND url = ?""",
            (outcome.analysis_id, outcome.work.url),
        ).fetchone()
        if found is None:
            return Gone(outcome)
        if not found["current"]:
            make_current(self._db, outcome.analysis_id)
        self._end(outcome, "skipped", analysis_id=outcome.analysis_id)
        return Kept(outcome, outcome.recording_id, outcome.analysis_id)

    def _read(self, outcome: Read) -> Kept:
        db, facts, url = self._db, outcome.facts, outcome.work.url
        recording_id = rows.put_recording(db, url, facts, outcome.metadata)
        recordings.put_identity(db, recording_id, outcome.identity)
        window_set_id = rows.put_windows(
            db, self._catalog, recording_id, self._run.embedder_id, outcome
        )
        windows = outcome.windows
        return self._made_of(
            outcome,
            recordingId=recording_id,
            windowSetId=window_set_id,
            status=windows.status,
            trouble=windows.trouble,
            secondsReached=windows.reached_s,
            windows=len(windows.offsets),
            quietWindows=windows.quiet,
            sizeBytes=facts.size_bytes,
            modifiedNs=facts.modified_ns,
        )

    def _rejudged(self, outcome: Rejudged) -> Kept | Gone:
        # SQLite may reuse an id, but a row of the embeddings' file is never used twice.
        row = self._db.execute(
            "SELECT * FROM WindowSet WHERE windowSetId = ? AND firstVector = ?",
            (outcome.windows.window_set_id, outcome.windows.first),
        ).fetchone()
        if row is None:
            return Gone(outcome)
        columns = {
            name: row[name]
            for name in row.keys()  # noqa: SIM118 - a Row iterates over its values
            if name not in _OF_THE_SET
        }
        return self._made_of(outcome, windowSetId=row["windowSetId"], **columns)

    def _made_of(
        self,
        outcome: Read | Rejudged,
        **columns: Any,  # noqa: ANN401 - whatever SQLite holds
    ) -> Kept:
        """Add an analysis of a recording."""
        recording_id = columns["recordingId"]
        analysis_id = rows.insert_analysis(
            self._db,
            modelId=self._run.model_id,
            runId=self._run.run_id,
            settingsDigest=outcome.digests.settings,
            latitude=outcome.place.latitude,
            longitude=outcome.place.longitude,
            week=outcome.place.week,
            **columns,
        )
        self._made.append((analysis_id, recording_id, outcome))
        self._end(outcome, columns["status"], analysis_id, message=columns["trouble"])
        return Kept(outcome, recording_id, analysis_id)

    def finish(self) -> None:
        """Write the detections, and let the new analyses replace earlier ones."""
        found = [(analysis, recording, each.found) for analysis, recording, each in self._made]
        put_findings(self._db, self._run.model_id, found)
        for analysis_id, _, _ in self._made:
            rows.set_verdicts(self._db, analysis_id)
            make_current(self._db, analysis_id)

    def _end(
        self,
        outcome: Outcome,
        status: str,
        analysis_id: int | None = None,
        code: int | None = None,
        message: str | None = None,
    ) -> None:
        self._db.execute(
            """UPDATE RunFile SET status = ?, analysisId = ?, code = ?, message = ?
               WHERE runId = ? AND url = ?""",
            (status, analysis_id, code, message, self._run.run_id, outcome.work.url),
        )


def _model_id(db: sqlite3.Connection, model: ModelVersion) -> int:
    row = db.execute(
        "SELECT modelId FROM ModelVersion WHERE sha256 = ? AND converter = ?",
        (model.sha256, model.converter),
    ).fetchone()
    return int(row["modelId"]) if row else rows.add_model(db, model)


# The CROSS JOINs and a plus make SQLite start from the files asked for, not from all rows.
_FILES = "FROM json_each(?) u CROSS JOIN Recording r ON r.url = u.value"

_ORIGINS = f"""SELECT r.url, coalesce(s.latitude, f.latitude) AS latitude,
    coalesce(s.longitude, f.longitude) AS longitude, r.datetime, f.start, f.sizeBytes, f.modifiedNs
  {_FILES} LEFT JOIN Deployment d ON d.deploymentId = r.deploymentId
  LEFT JOIN Site s ON s.siteId = d.siteId
  LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId
  ORDER BY r.recordingId DESC"""

_ANALYSES = f"""SELECT r.url, a.recordingId, a.analysisId, a.settingsDigest, a.sizeBytes,
    a.modifiedNs
  {_FILES} CROSS JOIN RecordingFacts f ON f.recordingId = r.recordingId
  CROSS JOIN Analysis a ON a.recordingId = r.recordingId AND a.modelId = ?"""

_WINDOWS = f"""SELECT r.url, w.*, f.frames, r.samplerate
  {_FILES} CROSS JOIN RecordingFacts f ON f.recordingId = r.recordingId
  CROSS JOIN WindowSet w ON w.recordingId = r.recordingId AND w.modelId = ?
    AND +w.firstVector IS NOT NULL"""


def _known(db: sqlite3.Connection, urls: str, run: Run) -> dict[str, Known]:
    analyses: dict[str, dict[tuple[str, Version], Analysis]] = {}
    for row in db.execute(_ANALYSES, (urls, run.model_id)):
        key = row["settingsDigest"], _version(row)
        analyses.setdefault(row["url"], {})[key] = Analysis(row["recordingId"], row["analysisId"])
    windows: dict[str, dict[tuple[str, Version], Stored]] = {}
    for row in db.execute(_WINDOWS, (urls, run.embedder_id)):
        windows.setdefault(row["url"], {})[row["windowsDigest"], _version(row)] = stored_of(row)
    # Of two recordings at one url the first counts: it comes last, and replaces the other.
    return {
        row["url"]: Known(_origin(row), analyses.get(row["url"], {}), windows.get(row["url"], {}))
        for row in db.execute(_ORIGINS, (urls,))
    }


def stored_of(row: sqlite3.Row) -> Stored:
    """Make stored windows from a row of WindowSet with its recording's url, frames and rate."""
    return Stored(
        window_set_id=row["windowSetId"],
        recording_id=row["recordingId"],
        url=row["url"],
        first=row["firstVector"],
        offsets=np.frombuffer(row["offsets"], "<i8"),
        duration_s=(row["frames"] or 0) / (row["samplerate"] or 1),
        reached_s=row["secondsReached"],
        quiet=row["quietWindows"],
        trouble=row["trouble"],
    )


def _origin(row: sqlite3.Row) -> Origin:
    return Origin(
        row["latitude"],
        row["longitude"],
        rows.moment(row["datetime"]),
        rows.start_was_set(row),
    )


def _version(row: sqlite3.Row) -> Version:
    return row["sizeBytes"], row["modifiedNs"]


def _this_process() -> str:
    return f"{os.getpid()}:{psutil.Process().create_time():.2f}"


def _alive(process: str) -> bool:
    pid, _, created = process.partition(":")
    try:
        return f"{psutil.Process(int(pid)).create_time():.2f}" == created
    except psutil.Error:
        return False
