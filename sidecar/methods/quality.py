"""`models/check`: measures the quality of a model's embeddings on one's own recordings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.halting import halting
from sidecar.app.method import Method
from sidecar.app.modelnames import model_name, model_version
from sidecar.app.progress import ProgressReporter
from sidecar.contract.quality import CheckModelRequest, CheckModelResult, QualityProgress
from sidecar.errors import CatalogUnavailable, ModelInvalid, ModelNotInstalled
from sidecar.frontends.compute import front_end
from sidecar.frontends.interface import FrontEnd
from sidecar.methods.checklist import (
    Agreed,
    Checklist,
    Measured,
    Recorded,
    of_agreement,
    of_version,
)
from sidecar.models.agreement import SharedSpecies, agreeing, shared_species
from sidecar.models.halt import Halt
from sidecar.models.interface import Model
from sidecar.recordings.sample import Sample
from sidecar.rpc.verb import Call
from sidecar.run.prepare import Cutting
from sidecar.run.repeated import GROUP, repeat, score, silences
from sidecar.run.spread import Heard
from sidecar.values import Float32

_BIRDNET = "birdnet-v2.4"

# Among fewer species, five of each model agree by chance alone.
_LEAST_SHARED = 10


def check_model(engine: Engine, request: CheckModelRequest, call: Call) -> CheckModelResult:
    """Measure the eight lines of the checklist.

    Raises ModelNotInstalled, ModelInvalid or InferenceFailed, and CatalogUnavailable if the catalog
    must name the recordings. Trouble with a recording is a row in `errors`.
    """
    model = engine.session(request.name)
    reference, agreed = _reference(engine, model)
    sample = Sample(engine, request.inputs, request.windows)
    progress = ProgressReporter(call, QualityProgress, unit="window", total=request.windows)
    progress.begin()
    progress.total = planned = sample.plan(_cutting(model), call)
    with halting(call) as halt:
        measuring = _Measuring(model, reference, agreed, halt)
        for heard in sample.windows(reference.cutting if reference else None, call):
            measuring.take(heard)
            progress.report(sample.read)
        measuring.end(sample.named)
    progress.end()
    if planned < request.windows:
        why = f"The recordings have only {planned:,} windows."
        sample.ledger.idle(request, "windows", why)
    checklist = Checklist(measuring.measured)
    lines = [
        *checklist.of_embeddings(),
        of_version(_recorded(engine, model)),
        of_agreement(agreed),
    ]
    return CheckModelResult(
        model=model_name(model),
        passed=all(line.outcome != "failed" for line in lines),
        windows=measuring.windows,
        recordings=sample.recordings,
        lines=lines,
        norms=checklist.norms,
        spread=checklist.embedding_spread,
        errors=sample.errors,
        notes=sample.ledger.notes(),
    )


@dataclass(frozen=True)
class _Reference:
    """BirdNET, and the species that it shares with the model."""

    model: Model
    shared: SharedSpecies
    compute: FrontEnd

    @property
    def cutting(self) -> Cutting:
        return _cutting(self.model)


def _reference(engine: Engine, model: Model) -> tuple[_Reference | None, Agreed]:
    """Find what the model is compared with, or why it cannot be."""
    if model.manifest.name == _BIRDNET:
        return None, Agreed(without="this model is BirdNET")
    if not engine.registry.is_installed(_BIRDNET):
        return None, Agreed(without="BirdNET is not installed")
    try:
        birdnet = engine.session(_BIRDNET)
    except (ModelInvalid, ModelNotInstalled) as error:
        return None, Agreed(without=f"BirdNET cannot be used: {error.message.rstrip('.')}")
    shared = shared_species(model.labels, birdnet.labels)
    if shared.count < _LEAST_SHARED:
        few = f"only {shared.count} species" if shared.count else "no species"
        return None, Agreed(without=f"the model shares {few} with BirdNET")
    compute = front_end(birdnet.manifest.input.spec)
    return _Reference(birdnet, shared, compute), Agreed(species=shared.count)


def _cutting(model: Model) -> Cutting:
    given = model.manifest.input
    return Cutting(given.spec, hop=given.spec.window_samples, padding=given.padding)


def _recorded(engine: Engine, model: Model) -> Recorded:
    """Ask the catalog what it records; a catalog that is not there yet has no windows."""
    version, embeds = model_version(model.embedder), model.manifest.embedding is not None
    try:
        stored = None
        if engine.catalog_path.exists():
            stored = engine.catalog.embeddings.recorded_versions(version.name)
    except CatalogUnavailable as error:
        why = f"the catalog cannot be read: {error.message.rstrip('.')}"
        return Recorded(version, embeds, None, why)
    return Recorded(version, embeds, stored)


class _Measuring:
    """Collects windows in groups, and runs the model and BirdNET on them."""

    def __init__(
        self, model: Model, reference: _Reference | None, agreed: Agreed, halt: Halt
    ) -> None:
        self.windows = 0
        self.measured = Measured()
        self._model, self._reference, self._agreed, self._halt = model, reference, agreed, halt
        self._compute = front_end(model.manifest.input.spec)
        self._group: list[Heard] = []

    def take(self, heard: Heard) -> None:
        self._group.append(heard)
        if len(self._group) == GROUP:
            self._run()

    def end(self, named: bool) -> None:
        """Run what is left, and measure silence without sound beside it if there was none.

        `named` tells whether anything names recordings.
        """
        self._run()
        if self._model.manifest.embedding is None:
            self.measured.without = "the model gives no embeddings"
            return
        if self.measured.silences is None:
            self._silence(None)
        if not self.windows:
            self.measured.without = (
                "no recording gave a window with sound"
                if named
                else "no recording was named, and the catalog has none"
            )

    def _run(self) -> None:
        group, self._group = self._group, []
        if not group:
            return
        self.windows += len(group)
        samples = np.concatenate([heard.ours for heard in group])
        found = repeat(self._model, self._compute, samples, self._halt)
        measured = self.measured
        if found.embeddings is not None:
            assert found.differences is not None and found.similarities is not None
            measured.embeddings.append(found.embeddings)
            measured.differences.append(found.differences)
            measured.similarities.append(found.similarities)
            if measured.silences is None:
                self._silence(samples)
        if self._reference is not None:
            for heard, logits in zip(group, found.logits, strict=True):
                self._compare(self._reference, heard, logits)

    def _silence(self, beside: Float32 | None) -> None:
        self.measured.silences = silences(self._model, self._compute, beside, self._halt)

    def _compare(self, reference: _Reference, heard: Heard, logits: Float32) -> None:
        """Compare the likeliest species of a window with BirdNET's; NaN compares with nothing."""
        if heard.theirs is None:
            return
        inputs = reference.compute(heard.theirs)
        other = score(reference.model, inputs, self._halt).logits.max(axis=0, keepdims=True)
        if not (np.isfinite(logits).all() and np.isfinite(other).all()):
            return
        ours = reference.shared.of_ours(logits[np.newaxis])
        theirs = reference.shared.of_theirs(other)
        self._agreed.windows += 1
        self._agreed.common += int(agreeing(ours, theirs, self._agreed.likeliest)[0])
        self._agreed.same_first += int(agreeing(ours, theirs, 1)[0])


METHODS = (
    Method(
        "models/check",
        check_model,
        "models",
        "Measure the quality of a model's embeddings on your own recordings.",
        QualityProgress,
    ),
)
