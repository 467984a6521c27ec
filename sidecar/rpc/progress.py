"""Sends `$/progress` notifications for a request with a progress token."""

from __future__ import annotations

import logging
from typing import Any

from pydantic import BaseModel

from sidecar.rpc.failures import Failure, invalid_params
from sidecar.rpc.messages import NAME_LENGTH, Envelope, notify
from sidecar.rpc.verb import Send, Verb
from sidecar.rpc.writer import Writer

Token = int | str

_log = logging.getLogger(__name__)
_WRONG = [{"field": "progress", "problem": "must be an integer or a short string"}]


def find_token(envelope: Envelope) -> Token | Failure | None:
    """Find the `progress` token in params; a wrong token gives a Failure."""
    if not isinstance(envelope.params, dict) or envelope.params.get("progress") is None:
        return None
    token = envelope.params["progress"]
    if isinstance(token, str) and len(token) <= NAME_LENGTH:
        return token
    if isinstance(token, int) and not isinstance(token, bool):
        return token
    return invalid_params(_WRONG)


def without_token(params: dict[str, Any], verb: Verb[Any, Any]) -> dict[str, Any]:
    """Remove `progress` from the params, unless the verb's own request has such a field.

    `find_token` has refused wrong tokens.
    """
    if params.get("progress") is None or "progress" in verb.request.model_fields:
        return params
    return {name: value for name, value in params.items() if name != "progress"}


def sender(token: Token, writer: Writer) -> Send:
    """Make a function that sends values for `token`; a slow reader gets only the last for sure."""

    def send(value: BaseModel, last: bool) -> bool:
        try:
            body = notify("$/progress", {"token": token, "value": value})
        except (ValueError, TypeError) as error:  # a NaN here must not end a night's run
            _log.error("progress cannot be sent", exc_info=error)
            return False
        if not last:
            return writer.offer(body)
        writer.put(body)
        return True

    return send
