"""`forward/status`, `forward/queue`, and `linnet forward`: results on their way to a receiver."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.catalog.outbox import Refusal
from sidecar.contract.forward import (
    ForwardStatusRequest,
    ForwardStatusResult,
    QueueResultsRequest,
    QueueResultsResult,
    RefusedResult,
)
from sidecar.errors import InvalidParams, SourceUnavailable
from sidecar.rpc.verb import Call

_MOST_REFUSALS = 10

# A command tries again after short pauses alone; `serve` has the patience for longer ones.
_PATIENCE_S = 10.0
_TICK_S = 0.1


def status(engine: Engine, request: ForwardStatusRequest, call: Call) -> ForwardStatusResult:
    """Tell how many results wait, were sent and were refused, and how the last try ended."""
    outbox = engine.catalog.outbox
    state = outbox.state()
    last = state.last
    with engine.catalog.questions.reading():
        refusals = [_told(each) for each in outbox.refusals(_MOST_REFUSALS)]
    return ForwardStatusResult(
        address=engine.settings.forward.url,
        waiting=state.waiting,
        oldest=state.oldest,
        sent=last.sent,
        last_sent=last.last_sent,
        refused=state.refused,
        refusals=refusals,
        trouble=engine.receiver_trouble() or last.trouble,
        trouble_since=last.trouble_since,
        next_try=last.next_try,
    )


def _told(refusal: Refusal) -> RefusedResult:
    head = json.loads(refusal.head)
    recording = head.get("recording") or {}
    return RefusedResult(
        id=f"{refusal.stream_id}-{refusal.sequence}",
        path=recording.get("path"),
        site=head.get("site"),
        status=refusal.status,
        reason=refusal.reason,
        refused_at=refusal.refused_at,
    )


def queue(engine: Engine, request: QueueResultsRequest, call: Call) -> QueueResultsResult:
    """Queue earlier or refused results; raises InvalidParams without a receiver."""
    if request.since is None and not request.refused:
        raise InvalidParams(
            "The request names no results.",
            field="since",
            hint="Give the first day of the runs, or ask for the refused results.",
        )
    outbox, queued = engine.catalog.outbox, 0
    if request.since is not None:
        queued += outbox.add_runs(_moment(engine, request.since))
    if request.refused:
        queued += outbox.add_refused()
    if engine.forwarder is not None:
        engine.forwarder.wake()
    return QueueResultsResult(queued=queued, waiting=outbox.state().waiting)


def _moment(engine: Engine, day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise InvalidParams(f"{day} is no day.", field="since", hint=str(error)) from error
    if not engine.forwards:
        raise no_receiver("since")
    return day


def send(engine: Engine, call: Call, tell: Callable[[int, int], None]) -> int:
    """Send all that waits; `tell` hears how many results were sent, and how many wait.

    Returns how many were sent. Raises InvalidParams without a receiver, and SourceUnavailable if
    it does not take them.
    """
    from sidecar.forward.receiver import Receiver
    from sidecar.forward.sender import Sender

    if not engine.forwards:
        raise no_receiver("forward.url")
    settings, outbox = engine.settings.forward, engine.catalog.outbox
    receiver = Receiver(settings)
    stopped = call.cancelled.is_set
    sender = Sender(lambda: outbox, receiver, settings.most_together, stopped=stopped)
    before = outbox.state().last.sent
    try:
        while (delay := sender.step()) is not None:
            state = outbox.state()
            tell(state.last.sent - before, state.waiting)
            if delay > _PATIENCE_S:
                raise SourceUnavailable(
                    f"{state.last.sent - before:,} results were sent, and {state.waiting:,} wait. "
                    f"{state.last.trouble or ''}".strip(),
                    hint="No result is lost. Run the command again later.",
                )
            _pause(delay)
    finally:
        receiver.close()
    return outbox.state().last.sent - before


def _pause(seconds: float) -> None:
    until = time.monotonic() + seconds
    stop.check()
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _TICK_S))
        stop.check()


def no_receiver(field: str) -> InvalidParams:
    """Make the error for a request that needs a receiver."""
    return InvalidParams(
        "No receiver is set, so no results are sent.",
        field=field,
        hint="Name its address in the setting forward.url.",
    )


METHODS = (
    Method(
        "forward/status",
        status,
        "quick",
        "Tell how many results wait for the receiver, and how the last try ended.",
    ),
    Method(
        "forward/queue",
        queue,
        "aside",
        "Queue earlier results, or refused ones, for the receiver.",
    ),
)
