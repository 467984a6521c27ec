"""Answers each message at once, or puts it in a lane."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sidecar.rpc.batch import Batch
from sidecar.rpc.body import Body
from sidecar.rpc.dispatch import Verbs, outcome, text_of
from sidecar.rpc.failures import SHUT_DOWN, Failure, bad_json, invalid_request
from sidecar.rpc.framing import BadFrame, Frame
from sidecar.rpc.lane import Lane
from sidecar.rpc.lifetime import End, Lifetime
from sidecar.rpc.log import of_request
from sidecar.rpc.messages import (
    Envelope,
    Ignored,
    Refusal,
    answer,
    early_id,
    is_id,
    parse,
    read,
    refuse,
    weight,
)
from sidecar.rpc.progress import find_token, sender
from sidecar.rpc.requests import Pending, Reply, Requests
from sidecar.rpc.verb import Call, Line, Schedule, Verb
from sidecar.rpc.writer import Writer

# The router answers these itself, whatever the verbs are.
LIFECYCLE = ("initialize", "shutdown", "exit", "$/cancelRequest")

# Values of a member that have no say in the schedule. An empty filter is set: it passes all rows.
_NOT_SET = (None, False)

_log = logging.getLogger(__name__)


class Router:
    """Takes messages in the order of their arrival; never waits and never writes."""

    def __init__(
        self,
        verbs: Verbs,
        *,
        initialize: Verb[Any, Any],
        requests: Requests,
        writer: Writer,
        lanes: Mapping[str, Lane],
        lifetime: Lifetime,
        longest_batch: int,
        opened: Callable[[], None],
    ) -> None:
        self.exited = False
        self._verbs = verbs
        self._initialize = initialize
        self._requests = requests
        self._writer = writer
        self._lanes = lanes
        self._lifetime = lifetime
        self._longest_batch = longest_batch
        self._opened = opened
        self._initialized = False
        self._shut_down = False
        on = (self._on_initialize, self._on_shutdown, self._on_exit, self._on_cancel)
        self._lifecycle: dict[str, Callable[[Envelope], Body]] = dict(
            zip(LIFECYCLE, on, strict=True)
        )

    def take(self, frame: Frame) -> None:
        if isinstance(frame, BadFrame):
            self._writer.put(refuse(early_id(frame.head), _failure(frame)))
            return
        try:
            value = parse(frame)
        except ValueError as error:
            self._writer.put(refuse(early_id(frame), bad_json(str(error))))
            return
        if isinstance(value, list):
            self._take_batch(value, weight(frame))
        else:
            message = read(value)
            self._take_message(message, self._reply(message), weight(frame))

    def _reply(self, message: Envelope | Refusal | Ignored) -> Reply:
        """Answers of prompt verbs overtake pictures that a slow client has not taken yet."""
        if not isinstance(message, Envelope) or message.method in self._lifecycle:
            return self._writer.put
        line = self._verbs.get(message.method)
        if line is not None and line.schedule == "prompt":
            return partial(self._writer.put, first=True)
        return self._writer.put

    def _take_batch(self, items: list[object], size_bytes: int) -> None:
        if not 0 < len(items) <= self._longest_batch:
            problem = f"A batch holds 1 to {self._longest_batch} messages."
            self._writer.put(refuse(None, invalid_request(problem)))
            return
        messages = [read(item) for item in items]
        count = sum(
            message.wants_answer if isinstance(message, Envelope) else isinstance(message, Refusal)
            for message in messages
        )
        batch = Batch(count, self._writer.put)
        for message in messages:
            self._take_message(message, batch.reply, size_bytes // len(items))

    def _take_message(
        self, message: Envelope | Refusal | Ignored, reply: Reply, size_bytes: int
    ) -> None:
        if isinstance(message, Ignored):
            _log.info("received an answer that belongs to no request")
        elif isinstance(message, Refusal):
            reply(refuse(message.id, message.failure))
        elif message.wants_answer and self._requests.holds(message.id):
            reply(refuse(message.id, invalid_request("A request with this id is in flight.")))
        elif message.method in self._lifecycle:
            body = self._lifecycle[message.method](message)
            if message.wants_answer:
                reply(body)
        else:
            self._schedule(message, reply, size_bytes)

    def _schedule(self, envelope: Envelope, reply: Reply, size_bytes: int) -> None:
        line = self._verbs.get(envelope.method)
        token = None if line is None else find_token(envelope)
        call = Call(sender(token, self._writer) if isinstance(token, int | str) else None)
        pending = Pending(envelope, call, reply, size_bytes)
        if isinstance(token, Failure):
            pending.send(refuse(envelope.id, token))
        elif self._shut_down or not self._requests.add(pending):
            pending.send(refuse(envelope.id, SHUT_DOWN))
        else:
            self._lanes[_lane(line, envelope.params)].put(pending)

    def _on_initialize(self, envelope: Envelope) -> Body:
        """Answer at once, so that later messages find the engine as the client wants it."""
        if self._shut_down:
            return refuse(envelope.id, SHUT_DOWN)
        if self._initialized:
            return refuse(envelope.id, invalid_request("The engine is initialized already."))
        with of_request(envelope.id):
            result = outcome("initialize", self._initialize, envelope.params, Call())
        if not isinstance(result, Failure):
            self._initialized = True
            self._watch_client(envelope.params)
            self._opened()
        return text_of(envelope, result)

    def _watch_client(self, params: object) -> None:
        process_id = params.get("processId") if isinstance(params, dict) else None
        if isinstance(process_id, int) and process_id > 0:
            self._lifetime.watch(process_id, self._writer.wrote)

    def _on_shutdown(self, envelope: Envelope) -> Body:
        """Accept no more requests; running ones go on until `exit` or the end of input."""
        self._shut_down = True
        return answer(envelope.id, None)

    def _on_exit(self, envelope: Envelope) -> Body:
        self.exited = True
        self._lifetime.end(End("exit", 0 if self._shut_down else 1))
        return answer(envelope.id, None)

    def _on_cancel(self, envelope: Envelope) -> Body:
        named = envelope.params if isinstance(envelope.params, dict) else {}
        id = named.get("id")
        withdrawn = self._requests.cancel(id) if is_id(id) else None
        if withdrawn is not None:
            for lane in self._lanes.values():
                lane.withdraw(withdrawn)
        return answer(envelope.id, None)


def _lane(line: Line | None, params: object) -> Schedule:
    """Choose a lane. The quick one refuses an unknown method; a preview waits for no writer."""
    if line is None:
        return "quick"
    given = params if isinstance(params, dict) else {}
    chosen = (lane for name, lane in line.scheduled_by.items() if given.get(name) not in _NOT_SET)
    return next(chosen, line.schedule)


def _failure(frame: BadFrame) -> Failure:
    if frame.problem == "too large":
        return invalid_request("The message is too large.")
    if frame.problem == "cut short":
        return bad_json("The input ended inside the message.")
    return bad_json("The header is not `Content-Length: <number>` and a blank line.")
