"""A client for tests: sends bytes, gathers answers, and gives up rather than hang."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Literal, Self

from sidecar.rpc.framing import BadFrame, Framer

ROOT = Path(__file__).resolve().parents[2]
GUARD_S = 30.0  # only against hanging; no test measures time by it

Message = Any


class Client:
    """Talks to an engine through two descriptors; `read` starts a thread that gathers."""

    def __init__(
        self, input: int, output: int, *, framing: Literal["lines", "headers"] = "lines"
    ) -> None:
        self.input = input  # of the engine: written here
        self.output = output
        self.framing = framing
        self.others: list[Message] = []  # notifications, and answers nobody waited for yet
        self._came: queue.Queue[Message | None] = queue.Queue()
        self._reader: threading.Thread | None = None

    def read(self) -> Self:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def send(self, *messages: Message) -> None:
        for message in messages:
            self.send_raw(json.dumps(message).encode())

    def send_raw(self, body: bytes) -> None:
        if self.framing == "lines":
            self.send_bytes(body + b"\n")
        else:
            self.send_bytes(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def send_bytes(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self.input, view) :]

    def request(self, id: Message, method: str, /, **params: object) -> None:
        self.send({"jsonrpc": "2.0", "id": id, "method": method, "params": params})

    def notify(self, method: str, /, **params: object) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def cancel(self, id: Message) -> None:
        self.notify("$/cancelRequest", id=id)

    def next(self) -> Message:
        """Return the next message; None at the end of output."""
        return self._came.get(timeout=GUARD_S)

    def answer(self, id: Message) -> Message:
        """Wait for the answer to `id`; what comes before it is kept in `others`."""
        for message in self.others:
            if isinstance(message, dict) and "method" not in message and message["id"] == id:
                self.others.remove(message)
                return message
        while (message := self.next()) is not None:
            if isinstance(message, dict) and "method" not in message and message["id"] == id:
                return message
            self.others.append(message)
        raise EOFError(f"no answer to {id}")

    def call(self, id: Message, method: str, /, **params: object) -> Message:
        self.request(id, method, **params)
        return self.answer(id)

    def begun(self, token: Message) -> None:
        """Wait until the request with this progress token has said that it runs."""
        while (message := self.next()) is not None:
            if message.get("method") == "$/progress" and message["params"]["token"] == token:
                return
            self.others.append(message)
        raise EOFError(f"{token} never began")

    def close_input(self) -> None:
        if self.input >= 0:
            os.close(self.input)
            self.input = -1

    def close_output(self) -> None:
        """Stop reading for good; only without `read`."""
        os.close(self.output)
        self.output = -1

    def rest(self) -> list[Message]:
        """Return all that still comes, until the end of output."""
        return [*self.others, *iter(self.next, None)]

    def _read(self) -> None:
        framer = Framer(2**40)
        while data := os.read(self.output, 65536):
            for frame in framer.feed(data):
                self._came.put({"bad": frame} if isinstance(frame, BadFrame) else json.loads(frame))
        self._came.put(None)


class Toy(Client):
    """A client of a process of its own."""

    def __init__(
        self,
        *arguments: str,
        program: str = "toy",
        framing: Literal["lines", "headers"] = "lines",
        python: tuple[str, ...] = (),
    ) -> None:
        command = [sys.executable, *python, "-m", f"tests.programs.{program}", *arguments]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0
        )
        assert self.process.stdin and self.process.stdout and self.process.stderr
        super().__init__(
            os.dup(self.process.stdin.fileno()),
            os.dup(self.process.stdout.fileno()),
            framing=framing,
        )
        self.process.stdin.close()
        self.process.stdout.close()

    def code(self) -> int:
        """Wait for the end of the process and return its exit code."""
        return self.process.wait(GUARD_S)

    def log(self) -> str:
        """Return what the process wrote to standard error; wait for its end."""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()

    def clean(self) -> None:
        self.process.kill()
        self.process.wait(GUARD_S)
        assert self.process.stderr is not None
        self.process.stderr.close()
        self.close_input()
        if self._reader is not None:
            self._reader.join(GUARD_S)
        if self.output >= 0:
            self.close_output()
