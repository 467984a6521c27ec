"""The tools of a job: its model, preparation and judging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sidecar.models.interface import Model
from sidecar.run.judging import Judge
from sidecar.run.prepare import Prepare
from sidecar.run.work import Job


@dataclass(frozen=True)
class Tools:
    """A job's model, and what goes before and after it."""

    prepare: Prepare
    model: Model
    judge: Judge


OpenTools = Callable[[Job], Tools]
"""Makes the tools for a job; raises an error that would stop every recording."""
