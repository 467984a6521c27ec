"""Applies a head to stored windows, and keeps its detections in the catalog."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence

import numpy as np

from sidecar import __version__, stop
from sidecar.app.engine import Engine
from sidecar.app.ledger import as_json
from sidecar.app.modelnames import model_version
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import url_path
from sidecar.catalog.runs import NewRun
from sidecar.contract.heads import ApplyHeadRequest, ApplyHeadResult, HeadProgress
from sidecar.errors import RecordingNotFound, RequestCancelled
from sidecar.heads.use import head_use
from sidecar.rpc.verb import Call
from sidecar.run.gather import Gathering
from sidecar.run.judging import Digests, Judge, Judging, Place
from sidecar.run.rejudge import Again, rejudge
from sidecar.run.scoring import Sensitivity
from sidecar.run.windows import Windows
from sidecar.run.work import Failed, Gone, Outcome, Rejudged, Stands, Work
from sidecar.values import Channel, Float64

# Part of every digest: raise it when the same settings would give other results.
_VERSION = 1


class Applying:
    """One run of a head over a request's windows."""

    def __init__(self, engine: Engine, request: ApplyHeadRequest, call: Call) -> None:
        self._call = call
        self._catalog = engine.catalog
        self._forward = engine.forwards
        self._use = head_use(engine, request)
        session = self._use.session
        self._ledger = self._use.ledger
        if request.top_k is not None and request.top_k >= len(session.labels):
            why = "The limit of species per window has no effect: the head has no more species."
            self._ledger.idle(request, "topK", why)
        why = "The thresholds have no effect: only a dry run counts at several."
        self._ledger.idle(request, "thresholds", why)
        least = request.min_confidence
        thresholds = self._use.thresholds if least is None else np.full(len(session.labels), least)
        self._judge = Judge(_judging(thresholds, request.top_k), session)
        asked = request.model_dump(
            mode="json",
            by_alias=True,
            exclude_unset=True,
            exclude={"progress", "name", "dry_run", "thresholds"},
        )
        self._judged = [_VERSION, thresholds.tolist(), request.top_k, session.labels_digest]
        self._run = self._catalog.runs.begin(
            NewRun(
                model=model_version(session),
                settings=json.dumps({"method": "heads/apply", **asked}),
                program=f"linnet {__version__}",
                urls=list(dict.fromkeys(self._use.windows.urls)),
            )
        )
        self._began = time.monotonic()
        self._recordings = set[str]()
        self._windows = self._detections = 0
        self._gathering = Gathering()

    def run(self) -> ApplyHeadResult:
        """Score the windows without scores; a stopped run's finished scores stay."""
        try:
            skipped = self._all()
        except RequestCancelled:
            self._end("cancelled")
            raise
        except BaseException:
            self._end("failed")
            raise
        self._end("complete")
        return ApplyHeadResult(
            run_id=self._run.run_id,
            recordings=len(self._recordings),
            skipped=skipped,
            windows=self._windows,
            detections=self._detections,
            notes=self._ledger.notes(),
            elapsed_seconds=round(time.monotonic() - self._began, 3),
        )

    def _end(self, status: str) -> None:
        with stop.finishing():
            self._catalog.runs.end(self._run, status, as_json(self._ledger.notes()))

    def _all(self) -> int:
        todo, done, lost = self._plan()
        self._keep([*done, *lost])
        use = self._use
        total = sum(each.windows.count for each in todo)
        progress = ProgressReporter(self._call, HeadProgress, unit="window", total=total)
        progress.begin()

        def digests(place: Place, dtype: str, channel: Channel) -> Digests:
            return self._digests(channel)

        for group in rejudge(todo, self._judge, use.sweep, digests):
            self._call.check()
            self._keep(group)
            progress.report(self._windows)
        progress.end()
        return len({each.work.url for each in done} - {each.work.url for each in todo})

    def _plan(self) -> tuple[list[Again], list[Stands], list[Failed]]:
        """Separate windows to judge from finished analyses and from vanished windows."""
        windows = self._use.windows
        works = dict(zip(windows.set_id.tolist(), _works(windows), strict=True))
        before: dict[int, int] = {}
        for channel in {each.channel for each in works.values()}:
            before |= self._catalog.runs.judged_before(self._run, self._digests(channel).settings)
        done = [
            Stands(works.pop(number), recording, before[number])
            for number, recording in zip(
                windows.set_id.tolist(), windows.recording_id.tolist(), strict=True
            )
            if number in before
        ]
        new = np.flatnonzero([each in works for each in windows.set_id.tolist()])
        cut = self._catalog.embeddings.cut(windows.take(new.astype(np.int64)))
        todo = [Again(works.pop(each.window_set_id), each) for each in cut.each()]
        if any(each.work.channel is not None for each in todo):
            # Channels of a recording wait for each other, so they must not lie far apart.
            todo.sort(key=lambda each: each.work.url)
        return todo, done, [Failed(each, _gone()) for each in works.values()]

    def _digests(self, channel: Channel) -> Digests:
        """Identify the results of the head on the windows of a channel."""
        judged = self._judged if channel is None else [*self._judged, channel]
        digest = hashlib.sha256(json.dumps(judged).encode()).hexdigest()
        return Digests(windows="", settings=digest)

    def _keep(self, outcomes: Sequence[Outcome]) -> None:
        outcomes = self._gathering.add(outcomes)
        if not outcomes:
            return
        gone: dict[str, Failed] = {}
        with stop.finishing():
            kept = self._catalog.runs.keep(self._run, outcomes, forward=self._forward)
        for each in kept:
            if isinstance(each.outcome, Failed):
                self._ledger.add("windowsGone", each.outcome.work.url)
            elif isinstance(each, Gone):
                self._ledger.add("windowsGone", each.outcome.work.url)
                gone[each.outcome.work.url] = Failed(each.outcome.work, _gone())
            elif isinstance(each.outcome, Rejudged):
                self._recordings.add(each.outcome.work.url)
                self._windows += each.outcome.windows.count
                self._detections += len(each.outcome.found)
        if gone:
            self._catalog.runs.keep(self._run, list(gone.values()))


def _works(windows: Windows) -> list[Work]:
    """Make the work of each window set; a recording's channels belong together."""
    channels: dict[str, list[Channel]] = {}
    for place, url in enumerate(windows.urls):
        channels.setdefault(url, []).append(windows.channel_of(place))
    return [
        Work(url_path(url), url, channel=windows.channel_of(place), channels=tuple(channels[url]))
        for place, url in enumerate(windows.urls)
    ]


def _judging(thresholds: Float64, top_k: int | None) -> Judging:
    every = np.ones(len(thresholds), np.bool_)
    return Judging(
        settings={},
        seen={},
        judged={},
        range_digest=None,
        thresholds=thresholds,
        listed=every,
        unranged=~every,
        sensitivity=Sensitivity(),
        top_k=top_k,
        merge=1,
        hop_s=0.0,
        range=None,
    )


def _gone() -> RecordingNotFound:
    return RecordingNotFound(
        "Another program replaced or removed the recording's windows meanwhile."
    )
