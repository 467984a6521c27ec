"""Filters on what another model heard of a detection."""

from __future__ import annotations

from typing import Any

from sidecar.catalog.matches import read_side
from sidecar.catalog.sqlite.partner import FUNCTION, new_token
from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field
from sidecar.errors import InvalidParams

_OF_DETECTION = "d.analysisId, d.speciesId, d.startTime, d.endTime"


def partnered(wanted: int) -> Field:
    """Make a filter: 1 keeps what the named model has too, 0 what it lacks though it listened."""

    def condition(name: str, operator: str, value: Any) -> Condition:  # noqa: ANN401
        if operator not in ("eq", "ne", "in"):
            raise InvalidParams(
                f'The field "{name}" names a model, and takes no other comparison.',
                field=f"where.{name}",
                hint=f"Write {name}=MODEL.",
            )
        texts = value if operator == "in" else [value]
        for each in texts:
            read_side(each, f"where.{name}")
        tests = [f"{FUNCTION}(?, ?, {_OF_DETECTION}) IS {wanted}" for _ in texts]
        test = f"({' OR '.join(tests) or '0'})"
        bound = tuple(part for each in texts for part in (new_token(), each))
        return Condition(f"NOT {test}" if operator == "ne" else test, bound, besides=frozenset("d"))

    return Field(Expression("NULL"), made=condition)
