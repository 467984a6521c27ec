"""The real sidecar as a process, which may die or hang while it is asked."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Any

from tests.rpc.client import Client
from tests.soak.memory import memory
from tests.soak.serving import serving


class Sidecar(Client):
    """A client of `linnet serve` on a home of its own."""

    def __init__(self, home: Path) -> None:
        self.process = serving(environment={"LINNET_HOME": str(home)})
        assert self.process.stdin and self.process.stdout
        super().__init__(self.process.stdin.fileno(), self.process.stdout.fileno())
        self._number = 0
        self.read()

    def ask(self, method: str, wait_s: float, **params: object) -> Any:
        """Give the answer; raises TimeoutError where none comes, EOFError where it died."""
        self._number += 1
        try:
            self.request(self._number, method, **params)
            while (message := self._came.get(timeout=wait_s)) is not None:
                if message.get("id") == self._number:
                    return message
        except queue.Empty:
            raise TimeoutError(method) from None
        except BrokenPipeError:
            pass
        raise EOFError(f"no answer to {method}: the sidecar died")

    def peak_mb(self) -> float:
        """Tell the most memory that the process ever had; on some systems, what it has now."""
        return memory(self.process.pid)[1] / 2**20

    def end(self) -> None:
        """Close the input, and wait."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        try:
            self.process.wait(60)
        finally:
            self.kill()
            self.process.stdout.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
