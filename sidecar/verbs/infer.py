"""`infer`: recordings in, species out, kept in the catalog as each recording ends."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sidecar import __version__, pipeline
from sidecar.audio.path import path_text
from sidecar.contract.base import FileError
from sidecar.contract.infer import (
    InferRequest,
    InferResult,
    InferredDetection,
    InferredRecording,
    NamedSpecies,
    SkippedRecording,
)
from sidecar.engine import Engine
from sidecar.errors import LinnetError, RequestCancelled
from sidecar.model.session import Session
from sidecar.pipeline import Analysed, Cutting, Effort, Tally
from sidecar.postprocess.scoring import Scoring, find_hits, join_hits
from sidecar.rpc.verb import Call
from sidecar.settings import usable_cores
from sidecar.store.catalog import Catalog
from sidecar.store.entries import (
    Digests,
    Found,
    ModelRow,
    NewAnalysis,
    Origin,
    Place,
    Previous,
    WindowSet,
)
from sidecar.values import AudioFacts, Int64, Metadata
from sidecar.verbs.inputs import Inputs, file_error, find_inputs
from sidecar.verbs.judging import Judging, hop_samples
from sidecar.verbs.report import Report
from sidecar.verbs.table import as_table

log = logging.getLogger(__name__)

# Detections in one answer; the rest is in the catalog. Keeps the answer far below the transport's
# limit (64 MiB) at about 120 bytes each.
_MOST_DETECTIONS = 50_000

# Stored windows that are judged at once.
_HEAD_BATCH = 256


def infer(engine: Engine, request: InferRequest, call: Call) -> InferResult:
    """Analyse recordings that are not done yet; trouble with one is a row in `errors`.

    Raises RecordingNotFound when there is nothing to do at all, RequestCancelled with what was
    finished kept, and whatever makes every recording impossible (model, catalog, storage).
    """
    session = engine.session(request.model)
    inputs = find_inputs(engine, request)
    run = _Run(engine, request, session, inputs, call)
    try:
        run.analyse()
    except RequestCancelled:
        run.end("cancelled")
        raise
    except BaseException:
        run.end("failed")
        raise
    return run.result()


@dataclass
class _Plan:
    """What to do with each file: let stand, judge anew, or read."""

    reuse: list[tuple[Path, Previous]] = field(default_factory=list)
    rescore: list[tuple[Path, Previous, Place]] = field(default_factory=list)
    read: list[Path] = field(default_factory=list)


class _Run:
    """One run over its recordings, and the answer that grows from it."""

    def __init__(
        self, engine: Engine, request: InferRequest, session: Session, inputs: Inputs, call: Call
    ) -> None:
        self._request = request
        self._session = session
        self._call = call
        self._catalog: Catalog = engine.catalog
        self._inputs = inputs
        self._cutting = _cutting(request, session)
        self._judging = Judging(request, session)
        self._effort = _effort(request, engine.settings.threads)
        self._model_id = self._catalog.model_id(_model_row(session))
        self._run_id = self._catalog.begin_run(
            self._model_id,
            json.dumps(self._judging.settings),
            f"linnet {__version__}",
            [*map(path_text, inputs.paths), *(path for path, _ in inputs.errors)],
        )
        self._report = Report(call, session.labels, len(inputs.paths), self._cutting.rate_hz)
        self._began = time.monotonic()
        self._places: dict[Path, Place] = {}
        self._recordings: list[InferredRecording] = []
        self._skipped: list[SkippedRecording] = []
        self._errors: list[FileError] = []
        self._windows = 0
        self._audio_s = 0.0
        self._without_place = 0
        self._detections = 0
        self._counts: dict[str, int] = {}

    def analyse(self) -> None:
        self._report.begin()
        for path, error in self._inputs.errors:
            self._fail(path, error)
        plan = self._make_plan()
        for path, previous in plan.reuse:
            self._reuse(path, previous)
        for path, previous, place in plan.rescore:
            self._rescore(path, previous, place)
        for outcome in pipeline.analyse(
            plan.read,
            self._session,
            self._cutting,
            self._scoring_for,
            effort=self._effort,
            keep_embeddings=self._request.embeddings,
            tick=self._tick,
        ):
            self._finish(outcome)
        self.end("complete")
        self._report.end()

    def end(self, status: str) -> None:
        """Close the run; it is complete only when every file is accounted for."""
        self._counts = self._catalog.end_run(self._run_id, status)
        waiting = self._counts.get("waiting", 0)
        if status == "complete" and waiting:
            raise LinnetError(f"{waiting} files of run {self._run_id} were never looked at.")

    # What is known already.

    def _make_plan(self) -> _Plan:
        plan = _Plan()
        for path in self._inputs.paths:
            self._call.check()
            previous = None if self._request.force else self._previous(path)
            if previous is None:
                plan.read.append(path)
            elif previous.analysis_id is not None:
                plan.reuse.append((path, previous))
            else:
                place = self._judging.place(self._catalog.origin(path_text(path)))
                plan.rescore.append((path, previous, place))
        return plan

    def _previous(self, path: Path) -> Previous | None:
        try:
            status = path.stat()
        except OSError:
            return None  # reading it will say what is wrong
        url = path_text(path)
        place = self._judging.place(self._catalog.origin(url))
        return self._catalog.previous(
            url,
            self._model_id,
            self._judging.digests(place),
            size_bytes=status.st_size,
            modified_ns=status.st_mtime_ns,
        )

    def _reuse(self, path: Path, previous: Previous) -> None:
        self._call.check()
        assert previous.analysis_id is not None
        url = path_text(path)
        self._catalog.reuse(self._run_id, url, previous.analysis_id)
        self._skipped.append(
            SkippedRecording(
                recording_id=previous.recording_id,
                path=url,
                reason="Done before with the same model and settings.",
            )
        )
        self._report.recording_done(path)

    def _rescore(self, path: Path, previous: Previous, place: Place) -> None:
        assert previous.window_set_id is not None
        url = path_text(path)
        stored = self._catalog.window_set(previous.window_set_id)
        scoring = self._judging.scoring(place)
        hits, offsets = [], []
        windows = 0
        for block, embeddings in self._catalog.stored_windows(previous.window_set_id):
            for first in range(0, len(block), _HEAD_BATCH):
                self._call.check()
                logits = self._session.head(embeddings[first : first + _HEAD_BATCH])
                hits.append((windows + first, find_hits(logits, scoring)))
            offsets.append(block)
            windows += len(block)
        joined = np.concatenate(offsets) if offsets else np.empty(0, np.int64)
        found = self._judging.found(join_hits(hits), joined, place, stored.reached_s)
        self._catalog.rescore(
            self._run_id,
            url,
            previous.window_set_id,
            self._judging.digests(place),
            place,
            found,
        )
        self._add(previous.recording_id, url, stored.reached_s, stored, place, found, True)
        self._report.recording_done(path)

    # What must be read.

    def _scoring_for(self, path: Path, facts: AudioFacts, metadata: Metadata) -> Scoring:
        known = self._catalog.origin(path_text(path))
        origin = Origin(
            latitude=known.latitude if known.latitude is not None else metadata.latitude,
            longitude=known.longitude if known.longitude is not None else metadata.longitude,
            start=metadata.start,
        )
        place = self._places[path] = self._judging.place(origin)
        return self._judging.scoring(place)

    def _tick(self, tally: Tally) -> None:
        self._call.check()
        self._report.windows(tally)

    def _finish(self, outcome: Analysed) -> None:
        url = path_text(outcome.path)
        place = self._places.pop(outcome.path, Place())
        try:
            if outcome.error is not None or outcome.facts is None:
                error = outcome.error or LinnetError("This recording could not be read.")
                self._fail(url, error)
            else:
                self._save(url, outcome, outcome.facts, place)
        finally:
            if outcome.embeddings is not None:
                outcome.embeddings.close()
        self._report.recording_done(outcome.path)

    def _save(self, url: str, outcome: Analysed, facts: AudioFacts, place: Place) -> None:
        windows = WindowSet(
            trouble=outcome.trouble,
            reached_s=outcome.reached_s,
            quiet=outcome.quiet,
            offsets=outcome.offsets,
            dimension=self._session.manifest.embedding,
            embeddings=outcome.embeddings,
        )
        found = self._judging.found(outcome.hits, outcome.offsets, place, outcome.reached_s)
        digests = self._judging.digests(place)
        recording_id, _ = self._catalog.save(
            self._run_id,
            self._model_id,
            NewAnalysis(url, facts, outcome.metadata, windows, digests, place, found),
        )
        self._audio_s += outcome.reached_s
        self._windows += len(outcome.offsets)
        self._add(recording_id, url, facts.duration_s, windows, place, found, False)

    def _fail(self, url: str, error: LinnetError) -> None:
        self._catalog.fail(self._run_id, url, error)
        self._errors.append(file_error(url, error))

    # The answer.

    def _add(
        self,
        recording_id: int,
        url: str,
        duration_s: float,
        windows: WindowSet,
        place: Place,
        found: list[Found],
        rescored: bool,
    ) -> None:
        if self._request.location is not None and place.week is None:
            self._without_place += 1
        room = max(0, _MOST_DETECTIONS - self._detections)
        self._detections += len(found)
        top = max(found, key=lambda row: row.confidence, default=None)
        self._recordings.append(
            InferredRecording(
                recording_id=recording_id,
                path=url,
                status=windows.status,
                duration=duration_s,
                seconds_reached=windows.reached_s,
                trouble=windows.trouble,
                windows=len(windows.offsets),
                quiet_windows=windows.quiet,
                rescored=rescored,
                latitude=place.latitude,
                longitude=place.longitude,
                week=place.week,
                top=top
                and NamedSpecies(
                    species=top.species, common=top.common, confidence=top.confidence
                ),
                detections=[_as_detection(row) for row in found[:room]],
            )
        )
        if windows.trouble:
            self._errors.append(_partial_error(url, windows.trouble))
