"""Applies a head to stored windows, and keeps its detections in the catalog."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence

import numpy as np

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.app.ledger import as_json
from sidecar.app.modelnames import model_version
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import text_path
from sidecar.catalog.runs import NewRun
from sidecar.contract.heads import ApplyHeadRequest, ApplyHeadResult, HeadProgress
from sidecar.errors import RecordingNotFound, RequestCancelled
from sidecar.heads.use import head_use
from sidecar.rpc.verb import Call
from sidecar.run.judging import Digests, Judge, Judging
from sidecar.run.rejudge import Again, rejudge
from sidecar.run.scoring import Sensitivity
from sidecar.run.work import Failed, Gone, Outcome, Rejudged, Stands, Work
from sidecar.values import Float64

# Part of every digest: raise it when the same settings would give other results.
_VERSION = 1


class Applying:
    """One run of a head over a request's windows."""

    def __init__(self, engine: Engine, request: ApplyHeadRequest, call: Call) -> None:
        self._call = call
        self._catalog = engine.catalog
        self._use = head_use(engine, request)
        session = self._use.session
        self._ledger = self._use.ledger
        if request.top_k is not None and request.top_k >= len(session.labels):
            why = "The limit of species per window has no effect: the head has no more species."
            self._ledger.idle(request, "topK", why)
        least = request.min_confidence
        thresholds = self._use.thresholds if least is None else np.full(len(session.labels), least)
        self._judge = Judge(_judging(thresholds, request.top_k), session)
        asked = request.model_dump(
            mode="json", by_alias=True, exclude_unset=True, exclude={"progress", "name"}
        )
        judged = [
            _VERSION,
            thresholds.tolist(),
            request.top_k,
            session.labels_digest,
        ]
        digest = hashlib.sha256(json.dumps(judged).encode()).hexdigest()
        self._digests = Digests(windows="", settings=digest)
        self._run = self._catalog.runs.begin(
            NewRun(
                model=model_version(session),
                settings=json.dumps({"method": "heads/apply", **asked}),
                program=f"linnet {__version__}",
                urls=list(dict.fromkeys(self._use.windows.urls)),
            )
        )
        self._began = time.monotonic()
        self._windows = self._detections = self._recordings = 0

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
            recordings=self._recordings,
            skipped=skipped,
            windows=self._windows,
            detections=self._detections,
            notes=self._ledger.notes(),
            elapsed_seconds=round(time.monotonic() - self._began, 3),
        )

    def _end(self, status: str) -> None:
        self._catalog.runs.end(self._run, status, as_json(self._ledger.notes()))

    def _all(self) -> int:
        todo, done, lost = self._plan()
        self._keep([*done, *lost])
        use, check = self._use, self._call.check
        total = sum(each.windows.count for each in todo)
        progress = ProgressReporter(self._call, HeadProgress, unit="window", total=total)
        progress.begin()
        for group in rejudge(todo, self._judge, use.sweep, check, lambda *_: self._digests):
            check()
            self._keep(group)
            progress.report(self._windows)
        progress.end()
        return len(done)

    def _plan(self) -> tuple[list[Again], list[Stands], list[Failed]]:
        """Separate windows to judge from finished analyses and from vanished windows."""
        before = self._catalog.runs.judged_before(self._run, self._digests.settings)
        windows = self._use.windows
        known = list(map(before.get, windows.set_id.tolist()))
        done = [
            Stands(_work(url), recording, analysis)
            for url, recording, analysis in zip(
                windows.urls, windows.recording_id.tolist(), known, strict=True
            )
            if analysis is not None
        ]
        new = windows.take(np.flatnonzero([each is None for each in known]).astype(np.int64))
        todo = [Again(_work(each.url), each) for each in self._catalog.embeddings.cut(new).each()]
        there = {each.work.url for each in todo}
        lost = [Failed(_work(url), _gone()) for url in new.urls if url not in there]
        return todo, done, lost

    def _keep(self, outcomes: Sequence[Outcome]) -> None:
        if not outcomes:
            return
        gone = []
        for each in self._catalog.runs.keep(self._run, outcomes, self._call.check):
            if isinstance(each.outcome, Failed):
                self._ledger.add("windowsGone", each.outcome.work.url)
            elif isinstance(each, Gone):
                self._ledger.add("windowsGone", each.outcome.work.url)
                gone.append(Failed(each.outcome.work, _gone()))
            elif isinstance(each.outcome, Rejudged):
                self._recordings += 1
                self._windows += each.outcome.windows.count
                self._detections += len(each.outcome.found)
        if gone:
            self._catalog.runs.keep(self._run, gone)


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


def _work(url: str) -> Work:
    return Work(text_path(url), url)


def _gone() -> RecordingNotFound:
    return RecordingNotFound(
        "Another program replaced or removed the recording's windows meanwhile."
    )
