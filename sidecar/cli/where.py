"""Reads typed filters: `site=S12`, `confidence>=0.5`, `timeOfDay=22..4`, or JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sidecar.catalog.values import FieldType
from sidecar.cli.command import parsed
from sidecar.errors import InvalidParams

Fields = Mapping[str, FieldType]

_OPERATORS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "~": "contains"}
_CONDITION = re.compile(r"(\w+)\s*(!=|<=|>=|=|<|>|~)\s*(.*)", re.DOTALL)


def where(texts: Sequence[str], fields: Fields, option: str = "--where") -> dict[str, Any]:
    """Read filters on rows with these fields; raises InvalidParams for any other text."""
    found: dict[str, Any] = {}
    for text in texts:
        for field, comparison in _comparisons(text, fields, option).items():
            known = found.setdefault(field, {})
            if known.keys() & comparison.keys():
                raise InvalidParams(
                    f'"{text}" repeats the comparison of another filter on {field}.',
                    field=option,
                    hint=f"All filters must hold. To allow several values, write {field}=a,b.",
                )
            known.update(comparison)
    return found


def _comparisons(text: str, fields: Fields, option: str) -> dict[str, dict[str, Any]]:
    if text.lstrip().startswith("{"):
        values = parsed(text, field=option)
        return {field: _spelt_out(value) for field, value in values.items()}
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise InvalidParams(
            f'"{text}" is not a filter.',
            field=option,
            hint="Write the field, a comparison and a value, such as 'confidence>=0.5'.",
        )
    field, sign, value = match.groups()
    return {field: _comparison(field, sign, value, fields)}


def _spelt_out(value: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever was typed
    """Turn a value, or a list of values, into a comparison."""
    if isinstance(value, dict):
        return value
    return {"in": value} if isinstance(value, list) else {"eq": value}


def _comparison(field: str, sign: str, text: str, fields: Fields) -> dict[str, Any]:
    """Read a value, a range `a..b`, values separated by commas, or an empty text for null."""
    if sign != "=" or not text:
        return {_OPERATORS[sign]: _value(field, text, fields) if text else None}
    first, dots, last = text.partition("..")
    if dots:
        return {"between": [_value(field, each, fields) for each in (first, last)]}
    values = [_value(field, each.strip(), fields) for each in text.split(",")]
    return {"in": values} if len(values) > 1 else {"eq": values[0]}


def _value(field: str, text: str, fields: Fields) -> str | float:
    if fields.get(field) != "number":
        return text
    try:
        return int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)
    except ValueError as error:
        raise InvalidParams(f'"{text}" is not a number.', field=f"where.{field}") from error
