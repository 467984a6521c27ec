"""A sidecar at the other end of a pipe, spoken to a line at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Value = dict[str, Any]


class Failed(Exception):
    """The sidecar answered with an error."""


class Pipe:
    """Starts `linnet serve` and calls it; the sidecar ends when this process does."""

    def __init__(self, home: Path, catalog: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sidecar", "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LINNET_HOME": str(home)},
        )
        self._calls = 0
        self.server = self.call("initialize", processId=os.getpid(), catalog=str(catalog))

    def call(
        self, method: str, on_progress: Callable[[Value], None] | None = None, **params: object
    ) -> Value:
        """Call a method and wait for its answer; pass progress on meanwhile."""
        self._calls += 1
        if on_progress is not None:
            params["progress"] = self._calls
        self._send({"jsonrpc": "2.0", "id": self._calls, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._calls:
                break
            if on_progress is not None and message.get("method") == "$/progress":
                on_progress(message["params"]["value"])
        if "error" in message:
            error = message["error"]
            raise Failed(f"{error['message']} {error.get('data', {}).get('hint', '')}".strip())
        result: Value = message["result"]
        return result

    def close(self) -> None:
        """Shut the sidecar down and wait until it has ended."""
        self.call("shutdown")
        self._send({"jsonrpc": "2.0", "method": "exit"})
        self._process.wait(30)

    def _send(self, message: Value) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def _receive(self) -> Value:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise Failed("The sidecar ended unexpectedly.")
        message: Value = json.loads(line)
        return message
