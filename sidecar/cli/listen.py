"""`linnet listen -`: reads sound from standard input and prints a line per window."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys

from sidecar.app.engine import Engine
from sidecar.cli.command import given
from sidecar.cli.refused import asked
from sidecar.contract.stream import ListenedWindow, OpenStreamRequest
from sidecar.methods.listen import listen
from sidecar.rpc.verb import Call

_FIELDS = (
    "model",
    "sample_rate",
    "format",
    "channels",
    "overlap",
    "min_confidence",
    "top_k",
)
# The size of a pipe on most systems.
_MOST_BYTES = 65_536


def run_listen(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    """Print each window's top classes as soon as it is complete, until the sound ends."""
    # Reading blocks until sound arrives, so Ctrl+C must interrupt it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    request = asked(OpenStreamRequest, given(arguments, _FIELDS))
    write = _as_json if arguments.json else _as_line
    source = sys.stdin.fileno()
    try:
        for window in listen(engine, request, lambda: os.read(source, _MOST_BYTES)):
            print(write(window), flush=True)
    except KeyboardInterrupt:
        return 130
    return 0


def _as_line(window: ListenedWindow) -> str:
    heard = ", ".join(f"{each.common} {each.confidence:.2f}" for each in window.classes)
    return f"{window.start:10.2f}  {heard or '-'}"


def _as_json(window: ListenedWindow) -> str:
    return json.dumps(window.model_dump(by_alias=True), allow_nan=False)
