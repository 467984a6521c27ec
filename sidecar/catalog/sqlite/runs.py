"""Runs: their requests, and the outcome of each file; one transaction for each group."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from sidecar.audio.clock import ClockRules
from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.catalog.runs import ModelVersion, NewRun, Run, RunRequest
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.arrivals import put_recording
from sidecar.catalog.sqlite.clocks import origins, rules_of
from sidecar.catalog.sqlite.database import Database, stoppable
from sidecar.catalog.sqlite.door import door, from_rows
from sidecar.catalog.sqlite.findings import put_findings
from sidecar.catalog.sqlite.takeover import make_current
from sidecar.run.detections import Detection
from sidecar.run.judging import Origin
from sidecar.run.plan import Analysis, Known, Version
from sidecar.run.windows import Stored
from sidecar.run.work import Failed, Gone, Kept, Outcome, Read, Rejudged, Stands

# Columns of WindowSet that an analysis repeats.
_OF_THE_SET = (
    "recordingId",
    "windowSetId",
    "status",
    "trouble",
    "secondsReached",
    "windows",
    "quietWindows",
    "sizeBytes",
    "modifiedNs",
)

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

    def end(self, run: Run, status: str, notes: str = "[]") -> dict[str, int]:
        """Close a run and return how many of its files ended in each way."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE Run SET status = ?, endedAt = ? WHERE runId = ?",
                (status, rows.now(), run.run_id),
            )
            db.execute("INSERT OR REPLACE INTO RunNotes VALUES (?, ?)", (run.run_id, notes))
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

    def keep(
        self, run: Run, outcomes: Sequence[Outcome], check: Callable[[], None] = lambda: None
    ) -> list[Kept | Gone]:
        """Keep the outcomes of recordings, each wholly or not at all, in one transaction.

        An outcome whose analysis or windows were removed meanwhile comes back as Gone. `check` may
        raise RequestCancelled at any time, to keep nothing.
        """
        with self._database.transaction() as db, stoppable(db, check):
            return _OutcomeWriter(db, self._database.path, run).keep(outcomes)

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
        # A catalog must open while another program writes to it, so this mostly reads.
        with self._database.peek() as db:
            found = db.execute("SELECT runId, process FROM Run WHERE status = 'running'")
            killed = [row["runId"] for row in found if not _alive(row["process"])]
        if not killed:
            return
        with self._database.transaction() as db:
            db.executemany(
                """UPDATE Run SET status = 'interrupted', endedAt = ?
                   WHERE runId = ? AND status = 'running'""",
                [(rows.now(), run_id) for run_id in killed],
            )


_SETS = f"""SELECT w.firstVector, {", ".join(f"w.{name}" for name in _OF_THE_SET)}
  FROM json_each(?) u CROSS JOIN WindowSet w ON w.windowSetId = u.value"""

_STANDING = """SELECT a.analysisId, r.url, a.current
  FROM json_each(?) u CROSS JOIN Analysis a ON a.analysisId = u.value
  CROSS JOIN Recording r ON r.recordingId = a.recordingId"""


class _OutcomeWriter:
    """Keeps a group of outcomes with some statements for all, and few for each."""

    def __init__(self, db: sqlite3.Connection, catalog: Path, run: Run) -> None:
        self._db = db
        self._catalog = catalog
        self._run = run
        self._made: list[tuple[int, int, Sequence[Detection]]] = []  # analysisId, recordingId
        self._replaced: list[int] = []  # analysisId
        self._other: dict[str, int] = {}  # recordingId of another sound that was at a url

    def keep(self, outcomes: Sequence[Outcome]) -> list[Kept | Gone]:
        kept: list[Kept | Gone] = []
        # Outcomes of one class are kept together, unless two are of one file.
        for _, alike in groupby(outcomes, type):
            for some in rows.apart(alike, _url):
                kept += self._fail([each for each in some if isinstance(each, Failed)])
                kept += self._let_stand([each for each in some if isinstance(each, Stands)])
                kept += self._read([each for each in some if isinstance(each, Read)])
                kept += self._rejudge([each for each in some if isinstance(each, Rejudged)])
        self._finish()
        return kept

    def _fail(self, outcomes: Sequence[Failed]) -> list[Kept]:
        self._end(
            ("failed", None, each.error.code, each.error.message, _url(each)) for each in outcomes
        )
        return [Kept(each) for each in outcomes]

    def _let_stand(self, outcomes: Sequence[Stands]) -> list[Kept | Gone]:
        found = {
            (analysis_id, url): current
            for analysis_id, url, current in self._look_up(
                _STANDING, [each.analysis_id for each in outcomes]
            )
        }
        there = [each for each in outcomes if (each.analysis_id, _url(each)) in found]
        earlier = [each for each in there if not found[each.analysis_id, _url(each)]]
        make_current(self._db, [each.analysis_id for each in earlier])
        self._end(("skipped", each.analysis_id, None, None, _url(each)) for each in there)
        return [
            Kept(each, each.recording_id, each.analysis_id)
            if (each.analysis_id, _url(each)) in found
            else Gone(each)
            for each in outcomes
        ]

    def _read(self, outcomes: Sequence[Read]) -> list[Kept | Gone]:
        return self._analysed([(each, self._store(each)) for each in outcomes])

    def _store(self, outcome: Read) -> dict[str, Any]:
        """Store a recording with its windows; returns what its analysis has of them."""
        db, facts, windows = self._db, outcome.facts, outcome.windows
        arrived = put_recording(db, _url(outcome), facts, outcome.provenance, outcome.identity)
        recording_id = arrived.recording_id
        if arrived.replaced is not None:
            self._other[_url(outcome)] = arrived.replaced
        window_set_id = rows.put_windows(
            db, self._catalog, recording_id, self._run.embedder_id, outcome
        )
        return {
            "recordingId": recording_id,
            "windowSetId": window_set_id,
            "status": windows.status,
            "trouble": windows.trouble,
            "secondsReached": windows.reached_s,
            "windows": len(windows.offsets),
            "quietWindows": windows.quiet,
            "sizeBytes": facts.size_bytes,
            "modifiedNs": facts.modified_ns,
        }

    def _rejudge(self, outcomes: Sequence[Rejudged]) -> list[Kept | Gone]:
        # SQLite may reuse an id, but a row of the embeddings' file is never used twice.
        found = {
            (row["windowSetId"], row["firstVector"]): {name: row[name] for name in _OF_THE_SET}
            for row in self._look_up(_SETS, [each.windows.window_set_id for each in outcomes])
        }
        return self._analysed(
            [
                (each, found.get((each.windows.window_set_id, each.windows.first)))
                for each in outcomes
            ]
        )

    def _analysed(
        self, outcomes: Sequence[tuple[Read | Rejudged, dict[str, Any] | None]]
    ) -> list[Kept | Gone]:
        """Add an analysis of each outcome, given with what it has of its windows; None: Gone."""
        there = [(outcome, windows) for outcome, windows in outcomes if windows is not None]
        ids, replaced = rows.insert_analyses(
            self._db, [self._analysis(outcome, windows) for outcome, windows in there]
        )
        self._replaced += replaced
        self._db.executemany(
            "INSERT INTO Unfinished VALUES (?)",
            (
                (number,)
                for number, (outcome, _) in zip(ids, there, strict=True)
                if outcome.windows.again
            ),
        )
        self._end(
            (windows["status"], number, None, windows["trouble"], _url(outcome))
            for number, (outcome, windows) in zip(ids, there, strict=True)
        )
        self._made += [
            (number, windows["recordingId"], outcome.found)
            for number, (outcome, windows) in zip(ids, there, strict=True)
        ]
        numbers = iter(ids)
        return [
            Gone(outcome)
            if windows is None
            else Kept(
                outcome, windows["recordingId"], next(numbers), self._other.get(_url(outcome))
            )
            for outcome, windows in outcomes
        ]

    def _analysis(self, outcome: Read | Rejudged, windows: dict[str, Any]) -> dict[str, Any]:
        return {
            "modelId": self._run.model_id,
            "runId": self._run.run_id,
            "settingsDigest": outcome.digests.settings,
            "latitude": outcome.place.latitude,
            "longitude": outcome.place.longitude,
            "week": outcome.place.week,
            **windows,
        }

    def _finish(self) -> None:
        """Write the detections, and let the new analyses replace earlier ones."""
        put_findings(self._db, self._run.model_id, self._made)
        ids = [analysis_id for analysis_id, _, _ in self._made]
        make_current(self._db, ids)
        self._db.executemany(
            "DELETE FROM Analysis WHERE analysisId = ?", ((each,) for each in self._replaced)
        )

    def _look_up(self, sql: str, ids: list[int]) -> Iterable[sqlite3.Row]:
        return self._db.execute(sql, (json.dumps(ids),)) if ids else ()

    def _end(self, ends: Iterable[tuple[object, ...]]) -> None:
        """Note how files ended: status, analysis, code, message and url."""
        self._db.executemany(
            f"""UPDATE RunFile SET status = ?, analysisId = ?, code = ?, message = ?
                WHERE runId = {self._run.run_id} AND url = ?""",
            ends,
        )


def _url(outcome: Outcome) -> str:
    return outcome.work.url


def _model_id(db: sqlite3.Connection, model: ModelVersion) -> int:
    row = db.execute(
        "SELECT modelId FROM ModelVersion WHERE sha256 = ? AND converter = ?",
        (model.sha256, model.converter),
    ).fetchone()
    return int(row["modelId"]) if row else rows.add_model(db, model)


# The CROSS JOINs and a plus make SQLite start from the files asked for, not from all rows.
_FILES = "FROM json_each(?) u CROSS JOIN Recording r ON r.url = u.value"

_ORIGINS = f"""SELECT r.url, coalesce(s.latitude, f.latitude) AS latitude,
    coalesce(s.longitude, f.longitude) AS longitude, r.datetime, f.start, f.sizeBytes, f.modifiedNs,
    s.latitude AS siteLatitude, s.longitude AS siteLongitude, i.sampleDigest,
    r.recordingId, EXISTS (SELECT 1 FROM RecordingSource o
      WHERE o.recordingId = r.recordingId AND o.disagrees = 1) AS disagrees
  {_FILES} LEFT JOIN Deployment d ON d.deploymentId = r.deploymentId
  LEFT JOIN Site s ON s.siteId = d.siteId
  LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId
  LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId
  ORDER BY r.recordingId DESC"""

_ANALYSES = f"""SELECT r.url, a.recordingId, a.analysisId, a.settingsDigest, a.trouble,
    a.windows = 0 AND a.quietWindows > 0 AS silent,
    a.sizeBytes, a.modifiedNs
  {_FILES} CROSS JOIN RecordingFacts f ON f.recordingId = r.recordingId
  CROSS JOIN Analysis a ON a.recordingId = r.recordingId AND a.modelId = ?
  WHERE a.analysisId NOT IN (SELECT analysisId FROM Unfinished)"""

_WINDOWS = f"""SELECT r.url, w.*, f.frames, r.samplerate
  {_FILES} CROSS JOIN RecordingFacts f ON f.recordingId = r.recordingId
  CROSS JOIN WindowSet w ON w.recordingId = r.recordingId AND w.modelId = ?
    AND +w.firstVector IS NOT NULL
  WHERE w.windowSetId NOT IN (
    SELECT a.windowSetId FROM Unfinished JOIN Analysis a USING (analysisId)
    WHERE a.windowSetId IS NOT NULL)"""


@from_rows()
def _known(db: sqlite3.Connection, urls: str, run: Run) -> dict[str, Known]:
    analyses: dict[str, dict[tuple[str, Version], Analysis]] = {}
    for row in db.execute(_ANALYSES, (urls, run.model_id)):
        key = row["settingsDigest"], _version(row)
        analyses.setdefault(row["url"], {})[key] = Analysis(
            row["recordingId"], row["analysisId"], row["trouble"], bool(row["silent"])
        )
    windows: dict[str, dict[tuple[str, Version], Stored]] = {}
    for row in db.execute(_WINDOWS, (urls, run.embedder_id)):
        windows.setdefault(row["url"], {})[row["windowsDigest"], _version(row)] = stored_of(row)
    found = {url: Known(Origin(clock=rules)) for url, rules in origins(db, json.loads(urls))}
    known = db.execute(_ORIGINS, (urls,)).fetchall()
    clocks = rules_of(db, [row["recordingId"] for row in known])
    # Of two recordings at one url the first counts: it comes last, and replaces the other.
    return found | {
        row["url"]: Known(
            _origin(row, clocks[row["recordingId"]]),
            analyses.get(row["url"], {}),
            windows.get(row["url"], {}),
            version=None if row["sizeBytes"] is None else _version(row),
            begins=row["sampleDigest"] and row["sampleDigest"][:HEAD_BYTES],
            site=Origin(row["siteLatitude"], row["siteLongitude"]),
        )
        for row in known
    }


@from_rows()
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


def _origin(row: sqlite3.Row, clock: ClockRules) -> Origin:
    was_set = rows.start_was_set(row)
    return Origin(
        row["latitude"],
        row["longitude"],
        rows.moment(row["datetime"]),
        was_set,
        row["sizeBytes"] is None,
        clock,
        bool(row["disagrees"]) and not was_set,
    )


def _version(row: sqlite3.Row) -> Version:
    return row["sizeBytes"], row["modifiedNs"]


def _this_process() -> str:
    return f"{os.getpid()}:{psutil.Process().create_time():.2f}"


@from_rows()
def _alive(process: str) -> bool:
    pid, _, created = process.partition(":")
    try:
        return f"{psutil.Process(int(pid)).create_time():.2f}" == created
    except psutil.Error:
        return False
