"""Turns one request into one answer, by jsonrpcserver as a pure function.

The first request that needs jsonrpcserver imports it: its import takes longer than all of ours.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from sidecar.errors import LinnetError, too_long_refused
from sidecar.rpc.body import Body, encode
from sidecar.rpc.failures import INTERNAL, Failure, failure_of, invalid_params
from sidecar.rpc.messages import Envelope, answer, refuse
from sidecar.rpc.progress import without_token
from sidecar.rpc.validation import WrongParams, validated
from sidecar.rpc.verb import Call, Line, Verb

Verbs = Mapping[str, Line]

_log = logging.getLogger(__name__)
_POSITIONAL = [{"field": "params", "problem": "must be an object with named fields"}]


def dispatch(verbs: Verbs, envelope: Envelope, call: Call) -> Body:
    """Run the verb of a request; returns the answer, empty for a notification."""
    try:
        import jsonrpcserver

        written: Any = jsonrpcserver.dispatch(
            "",  # the deserializer gives the message, which is already parsed and checked
            methods=_method(verbs, envelope.method),
            context=call,
            deserializer=lambda _: _message(envelope),
            validator=lambda _: None,
            serializer=encode,  # type: ignore[arg-type]
        )
        return written or Body()
    except Exception as error:  # mostly a result that is not JSON: a NaN, a numpy scalar
        _log.error("%s: the result cannot be sent", envelope.method, exc_info=error)
        return refuse(envelope.id, INTERNAL) if envelope.wants_answer else Body()


def outcome(name: str, line: Line, params: object, call: Call) -> BaseModel | Failure:
    """Run a verb; an error becomes a Failure. The log alone details unforeseen errors."""
    try:
        if isinstance(params, list):
            return invalid_params(_POSITIONAL)
        verb = line.load()
        call.declare(verb.progress)
        named = without_token(params, verb) if isinstance(params, dict) else {}
        request = validated(verb.request, named)
        with too_long_refused():
            return _checked(verb, verb.run(request, call))
    except WrongParams as error:
        return error.failure
    except LinnetError as error:
        _log.info("%s: %s: %s", name, error.kind, error)
        return failure_of(error)
    except BaseException as error:  # sys.exit() too: a verb may not end the process
        _log.error("%s failed", name, exc_info=error)
        return failure_of(error)


def text_of(envelope: Envelope, result: object | Failure) -> Body:
    """Write an answer without jsonrpcserver, for requests that come before its import."""
    if isinstance(result, Failure):
        return refuse(envelope.id, result)
    try:
        return answer(envelope.id, result)
    except (ValueError, TypeError) as error:
        _log.error("%s: the result cannot be sent", envelope.method, exc_info=error)
        return refuse(envelope.id, INTERNAL)


def _checked(verb: Verb[Any, Any], result: BaseModel) -> BaseModel:
    declared: type[BaseModel] = verb.result
    if not isinstance(result, declared):
        raise TypeError(f"a {type(result).__name__} is not a {declared.__name__}")
    return result


def _message(envelope: Envelope) -> dict[str, Any]:
    message: dict[str, Any] = {"jsonrpc": "2.0", "method": envelope.method}
    if envelope.params is not None:
        message["params"] = envelope.params
    if envelope.wants_answer:
        message["id"] = envelope.id
    return message


def _method(verbs: Verbs, name: str) -> dict[str, Any]:
    """Make a table for jsonrpcserver: the requested method, or nothing if it is unknown."""
    from jsonrpcserver import Error, Success

    line = verbs.get(name)
    if line is None:
        return {}

    # `call` is positional only, so a field of that name cannot clash with it.
    def method(call: Call, /, *positional: object, **named: object) -> object:
        params = list(positional) if positional else named
        result = outcome(name, line, params, call)
        if isinstance(result, Failure):
            return Error(result.code, result.message, result.data)
        return Success(result)

    return {name: method}
