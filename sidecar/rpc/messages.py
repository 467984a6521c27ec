"""Turns JSON into a checked envelope, and answers into JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn, TypeGuard

from sidecar.rpc.body import Body, encode
from sidecar.rpc.failures import Failure, invalid_request
from sidecar.rpc.framing import HEAD_BYTES

Id = int | str | None
# The longest list of a request has a million items. An empty list takes 3 bytes of a message, and
# 64 of memory.
MOST_VALUES = 1_500_000
_VALUE_BYTES = 64

NAME_LENGTH = 1_000  # characters; unsent answers hold ids, so these must be short


@dataclass(frozen=True)
class Envelope:
    """A request, or a notification, which gets no answer."""

    method: str
    params: dict[str, Any] | list[Any] | None
    id: Id
    wants_answer: bool


@dataclass(frozen=True)
class Refusal:
    """A message that gets an error at once."""

    id: Id
    failure: Failure


@dataclass(frozen=True)
class Ignored:
    """A message that gets no answer: an answer to a request that we never sent."""


def parse(body: bytes | bytearray) -> object:
    """Parse standard JSON; the ValueError names the fault and quotes none of the message."""
    if _values(body) > MOST_VALUES:
        raise ValueError(f"It holds more than {MOST_VALUES:,} values.")
    try:
        return json.loads(str(body, "utf-8"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.pos}.") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"Not UTF-8 at byte {error.start}.") from None
    except RecursionError:
        raise ValueError("Nested too deeply.") from None


def weight(body: bytes | bytearray) -> int:
    """Estimate the bytes of memory that a message takes once it is parsed."""
    return len(body) + _VALUE_BYTES * _values(body)


def _values(body: bytes | bytearray) -> int:
    """Count values, and the commas and brackets in text, which are few."""
    return sum(map(body.count, (b",", b"[", b"{")))


def read(value: object) -> Envelope | Refusal | Ignored:
    """Check the members of one message that JSON-RPC defines; ignores any other."""
    if not isinstance(value, dict):
        return Refusal(None, invalid_request("A request is an object."))
    if "method" not in value and ("result" in value or "error" in value):
        return Ignored()
    wants_answer = "id" in value
    id = value.get("id")
    if not is_id(id):
        return Refusal(None, invalid_request("`id` must be an integer or a short string."))
    method, params = value.get("method"), value.get("params")
    if value.get("jsonrpc") != "2.0":
        return Refusal(id, invalid_request('`jsonrpc` must be "2.0".'))
    if not isinstance(method, str) or len(method) > NAME_LENGTH:
        return Refusal(id, invalid_request("`method` must be a short string."))
    if not isinstance(params, dict | list | None):
        return Refusal(id, invalid_request("`params` must be an object."))
    return Envelope(method, params, id, wants_answer)


def is_id(value: object) -> TypeGuard[Id]:
    """Tell whether `value` may be a request's id; 1.0 and true may not."""
    if isinstance(value, str):
        return len(value) <= NAME_LENGTH
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


# Finds the id of a message that cannot be parsed, if only strings come before it.
_EARLY_ID = re.compile(
    rb'\s*\{(?:\s*"(?:jsonrpc|method)"\s*:\s*"[^"\\]{0,200}"\s*,){0,2}'
    rb'\s*"id"\s*:\s*(-?[0-9]{1,18}|"[^"\\\x00-\x1f]{0,200}")\s*[,}]'
)


def early_id(head: bytes | bytearray) -> Id:
    """Find the id at the beginning of a broken message, so that its sender gets an answer."""
    found = _EARLY_ID.match(head[:HEAD_BYTES])
    if found is None:
        return None
    try:
        id = parse(found[1])
    except ValueError:
        return None
    return id if isinstance(id, int | str) else None


def answer(id: Id, result: object) -> Body:
    return encode({"jsonrpc": "2.0", "id": id, "result": result})


def refuse(id: Id, failure: Failure) -> Body:
    error = {"code": failure.code, "message": failure.message, "data": failure.data}
    return encode({"jsonrpc": "2.0", "id": id, "error": error})


def notify(method: str, params: object) -> Body:
    return encode({"jsonrpc": "2.0", "method": method, "params": params})


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON.")
