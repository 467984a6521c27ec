"""Minutes with a sound pressure level, where the settings say what full scale is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidecar.app.engine import Engine
from sidecar.contract.query import QueryRequest

SPL = "spl"

# What a row needs to have one.
_NEEDED = "level"


def without_spl(fields: Sequence[str]) -> Sequence[str]:
    """Give the fields of minutes that the catalog must tell; the pressure is none of its own."""
    if SPL not in fields:
        return fields
    return list(dict.fromkeys((*(each for each in fields if each != SPL), _NEEDED)))


def with_spl(
    engine: Engine, request: QueryRequest, rows: Sequence[dict[str, Any]]
) -> Sequence[dict[str, Any]]:
    """Add the sound pressure level to rows of minutes; rows keep only the fields asked for."""
    if request.fields and SPL not in request.fields:
        return rows
    full_scale = engine.settings.recorder.db_full_scale
    asked = {*request.fields, "minuteId"}
    return [
        {name: value for name, value in row.items() if not request.fields or name in asked}
        | {SPL: _spl(row[_NEEDED], full_scale)}
        for row in rows
    ]


def _spl(level: float | None, full_scale: float | None) -> float | None:
    if level is None or full_scale is None:
        return None
    return round(level + full_scale, 2)
