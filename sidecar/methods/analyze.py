"""`infer` finds species in recordings and keeps the results; `runs/resume` continues a run."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger, as_json
from sidecar.app.method import Method
from sidecar.app.modelnames import model_name
from sidecar.app.report import Report
from sidecar.cache.features import Keeping
from sidecar.catalog.interface import Catalog
from sidecar.catalog.runs import Run, WaitsFor
from sidecar.contract.analyze import InferRequest, InferResult, InferStats, ResumeRunRequest
from sidecar.contract.runprogress import InferProgress
from sidecar.errors import (
    InvalidParams,
    LinnetError,
    ModelInvalid,
    ModelNotInstalled,
    RequestCancelled,
    StorageFull,
    UnreadableAudio,
)
from sidecar.methods.answer import Answer, Wishes
from sidecar.methods.asked import Asked, ask, files_of
from sidecar.methods.effort import effort_of
from sidecar.methods.fallbacks import Fallbacks
from sidecar.methods.idle import note_idle, note_range, note_unset
from sidecar.methods.listeners import listening
from sidecar.methods.merged import merge
from sidecar.methods.parts import parts_of
from sidecar.methods.runnotes import RunNotes
from sidecar.methods.standin import StandIn
from sidecar.methods.table import as_table
from sidecar.methods.usedrange import of_request, used
from sidecar.models.interface import Model
from sidecar.recordings.inputs import InputFiles
from sidecar.rpc.verb import Call
from sidecar.run.executor import Executor
from sidecar.run.gather import Gathering
from sidecar.run.judging import Judge
from sidecar.run.rejudge import rejudge
from sidecar.run.sink import Sink
from sidecar.run.stored import Sweep
from sidecar.run.tally import Tally
from sidecar.run.threads import Effort, ThreadExecutor
from sidecar.run.tools import Tools, preparing_work
from sidecar.run.work import Failed, Gone, Job, Kept, Outcome, Work, released

# A shorter run tells more of its beginning than of the computer.
_TELLING_S = 60.0

_CHANGING = UnreadableAudio(
    "The file changed each time while its channels were read.",
    hint="Analyse it again once the recorder or the copy is done.",
)


def infer(engine: Engine, request: InferRequest, call: Call) -> InferResult:
    """Analyse recordings that are not done yet; trouble with one is a row in `errors`.

    Raises RecordingNotFound if there is no recording at all, RequestCancelled after keeping the
    finished ones, and errors that stop every recording (model, catalog, storage).
    """
    arms = engine.arms(request.model)
    if not arms:
        return analyse(engine, request, call)
    return merge(
        [
            (part.arm, _over(engine, part.asked, part.inputs, part.ledger, call))
            for part in parts_of(engine, request, arms)
        ]
    )


def analyse(
    engine: Engine,
    request: InferRequest,
    call: Call,
    *,
    resumes: int | None = None,
    retries: WaitsFor | None = None,
    meant: str | None = None,
) -> InferResult:
    """Analyse recordings as `infer` does, in a run that goes on with another or retries.

    `meant` is the version that such a run is about; a note says if another one does the work.
    """
    asked, ledger = ask(engine, request), Ledger()
    if (why := engine.receiver_trouble()) is not None:  # results wait for a better address
        ledger.unfilled("forward.url", why)
    if (why := engine.without_variant(request.model)) is not None:
        ledger.unfilled("inference.model_variant", why)
    used = asked.session.version_id
    if meant not in (None, used):
        ledger.add("otherVersion", str(meant), what=used)
    inputs = files_of(engine, asked, ledger)
    return _over(engine, asked, inputs, ledger, call, resumes=resumes, retries=retries)


def _over(
    engine: Engine,
    asked: Asked,
    inputs: InputFiles,
    ledger: Ledger,
    call: Call,
    *,
    resumes: int | None = None,
    retries: WaitsFor | None = None,
) -> InferResult:
    request = asked.request
    answer = Answer(_wishes(asked, inputs))
    catalog = engine.catalog
    run = catalog.runs.begin(asked.run(inputs.names, resumes, retries))
    report = Report(
        call,
        asked.session.labels,
        len(inputs.names),
        window_s=asked.session.manifest.window,
        run_id=run.run_id,
    )
    report.begin()
    notes = _notes(ledger, catalog, asked, inputs)
    fallbacks = Fallbacks(StandIn(engine, asked, run, ledger, call, _aside(engine, call)))
    sinks: list[Sink] = [answer, report, notes]
    if engine.forwarder is not None:
        sinks.append(engine.forwarder)
    running = _Running(engine, run, asked, ledger, call, report, fallbacks, sinks)
    ended = running.through(inputs)
    report.end()
    catalog.embeddings.index(run.embedder_id)
    return InferResult(
        run_id=run.run_id,
        model=model_name(asked.session),
        recordings=answer.recordings,
        skipped=answer.skipped,
        errors=answer.errors,
        notes=ledger.notes(),
        stats=_noted(engine, asked.session, answer.stats(ended)),
        table=as_table(catalog, run.run_id) if request.table else None,
        fallbacks=fallbacks.answer(),
        range_model=used(asked.ranges),
    )


def _aside(engine: Engine, call: Call) -> Callable[[InferRequest], InferResult]:
    """Make what analyses recordings in a run beside this one, which alone tells its progress."""
    silent = Call()
    silent.cancelled = call.cancelled
    return lambda request: analyse(engine, request, silent)


def _noted(engine: Engine, session: Model, stats: InferStats) -> InferStats:
    """Keep how fast a model is on this computer; that is no result, so a full disk is no error."""
    if stats.audio_seconds >= _TELLING_S:
        with suppress(StorageFull):
            engine.local.note_speed(session.version_id, stats.realtime_factor)
    return stats


def _wishes(asked: Asked, inputs: InputFiles) -> Wishes:
    request = asked.request
    return Wishes(
        moved=inputs.moved,
        kept=asked.job.cutting.spec.kept is not None,
        by_place=request.location is not None,
        unknown_species=[each.name for each in asked.unknown.listed],
        unknown_to_range=int(asked.job.judging.unranged.sum()) if request.location else 0,
        brief=request.answer == "brief",
    )


def _notes(ledger: Ledger, catalog: Catalog, asked: Asked, inputs: InputFiles) -> RunNotes:
    """Begin the ledger with all that is known before the first recording."""
    judging = asked.job.judging
    note_idle(ledger, asked.request, asked.session, judging)
    note_unset(ledger, asked.unset)
    note_range(ledger, asked.request, asked.ranges)
    return RunNotes(
        ledger,
        catalog,
        asked.request,
        judging,
        inputs.found,
        asked.unknown,
        asked.job.cutting.rate_hz,
        asked.job.listens,
    )


class _Running:
    """Takes a run's recordings through all steps, and passes the results to the sinks."""

    def __init__(
        self,
        engine: Engine,
        run: Run,
        asked: Asked,
        ledger: Ledger,
        call: Call,
        report: Report,
        fallbacks: Fallbacks,
        sinks: Sequence[Sink],
    ) -> None:
        self._engine = engine
        self._catalog: Catalog = engine.catalog
        self._run = run
        self._asked = asked
        self._ledger = ledger
        self._call = call
        self._report = report
        self._fallbacks = fallbacks
        self._sinks = (*sinks, fallbacks)
        self._gathering = Gathering()
        self._since = time.monotonic()  # the last outcomes were kept

    def through(self, inputs: InputFiles) -> dict[str, int]:
        """Analyse all files, and count them by outcome; every file has one."""
        try:
            self._all(inputs)
        except RequestCancelled as error:
            raise self._stopped(self._end("cancelled")) from error
        except BaseException:
            self._end("failed")
            raise
        ended = self._end("complete")
        if waiting := ended.get("waiting", 0):
            raise LinnetError(f"Run {self._run.run_id} never reached {waiting} files.")
        return ended

    def _stopped(self, ended: dict[str, int]) -> RequestCancelled:
        """Say how far the run came, and that the next one goes on from there."""
        total = sum(ended.values())
        done = total - ended.get("waiting", 0) - ended.get("failed", 0)
        return RequestCancelled(
            f"Stopped as asked. {done:,} of {total:,} {'file' if total == 1 else 'files'} "
            f"{'is' if done == 1 else 'are'} done, and the catalog keeps their results.",
            hint="A forced run begins again with the first file."
            if self._asked.request.force
            else "The next run with the same settings goes on from there.",
        )

    def _end(self, status: str) -> dict[str, int]:
        self._gathering.close()
        self._engine.metrics.batches = 0
        for sink in self._sinks:
            sink.close()
        with stop.finishing():
            return self._catalog.runs.end(self._run, status, as_json(self._ledger.notes()))

    def _all(self, inputs: InputFiles) -> None:
        job = self._asked.job
        self._keep([Failed(Work(Path(url), url), error) for url, error in inputs.errors])
        known = self._catalog.runs.known([url for _, url in inputs.files], self._run)
        plan = self._asked.plan(inputs.files, known)
        self._report.expect(known, plan.read)
        # Another program may have removed or replaced stored results; those files are read.
        gone = self._keep(plan.stands)
        self._since = time.monotonic()
        judge = Judge(job.judging, self._asked.session, self._asked.ranges)
        for group in rejudge(plan.again, judge, self._sweep(), job.judging.digests):
            gone += self._keep(group)
        gone = self._read([*plan.read, *gone])
        # Files that changed between the reading of two of their channels are read once more; then
        # one failure tells of all their channels.
        changing = {work.url: work for work in self._read(gone)}
        self._keep(
            [Failed(replace(each, channels=(None,)), _CHANGING) for each in changing.values()]
        )
        self._fallbacks.stand_in()

    def _read(self, work: Sequence[Work]) -> list[Work]:
        """Read recordings and keep the outcomes; returns the work that must be done again."""
        again: list[Work] = []
        if work:
            for outcomes in self._executor().run(self._asked.job, work, self._tell):
                again += self._keep(outcomes)
        return again

    def _sweep(self) -> Sweep:
        return Sweep(
            read=partial(self._catalog.embeddings.read, self._run.embedder_id),
            rejudge=self._asked.session.rejudge,
            threads=self._effort().callers,
        )

    def _executor(self) -> Executor:
        return ThreadExecutor(partial(open_tools, self._engine), self._effort())

    def _effort(self) -> Effort:
        asked = self._asked
        spec, providers = asked.job.cutting.spec, asked.session.providers
        return effort_of(asked.request, spec, providers, self._engine.settings)

    def _keep(self, outcomes: Sequence[Outcome]) -> list[Work]:
        """Keep the outcomes of complete recordings and pass them to the sinks.

        Returns the work whose results vanished or do not belong together.
        """
        complete = self._fallbacks.marked(self._gathering.add(outcomes))
        if not complete:
            return []
        with released(complete), stop.finishing():
            seconds = time.monotonic() - self._since
            answered = self._catalog.runs.keep(
                self._run, complete, seconds, forward=self._engine.forwards
            )
            self._since = time.monotonic()
        kept = [each for each in answered if isinstance(each, Kept)]
        for sink in self._sinks:
            sink.take(kept)
        return [each.outcome.work for each in answered if isinstance(each, Gone)]

    def _tell(self, tally: Tally) -> None:
        self._call.check()
        self._engine.metrics.batches = tally.queued
        self._report.windows(tally)


def open_tools(engine: Engine, job: Job) -> Tools:
    """Make the tools for a job; raises ModelNotInstalled or ModelInvalid."""
    session = engine.session(job.model, job.version_id)
    attend, listeners = engine.overviews.attend, listening(engine, job.listens)
    if job.cache:
        # Windows from the cache come without the sound that is to be listened to.
        features, keeping = engine.features(), Keeping(dtype=job.dtype, force=bool(job.listens))
        prepare = preparing_work(
            job.cutting,
            lambda own, cutting: features.remembering(own, cutting, keeping),
            attend,
            listeners,
        )
    else:
        prepare = preparing_work(job.cutting, attend=attend, listening=listeners)
    monitor = engine.monitors.of(session)
    digest = job.judging.range_digest
    ranges = None if digest is None else engine.ranges.exactly(session, digest)
    return Tools(prepare, session, Judge(job.judging, session, ranges), monitor)


def resume_run(engine: Engine, request: ResumeRunRequest, call: Call) -> InferResult:
    """Repeat the request in a new run, which keeps finished recordings and analyses the rest.

    Raises InvalidParams for an unknown run, or for settings of another version.
    """
    found = engine.catalog.runs.asked(request.run_id)
    if found is None:
        raise InvalidParams(f"The catalog has no run {request.run_id}.", field="runId")
    with engine.catalog.questions.reading():
        asked = dict(json.loads(found.settings))
    if asked.get("method") == "heads/apply":
        raise InvalidParams(
            f"Run {request.run_id} applied {found.model} to stored windows.",
            field="runId",
            hint="Apply the head again; finished recordings are not scored twice.",
        )
    model = exactly(engine, found.model, found.version_id)
    chosen = repeated(model, asked, found.urls, field="runId")
    chosen = chosen.model_copy(update={"answer": request.answer})
    return analyse(engine, chosen, call, resumes=request.run_id, meant=found.version_id)


def exactly(engine: Engine, model: str, version_id: str) -> str:
    """Name a version as requests do; the model alone if this version is not installed any more."""
    try:
        engine.registry.version(model, version_id)
    except (ModelInvalid, ModelNotInstalled):
        return model
    return f"{model}@{version_id}"


def repeated(
    model: str, settings: Mapping[str, Any], urls: Sequence[str], *, field: str
) -> InferRequest:
    """Make the request of a run again from its record.

    Raises InvalidParams that names `field` for settings of another version.
    """
    try:
        again = InferRequest.model_validate(
            {**of_request(settings), "model": model, "inputs": [*urls]}
        )
    except ValidationError as error:
        raise InvalidParams(
            "The settings of the run come from another version of Linnet.",
            field=field,
            hint="Start a new run over the same files.",
        ) from error
    # The record holds defaults too, which nobody chose.
    chosen = again.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    # The settings may have changed since; those of the run count.
    chosen |= {"overlap": again.overlap, "skipBelow": again.skip_below}
    return InferRequest.model_validate(chosen)


METHODS = (
    Method(
        "infer",
        infer,
        "work",
        "Find species in recordings, and keep the results in the catalog.",
        InferProgress,
    ),
    Method(
        "runs/resume",
        resume_run,
        "work",
        "Continue an unfinished run.",
        InferProgress,
    ),
)
