"""Every number of a request is finite and has bounds; every text and list has a longest."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest
from pydantic import BaseModel, ValidationError

from sidecar.methods.lifecycle import OPENING
from tests.methods.test_options import METHODS
from tests.methods.test_paths import DOCUMENT, NEEDED, _inner, _put

# Fields without bounds in the schema, and why they need none.
UNBOUNDED = {
    "startDate": "its pattern has ten characters",
    "endDate": "its pattern has ten characters",
    "firstDay": "its pattern has ten characters",
    "since": "its pattern has ten characters",
    "pcm": "sound itself, as long as a message may be",
}


def _request(name: str) -> type[BaseModel]:
    method = OPENING if name == "initialize" else METHODS[name]
    found: type[BaseModel] = get_type_hints(method.run)["request"]
    return found


def _leaves(
    schema: dict[str, Any], way: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    yield way, schema
    for further, inner in _inner(schema):
        yield from _leaves(inner, way + further)


LEAVES = [
    (method["name"], way, schema)
    for method in DOCUMENT["methods"]
    for way, schema in _leaves(method["x-request"])
    if not schema.keys() & {"enum", "const"}
]
NUMBERS = list(
    dict.fromkeys(
        (name, way) for name, way, schema in LEAVES if schema.get("type") in ("number", "integer")
    )
)


def _bounded(schema: dict[str, Any]) -> bool:
    match schema.get("type"):
        case "number" | "integer":
            lowest = schema.keys() & {"minimum", "exclusiveMinimum"}
            return bool(lowest and schema.keys() & {"maximum", "exclusiveMaximum"})
        case "string":
            return "maxLength" in schema
        case "array":
            return "maxItems" in schema
        case "object":
            return (
                "additionalProperties" not in schema
                or "maxProperties" in schema
                or not schema["additionalProperties"]
            )
    return True


def _is_compared(way: tuple[str, ...], schema: dict[str, Any]) -> bool:
    """Tell whether a number is only compared with what the catalog holds."""
    return bool({"where", "at"} & {*way}) and schema.get("type") in ("number", "integer")


def test_every_field_of_a_request_has_bounds() -> None:
    without = {
        f"{name}:{'.'.join(way)}": schema
        for name, way, schema in LEAVES
        if not _bounded(schema) and way[-1] not in UNBOUNDED and not _is_compared(way, schema)
    }
    assert not without


def test_no_exception_is_out_of_use() -> None:
    assert UNBOUNDED.keys() <= {way[-1] for _, way, schema in LEAVES if not _bounded(schema)}


def _told_apart(params: Any, way: tuple[str, ...]) -> Any:
    """Name the kinds of a front end and its scaling, so that their fields are looked at."""
    if "frontend" in way:
        kind = "waveform" if way[-1] == "gain" else "mel-spectrogram"
        params = _put(params, ("frontend", "kind"), kind)
    if "scaling" in way:
        kind = "standardise" if way[-1] == "epsilon" else "affine"
        params = _put(params, ("frontend", "scaling", "kind"), kind)
    return params


@pytest.mark.parametrize(("name", "way"), NUMBERS, ids=lambda each: str(each))
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_number_of_a_request_is_endless_or_none(
    name: str, way: tuple[str, ...], value: float
) -> None:
    params = _told_apart(NEEDED.get(name, {}), way)
    params = _put(params, way, json.dumps(value))
    text = json.dumps(params).replace(f'"{json.dumps(value)}"', json.dumps(value))
    with pytest.raises(ValidationError) as refused:
        _request(name).model_validate_json(text)
    kinds = {error["type"] for error in refused.value.errors()}
    assert kinds & {"finite_number", "less_than_equal", "greater_than_equal", "greater_than"}, kinds


LONGEST = {
    (name, way): schema["maxLength"]
    for name, way, schema in LEAVES
    if "maxLength" in schema and "where" not in way
}


@pytest.mark.parametrize(("name", "way"), LONGEST, ids=lambda each: str(each))
def test_a_text_that_is_too_long_is_refused(name: str, way: tuple[str, ...]) -> None:
    params = _put(NEEDED.get(name, {}), way, "a" * (LONGEST[name, way] + 1))
    with pytest.raises(ValidationError) as refused:
        _request(name).model_validate(params)
    assert any("at most" in error["msg"] for error in refused.value.errors())


@pytest.mark.parametrize("name", ["infer", "recordings/import", "recordings/relink"])
def test_a_name_that_is_not_utf_8_is_a_path_all_the_same(name: str) -> None:
    field = "folders" if name == "recordings/relink" else "inputs"
    asked = _request(name).model_validate({field: ["caf\udce9.wav"]})
    assert getattr(asked, field) == ["caf\udce9.wav"]
