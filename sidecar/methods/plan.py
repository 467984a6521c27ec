"""`infer/plan` tells what a run would do, before it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger, joined
from sidecar.app.method import Method
from sidecar.app.modelnames import model_name
from sidecar.app.progress import ProgressReporter
from sidecar.catalog.runs import Speed
from sidecar.contract.analyze import InferRequest
from sidecar.contract.plan import InferPlan, PlanProgress
from sidecar.methods.asked import Asked, ask
from sidecar.methods.idle import note_idle, note_range, note_unset
from sidecar.methods.runnotes import RunNotes
from sidecar.recordings.arms import by_arm
from sidecar.recordings.chosen import find_chosen
from sidecar.recordings.files import file_error
from sidecar.recordings.inputs import InputFiles, find_inputs
from sidecar.rpc.verb import Call
from sidecar.run.plan import Known, Plan

_MOST_ERRORS = 100


def plan(engine: Engine, request: InferRequest, call: Call) -> InferPlan:
    """Compare a request with the catalog, as `infer` does; reads no sound and writes nothing.

    Raises RecordingNotFound if files were named and none is there.
    """
    ledger = Ledger()
    if request.where is None:
        inputs = find_inputs(engine, request, marks=False)
    else:
        inputs = find_chosen(engine, request, ledger, marks=False)
    arms = engine.arms(request.model)
    if not arms:
        if (why := engine.without_variant(request.model)) is not None:
            ledger.unfilled("inference.model_variant", why)
        return _plan(engine, ask(engine, request), inputs, ledger, call)
    name = engine.manifest(request.model).name
    plans = []
    for arm, part in by_arm(inputs, arms, name=name):
        asked = ask(engine, request, arm.version_id)
        plans.append((arm.weight, _plan(engine, asked, part, ledger, call)))
        ledger = Ledger()
    return _joined(plans)


def _joined(plans: Sequence[tuple[float, InferPlan]]) -> InferPlan:
    """Sum the plans of versions that share the recordings."""
    _, main = max(plans, key=lambda each: each[0])
    every = [plan for _, plan in plans]
    needed = [each.seconds_needed for each in every]
    counts = ("files", "new", "rescored", "skipped", "missing", "without_place")
    return main.model_copy(
        update={
            **{name: sum(getattr(each, name) for each in every) for name in counts},
            "audio_seconds": round(sum(each.audio_seconds for each in every), 3),
            "without_duration": sum(each.without_duration for each in every),
            "seconds_needed": None if None in needed else round(sum(filter(None, needed)), 1),
            "errors": [row for each in every for row in each.errors][:_MOST_ERRORS],
            "notes": joined([note for each in every for note in each.notes]),
        }
    )


def _plan(
    engine: Engine, asked: Asked, inputs: InputFiles, ledger: Ledger, call: Call
) -> InferPlan:
    runs = engine.catalog.runs
    models = runs.models(asked.run())
    known = runs.known([url for _, url in inputs.files], models)
    planned = _sorted(asked, inputs, known, call)
    without_place = _note(ledger, engine, asked, inputs, known, planned)
    lengths = [known[each.url].duration_s if each.url in known else None for each in planned.read]
    heard_s = [each for each in lengths if each is not None]
    unknown = {
        each.url for each, length in zip(planned.read, lengths, strict=True) if length is None
    }
    return InferPlan(
        model=model_name(asked.session),
        files=len(inputs.paths) + len(inputs.errors),
        new=len(planned.new),
        rescored=len(planned.rescored),
        skipped=len(planned.skipped),
        missing=len(inputs.errors),
        without_place=without_place,
        audio_seconds=round(sum(heard_s), 3),
        without_duration=len(unknown),
        seconds_needed=_seconds(planned, heard_s, runs.speed(models)),
        unmatched_species=[each.name for each in (*asked.unknown.listed, *asked.unknown.excluded)],
        overlap=asked.request.overlap,
        skip_below=asked.request.skip_below,
        errors=[file_error(url, error) for url, error in inputs.errors[:_MOST_ERRORS]],
        notes=ledger.notes(),
    )


def _sorted(asked: Asked, inputs: InputFiles, known: Mapping[str, Known], call: Call) -> Plan:
    """Sort the files by what they need, and report the progress."""
    progress = ProgressReporter(call, PlanProgress, unit="recording", total=len(inputs.paths))

    def told() -> Iterator[tuple[Path, str]]:
        for file in inputs.files:
            progress.report(progress.done + 1)
            yield file

    progress.begin()
    planned = asked.plan(told(), known)
    progress.end()
    return planned


def _note(
    ledger: Ledger,
    engine: Engine,
    asked: Asked,
    inputs: InputFiles,
    known: Mapping[str, Known],
    planned: Plan,
) -> int:
    """Write the ledger of the run to come, and count the recordings without a range filter."""
    judging = asked.job.judging
    note_idle(ledger, asked.request, asked.session, judging)
    note_unset(ledger, asked.unset)
    note_range(ledger, asked.request, asked.ranges)
    notes = RunNotes(
        ledger,
        engine.catalog,
        asked.request,
        judging,
        inputs.found,
        asked.unknown,
        asked.job.cutting.rate_hz,
    )
    without_place = 0
    for url, each in known.items():
        if asked.request.not_analysed and url in planned.skipped:
            continue
        place = judging.place(each.origin)
        notes.known(url, each.origin, place)
        without_place += judging.range is not None and place.latitude is None
    for stands in planned.stands:
        if stands.trouble and stands.work.url in planned.skipped:
            ledger.add("partialBefore", f"{stands.work.url}: {stands.trouble}")
    if len(known) == len(inputs.paths):  # files that were never read may tell of their place
        notes.close()
    return without_place


def _seconds(planned: Plan, heard_s: list[float], speed: Speed) -> float | None:
    """Tell how long a run takes, by the speed of earlier ones; None if nothing tells."""
    windows = sum(each.windows.count for each in planned.again)
    if planned.read and (speed.heard is None or not heard_s):
        return None
    if windows and speed.rescored is None and not planned.read:
        return None
    read = sum(heard_s) / speed.heard if speed.heard else 0.0
    rescored = windows / speed.rescored if speed.rescored else 0.0
    return round(read + rescored, 1)


METHODS = (
    Method(
        "infer/plan",
        plan,
        "look",
        "Tell what `infer` would do with the same request.",
        PlanProgress,
    ),
)
