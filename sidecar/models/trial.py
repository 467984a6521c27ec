"""Reads and runs a model that nobody vouches for, in a process with limits of memory and time.

A hostile file can loop without end, ask for all memory, or crash the libraries that read it. So a
child process does all of it before the model counts as installed. The models whose digests a
manifest names need no trial.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import sidecar
from sidecar import stop
from sidecar.errors import ModelInvalid, StorageFull
from sidecar.models.command import TRY_MODEL
from sidecar.models.graph import Graph, Tensor

_ERRORS = {kind.__name__: kind for kind in (ModelInvalid, StorageFull)}
_TICK_S = 0.02


@dataclass(frozen=True)
class Limits:
    """What one step of a trial may take: to read, convert, or load and score a batch.

    A model of 400 MB took 15 s and 2.2 times its size, on two busy cores. A field laptop may be
    five times slower. `memory_bytes` come on top of `memory_times` the size of the model's files.
    """

    seconds: float = 120.0
    memory_bytes: int = 2 << 30
    memory_times: int = 4

    # A computer that swaps answers nobody.
    memory_share: float = 0.75


class Trial:
    """A child process that reads, converts and runs the model at `path`; a context manager.

    Heeds a stop. Every refusal is ModelInvalid and names `path`.
    """

    def __init__(self, path: Path, limits: Limits = Limits()) -> None:
        self._path = path
        self._limits = limits
        self._answers: queue.Queue[bytes] = queue.Queue()

    def __enter__(self) -> Trial:
        self._child = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            # Without it, Windows opens a window for each child of a program without a console.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        threading.Thread(target=self._listen, name="linnet-trial", daemon=True).start()
        self._most = sys.maxsize
        try:
            self._wait()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        self._idle = self._memory()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._child.kill()
        self._child.wait()
        assert self._child.stdin is not None
        with suppress(OSError):
            self._child.stdin.close()

    def look(self, path: Path) -> Graph:
        """Read and check the declarations of a model file."""
        found = self._ask("look", [path], path)["graph"]
        return Graph(
            inputs=tuple(map(_tensor, found["inputs"])),
            outputs=tuple(map(_tensor, found["outputs"])),
            outside=tuple(found["outside"]),
            opset=found["opset"],
        )

    def convert(self, conversion: str, source: Path, ready: Path) -> None:
        """Convert a published file into the folder `ready`."""
        self._ask("convert", [source], conversion, source, ready)

    def run(self, ready: Path) -> None:
        """Load the model in the folder `ready`, which has its record, and score a batch."""
        self._ask("run", list(ready.iterdir()), ready)

    def _ask(self, step: str, files: list[Path], *given: Path | str) -> dict[str, Any]:
        self._most = self._memory_limit(sum(path.stat().st_size for path in files))
        assert self._child.stdin is not None
        question = json.dumps([step, *map(str, given)])
        with suppress(OSError):  # a child that has ended is found below
            self._child.stdin.write(question.encode() + b"\n")
            self._child.stdin.flush()
        answer = self._wait()
        if error := answer.get("error"):
            kind = _ERRORS.get(error["kind"], ModelInvalid)
            raise kind(error["message"], hint=error["hint"], path=self._path)
        return answer

    def _memory_limit(self, size: int) -> int:
        import psutil

        limits = self._limits
        most = self._idle + limits.memory_times * size + limits.memory_bytes
        return min(most, int(limits.memory_share * psutil.virtual_memory().total))

    def _wait(self) -> dict[str, Any]:
        until = time.monotonic() + self._limits.seconds
        while True:
            with suppress(queue.Empty):
                line = self._answers.get(timeout=_TICK_S)
                if line:
                    answer: dict[str, Any] = json.loads(line)
                    return answer
                raise self._refused("the program that loads it ends without an answer")
            stop.check()
            if time.monotonic() > until:
                raise self._refused(f"it gave no answer within {self._limits.seconds:g} seconds")
            if self._memory() > self._most:
                raise self._refused(f"it needs more than {self._most / 1e9:.1f} GB of memory")

    def _memory(self) -> int:
        import psutil

        try:
            return int(psutil.Process(self._child.pid).memory_info().rss)
        except psutil.Error:  # it has ended; its missing answer says so
            return 0

    def _refused(self, problem: str) -> ModelInvalid:
        return ModelInvalid(
            f"This model did not pass its trial: {problem}.",
            hint="Ask those who made the model for another export. Linnet did not install it.",
            path=self._path,
        )

    def _listen(self) -> None:
        assert self._child.stdout is not None
        with self._child.stdout as answers:
            for line in answers:
                self._answers.put(line)
        self._answers.put(b"")


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, TRY_MODEL]
    # -P: a folder "sidecar" where the caller stands is not ours.
    return [sys.executable, "-P", "-m", "sidecar", TRY_MODEL]


def _environment() -> dict[str, str]:
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    ours = str(Path(sidecar.__file__).parents[1])
    before = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (ours, before)))}


def _tensor(found: dict[str, Any]) -> Tensor:
    return Tensor(found["name"], tuple(found["dims"]), found["is_float32"])
