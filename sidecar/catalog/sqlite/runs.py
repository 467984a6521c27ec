"""Runs: their requests, and the outcome of each file; one transaction for each group."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import psutil

from sidecar.audio.clock import ClockRules
from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.catalog.counting import share
from sidecar.catalog.runs import ModelVersion, NewRun, Run, RunRequest
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.arrivals import Arrived, put_recording
from sidecar.catalog.sqlite.clocks import origins, rules_of
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows
from sidecar.catalog.sqlite.findings import put_findings
from sidecar.catalog.sqlite.identity import put_cancelling
from sidecar.catalog.sqlite.takeover import make_current
from sidecar.run.detections import Detection
from sidecar.run.judging import Origin
from sidecar.run.plan import Analysis, Known, Version
from sidecar.run.windows import Stored
from sidecar.run.work import Failed, Gone, Kept, Outcome, Read, Rejudged, Stands
from sidecar.values import Channel

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

    def keep(self, run: Run, outcomes: Sequence[Outcome]) -> list[Kept | Gone]:
        """Keep the outcomes of recordings, each wholly or not at all, in one transaction.

        An outcome whose analysis or windows were removed meanwhile comes back as Gone.
        """
        with self._database.transaction() as db:
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

# `current`: whether the analysis counts; `together`: how many of its model count beside it.
_STANDING = """SELECT a.analysisId, r.url, a.current, a.sizeBytes, a.modifiedNs,
    (SELECT count(*) FROM Analysis o WHERE o.recordingId = a.recordingId
       AND +o.modelId = a.modelId AND +o.current = 1) AS together
  FROM json_each(?) u CROSS JOIN Analysis a ON a.analysisId = u.value
  CROSS JOIN Recording r ON r.recordingId = a.recordingId"""

# How a file ended whose channels ended in several ways: the first of these.
_ENDS = ("failed", "partial", "done", "empty", "skipped")


class _End(NamedTuple):
    """How a channel of a file ended."""

    status: str
    analysis_id: int | None
    code: int | None
    message: str | None


@dataclass(frozen=True)
class _Lookup:
    """What the catalog holds of the analyses and windows that some outcomes speak of."""

    analyses: Mapping[tuple[int, str], sqlite3.Row]  # by analysisId and url
    sets: Mapping[tuple[int, int], sqlite3.Row]  # by windowSetId and first row

    def version(self, outcome: Outcome) -> tuple[object, ...] | None:
        """Tell of which version of its file an outcome is; None if what it speaks of is gone."""
        if isinstance(outcome, Failed):
            return ()
        if isinstance(outcome, Read):
            return outcome.facts.size_bytes, outcome.facts.modified_ns
        row = (
            self.analyses.get((outcome.analysis_id, _url(outcome)))
            if isinstance(outcome, Stands)
            else self.sets.get((outcome.windows.window_set_id, outcome.windows.first))
        )
        return None if row is None else (row["sizeBytes"], row["modifiedNs"])

    def gone(self, outcomes: Sequence[Outcome]) -> set[str]:
        """Find the files of which something is gone, or whose channels are of two versions."""
        versions: dict[str, set[tuple[object, ...] | None]] = {}
        for each in outcomes:
            versions.setdefault(_url(each), set()).add(self.version(each))
        return {url for url, known in versions.items() if None in known or len(known) > 1}


class _OutcomeWriter:
    """Keeps a group of outcomes with some statements for all, and few for each."""

    def __init__(self, db: sqlite3.Connection, catalog: Path, run: Run) -> None:
        self._db = db
        self._catalog = catalog
        self._run = run
        self._made: list[tuple[int, int, Sequence[Detection]]] = []  # analysisId, recordingId
        self._replaced: list[int] = []  # analysisId
        self._arrived: dict[str, Arrived] = {}  # by url
        self._kept: dict[int, Kept] = {}  # by the outcome's place
        self._counting: dict[int, dict[Channel, int]] = {}  # analysisId by recording and channel
        self._unchanged = set[int]()  # analyses that count already, with those beside them
        self._ends: dict[str, dict[Channel, _End]] = {}

    def keep(self, outcomes: Sequence[Outcome]) -> list[Kept | Gone]:
        # Channels of a file are kept together. Two outcomes of one channel follow each other.
        for some in rows.apart(enumerate(outcomes), lambda each: _key(each[1])):
            self._keep(some)
        self._finish()
        return [self._kept.get(place) or Gone(each) for place, each in enumerate(outcomes)]

    def _keep(self, outcomes: Sequence[tuple[int, Outcome]]) -> None:
        lookup = self._look_up([each for _, each in outcomes])
        gone = lookup.gone([each for _, each in outcomes])
        there = [(place, each) for place, each in outcomes if _url(each) not in gone]
        self._arrive([each for _, each in there if isinstance(each, Read)])
        self._fail([(place, each) for place, each in there if isinstance(each, Failed)])
        self._let_stand(
            [(place, each) for place, each in there if isinstance(each, Stands)], lookup
        )
        self._analysed(
            [(place, each, self._store(each)) for place, each in there if isinstance(each, Read)]
        )
        self._analysed(
            [
                (place, each, self._again(each, lookup))
                for place, each in there
                if isinstance(each, Rejudged)
            ]
        )

    def _look_up(self, outcomes: Sequence[Outcome]) -> _Lookup:
        standing = [each.analysis_id for each in outcomes if isinstance(each, Stands)]
        stored = [each.windows.window_set_id for each in outcomes if isinstance(each, Rejudged)]
        # SQLite may reuse an id, but a row of the embeddings' file is never used twice.
        return _Lookup(
            {(row["analysisId"], row["url"]): row for row in self._rows(_STANDING, standing)},
            {(row["windowSetId"], row["firstVector"]): row for row in self._rows(_SETS, stored)},
        )

    def _arrive(self, outcomes: Sequence[Read]) -> None:
        """Keep the recordings that were read, once for all channels of each."""
        for _, own in groupby(sorted(outcomes, key=_url), _url):
            channels = list(own)
            first = channels[0]
            known = [each.identity for each in channels if each.identity is not None]
            identity = max(known, key=lambda each: each.whole, default=None)
            self._arrived[_url(first)] = arrived = put_recording(
                self._db, _url(first), first.facts, first.provenance, identity
            )
            for each in channels:
                if each.work.channel is None:
                    put_cancelling(self._db, arrived.recording_id, cancels=each.cancels)

    def _fail(self, outcomes: Sequence[tuple[int, Failed]]) -> None:
        for place, each in outcomes:
            self._kept[place] = Kept(each)
            self._end(each, _End("failed", None, each.error.code, each.error.message))

    def _let_stand(self, outcomes: Sequence[tuple[int, Stands]], lookup: _Lookup) -> None:
        for place, each in outcomes:
            self._kept[place] = Kept(each, each.recording_id, each.analysis_id)
            self._count(each, each.recording_id, each.analysis_id)
            self._end(each, _End("skipped", each.analysis_id, None, None))
            row = lookup.analyses[each.analysis_id, _url(each)]
            if row["current"] and row["together"] == len(each.work.channels):
                self._unchanged.add(each.analysis_id)

    def _store(self, outcome: Read) -> dict[str, Any]:
        """Store a recording's windows; returns what their analysis has of them."""
        facts, windows = outcome.facts, outcome.windows
        recording_id = self._arrived[_url(outcome)].recording_id
        window_set_id = rows.put_windows(
            self._db, self._catalog, recording_id, self._run.embedder_id, outcome
        )
        channel = outcome.work.channel
        if window_set_id is not None and channel is not None:
            rows.insert(self._db, "WindowSetChannel", windowSetId=window_set_id, channel=channel)
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

    def _again(self, outcome: Rejudged, lookup: _Lookup) -> dict[str, Any]:
        row = lookup.sets[outcome.windows.window_set_id, outcome.windows.first]
        return {name: row[name] for name in _OF_THE_SET}

    def _analysed(self, outcomes: Sequence[tuple[int, Read | Rejudged, dict[str, Any]]]) -> None:
        """Add an analysis of each outcome, given with what it has of its windows."""
        ids, replaced = rows.insert_analyses(
            self._db, [self._analysis(outcome, windows) for _, outcome, windows in outcomes]
        )
        self._replaced += replaced
        again, channels = list[tuple[int]](), list[tuple[int, int]]()
        for number, (place, outcome, windows) in zip(ids, outcomes, strict=True):
            if outcome.windows.again:
                again.append((number,))
            if outcome.work.channel is not None:
                channels.append((number, outcome.work.channel))
            recording_id, arrived = windows["recordingId"], self._arrived.get(_url(outcome))
            self._made.append((number, recording_id, outcome.found))
            self._count(outcome, recording_id, number)
            self._end(outcome, _End(windows["status"], number, None, windows["trouble"]))
            self._kept[place] = Kept(
                outcome, recording_id, number, arrived.replaced if arrived else None
            )
        self._db.executemany("INSERT INTO Unfinished VALUES (?)", again)
        self._db.executemany("INSERT INTO AnalysisChannel VALUES (?, ?)", channels)

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

    def _count(self, outcome: Outcome, recording_id: int, analysis_id: int) -> None:
        """Let an analysis count for its recording, in place of those that share its sound."""
        channel, known = outcome.work.channel, self._counting.get(recording_id, {})
        others = {of: number for of, number in known.items() if not share(of, channel)}
        self._counting[recording_id] = {**others, channel: analysis_id}

    def _end(self, outcome: Outcome, end: _End) -> None:
        self._ends.setdefault(_url(outcome), {})[outcome.work.channel] = end

    def _finish(self) -> None:
        """Write the detections, and let the new analyses replace earlier ones."""
        put_findings(self._db, self._run.model_id, self._made)
        together = [list(own.values()) for own in self._counting.values()]
        make_current(self._db, [own for own in together if not self._unchanged.issuperset(own)])
        self._tell_ends()
        self._db.executemany(
            "DELETE FROM Analysis WHERE analysisId = ?", ((each,) for each in self._replaced)
        )

    def _tell_ends(self) -> None:
        """Note how each file ended, and the analyses of its channels."""
        run_id, ends, others = self._run.run_id, list[tuple[object, ...]](), list[tuple[int, int]]()
        for url, channels in self._ends.items():
            told = min(channels.values(), key=lambda each: _ENDS.index(each.status))
            in_order = (channels[each] for each in sorted(channels, key=lambda each: each or 0))
            ids = [each.analysis_id for each in in_order if each.analysis_id is not None]
            ends.append((told.status, ids[0] if ids else None, told.code, told.message, url))
            others += [(run_id, each) for each in ids[1:]]
        self._db.executemany(
            f"""UPDATE RunFile SET status = ?, analysisId = ?, code = ?, message = ?
                WHERE runId = {run_id} AND url = ?""",
            ends,
        )
        self._db.executemany("INSERT OR IGNORE INTO RunChannel VALUES (?, ?)", others)

    def _rows(self, sql: str, ids: list[int]) -> Iterable[sqlite3.Row]:
        return self._db.execute(sql, (json.dumps(ids),)) if ids else ()


def _key(outcome: Outcome) -> tuple[str, Channel]:
    return _url(outcome), outcome.work.channel


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
    r.recordingId, f.channels,
    EXISTS (SELECT 1 FROM CancellingSound c WHERE c.recordingId = r.recordingId) AS cancels,
    EXISTS (SELECT 1 FROM RecordingSource o
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

_WINDOWS = f"""SELECT r.url, w.*, f.frames, r.samplerate,
    (SELECT channel FROM WindowSetChannel c WHERE c.windowSetId = w.windowSetId) AS channel
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
            channels=row["channels"],
            cancels=bool(row["cancels"]),
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
