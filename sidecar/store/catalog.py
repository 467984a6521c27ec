"""Runs, analyses and detections in the catalog.

One writer at a time (a lock here, SQLite's own between programs); readers have connections of
their own and never wait for it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import psutil

from sidecar.errors import LinnetError
from sidecar.store import recordings, rows
from sidecar.store.database import Database
from sidecar.store.door import door, readable
from sidecar.store.entries import (
    Digests,
    ModelRow,
    NewAnalysis,
    Origin,
    Previous,
    Rejudged,
    WindowSet,
)
from sidecar.store.takeover import make_current
from sidecar.values import AudioFacts, Metadata

# Columns of WindowSet that are not copied to Analysis.
_OF_THE_SET = ("windowSetId", "modelId", "windowsDigest", "dimension", "firstVector", "offsets")


@door
class Catalog(Database):
    """What runs write and ask; raises CatalogUnavailable and StorageFull."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        with readable(path):
            self._mark_interrupted()

    # Models and runs.

    def model_id(self, model: ModelRow) -> int:
        """Find or add a model, with the labeler that its annotations are made by."""
        with self.transaction() as db:
            row = db.execute(
                "SELECT modelId FROM ModelVersion WHERE sha256 = ? AND converter = ?",
                (model.sha256, model.converter),
            ).fetchone()
            return int(row["modelId"]) if row else rows.add_model(db, model)

    def begin_run(self, model_id: int, settings: str, program: str, urls: Sequence[str]) -> int:
        """Note a run and every file it is to analyse; returns its runId."""
        with self.transaction() as db:
            run_id = rows.insert(
                db,
                "Run",
                modelId=model_id,
                settings=settings,
                program=program,
                status="running",
                process=_this_process(),
                startedAt=rows.now(),
                files=len(urls),
            )
            db.executemany(
                "INSERT INTO RunFile (runId, url, status) VALUES (?, ?, 'waiting')",
                ((run_id, url) for url in urls),
            )
        return run_id

    def end_run(self, run_id: int, status: str) -> dict[str, int]:
        """Close a run and return how many of its files ended in each way."""
        with self.transaction() as db:
            db.execute(
                "UPDATE Run SET status = ?, endedAt = ? WHERE runId = ?",
                (status, rows.now(), run_id),
            )
            counts = db.execute(
                "SELECT status, count(*) AS files FROM RunFile WHERE runId = ? GROUP BY status",
                (run_id,),
            )
            return {row["status"]: row["files"] for row in counts}

    def run(self, run_id: int) -> tuple[str, str, list[str]] | None:
        """Read what a run was asked for: its model's name, its settings (JSON) and its files."""
        row = (
            self.reader()
            .execute(
                """SELECT m.name, u.settings FROM Run u JOIN ModelVersion m USING (modelId)
                   WHERE u.runId = ?""",
                (run_id,),
            )
            .fetchone()
        )
        if row is None:
            return None
        files = self.reader().execute(
            "SELECT url FROM RunFile WHERE runId = ? ORDER BY url", (run_id,)
        )
        return row["name"], row["settings"], [each["url"] for each in files]

    def _mark_interrupted(self) -> None:
        """Tell runs that were killed from runs that another process is still busy with."""
        with self.transaction() as db:
            for row in db.execute("SELECT runId, process FROM Run WHERE status = 'running'"):
                if not _alive(row["process"]):
                    db.execute(
                        "UPDATE Run SET status = 'interrupted', endedAt = ? WHERE runId = ?",
                        (rows.now(), row["runId"]),
                    )

    # Recordings.

    def add_recording(self, url: str, facts: AudioFacts, metadata: Metadata) -> int:
        """Find or add a recording and bring what its header says up to date."""
        with self.transaction() as db:
            recording_id = rows.put_recording(db, url, facts, metadata)
            recordings.put_identity(db, recording_id, None)
        return recording_id

    def url(self, recording_id: int) -> str | None:
        """Find a recording's url; None when there is no such recording."""
        row = (
            self.reader()
            .execute("SELECT url FROM Recording WHERE recordingId = ?", (recording_id,))
            .fetchone()
        )
        return row["url"] if row else None

    def origin(self, url: str) -> Origin:
        """Tell where a recording was made (its deployment's site, else its GPS) and when."""
        row = (
            self.reader()
            .execute(
                """SELECT coalesce(s.latitude, f.latitude) AS latitude,
                          coalesce(s.longitude, f.longitude) AS longitude,
                          r.datetime, f.start, f.sizeBytes, f.modifiedNs
                   FROM Recording r
                   LEFT JOIN Deployment d USING (deploymentId)
                   LEFT JOIN Site s USING (siteId)
                   LEFT JOIN RecordingFacts f USING (recordingId)
                   WHERE r.url = ?""",
                (url,),
            )
            .fetchone()
        )
        if row is None:
            return Origin()
        version = (row["sizeBytes"], row["modifiedNs"])
        return Origin(
            row["latitude"],
            row["longitude"],
            _moment(row["datetime"]),
            version,
            rows.start_was_set(row),
        )

    def analysed(self, run_id: int) -> list[tuple[int, str]]:
        """List a run's recordings that have an analysis, new or reused: recordingId and url."""
        found = self.reader().execute(
            """SELECT a.recordingId, f.url FROM RunFile f JOIN Analysis a USING (analysisId)
               WHERE f.runId = ? ORDER BY f.url""",
            (run_id,),
        )
        return [(row["recordingId"], row["url"]) for row in found]

    # Analyses.

    def previous(
        self,
        url: str,
        model_id: int,
        digests: Digests,
        *,
        size_bytes: int,
        modified_ns: int,
        embedder_id: int | None = None,
    ) -> Previous | None:
        """Look up what is known of a file that has not changed since; None if nothing is.

        `embedder_id` is the model whose windows a head judges; None: the model's own.
        """
        row = (
            self.reader()
            .execute(
                """SELECT r.recordingId, a.analysisId, w.windowSetId
                   FROM Recording r JOIN RecordingFacts USING (recordingId)
                   LEFT JOIN Analysis a ON a.recordingId = r.recordingId AND a.modelId = :model
                     AND a.settingsDigest = :settings
                     AND a.sizeBytes = :size AND a.modifiedNs = :modified
                   LEFT JOIN WindowSet w ON w.recordingId = r.recordingId AND w.modelId = :embedder
                     AND w.windowsDigest = :windows AND w.firstVector IS NOT NULL
                     AND w.sizeBytes = :size AND w.modifiedNs = :modified
                   WHERE r.url = :url
                   ORDER BY a.analysisId IS NULL, w.windowSetId IS NULL LIMIT 1""",
                {
                    "url": url,
                    "model": model_id,
                    "embedder": embedder_id or model_id,
                    "settings": digests.settings,
                    "windows": digests.windows,
                    "size": size_bytes,
                    "modified": modified_ns,
                },
            )
            .fetchone()
        )
        if row is None or (row["analysisId"] is None and row["windowSetId"] is None):
            return None
        return Previous(row["recordingId"], row["analysisId"], row["windowSetId"])

    def reuse(self, run_id: int, url: str, analysis_id: int) -> bool:
        """Let an earlier analysis stand for this run's file; False where it is gone by now."""
        with self.transaction() as db:
            found = db.execute(
                """SELECT 1 FROM Analysis JOIN Recording USING (recordingId)
                   WHERE analysisId = ? AND url = ?""",
                (analysis_id, url),
            ).fetchone()
            if found is not None:
                make_current(db, analysis_id)
                rows.end_file(db, run_id, url, "skipped", analysis_id=analysis_id)
        return found is not None

    def fail(self, run_id: int, url: str, error: LinnetError) -> None:
        """Note why a file of a run could not be analysed."""
        with self.transaction() as db:
            rows.end_file(db, run_id, url, "failed", code=error.code, message=error.message)

    def save(
        self,
        run_id: int,
        model_id: int,
        analysis: NewAnalysis,
        *,
        embedder_id: int | None = None,
    ) -> tuple[int, int]:
        """Keep one recording's analysis, wholly or not at all; returns recordingId, analysisId.

        Its windows are kept as those of `embedder_id`; None: the model's own.
        """
        windows = analysis.windows
        with self.transaction() as db:
            recording_id = rows.put_recording(db, analysis.url, analysis.facts, analysis.metadata)
            recordings.put_identity(db, recording_id, analysis.identity)
            window_set_id = rows.put_windows(
                db, self.path, recording_id, embedder_id or model_id, analysis
            )
            analysis_id = rows.put_analysis(
                db, run_id, model_id, recording_id, window_set_id, analysis
            )
            rows.put_detections(db, recording_id, model_id, analysis_id, analysis.found)
            make_current(db, analysis_id)
            rows.end_file(
                db, run_id, analysis.url, windows.status, analysis_id, message=windows.trouble
            )
        return recording_id, analysis_id

    def rescore(self, run_id: int, judged: Sequence[Rejudged]) -> list[int | None]:
        """Keep new judgements of stored windows.

        Returns their analysisIds; None for windows that are gone by now, of which nothing is kept.
        """
        with self.transaction() as db:
            return [_rescore(db, run_id, each) for each in judged]

    def window_set(self, window_set_id: int, url: str) -> WindowSet | None:
        """Read how stored windows of a recording were cut; Vectors reads their embeddings.

        None where they are gone.
        """
        row = (
            self.reader()
            .execute(
                """SELECT w.*, f.frames, r.samplerate FROM WindowSet w
                   JOIN Recording r USING (recordingId) JOIN RecordingFacts f USING (recordingId)
                   WHERE windowSetId = ? AND url = ? AND firstVector IS NOT NULL""",
                (window_set_id, url),
            )
            .fetchone()
        )
        if row is None:
            return None
        return WindowSet(
            trouble=row["trouble"],
            duration_s=row["frames"] / row["samplerate"],
            reached_s=row["secondsReached"],
            quiet=row["quietWindows"],
            offsets=np.frombuffer(row["offsets"], "<i8"),
            dimension=row["dimension"],
            embeddings=None,
            first_vector=row["firstVector"],
        )


def _rescore(db: sqlite3.Connection, run_id: int, judged: Rejudged) -> int | None:
    # An id may be given out again, a row of the file of embeddings never is.
    row = db.execute(
        "SELECT * FROM WindowSet WHERE windowSetId = ? AND firstVector = ?",
        (judged.window_set_id, judged.first_vector),
    ).fetchone()
    if row is None:
        return None
    # The run's, which may be a head on the windows' own.
    (model_id,) = db.execute("SELECT modelId FROM Run WHERE runId = ?", (run_id,)).fetchone()
    analysis_id = rows.insert_analysis(
        db,
        modelId=model_id,
        runId=run_id,
        windowSetId=judged.window_set_id,
        settingsDigest=judged.digests.settings,
        latitude=judged.place.latitude,
        longitude=judged.place.longitude,
        week=judged.place.week,
        **{
            name: row[name]
            for name in row.keys()  # noqa: SIM118 - a Row iterates over its values
            if name not in _OF_THE_SET
        },
    )
    rows.put_detections(db, row["recordingId"], model_id, analysis_id, judged.found)
    make_current(db, analysis_id)
    rows.end_file(db, run_id, judged.url, row["status"], analysis_id, message=row["trouble"])
    return analysis_id


def _moment(text: object) -> datetime | None:
    """Read a date and time, which another program may have written its own way."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def _this_process() -> str:
    return f"{os.getpid()}:{psutil.Process().create_time():.2f}"


def _alive(process: str) -> bool:
    pid, _, created = process.partition(":")
    try:
        return f"{psutil.Process(int(pid)).create_time():.2f}" == created
    except psutil.Error:
        return False
