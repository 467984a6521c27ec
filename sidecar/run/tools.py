"""What a job is done with, wherever it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sidecar.model.labels import Labels
from sidecar.model.manifest import Manifest
from sidecar.model.session import Scores
from sidecar.prepare import Prepare
from sidecar.run.judging import Judge
from sidecar.run.work import Job
from sidecar.values import Float32


class Model(Protocol):
    """What a run asks of a loaded model."""

    @property
    def manifest(self) -> Manifest: ...

    @property
    def labels(self) -> Labels: ...

    def run(self, inputs: Float32) -> Scores: ...

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32: ...


@dataclass(frozen=True)
class Tools:
    """A job's model, and what goes before and after it."""

    prepare: Prepare
    model: Model
    judge: Judge


OpenTools = Callable[[Job], Tools]
"""Makes the tools for a job; raises what makes every recording impossible."""
