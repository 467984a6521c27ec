"""Runs: their requests, and the outcome of each file; one transaction for each group."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil

from sidecar.audio.clock import ClockRules
from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.catalog.runs import (
    KnownModels,
    ModelVersion,
    NewRun,
    Run,
    RunRequest,
    Speed,
    Waiting,
    WaitsFor,
)
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.clocks import origins, rules_of
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.deployments import in_folder_of
from sidecar.catalog.sqlite.door import door, from_rows
from sidecar.catalog.sqlite.outbox import queue_analyses
from sidecar.catalog.sqlite.outcomes import OutcomeWriter
from sidecar.models.digest import version_id_of
from sidecar.run.judging import Origin
from sidecar.run.plan import Analysis, Known, Version
from sidecar.run.windows import Stored
from sidecar.run.work import Gone, Kept, Outcome

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
            rows.insert(db, "RunTotal", runId=run_id, resumes=run.resumes)
        waits = run.retries or WaitsFor(model_id, run.settings_digest)
        return Run(run_id, model_id, embedder_id, waits)

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

    def models(self, run: NewRun) -> KnownModels:
        """Find the models of a run that has not begun; adds none."""
        db = self._database.reader()
        return KnownModels(_find_model(db, run.model), _find_model(db, run.embedder or run.model))

    def speed(self, models: KnownModels) -> Speed:
        """Measure how fast the latest runs of a model were."""
        heard_s, read_s, rescored, rescore_s = (
            self._database.reader().execute(_SPEED, (models.model_id, _LATEST)).fetchone()
        )
        return Speed(
            heard=heard_s / read_s if read_s else None,
            rescored=rescored / rescore_s if rescore_s else None,
        )

    def known(self, urls: Sequence[str], of: Run | KnownModels) -> dict[str, Known]:
        """Look up the stored analyses and windows of files that a run may reuse."""
        found: dict[str, Known] = {}
        for first in range(0, len(urls), _AT_ONCE):
            some = json.dumps(urls[first : first + _AT_ONCE])
            found |= _known(self._database.reader(), some, of)
        return found

    def keep(
        self,
        run: Run,
        outcomes: Sequence[Outcome],
        seconds: float = 0.0,
        *,
        forward: bool = False,
    ) -> list[Kept | Gone]:
        """Keep the outcomes of recordings, each wholly or not at all, in one transaction.

        An outcome comes back as Gone if its analysis or windows were removed meanwhile, or if its
        recording's channels are of different versions of the file.
        """
        with self._database.transaction() as db:
            writer = OutcomeWriter(db, self._database.path, run, seconds)
            kept = writer.keep(outcomes)
            if forward:
                queue_analyses(db, writer.analyses)
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
            """SELECT m.name, m.sha256, m.converter, u.settings
               FROM Run u JOIN ModelVersion m USING (modelId) WHERE u.runId = ?""",
            (run_id,),
        ).fetchone()
        if row is None:
            return None
        files = db.execute("SELECT url FROM RunFile WHERE runId = ? ORDER BY url", (run_id,))
        with from_rows():
            version_id = version_id_of(row["sha256"], row["converter"])
        urls = [each["url"] for each in files]
        return RunRequest(row["name"], version_id, row["settings"], urls)

    def analysed(self, run_id: int) -> list[tuple[int, str]]:
        """List a run's recordings that have an analysis, new or reused: recordingId and url."""
        found = self._database.reader().execute(
            """SELECT a.recordingId, f.url FROM RunFile f JOIN Analysis a USING (analysisId)
               WHERE f.runId = ? ORDER BY f.url""",
            (run_id,),
        )
        return [(row["recordingId"], row["url"]) for row in found]

    def waiting(self, model: str | None = None) -> list[Waiting]:
        """List the recordings that wait for a model, or for any."""
        found = self._database.reader().execute(_WAITING, (model,))
        with from_rows():
            return [
                Waiting(
                    WaitsFor(row["modelId"], row["settingsDigest"]),
                    row["name"],
                    version_id_of(row["sha256"], row["converter"]),
                    row["settings"],
                    [str(url) for url in json.loads(row["urls"])],
                )
                for row in found
            ]

    def wait_no_longer(self, run: Run, urls: Sequence[str]) -> None:
        """Let recordings wait no longer as the run says."""
        if run.waits is None or not urls:
            return
        with self._database.transaction() as db:
            db.execute(
                """DELETE FROM Deferred WHERE modelId = ? AND settingsDigest = ?
                     AND url IN (SELECT value FROM json_each(?))""",
                (run.waits.model_id, run.waits.settings_digest, json.dumps(urls)),
            )

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


def _model_id(db: sqlite3.Connection, model: ModelVersion) -> int:
    known = _find_model(db, model)
    return rows.add_model(db, model) if known is None else known


def _find_model(db: sqlite3.Connection, model: ModelVersion) -> int | None:
    row = db.execute(
        "SELECT modelId FROM ModelVersion WHERE sha256 = ? AND converter = ?",
        (model.sha256, model.converter),
    ).fetchone()
    return int(row["modelId"]) if row else None


# Of a file that the catalog does not know, and of whose clock nobody said anything.
_UNKNOWN = Known()

# Runs whose speed counts: the latest ones, on the present machine.
_LATEST = 10

_SPEED = """SELECT total(audioSeconds), total(readSeconds), total(rescoredWindows),
    total(rescoreSeconds)
  FROM (SELECT t.* FROM Run u JOIN RunTotal t USING (runId)
        WHERE u.modelId = ? AND (t.readSeconds > 0 OR t.rescoreSeconds > 0)
        ORDER BY u.runId DESC LIMIT ?)"""


# Of the runs in which the model failed on recordings with the same settings, any one has these.
_WAITING = """SELECT w.modelId, w.settingsDigest, m.name, m.sha256, m.converter, u.settings,
    json_group_array(w.url) AS urls
  FROM (SELECT * FROM Deferred ORDER BY url) w JOIN ModelVersion m ON m.modelId = w.modelId
  JOIN Run u ON u.runId = w.runId
  WHERE m.name = coalesce(?, m.name)
  GROUP BY w.modelId, w.settingsDigest ORDER BY min(w.deferredId)"""


# The CROSS JOINs and a plus make SQLite start from the files asked for, not from all rows.
_FILES = "FROM json_each(?) u CROSS JOIN Recording r ON r.url = u.value"

_ORIGINS = f"""SELECT r.url, coalesce(s.latitude, f.latitude) AS latitude,
    coalesce(s.longitude, f.longitude) AS longitude, r.datetime, f.start, f.sizeBytes, f.modifiedNs,
    s.latitude AS siteLatitude, s.longitude AS siteLongitude, i.sampleDigest,
    r.recordingId, f.channels, r.duration, r.deploymentId, s.site_code,
    coalesce(s.site_code, e.code) AS place,
    EXISTS (SELECT 1 FROM CancellingSound c WHERE c.recordingId = r.recordingId) AS cancels,
    EXISTS (SELECT 1 FROM RecordingSource o
      WHERE o.recordingId = r.recordingId AND o.disagrees = 1) AS disagrees
  {_FILES} LEFT JOIN Deployment d ON d.deploymentId = r.deploymentId
  LEFT JOIN Site s ON s.siteId = d.siteId
  LEFT JOIN Recorder e ON e.recorderId = d.recorderId
  LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId
  LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId
  ORDER BY r.recordingId DESC"""

_ANALYSES = f"""SELECT r.url, a.recordingId, a.analysisId, a.settingsDigest, a.trouble,
    a.windows = 0 AND a.quietWindows > 0 AS silent,
    a.sizeBytes, a.modifiedNs
  {_FILES} CROSS JOIN RecordingFacts f ON f.recordingId = r.recordingId
  CROSS JOIN Analysis a ON a.recordingId = r.recordingId AND a.modelId = ?
  WHERE a.analysisId NOT IN (SELECT analysisId FROM Unfinished)"""

_WINDOWS = f"""SELECT r.url, w.*, f.frames, r.samplerate,
    (SELECT channel FROM WindowSetChannel c WHERE c.windowSetId = w.windowSetId) AS channel
  {_FILES} CROSS JOIN RecordingFacts f ON f.recordingId = r.recordingId
  CROSS JOIN WindowSet w ON w.recordingId = r.recordingId AND w.modelId = ?
    AND +w.firstVector IS NOT NULL
  WHERE w.windowSetId NOT IN (
    SELECT a.windowSetId FROM Unfinished JOIN Analysis a USING (analysisId)
    WHERE a.windowSetId IS NOT NULL)"""


@from_rows()
def _known(db: sqlite3.Connection, urls: str, of: Run | KnownModels) -> dict[str, Known]:
    analyses: dict[str, dict[tuple[str, Version], Analysis]] = {}
    for row in db.execute(_ANALYSES, (urls, of.model_id)):
        key = row["settingsDigest"], _version(row)
        analyses.setdefault(row["url"], {})[key] = Analysis(
            row["recordingId"], row["analysisId"], row["trouble"], bool(row["silent"])
        )
    windows: dict[str, dict[tuple[str, Version], Stored]] = {}
    for row in db.execute(_WINDOWS, (urls, of.embedder_id)):
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
            anew=_anew(row, found.get(row["url"], _UNKNOWN).origin),
            channels=row["channels"],
            cancels=bool(row["cancels"]),
            duration_s=row["duration"],
            deployment_id=row["deploymentId"],
            site=row["site_code"],
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
        channel=row["channel"],
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


def _anew(row: sqlite3.Row, folder: Origin) -> Origin:
    """Tell what is known of another sound at a path, before anything of it is read.

    Its recorder may stand at another site. Only a folder's name tells now that it does not.
    """
    if not in_folder_of(row["url"], row["place"]):
        return folder
    return replace(folder, latitude=row["siteLatitude"], longitude=row["siteLongitude"])


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
