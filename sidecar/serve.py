"""The sidecar's face: JSON-RPC on standard input and output."""

from __future__ import annotations

from typing import NoReturn

from sidecar.app.engine import Engine
from sidecar.methods.lifecycle import OPENING
from sidecar.methods.opening import LateVerbs
from sidecar.rpc import leave, log, serve
from sidecar.settings import Settings


def serve_stdio(settings: Settings, log_format: str) -> NoReturn:
    """Serve until the client leaves, then end the process."""
    log.configure("json" if log_format == "json" else "text")
    engine = Engine(settings)
    code = serve(LateVerbs(engine), initialize=OPENING.of(engine), warm_up=engine.warm_up)
    engine.close()
    leave(code)
