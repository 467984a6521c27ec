"""Checks a request's params against its model, and words their faults."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from math import isfinite
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sidecar.rpc.failures import Failure, invalid_params

ModelT = TypeVar("ModelT", bound=BaseModel)

MOST_ERRORS = 20  # an answer lists at most this many errors
# Checking a text takes many times its size, so large ones wait for each other.
_LARGE = 1 << 18
_one_large = threading.Lock()

_DEEPEST = 100  # nesting that pydantic's parser reads for sure
_LONE = re.compile("[\ud800-\udfff]")  # a surrogate: half a character
_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "json_invalid": "holds text that is not Unicode, or is nested too deeply",
    "finite_number": "must be a number, and not infinite",
}


class WrongParams(ValueError):
    """The params are wrong; the failure names the fields and the faults."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def validated(model: type[ModelT], params: Mapping[str, Any]) -> ModelT:
    """Build `model` from params that were parsed from JSON. Raises WrongParams.

    Integers may stand for floats; nothing else is converted. Unknown fields are errors at every
    depth.
    """
    if _is_plain(params):
        # This is faster than writing JSON again, but strict validation refuses a string for a
        # path or an enumeration, and a list for a tuple.
        with suppress(ValidationError):
            return model.model_validate(params, strict=True, extra="forbid")
    return _from_text(model, params)


def _from_text(model: type[ModelT], params: Mapping[str, Any]) -> ModelT:
    """Build `model` from the params, written as JSON again; this check decides."""
    try:
        text = json.dumps(params, allow_nan=False)
        with _one_large if len(text) > _LARGE else nullcontext():
            return model.model_validate_json(text, strict=True, extra="forbid")
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False, include_context=False)
        raise WrongParams(invalid_params(_problems(errors, params))) from None
    except ValueError:  # 1e999 is JSON, but too large for a number
        problem = {"field": "params", "problem": "holds a number that is too large"}
        raise WrongParams(invalid_params([problem])) from None


def _is_plain(value: object, depth: int = 0) -> bool:
    """Tell whether `value` has only numbers and text that JSON can hold."""
    if isinstance(value, str):
        return value.isascii() or not _LONE.search(value)
    if isinstance(value, float):
        return isfinite(value)
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(_is_plain(name) and _is_plain(each, depth + 1) for name, each in value.items())
    return not isinstance(value, list) or all(_is_plain(each, depth + 1) for each in value)


def _problems(errors: list[ErrorDetails], params: Mapping[str, Any]) -> list[dict[str, str]]:
    """List one `{field, problem}` per field, with the branches of a union joined."""
    problems: dict[str, list[str]] = {}
    for error in errors:
        field = _field(error, params)
        if field in problems or len(problems) < MOST_ERRORS:
            problems.setdefault(field, []).append(_problem(error))
    return [
        {"field": field, "problem": ", or: ".join(dict.fromkeys(each[:5]))}
        for field, each in problems.items()
    ]


def _problem(error: ErrorDetails) -> str:
    words = _WORDS.get(error["type"], error["msg"])
    return words.removeprefix("Value error, ").removeprefix("Assertion failed, ")


def _field(error: ErrorDetails, params: Mapping[str, Any]) -> str:
    """Name the field as the caller wrote it, without pydantic's names of union branches."""
    here: Any = params
    names: list[str] = []
    for part in error["loc"]:
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif not (error["type"] == "missing" and part is error["loc"][-1]):
            continue
        names.append(str(part))
    return ".".join(names) or "params"
