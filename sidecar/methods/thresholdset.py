"""Runs with the thresholds of a kept set."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.modelnames import model_version
from sidecar.catalog.thresholds import ThresholdSet
from sidecar.contract.analyze import InferRequest
from sidecar.errors import InvalidParams
from sidecar.models.interface import Model


def named_set(engine: Engine, name: str, field: str = "name") -> ThresholdSet:
    """Read a set; raises InvalidParams that names the field."""
    found = engine.catalog.thresholds.get(name)
    if found is None:
        raise unknown_set(name, field)
    return found


def unknown_set(name: str, field: str) -> InvalidParams:
    return InvalidParams(
        f'There is no set of thresholds "{name}".',
        field=field,
        hint="`linnet thresholds list` shows all.",
    )


def with_thresholds(
    engine: Engine, request: InferRequest, session: Model
) -> tuple[InferRequest, list[str]]:
    """Give a request the smallest confidences of its set, and list species of the set without one.

    Raises InvalidParams if the set is of another model: its scores mean something else.
    """
    if request.threshold_set is None:
        return request, []
    kept = named_set(engine, request.threshold_set, "thresholdSet")
    version = model_version(session)
    if (kept.model.sha256, kept.model.converter) != (version.sha256, version.converter):
        raise InvalidParams(
            f'The thresholds "{kept.name}" hold for other files than those of {version.name}: '
            f"for {kept.model.name} {kept.model.version}.",
            field="thresholdSet",
            hint="Draw and judge a sample of this model, and save its thresholds.",
        )
    own = {row.species: row.confidence for row in kept.rows if row.confidence is not None}
    confidences = {**own, **request.species_confidence}
    unset = [row.species for row in kept.rows if row.species not in confidences]
    return request.model_copy(update={"species_confidence": confidences}), unset
