"""Makes the errors that answers carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sidecar.errors import InvalidParams, LinnetError, RequestCancelled


@dataclass(frozen=True)
class Failure:
    """The `error` member of an answer."""

    code: int
    message: str
    data: Mapping[str, object]


def bad_json(problem: str) -> Failure:
    """Make the failure for bytes that are not a message; `problem` must quote none of them."""
    return Failure(-32700, "The message cannot be read.", _data("ParseError", problem))


def invalid_request(problem: str) -> Failure:
    """Make the failure for a message that cannot be accepted as a request."""
    return Failure(-32600, "The request cannot be accepted.", _data("InvalidRequest", problem))


def invalid_params(errors: list[dict[str, str]], message: str = "", hint: str = "") -> Failure:
    """Make the failure for `errors` of `{field, problem}`."""
    if not message:
        message = "; ".join(f"{error['field']}: {error['problem']}" for error in errors[:3])
    return Failure(-32602, message, {**_data("InvalidParams", hint), "errors": errors})


def failure_of(error: BaseException) -> Failure:
    """Make the failure for `error`; only errors of ours show their own words."""
    if isinstance(error, InvalidParams):
        errors = [{"field": error.field, "problem": error.message}]
        return invalid_params(errors, error.message, error.hint)
    if not isinstance(error, LinnetError):
        return INTERNAL
    data = _data(error.kind, error.hint)
    if error.path is not None:
        data["path"] = str(error.path)
    return Failure(error.code, error.message, data)


def _data(kind: str, hint: str) -> dict[str, object]:
    return {"kind": kind, "hint": hint}


INTERNAL = Failure(
    -32603,
    "Something went wrong inside the engine.",
    _data("InternalError", "The engine's log holds the error."),
)
CANCELLED = failure_of(RequestCancelled())
SHUT_DOWN = invalid_request("The engine was asked to shut down.")
