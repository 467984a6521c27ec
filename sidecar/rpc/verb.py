"""A verb is one line of a table: what to run, its types, and how it is scheduled."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

from sidecar.errors import RequestCancelled

Schedule = Literal["quick", "work", "stream", "aside"]
Send = Callable[[BaseModel, bool], bool]
"""Given a value and whether it is the last; says whether it went out."""

RequestT = TypeVar("RequestT", bound=BaseModel)
ResultT = TypeVar("ResultT", bound=BaseModel)


class Call:
    """What a running verb sees of its caller: a wish to stop, and an ear for progress.

    Without `send` nobody listens. One thread at a time may report progress; any may cancel.
    """

    def __init__(self, send: Send | None = None, *, every_s: float = 0.1) -> None:
        self.cancelled = threading.Event()
        self._sends: type[BaseModel] | None = BaseModel
        self._send = send
        self._every_s = every_s
        self._next_s = 0.0

    def listen(self, send: Send) -> None:
        """Let `send` have the progress from now on."""
        self._send = send

    def declare(self, sends: type[BaseModel] | None) -> None:
        """Let only values of this type through `progress`; None lets none through."""
        self._sends = sends

    def check(self) -> None:
        """Raise RequestCancelled if the caller asked to stop."""
        if self.cancelled.is_set():
            raise RequestCancelled()

    def due(self) -> bool:
        """Say whether a value given to `progress` now could go out."""
        return self._send is not None and time.monotonic() >= self._next_s

    def progress(self, value: BaseModel, *, last: bool = False) -> bool:
        """Send `value` if one is due, or if it is the last; False means it was dropped.

        Whatever adds up over time (detections since the last value) belongs in the next value
        when this one was dropped. Raises TypeError for a value of a type that the verb did not
        declare, even if nobody listens: so every test of a verb notices.
        """
        if self._sends is None or not isinstance(value, self._sends):
            declared = "none" if self._sends is None else f"a {self._sends.__name__}"
            raise TypeError(f"progress is a {type(value).__name__}; the verb declares {declared}")
        if self._send is None or not (last or self.due()):
            return False
        self._next_s = time.monotonic() + self._every_s
        return self._send(value, last)


class Line(Protocol):
    """What the reader knows of a verb: where it runs. The rest may be imported there."""

    @property
    def schedule(self) -> Schedule: ...

    def load(self) -> Verb[Any, Any]:
        """Give the verb, imported if need be."""


@dataclass(frozen=True)
class Verb(Generic[RequestT, ResultT]):
    """A function from a request to a result.

    `quick` verbs run on a few threads at once; `work` verbs one after another, in order, and so
    do, each beside the others, `stream` verbs and those that are done `aside`: what takes time but
    is not to wait until a night's recordings are analysed. `progress` is the type of what the
    verb sends while it runs; None: it sends nothing.
    """

    run: Callable[[RequestT, Call], ResultT]
    request: type[RequestT]
    result: type[ResultT]
    schedule: Schedule
    summary: str = ""
    progress: type[BaseModel] | None = None

    def load(self) -> Verb[RequestT, ResultT]:
        return self
