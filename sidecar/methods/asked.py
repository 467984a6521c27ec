"""A request of `infer` with its model, its files, and what the catalog knows of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.modelnames import model_version
from sidecar.cache.precision import DTYPES
from sidecar.catalog.interface import Catalog
from sidecar.catalog.runs import NewRun, WaitsFor
from sidecar.contract.analyze import InferRequest
from sidecar.errors import RecordingNotFound
from sidecar.methods.judging import UnknownNames, judging_of
from sidecar.methods.listeners import listens
from sidecar.methods.thresholdset import with_thresholds
from sidecar.methods.usedrange import range_of, recorded
from sidecar.methods.windowing import cutting_of, with_settings
from sidecar.models.interface import Model
from sidecar.models.ranges.interface import RangeModel
from sidecar.recordings.chosen import find_chosen
from sidecar.recordings.inputs import InputFiles, find_inputs
from sidecar.recordings.moved import find_again
from sidecar.run.plan import Known, Plan, Planner
from sidecar.run.prepare import Dtype
from sidecar.run.work import Job


@dataclass(frozen=True)
class Asked:
    """A request with its model, and the job for that model; the settings filled in the request."""

    request: InferRequest
    session: Model
    job: Job
    unknown: UnknownNames
    unset: Sequence[str] = ()  # species of a set of thresholds that have none
    ranges: RangeModel | None = None  # it judges places; None for a request without one

    def run(
        self,
        urls: Sequence[str] = (),
        resumes: int | None = None,
        retries: WaitsFor | None = None,
    ) -> NewRun:
        """Describe the run that the request begins."""
        return NewRun(
            model=model_version(self.session),
            embedder=model_version(self.session.embedder),
            settings=json.dumps(self._settings()),
            program=f"linnet {__version__}",
            urls=urls,
            resumes=resumes,
            retries=retries,
        )

    def _settings(self) -> Mapping[str, Any]:
        """Give the settings of the run; what else is heard changes no detection, and no digest."""
        heard = dict.fromkeys(self.job.listens, True)
        return {**self.job.judging.settings, **recorded(self.ranges), **heard}

    def plan(self, files: Iterable[tuple[Path, str]], known: Mapping[str, Known]) -> Plan:
        """Sort files by what they need."""
        planner = Planner(
            judging=self.job.judging,
            dtypes=self.dtypes(),
            rejudges=self.session.rejudges,
            embeddings=self.job.embeddings,
            force=self.request.force,
            channel=self.request.channel,
        )
        return planner.plan(files, known)

    def dtypes(self) -> tuple[Dtype, ...]:
        """List the input precisions that the request allows, the best first."""
        if self.job.cutting.spec.kept is None:
            return ("float32",)
        return DTYPES if self.request.dtype is None else (self.request.dtype,)


def ask(engine: Engine, request: InferRequest, version_id: str | None = None) -> Asked:
    """Load the model of a request, in its active version or another one.

    Raises InvalidParams, ModelNotInstalled or ModelInvalid.
    """
    session = engine.session(request.model, version_id)
    ranges = range_of(engine, request, session)
    model = session.manifest.input
    request, unset = with_thresholds(engine, request, session)
    request = with_settings(request, engine.settings.windows, model.spec)
    cutting = cutting_of(request, model.spec, model.padding)
    judging, unknown = judging_of(request, session, cutting, ranges)
    job = Job(
        model=session.manifest.name,
        version_id=session.version_id,
        cutting=cutting,
        judging=judging,
        embeddings=request.embeddings and session.manifest.embedding is not None,
        cache=request.cache,
        dtype=request.dtype,
        listens=listens(engine, request),
    )
    return Asked(request, session, job, unknown, unset, ranges)


def files_of(engine: Engine, asked: Asked, ledger: Ledger) -> InputFiles:
    """Find the files of a run; raises RecordingNotFound if there is none."""
    if asked.request.where is None:
        inputs = find_again(engine, find_inputs(engine, asked.request))
    else:
        inputs = find_chosen(engine, asked.request, ledger)
        if not inputs.paths:
            nothing = RecordingNotFound("No recording of the catalog passes the filters.")
            raise inputs.errors[0][1] if inputs.errors else nothing
    if asked.request.not_analysed:
        return without_done(engine.catalog, asked, inputs, ledger)
    return inputs


def without_done(
    catalog: Catalog,
    asked: Asked,
    inputs: InputFiles,
    ledger: Ledger,
) -> InputFiles:
    """Leave out files that are done; notes those whose analysis covers only a part.

    Raises RecordingNotFound if nothing is left.
    """
    models = catalog.runs.models(asked.run())
    known = catalog.runs.known([url for _, url in inputs.files], models)
    plan = asked.plan(inputs.files, known)
    for each in plan.stands:
        if each.work.url in plan.skipped and each.trouble:
            ledger.add("partialBefore", f"{each.work.url}: {each.trouble}")
    paths = [path for path, url in inputs.files if url not in plan.skipped]
    if not paths and not inputs.errors:
        raise RecordingNotFound(
            "All these recordings are done with the same model and settings.",
            hint="To analyse finished recordings again, ask for that (`force`).",
        )
    return replace(inputs, paths=paths)
