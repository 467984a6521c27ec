"""A request's params against its model, and what is wrong with them in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sidecar.rpc.failures import Failure, invalid_params

ModelT = TypeVar("ModelT", bound=BaseModel)

MOST_ERRORS = 20  # told of one request
_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "json_invalid": "holds text that is not Unicode, or is nested too deeply",
}


class WrongParams(ValueError):
    """The params do not fit; the failure says which and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def validated(model: type[ModelT], params: Mapping[str, Any]) -> ModelT:
    """Build `model` from params as they came from JSON. Raises WrongParams.

    Nothing is converted but 3 to 3.0, and unknown fields are errors at every depth.
    """
    # Strict validation takes a path, a tuple or an enumeration from JSON, but not from the
    # strings and lists that JSON was parsed to: hence back to JSON.
    try:
        text = json.dumps(params, allow_nan=False)
        return model.model_validate_json(text, strict=True, extra="forbid")
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False, include_context=False)
        raise WrongParams(invalid_params(_told(errors, params))) from None
    except ValueError:  # 1e999 is JSON, but no number that can be held
        problem = {"field": "params", "problem": "holds a number that is too large"}
        raise WrongParams(invalid_params([problem])) from None


def _told(errors: list[ErrorDetails], params: Mapping[str, Any]) -> list[dict[str, str]]:
    """Give one `{field, problem}` a field: the branches of a union are joined."""
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
    """Name the place as the caller wrote it, leaving out pydantic's names of union branches."""
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
