"""Writes the outcomes of a run's recordings: a few statements for all, not some for each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sidecar.catalog.counting import share
from sidecar.catalog.runs import Run
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.arrivals import Arrived, put_recording
from sidecar.catalog.sqlite.deferred import defer, defer_no_longer
from sidecar.catalog.sqlite.findings import put_findings
from sidecar.catalog.sqlite.heard import put_heard
from sidecar.catalog.sqlite.identity import put_cancelling
from sidecar.catalog.sqlite.takeover import make_current
from sidecar.run.detections import Detection
from sidecar.run.work import ENDS, End, Failed, Gone, Judged, Kept, Outcome, Read, Rejudged, Stands
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

_SETS = f"""SELECT w.firstVector, {", ".join(f"w.{name}" for name in _OF_THE_SET)}
  FROM json_each(?) u CROSS JOIN WindowSet w ON w.windowSetId = u.value"""

# `current`: whether the analysis counts; `together`: how many of its model count beside it.
_STANDING = """SELECT a.analysisId, r.url, a.current, a.sizeBytes, a.modifiedNs,
    (SELECT count(*) FROM Analysis o WHERE o.recordingId = a.recordingId
       AND +o.modelId = a.modelId AND +o.current = 1) AS together
  FROM json_each(?) u CROSS JOIN Analysis a ON a.analysisId = u.value
  CROSS JOIN Recording r ON r.recordingId = a.recordingId"""


class _End(NamedTuple):
    """How a channel of a file ended."""

    status: End
    analysis_id: int | None
    code: int | None
    message: str | None
    hint: str = ""


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
        gone = set[str]()
        versions: dict[str, tuple[object, ...] | None] = {}
        for each in outcomes:
            url, version = each.work.url, self.version(each)
            if version is None or versions.setdefault(url, version) != version:
                gone.add(url)
        return gone


class OutcomeWriter:
    """Keeps a group of outcomes with some statements for all, and few for each."""

    def __init__(
        self, db: sqlite3.Connection, catalog: Path, run: Run, seconds: float = 0.0
    ) -> None:
        self._seconds = seconds
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

    @property
    def analyses(self) -> list[int]:
        """List the analyses that were added."""
        return [number for number, _, _ in self._made]

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
        recordings: dict[str, list[Read]] = {}
        for each in outcomes:
            recordings.setdefault(_url(each), []).append(each)
        for url, channels in recordings.items():
            first = channels[0]
            known = [each.identity for each in channels if each.identity is not None]
            identity = max(known, key=lambda each: each.whole, default=None)
            self._arrived[url] = arrived = put_recording(
                self._db, url, first.facts, first.provenance, identity
            )
            for each in channels:
                if each.work.channel is None:
                    put_cancelling(self._db, arrived.recording_id, cancels=each.cancels)

    def _fail(self, outcomes: Sequence[tuple[int, Failed]]) -> None:
        for place, each in outcomes:
            self._kept[place], error = Kept(each), each.error
            self._end(each, _End("failed", None, error.code, error.message, error.hint))
        defer(self._db, self._run, [each for _, each in outcomes if each.waits])

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
            if isinstance(outcome, Read):
                put_heard(self._db, recording_id, outcome.heard)
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
        channel, known = outcome.work.channel, self._counting.get(recording_id)
        counting = {channel: analysis_id}
        if known is not None:
            others = {of: number for of, number in known.items() if not share(of, channel)}
            counting = {**others, **counting}
        self._counting[recording_id] = counting

    def _end(self, outcome: Outcome, end: _End) -> None:
        self._ends.setdefault(_url(outcome), {})[outcome.work.channel] = end

    def _finish(self) -> None:
        """Write the detections, and let the new analyses replace earlier ones."""
        put_findings(self._db, self._run.model_id, self._made)
        together = [list(own.values()) for own in self._counting.values()]
        make_current(self._db, [own for own in together if not self._unchanged.issuperset(own)])
        self._tell_ends()
        self._tell_total()
        done = [url for url, each in self._ends.items() if not _failed(each.values())]
        defer_no_longer(self._db, self._run, done)
        self._db.executemany(
            "DELETE FROM Analysis WHERE analysisId = ?", ((each,) for each in self._replaced)
        )

    def _tell_ends(self) -> None:
        """Note how each file ended, and the analyses of its channels."""
        run_id, ends, others = self._run.run_id, list[tuple[object, ...]](), list[tuple[int, int]]()
        hints = list[tuple[object, ...]]()
        for url, channels in self._ends.items():
            in_order = [*channels.values()]
            if len(in_order) > 1:
                in_order = [channels[each] for each in sorted(channels, key=_place)]
            told = min(in_order, key=_rank) if len(in_order) > 1 else in_order[0]
            ids = [each.analysis_id for each in in_order if each.analysis_id is not None]
            ends.append((told.status, ids[0] if ids else None, told.code, told.message, url))
            others += [(run_id, each) for each in ids[1:]]
            hints += [(run_id, url, told.hint)] if told.hint else []
        self._db.executemany(
            f"""UPDATE RunFile SET status = ?, analysisId = ?, code = ?, message = ?
                WHERE runId = {run_id} AND url = ?""",
            ends,
        )
        self._db.executemany("INSERT OR IGNORE INTO RunChannel VALUES (?, ?)", others)
        self._db.executemany("INSERT OR REPLACE INTO RunFileHint VALUES (?, ?, ?)", hints)

    def _tell_total(self) -> None:
        """Add what was kept to what the run has done so far."""
        total: dict[str, float] = {}
        for each in self._kept.values():
            if isinstance(each.outcome, Judged):
                for name, amount in _amounts(each.outcome).items():
                    total[name] = total.get(name, 0) + amount
        if not total:
            return
        total["readSeconds" if "audioSeconds" in total else "rescoreSeconds"] = self._seconds
        sets = ", ".join(f"{name} = {name} + :{name}" for name in total)
        self._db.execute(
            f"UPDATE RunTotal SET {sets} WHERE runId = :run", {**total, "run": self._run.run_id}
        )

    def _rows(self, sql: str, ids: list[int]) -> Iterable[sqlite3.Row]:
        return self._db.execute(sql, (json.dumps(ids),)) if ids else ()


def _amounts(outcome: Judged) -> dict[str, float]:
    """Tell what a recording adds to the columns of RunTotal."""
    cut, dropped = outcome.windows, outcome.dropped
    amounts = {
        "detections": len(outcome.found),
        "quietWindows": cut.quiet,
        "belowThreshold": dropped.below_threshold,
        "outOfRange": dropped.out_of_range,
        "notListed": dropped.not_listed,
        "beyondTopK": dropped.beyond_top_k,
    }
    if isinstance(outcome, Read):
        return {**amounts, "audioSeconds": cut.reached_s, "windows": len(cut.offsets)}
    return {**amounts, "rescoredWindows": len(cut.offsets)}


def _failed(ends: Iterable[_End]) -> bool:
    return any(each.status == "failed" for each in ends)


def _place(channel: Channel) -> int:
    return channel or 0


def _rank(end: _End) -> int:
    return ENDS.index(end.status)


def _key(outcome: Outcome) -> tuple[str, Channel]:
    return _url(outcome), outcome.work.channel


def _url(outcome: Outcome) -> str:
    return outcome.work.url
