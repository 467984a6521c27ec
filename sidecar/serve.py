"""The sidecar's face: JSON-RPC on standard input and output."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import NoReturn

from sidecar.app.engine import Engine
from sidecar.app.metrics import Figure
from sidecar.app.textfile import kept_up
from sidecar.app.watch import CatalogWatch, ModelWatch
from sidecar.contract.lifecycle import CATALOG, MODEL
from sidecar.methods.lifecycle import OPENING
from sidecar.methods.opening import LateVerbs
from sidecar.rpc import Announced, leave, leave_within, log, serve
from sidecar.settings import Settings

# From a reason to end to the end; writing the last of the log may take one second more. What then
# still runs would also be lost in a power cut: the catalog keeps what was committed.
_END_S = 4.0

# How long a thread that computes in Python keeps the others from answering (Python's own: 5 ms).
# An answer passes through three threads.
_SWITCH_S = 0.001


def _warm_up(engine: Engine) -> None:
    """Load what requests need. It stays, so the collector of garbage need not look at it again."""
    try:
        engine.start_forwarding()
        engine.warm_up()
    finally:
        gc.freeze()


def _watch_queues(engine: Engine, count: Callable[[], Mapping[str, int]]) -> None:
    """Show how many requests wait, by schedule."""
    engine.metrics.show(
        Figure(
            "queued_requests",
            "Requests that wait for others of their schedule.",
            ["schedule"],
            lambda: [({"schedule": name}, number) for name, number in count().items()],
        )
    )


def serve_stdio(settings: Settings, log_format: str) -> NoReturn:
    """Serve until the client leaves, then end the process, within 5 seconds whatever runs."""
    sys.setswitchinterval(_SWITCH_S)
    log.configure("json" if log_format == "json" else "text")
    engine = Engine(settings)
    with kept_up(engine):
        code = serve(
            LateVerbs(engine),
            initialize=OPENING.of(engine),
            warm_up=partial(_warm_up, engine),
            announced=(
                Announced(CATALOG, CatalogWatch(engine)),
                Announced(MODEL, ModelWatch(engine)),
            ),
            in_order="streamId",
            ending=partial(leave_within, _END_S),
            queued=partial(_watch_queues, engine),
        )
    engine.close()
    leave(code)
