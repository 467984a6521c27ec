"""`infer`: recordings in, species out, kept in the catalog as each recording ends."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

from sidecar import __version__, pipeline
from sidecar.contract.base import FileError, ModelName
from sidecar.contract.infer import (
    InferredDetection,
    InferredRecording,
    InferRequest,
    InferResult,
    InferStats,
    NamedSpecies,
    SkippedRecording,
)
from sidecar.engine import Engine
from sidecar.errors import LinnetError, RequestCancelled, UnreadableAudio
from sidecar.frontend.spec import MelSpectrogram, Waveform
from sidecar.model.session import Session
from sidecar.pipeline import Analysed, Effort, Pace, Tally
from sidecar.postprocess.scoring import Scoring
from sidecar.prepare import Dtype, preparing
from sidecar.query.catalog import SqliteCatalog
from sidecar.rpc.verb import Call
from sidecar.settings import usable_cores
from sidecar.store.entries import (
    Found,
    ModelRow,
    NewAnalysis,
    Origin,
    Place,
    Previous,
    WindowSet,
)
from sidecar.store.features import Keeping
from sidecar.values import AudioFacts, Metadata
from sidecar.verbs.inputs import Inputs, file_error, find_inputs
from sidecar.verbs.judging import Judging
from sidecar.verbs.plan import make_plan
from sidecar.verbs.recognising import find_again
from sidecar.verbs.report import Report
from sidecar.verbs.rescoring import Rescored, Rescoring
from sidecar.verbs.table import as_table
from sidecar.verbs.windowing import cutting_of

# Detections in one answer; the rest is in the catalog. Keeps the answer far below the transport's
# limit (64 MiB) at about 120 bytes each.
_MOST_DETECTIONS = 50_000

_REASON = "Done before with the same model and settings."


def infer(engine: Engine, request: InferRequest, call: Call) -> InferResult:
    """Analyse recordings that are not done yet; trouble with one is a row in `errors`.

    Raises RecordingNotFound when there is nothing to do at all, RequestCancelled with what was
    finished kept, and whatever makes every recording impossible (model, catalog, storage).
    """
    session = engine.session(request.model)
    inputs = find_again(engine, find_inputs(engine, request), call.check)
    run = _Run(engine, request, session, inputs, call)
    try:
        run.analyse()
    except RequestCancelled:
        run.end("cancelled")
        raise
    except BaseException:
        run.end("failed")
        raise
    engine.indexes.refresh(run.embedder_id)
    return run.result()


@dataclass(frozen=True)
class _Source:
    """Where a recording's windows came from."""

    dtype: Dtype
    cached: bool
    rescored: bool


class _Run:
    """One run over its recordings, and the answer that grows from it."""

    def __init__(
        self, engine: Engine, request: InferRequest, session: Session, inputs: Inputs, call: Call
    ) -> None:
        self._request = request
        self._session = session
        self._call = call
        self._catalog: SqliteCatalog = engine.catalog
        self._vectors = engine.vectors
        self._inputs = inputs
        model = session.manifest.input
        self._cutting = cutting_of(request, model.spec, model.padding)
        self._prepare = preparing(self._cutting)
        if request.cache:
            self._prepare = engine.features().remembering(
                self._prepare, self._cutting, Keeping(dtype=request.dtype)
            )
        self._judging = Judging(request, session, self._cutting)
        self._effort = _effort(request, model.spec, engine.settings.threads)
        self._model_id = self._catalog.model_id(model_row(session))
        self.embedder_id = self._catalog.model_id(model_row(session.embedder))
        self._run_id = self._catalog.begin_run(
            self._model_id,
            json.dumps(self._judging.settings),
            f"linnet {__version__}",
            [*map(inputs.url, inputs.paths), *(path for path, _ in inputs.errors)],
        )
        self._report = Report(
            call, session.labels, len(inputs.paths), window_s=session.manifest.window
        )
        self._began = time.monotonic()
        self._places: dict[Path, Place] = {}
        self._recordings: list[InferredRecording] = []
        self._skipped: list[SkippedRecording] = []
        self._errors: list[FileError] = []
        self._windows = 0
        self._audio_s = 0.0
        self._without_place = 0
        self._detections = 0
        self._hits = self._misses = 0
        self._counts: dict[str, int] = {}

    def analyse(self) -> None:
        self._report.begin()
        for url, error in self._inputs.errors:
            self._fail(url, error)
        plan = make_plan(
            self._inputs,
            self._catalog,
            self._model_id,
            self._judging,
            self._call.check,
            embedder_id=self.embedder_id,
        )
        # What another program took out or did anew meanwhile is read after all.
        gone = [path for path, previous in plan.reuse if not self._reuse(path, previous)]
        rescoring = Rescoring(
            self._catalog,
            self._vectors,
            self.embedder_id,
            self._judging,
            threads=self._effort.callers,
        )
        for group in rescoring.judge(plan.rescore, self._call.check):
            gone += self._rescore(group)
        for outcome in pipeline.analyse(
            [*plan.read, *gone, *rescoring.gone],
            self._prepare,
            self._session,
            Pace(self._cutting.rate_hz, self._cutting.hop),
            self._scoring_for,
            effort=self._effort,
            keep_embeddings=self._judging.keeps_embeddings,
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

    def _reuse(self, path: Path, previous: Previous) -> bool:
        self._call.check()
        assert previous.analysis_id is not None
        url = self._inputs.url(path)
        if not self._catalog.reuse(self._run_id, url, previous.analysis_id):
            return False
        self._skipped.append(
            SkippedRecording(
                recording_id=previous.recording_id,
                path=url,
                reason=_REASON + self._was_at(path),
            )
        )
        self._report.recording_done(path)
        return True

    def _was_at(self, path: Path) -> str:
        before = self._inputs.moved.get(path)
        return f" It was moved here from {before}." if before else ""

    def _rescore(self, group: list[Rescored]) -> list[Path]:
        """Keep what was judged anew; returns those whose windows are gone."""
        kept = self._catalog.rescore(self._run_id, [each.judged for each in group])
        gone = []
        for each, analysis_id in zip(group, kept, strict=True):
            if analysis_id is None:
                gone.append(each.stored.path)
                continue
            source = _Source(each.stored.dtype, cached=False, rescored=True)
            self._add(
                each.stored.previous.recording_id,
                each.judged.url,
                each.windows,
                each.stored.place,
                list(each.judged.found),
                source,
            )
            self._report.recording_done(each.stored.path)
        return gone

    # What must be read.

    def _scoring_for(self, path: Path, facts: AudioFacts, metadata: Metadata) -> Scoring:
        known = self._catalog.origin(self._inputs.url(path))
        unchanged = known.version == (facts.size_bytes, facts.modified_ns)
        newer = None if unchanged or known.start_was_set else metadata.start
        origin = Origin(
            latitude=known.latitude if known.latitude is not None else metadata.latitude,
            longitude=known.longitude if known.longitude is not None else metadata.longitude,
            start=newer or known.start,
        )
        place = self._places[path] = self._judging.place(origin)
        return self._judging.scoring(place)

    def _tick(self, tally: Tally) -> None:
        self._call.check()
        self._report.windows(tally)

    def _finish(self, outcome: Analysed) -> None:
        url = self._inputs.url(outcome.path)
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
            duration_s=facts.duration_s,
            reached_s=outcome.reached_s,
            quiet=outcome.quiet,
            offsets=outcome.offsets,
            dimension=self._session.manifest.embedding or 0,
            embeddings=outcome.embeddings,
        )
        found = self._judging.found(outcome.hits, outcome.offsets, place, outcome.reached_s)
        digests = self._judging.digests(place, outcome.dtype)
        recording_id, _ = self._catalog.save(
            self._run_id,
            self._model_id,
            NewAnalysis(
                url, facts, outcome.metadata, windows, digests, place, found, outcome.identity
            ),
            embedder_id=self.embedder_id,
        )
        self._audio_s += outcome.reached_s
        self._windows += len(outcome.offsets)
        if isinstance(self._cutting.spec, MelSpectrogram):
            self._hits += outcome.cached
            self._misses += not outcome.cached
        source = _Source(outcome.dtype, cached=outcome.cached, rescored=False)
        self._add(recording_id, url, windows, place, found, source)

    def _fail(self, url: str, error: LinnetError) -> None:
        self._catalog.fail(self._run_id, url, error)
        self._errors.append(file_error(url, error))

    # The answer.

    def _add(
        self,
        recording_id: int,
        url: str,
        windows: WindowSet,
        place: Place,
        found: list[Found],
        source: _Source,
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
                duration=windows.duration_s,
                seconds_reached=windows.reached_s,
                trouble=windows.trouble,
                windows=len(windows.offsets),
                quiet_windows=windows.quiet,
                rescored=source.rescored,
                dtype=source.dtype,
                cached=source.cached,
                latitude=place.latitude,
                longitude=place.longitude,
                week=place.week,
                top=top
                and NamedSpecies(species=top.species, common=top.common, confidence=top.confidence),
                detections=[_as_detection(row) for row in found[:room]],
            )
        )
        if windows.trouble:
            self._errors.append(file_error(url, UnreadableAudio(windows.trouble)))

    def result(self) -> InferResult:
        return InferResult(
            run_id=self._run_id,
            model=model_name(self._session),
            recordings=self._recordings,
            skipped=self._skipped,
            errors=self._errors,
            stats=self._stats(),
            table=as_table(self._catalog, self._run_id) if self._request.table else None,
        )

    def _stats(self) -> InferStats:
        elapsed = time.monotonic() - self._began
        counts = {name: self._counts.get(name, 0) for name in _ENDS}
        return InferStats(
            files=sum(counts.values()),
            **counts,
            windows=self._windows,
            detections=self._detections,
            detections_left_out=max(0, self._detections - _MOST_DETECTIONS),
            audio_seconds=round(self._audio_s, 3),
            elapsed_seconds=round(elapsed, 3),
            realtime_factor=round(self._audio_s / elapsed, 1),
            unknown_species=self._judging.unknown_species,
            unknown_to_range=self._judging.unknown_to_range,
            without_place=self._without_place,
            cache_hits=self._hits,
            cache_misses=self._misses,
        )


_ENDS = ("done", "empty", "partial", "failed", "skipped")


def _effort(request: InferRequest, spec: Waveform | MelSpectrogram, threads: int | None) -> Effort:
    callers = request.threads or threads or usable_cores()
    # One reader feeds about four callers: it decodes and resamples an hour in a few seconds. Where
    # it computes spectrograms too, it feeds two.
    fed = 2 if isinstance(spec, MelSpectrogram) else 4
    return Effort(callers=callers, batch=request.batch or 4, readers=-(-callers // fed))


def model_row(session: Session) -> ModelRow:
    """Describe a model for the catalog."""
    manifest, installed = session.manifest, session.installed
    return ModelRow(
        name=manifest.name,
        title=manifest.title,
        version=manifest.version,
        sha256=installed.sha256,
        converter=installed.converter,
        licence=manifest.licence.name,
    )


def model_name(session: Session) -> ModelName:
    """Name a model for an answer."""
    manifest = session.manifest
    return ModelName(name=manifest.name, version=manifest.version, sha256=session.installed.sha256)


def _as_detection(row: Found) -> InferredDetection:
    return InferredDetection(
        start=row.start_s,
        end=row.end_s,
        species=row.species,
        common=row.common,
        confidence=row.confidence,
    )
