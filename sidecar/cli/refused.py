"""Turns the contract's refusals into messages that name the typed option and the allowed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_camel, to_snake
from pydantic_core import ErrorDetails

from sidecar.cli.options import written
from sidecar.errors import InvalidParams

RequestT = TypeVar("RequestT", bound=BaseModel)


def asked(model: type[RequestT], values: Mapping[str, Any]) -> RequestT:
    """Build a request from typed values; raises InvalidParams with the allowed values."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        hint = _allowed(_schema(model, first["loc"]))
        field = ".".join(map(str, first["loc"]))
        raise InvalidParams(_wrong(first), field=field, hint=hint) from None


# Several options together make each of these fields.
_WHOLES = ("location", "like", "annotations", "labeler")


def as_typed(field: str, spelling: Mapping[str, str]) -> str:
    """Name a field of a request by its typed option; a filter's own field follows.

    Empty where several options make the field, because no single one is wrong.
    """
    steps = [step for step in field.split(".") if not step.isdigit()]
    for place, step in enumerate(steps):
        word = spelling.get(to_snake(step))
        if word is not None:
            about = steps[place + 1 : place + 2] if step == "where" else []
            return " ".join([word, *about])
    return "" if not field or to_snake(steps[0]) in _WHOLES else field


def _wrong(error: ErrorDetails) -> str:
    given = error["input"]
    if error["type"] in ("less_than", "less_than_equal"):
        return f"{written(given)} is too large."
    if error["type"] in ("greater_than", "greater_than_equal"):
        return f"{written(given)} is too small."
    if error["type"] == "literal_error":
        return f'"{given}" is not one of the choices.'
    if error["type"] == "finite_number":
        return f"{given} is not a finite number."
    if error["type"] == "string_too_short":
        return "The text is empty."
    words = error["msg"].removeprefix("Value error, ")
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _schema(model: type[BaseModel], steps: tuple[int | str, ...]) -> dict[str, Any]:
    """Find the JSON Schema of a field; empty if the path to it branches."""
    whole = model.model_json_schema(by_alias=True)
    here: dict[str, Any] = whole
    for step in steps:
        here = _inside(here, whole)
        if here.get("words"):  # the other steps name the kinds of value that were tried
            break
        if isinstance(step, int):
            here = here.get("items", {})
        else:
            known = here.get("properties", {})
            here = known.get(step) or known.get(to_camel(step), {})  # the error has either name
    return _inside(here, whole)


def _inside(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """Resolve references and optional values."""
    if "anyOf" in schema:
        kinds = [each for each in schema["anyOf"] if each.get("type") != "null"]
        words = [each["const"] for each in kinds if "const" in each]
        others = [each for each in kinds if "const" not in each]
        return {**_inside(others[0], whole), "words": words} if len(others) == 1 else {}
    if "$ref" in schema:
        return _inside(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    return schema


def _allowed(schema: dict[str, Any]) -> str:
    """Say which values the schema allows; empty if it does not limit them."""
    if "enum" in schema:
        *first, last = schema["enum"]
        return f"Give one of {', '.join(first)} and {last}."
    number = {"number": "a number", "integer": "a whole number"}.get(schema.get("type", ""))
    least, most = schema.get("minimum"), schema.get("maximum")
    if number is None:
        return ""
    if least is not None and most is not None:
        return f"Give {number} from {written(least)} to {written(most)}."
    if least is not None:
        words = "".join(f", or {each}" for each in schema.get("words", ()))
        return f"Give {number} of {written(least)} or more{words}."
    if most is not None:
        return f"Give {number} of {written(most)} or less."
    above = schema.get("exclusiveMinimum")
    return "" if above is None else f"Give {number} above {written(above)}."
