"""`models/variant`: makes a variant of a model, and measures it on one's own recordings."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.halting import halting
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.contract.versions import MakeVariantRequest, MakeVariantResult, VariantProgress
from sidecar.errors import InvalidParams
from sidecar.frontends.compute import front_end
from sidecar.methods.versions import version_row
from sidecar.models.digest import sha256
from sidecar.models.halt import Halt
from sidecar.models.install import finish, staging_folder
from sidecar.models.interface import Model
from sidecar.models.registry import (
    LAST_LAYER_FILE,
    MODEL_FILE,
    RECORD_FILE,
    Agreement,
    Installed,
    Made,
)
from sidecar.models.session import Session
from sidecar.models.usable import unusable
from sidecar.models.variants import narrow_last_layer, write_variant
from sidecar.recordings.sample import Sample
from sidecar.rpc.verb import Call
from sidecar.run.prepare import Cutting
from sidecar.run.scoring import CANDIDATE, Sensitivity
from sidecar.values import Float32
from sidecar.variant import Variant

# The usual smallest confidence of a detection.
_USUAL = 0.25
_BATCH = 4


def make_variant(engine: Engine, request: MakeVariantRequest, call: Call) -> MakeVariantResult:
    """Make a variant of the active version and measure it; it does not become active.

    Raises ModelNotInstalled, ModelInvalid, InvalidParams for a head or a variant, StorageFull, and
    RecordingNotFound if no recording is named.
    """
    folder, record = engine.registry.active(engine.alone(request.name))
    _check_origin(record)
    # Its calls are timed on this thread, and a guard would give them threads of their own.
    origin = Session(folder, record)
    sample = Sample(engine, request.inputs, request.windows)
    with staging_folder(engine.registry.folder, record.manifest.name) as staging:
        ready = staging / "ready"
        made = _write(folder, record, request.variant, ready)
        call.check()
        variant = Session(ready, made)
        with halting(call) as halt:
            comparing = _Comparing(origin, variant, halt)
            _compare(comparing, sample, request, call)
        sizes = ready / MODEL_FILE, folder / MODEL_FILE
        agreement = comparing.agreement(*(path.stat().st_size for path in sizes))
        assert made.made is not None
        done = made.made.model_copy(update={"agreement": agreement})
        made = made.model_copy(update={"made": done})
        finish(engine.registry, made, staging)
    why = unusable(made)
    return MakeVariantResult(
        name=made.manifest.name,
        version=version_row(engine, *engine.registry.version(made.manifest.name, made.version_id)),
        usable=why is None,
        message=why
        or f"It names the same species in {agreement.top1:.1%} of {agreement.heard:,} windows.",
        recordings=sample.recordings,
        errors=sample.errors,
        notes=sample.ledger.notes(),
    )


def _check_origin(record: Installed) -> None:
    title = record.manifest.title
    if record.manifest.base is not None:
        raise InvalidParams(
            f"{title} is a head: it is small, and runs on another model.",
            field="name",
            hint="Make a variant of a whole model.",
        )
    if record.made is not None:
        raise InvalidParams(
            f"The active version of {title} is itself a variant ({record.variant}).",
            field="name",
            hint=f"Make {record.made.version_id} active first.",
        )


def _write(folder: Path, record: Installed, variant: Variant, ready: Path) -> Installed:
    """Write the files of a variant into `ready`; returns its record."""
    ready.mkdir()
    for name in record.files:
        source = folder / name
        if name == MODEL_FILE:
            write_variant(source, variant, ready / name)
        elif name == LAST_LAYER_FILE:
            narrow_last_layer(source, variant, ready / name)
        else:
            shutil.copyfile(source, ready / name)
    made = record.model_copy(
        update={
            "converter": f"{record.converter}-{variant}",
            "files": {name: sha256(ready / name) for name in sorted(record.files)},
            "source": f"made of version {record.version_id}",
            "installed_at": datetime.now(UTC),
            "made": Made(variant=variant, version_id=record.version_id),
        }
    )
    (ready / RECORD_FILE).write_text(made.sealed(), "utf-8")
    return made


def _compare(
    comparing: _Comparing, sample: Sample, request: MakeVariantRequest, call: Call
) -> None:
    progress = ProgressReporter(call, VariantProgress, unit="window", total=request.windows)
    progress.begin()
    progress.total = planned = sample.plan(comparing.cutting, call)
    for heard in sample.windows(None, call):
        comparing.take(heard.ours)
        progress.report(sample.read)
    comparing.end()
    progress.end()
    if planned < request.windows:
        why = f"The recordings have only {planned:,} windows."
        sample.ledger.idle(request, "windows", why)


class _Comparing:
    """Runs two versions on the same windows, in turn, and counts where they differ."""

    def __init__(self, origin: Model, variant: Model, halt: Halt) -> None:
        self._models, self._halt = (origin, variant), halt
        given = origin.manifest.input
        self.cutting = Cutting(given.spec, hop=given.spec.window_samples, padding=given.padding)
        self._compute = front_end(given.spec)
        self._group: list[Float32] = []
        self._seconds = [0.0, 0.0]
        self._windows = self._heard = self._same = self._same_heard = self._flips = 0
        self._largest = 0.0

    def take(self, window: Float32) -> None:
        """Take the samples [1, n] of a window."""
        self._group.append(window)
        if len(self._group) == _BATCH:
            self.end()

    def end(self) -> None:
        """Compare the windows that were not compared yet."""
        group, self._group = self._group, []
        if not group:
            return
        inputs = self._compute(np.concatenate(group))
        logits = [self._run(place, inputs) for place in (0, 1)]
        ours, theirs = (Sensitivity().confidence(each) for each in logits)
        same = np.argmax(logits[0], axis=1) == np.argmax(logits[1], axis=1)
        heard = np.maximum(ours.max(axis=1), theirs.max(axis=1)) >= CANDIDATE
        self._windows += len(group)
        self._heard += int(heard.sum())
        self._same += int(same.sum())
        self._same_heard += int((same & heard).sum())
        self._flips += int(((ours >= _USUAL) != (theirs >= _USUAL)).sum())
        # NaN differs from everything, and must not pass for agreement.
        self._largest = max(self._largest, float(np.nan_to_num(abs(ours - theirs), nan=1.0).max()))

    def _run(self, place: int, inputs: Float32) -> Float32:
        # Each computes on this thread alone, so its processor time is the call's.
        began = time.thread_time()
        try:
            return self._models[place].run(inputs, self._halt).logits
        finally:
            self._seconds[place] += time.thread_time() - began

    def agreement(self, size: int, before: int) -> Agreement:
        """Sum up; `size` and `before` are the bytes of the two model files."""
        origin_s, variant_s = self._seconds
        return Agreement(
            windows=self._windows,
            heard=self._heard,
            top1=self._same_heard / self._heard if self._heard else 0.0,
            top1_of_all=self._same / self._windows if self._windows else 0.0,
            largest=round(self._largest, 6),
            flips=self._flips,
            speed=round(origin_s / variant_s, 3) if variant_s else 0.0,
            bytes=size,
            bytes_before=before,
            measured_at=datetime.now(UTC),
        )


METHODS = (
    Method(
        "models/variant",
        make_variant,
        "models",
        "Make a smaller variant of a model, and measure it on your own recordings.",
        VariantProgress,
    ),
)
