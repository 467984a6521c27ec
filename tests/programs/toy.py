"""A small engine: verbs that hold, print, fail, lie and commit.

Run as `python -m tests.programs.toy [--limit BYTES] [--commit SECONDS] [--log-format FORMAT]`.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field

from sidecar.errors import InvalidParams, RequestCancelled, UnreadableAudio
from sidecar.rpc import Call, Limits, Verb, leave, log, serve

HEAVY = ["asyncio", "http.server", "jsonrpcserver", "jsonschema", "numpy", "psutil"]
SECRET = "/home/somebody/secret"


class Nothing(BaseModel):
    pass


class Value(BaseModel):
    value: Any = None


class Number(BaseModel):
    value: float


class Name(BaseModel):
    name: str = ""


class Change(Name):
    dry_run: bool = Field(False, alias="dryRun")


class Size(BaseModel):
    kib: int = 0


class Step(BaseModel):
    kind: str


class Count(Step):
    fresh: int


class Place(BaseModel):
    latitude: float
    week: int = 0


class Typed(BaseModel):
    """One field of every kind that strict validation could trip over."""

    confidence: float = 0.25
    count: int = 1
    path: Path = Path()
    pair: tuple[int, int] = (0, 0)
    mode: Literal["u8", "png"] = "u8"
    where: dict[str, str | dict[str, int]] = {}
    place: Place | None = None
    top_k: int = Field(1, alias="topK")


class Hello(BaseModel):
    process_id: int | None = Field(None, alias="processId")


class Welcome(BaseModel):
    heavy: list[str]


class Gates:
    """Named events that some verbs wait for and another opens."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._gates: dict[str, threading.Event] = {}

    def __getitem__(self, name: str) -> threading.Event:
        with self._lock:
            return self._gates.setdefault(name, threading.Event())

    def hold(self, request: Name, call: Call) -> Value:
        call.progress(Step(kind="begin"))
        while not self[request.name].wait(0.001):
            call.check()
        call.progress(Step(kind="end"), last=True)
        return Value(value=request.name)

    def release(self, request: Name, call: Call) -> Nothing:
        self[request.name].set()
        return Nothing()

    def commit(self, request: Name, call: Call) -> Nothing:
        """Hold until cancelled, then write `committed` into the file named."""
        call.progress(Step(kind="begin"))
        call.cancelled.wait()
        Path(request.name).write_text("committed")
        raise RequestCancelled()

    def stubborn(self, request: Nothing, call: Call) -> Nothing:
        call.progress(Step(kind="begin"))
        threading.Event().wait()
        return Nothing()

    def ignore_cancel(self, request: Name, call: Call) -> Value:
        call.progress(Step(kind="begin"))
        self[request.name].wait()
        return Value(value="finished anyway")

    def count(self, request: Size, call: Call) -> Value:
        """Report as often as possible; what is dropped is added to the next."""
        fresh, sent = 0, 0
        for _ in range(request.kib):
            fresh += 1
            if call.due() and call.progress(Count(kind="report", fresh=fresh)):
                fresh, sent = 0, sent + 1
        call.progress(Count(kind="end", fresh=fresh), last=True)
        return Value(value=sent)


def table(gates: Gates) -> dict[str, Verb[Any, Any]]:
    """Make the verbs; those that wait do so at `gates`."""
    return {
        "echo": Verb(_echo, Value, Value, "quick", "Give back the value."),
        "typed": Verb(_typed, Typed, Value, "quick"),
        "release": Verb(gates.release, Name, Nothing, "quick"),
        "hold": Verb(gates.hold, Name, Value, "work", progress=Step),
        "hold_quick": Verb(gates.hold, Name, Value, "quick", progress=Step),
        "hold_write": Verb(gates.hold, Name, Value, "write", progress=Step),
        "hold_bulk": Verb(gates.hold, Name, Value, "bulk", progress=Step),
        "hold_picture": Verb(gates.hold, Name, Value, "picture", progress=Step),
        "hold_aside": Verb(gates.hold, Name, Value, "aside", progress=Step),
        "hold_stream": Verb(gates.hold, Name, Value, "stream", progress=Step),
        "hold_files": Verb(gates.hold, Name, Value, "files", progress=Step),
        "hold_models": Verb(gates.hold, Name, Value, "models", progress=Step),
        "hold_look": Verb(gates.hold, Name, Value, "look", progress=Step),
        "change": Verb(
            gates.hold, Change, Value, "aside", progress=Step, scheduled_by={"dryRun": "look"}
        ),
        "prompt": Verb(_echo, Value, Value, "prompt"),
        "commit": Verb(gates.commit, Name, Nothing, "work", progress=Step),
        "stubborn": Verb(gates.stubborn, Nothing, Nothing, "work", progress=Step),
        "ignore_cancel": Verb(gates.ignore_cancel, Name, Value, "work", progress=Step),
        "count": Verb(gates.count, Size, Value, "work", progress=Count),
        "spin": Verb(_spin, Name, Nothing, "work", progress=Step),
        "big": Verb(_big, Size, Value, "quick"),
        "memory": Verb(_memory, Nothing, Value, "quick"),
        "noise": Verb(_noise, Nothing, Nothing, "quick"),
        "undeclared": Verb(_undeclared, Nothing, Nothing, "quick"),
        "leave": Verb(_leave, Nothing, Nothing, "work"),
        "crash": Verb(_crash, Nothing, Nothing, "quick"),
        "unreadable": Verb(_unreadable, Nothing, Nothing, "quick"),
        "picky": Verb(_picky, Nothing, Nothing, "quick"),
        "nan": Verb(lambda *_: Number(value=float("nan")), Nothing, Number, "quick"),
        "scalar": Verb(lambda *_: Value.model_construct(value=object()), Nothing, Value, "quick"),
        "other": Verb(lambda *_: Nothing(), Nothing, Value, "quick"),
    }


def _echo(request: Value, call: Call) -> Value:
    return Value(value=request.value)


def _typed(request: Typed, call: Call) -> Value:
    return Value(value=repr(request.confidence))


def _spin(request: Name, call: Call) -> Nothing:
    """Keep a processor busy until cancelled."""
    call.progress(Step(kind="begin"))
    while True:
        call.check()
        sum(range(10_000))


def _big(request: Size, call: Call) -> Value:
    return Value(value="x" * (request.kib * 1024))


def _memory(request: Nothing, call: Call) -> Value:
    """Give the most memory ever held, in MiB."""
    import resource

    return Value(value=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _noise(request: Nothing, call: Call) -> Nothing:
    print("a print")
    os.write(1, b"a native print\n")
    os.system("echo a child process")
    return Nothing()


def _undeclared(request: Nothing, call: Call) -> Nothing:
    call.progress(Step(kind="begin"))
    return Nothing()


def _leave(request: Nothing, call: Call) -> Nothing:
    sys.exit(3)


def _crash(request: Nothing, call: Call) -> Nothing:
    raise RuntimeError(SECRET)


def _unreadable(request: Nothing, call: Call) -> Nothing:
    raise UnreadableAudio("The file is cut short.", hint="Copy it again.", path="a\udcff.wav")


def _picky(request: Nothing, call: Call) -> Nothing:
    raise InvalidParams("is in the future", field="where.date", hint="Try an earlier one.")


def _initialize(request: Hello, call: Call) -> Welcome:
    return Welcome(heavy=[name for name in HEAVY if name in sys.modules])


initialize: Verb[Hello, Welcome] = Verb(_initialize, Hello, Welcome, "quick")


def main(warm_up: Callable[[], None] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int, default=Limits.message_bytes)
    parser.add_argument("--commit", type=float, default=Limits.commit_s)
    parser.add_argument("--log-format", choices=["text", "json"], default="text")
    given = parser.parse_args()
    log.configure(given.log_format)
    limits = Limits(message_bytes=given.limit, commit_s=given.commit)
    leave(serve(table(Gates()), initialize=initialize, warm_up=warm_up, limits=limits))


if __name__ == "__main__":
    main()
