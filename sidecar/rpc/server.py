"""Serves any table of verbs over JSON-RPC, until the client leaves or asks to end.

One thread reads, one writes, and each lane has threads of its own. The main thread waits for a
reason to end, so it sees signals at once, whatever the others do.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from sidecar.rpc.dispatch import Verbs, dispatch
from sidecar.rpc.framing import Framer
from sidecar.rpc.lane import Lane
from sidecar.rpc.lifetime import END_OF_INPUT, NOBODY_LEFT, End, Lifetime
from sidecar.rpc.limits import Limits
from sidecar.rpc.log import of_request
from sidecar.rpc.memory import LARGE_BYTES, give_back, share_arenas
from sidecar.rpc.notices import Announced, Notices
from sidecar.rpc.requests import Pending, Requests
from sidecar.rpc.router import Router
from sidecar.rpc.streams import Streams
from sidecar.rpc.verb import Verb
from sidecar.rpc.writer import Writer

_log = logging.getLogger(__name__)
_POLL_S = 0.1

Queued = Callable[[], Mapping[str, int]]


def serve(
    verbs: Verbs,
    *,
    initialize: Verb[Any, Any],
    warm_up: Callable[[], None] | None = None,
    ending: Callable[[int], None] | None = None,
    announced: Sequence[Announced] = (),
    queued: Callable[[Queued], None] | None = None,
    in_order: str | None = None,
    streams: Streams | None = None,
    limits: Limits | None = None,
) -> int:
    """Answer requests until there is a reason to end, and return the exit code.

    `initialize` runs on the reading thread and holds up later messages, so it must be quick.
    `verbs` is first used by the first ordinary request. `warm_up` runs on a thread of its own after
    the first answer. `ending` hears the exit code once nothing more is waited for but that
    cancelled verbs stop. `announced` are the notices that the server sends unasked. `queued` gets
    what counts the waiting requests of each schedule. `in_order` names a member of params: requests
    of the schedule `stream` that agree in it run one after another. Without `streams`, the server
    claims standard input and output.

    Codes: 0 after `shutdown` and `exit`, or after the end of input. 1 after `exit` alone, or when
    the client is gone. 143 after SIGTERM, 130 after SIGINT.
    """
    share_arenas()
    claimed = streams or Streams.claim()
    server = _Server(
        verbs, initialize, warm_up, ending, announced, in_order, claimed, limits or Limits()
    )
    if queued is not None:
        queued(server.queued)
    return server.run()


class _Server:
    def __init__(
        self,
        verbs: Verbs,
        initialize: Verb[Any, Any],
        warm_up: Callable[[], None] | None,
        ending: Callable[[int], None] | None,
        announced: Sequence[Announced],
        in_order: str | None,
        streams: Streams,
        limits: Limits,
    ) -> None:
        self._verbs = verbs
        self._warm_up = warm_up
        self._ending = ending
        self._streams = streams
        self._limits = limits
        self._lifetime = Lifetime()
        self._framer = Framer(limits.message_bytes)
        self._requests = Requests(most=limits.in_flight, most_bytes=limits.in_flight_bytes)
        self._writer = Writer(
            streams.write,
            wrap=self._framer.wrap,
            broken=lambda: self._lifetime.end(NOBODY_LEFT),
            most=limits.unsent,
            most_bytes=limits.unsent_bytes,
        )
        self._notices = [Notices(each, self._writer) for each in announced]
        self._lanes = self._make_lanes(limits, in_order)
        self._router = Router(
            verbs,
            initialize=initialize,
            requests=self._requests,
            writer=self._writer,
            lanes=self._lanes,
            lifetime=self._lifetime,
            longest_batch=limits.in_flight,
            # A script that pipes its requests in shakes no hands, and reads answers alone.
            opened=self._announce,
        )

    def queued(self) -> dict[str, int]:
        """Count the waiting requests of each schedule."""
        return {name: lane.waiting for name, lane in self._lanes.items()}

    def _make_lanes(self, limits: Limits, in_order: str | None) -> dict[str, Lane]:
        return {
            "prompt": Lane("prompt", 1, partial(self._answer, prompt=True)),
            "quick": Lane("quick", limits.quick_threads, self._answer),
            "picture": Lane("picture", limits.picture_threads, self._answer),
            "write": Lane("write", 1, self._answer),
            "bulk": Lane("bulk", 1, self._answer),
            "work": Lane("work", 1, self._answer),
            "stream": Lane(
                "stream", limits.stream_threads, self._answer, partial(_member, in_order)
            ),
            "aside": Lane("aside", 1, self._answer),
            "files": Lane("files", 1, self._answer),
            "models": Lane("models", 1, self._answer),
            "look": Lane("look", limits.look_threads, self._answer),
        }

    def run(self) -> int:
        with self._lifetime.signals():
            self._start()
            end = self._lifetime.wait(self._streams.hung_up)
            if end.drain:
                end = self._drain(end)
            self._stop(end)
            return end.code

    def _start(self) -> None:
        self._writer.start()
        for lane in self._lanes.values():
            lane.start()
        for target in (self._read, self._warm):
            threading.Thread(target=target, name=target.__name__, daemon=True).start()

    def _announce(self) -> None:
        for notices in self._notices:
            notices.start()

    def _read(self) -> None:
        """Read until the end, or `exit`; never write."""
        try:
            while data := self._streams.read():
                for frame in self._framer.feed(data):
                    self._wait_for_room()
                    self._router.take(frame)
                    if self._router.exited:
                        return
            for frame in self._framer.end():
                self._router.take(frame)
            self._lifetime.end(END_OF_INPUT)
        except OSError as error:
            _log.warning("reading the input failed: %s", error.strerror)
            self._lifetime.end(END_OF_INPUT)
        except Exception:
            _log.exception("the reader stopped")
            self._lifetime.end(End("a fault in the reader", 1))

    def _wait_for_room(self) -> None:
        """Wait while the server holds as much as it may; end if the client is gone."""
        while not (self._requests.wait_for_room(_POLL_S) and self._writer.wait_for_few(_POLL_S)):
            if self._streams.hung_up():
                self._lifetime.end(NOBODY_LEFT)

    def _warm(self) -> None:
        self._writer.wrote.wait()
        import jsonrpcserver  # noqa: F401  (so that the first request need not wait for it)

        if self._warm_up is not None:
            try:
                self._warm_up()
            except Exception:
                _log.exception("warming up failed; modules load when they are needed")

    def _answer(self, pending: Pending, *, prompt: bool = False) -> None:
        if not prompt:
            self._writer.wait_for_room()
        if self._requests.start(pending):
            with of_request(pending.envelope.id):
                body = dispatch(self._verbs, pending.envelope, pending.call)
            self._requests.answer(pending, body)
            if max(pending.size_bytes, body.size) >= LARGE_BYTES:
                pending.forget()
                del body
                give_back()

    def _drain(self, end: End) -> End:
        """Finish and answer the accepted requests, unless a sooner reason to end comes."""
        if sys.platform == "win32":  # where no pipe tells that its reader is gone
            self._lifetime.watch(os.getppid(), self._writer.wrote)
        while not (self._requests.wait_idle(_POLL_S) and self._writer.wait_empty(_POLL_S)):
            if (sooner := self._lifetime.asked()) is not None:
                return sooner
            if self._streams.hung_up():
                return NOBODY_LEFT
        return end

    def _stop(self, end: End) -> None:
        """Cancel the remaining requests, let them commit, and send answers if somebody reads."""
        _log.info("ending: %s", end.why)
        if self._ending is not None:
            self._ending(end.code)
        self._requests.close()
        if not self._requests.wait_idle(self._limits.commit_s):
            _log.warning("some requests did not stop in time")
        for lane in self._lanes.values():
            lane.close()
        for notices in self._notices:
            notices.close()
        if end.heard:
            self._writer.finish(self._limits.stuck_s)
        self._writer.close()


def _member(name: str | None, pending: Pending) -> str | None:
    """Give a text among the params of a request; None where there is none."""
    params = pending.envelope.params
    value = params.get(name) if name is not None and isinstance(params, dict) else None
    return value if isinstance(value, str) else None
