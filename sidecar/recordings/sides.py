"""Reads which models a request compares, and refuses those that the catalog lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sidecar.app.engine import Engine
from sidecar.app.modelnames import stored_version
from sidecar.catalog.matches import Side, read_side
from sidecar.catalog.values import Question, Where
from sidecar.errors import InvalidParams

# Filters on detections that name another model.
PARTNERED = ("alsoBy", "notBy")


def exact_side(engine: Engine, text: object, field: str) -> Side:
    """Read a side; a head's version may have its number.

    Raises InvalidParams for a model, a version or a run that the catalog does not have.
    """
    side = read_side(text, field)
    if side.run_id is not None:
        found = engine.catalog.questions.page(Question("runs", {"runId": side.run_id}), limit=1)
        if not found.rows:
            raise InvalidParams(f"The catalog has no run {side.run_id}.", field=field)
        return side
    assert side.name is not None
    named = side.name
    if side.version_id is not None:
        side = replace(side, version_id=engine.registry.numbered(side.name, side.version_id))
        named = f"{side.name}@{side.version_id}"
    stored_version(engine.catalog, named, field)
    return side


def exact_sides(engine: Engine, where: Where) -> dict[str, Any]:
    """Check the filters that name another model, and write out their versions."""
    return {
        name: _exact(engine, wanted, f"where.{name}") if name in PARTNERED else wanted
        for name, wanted in where.items()
    }


def _exact(engine: Engine, wanted: Any, field: str) -> Any:  # noqa: ANN401 - as in a filter
    if isinstance(wanted, dict):
        return {operator: _exact(engine, value, field) for operator, value in wanted.items()}
    if isinstance(wanted, list):
        return [exact_side(engine, each, field).text for each in wanted]
    return exact_side(engine, wanted, field).text
