"""A verb is one line of a table: a function, its types, and its schedule."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from sidecar.errors import RequestCancelled

Schedule = Literal[
    "prompt",
    "quick",
    "picture",
    "write",
    "bulk",
    "work",
    "stream",
    "aside",
    "files",
    "models",
    "look",
]
Send = Callable[[BaseModel, bool], bool]
"""Takes a value, and whether it is the last; returns whether it went out."""

RequestT = TypeVar("RequestT", bound=BaseModel)
ResultT = TypeVar("ResultT", bound=BaseModel)


class Waiting(BaseModel):
    """The progress of a request that waits: `behind` is the method that runs before it.

    Comes when the request begins to wait, and when another method runs before it. Nothing is done
    yet.
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["waiting"]
    done: Literal[0]
    behind: str


class Call:
    """Tells a running verb of a cancel, and sends its progress to the caller.

    Without `send`, progress goes nowhere. One thread at a time may send it; any may cancel.
    """

    def __init__(self, send: Send | None = None, *, every_s: float = 0.1) -> None:
        self.cancelled = threading.Event()
        self.since_s = time.monotonic()  # the request arrived
        self._sends: type[BaseModel] | None = BaseModel
        self._send = send
        self._every_s = every_s
        self._next_s = 0.0

    def listen(self, send: Send) -> None:
        """Send progress by `send` from now on."""
        self._send = send

    def declare(self, sends: type[BaseModel] | None) -> None:
        """Allow only progress of this type; None allows none."""
        self._sends = sends

    def check(self) -> None:
        """Raise RequestCancelled if the caller asked to stop."""
        if self.cancelled.is_set():
            raise RequestCancelled()

    def due(self) -> bool:
        """Tell whether `progress` would send a value now."""
        return self._send is not None and time.monotonic() >= self._next_s

    def progress(self, value: BaseModel, *, last: bool = False) -> bool:
        """Send `value` if one is due, or if it is the last; False if it was dropped.

        A dropped value's counts (detections since the last value) belong in the next one. Raises
        TypeError for a type that the verb did not declare, even if nobody listens: so every test
        of a verb notices.
        """
        if self._sends is None or not isinstance(value, self._sends):
            declared = "none" if self._sends is None else f"a {self._sends.__name__}"
            raise TypeError(f"progress is a {type(value).__name__}; the verb declares {declared}")
        if self._send is None or not (last or self.due()):
            return False
        self._next_s = time.monotonic() + self._every_s
        return self._send(value, last)

    def wait(self, behind: str) -> None:
        """Tell the caller which method runs before this request; nobody waits for that."""
        if self._send is not None:
            self._send(Waiting(kind="waiting", done=0, behind=behind), False)


class Line(Protocol):
    """The schedule of a verb, whose module may not be imported yet."""

    @property
    def schedule(self) -> Schedule: ...

    @property
    def scheduled_by(self) -> Mapping[str, Schedule]:
        """Map members of params to the schedule of a call that has one of them."""
        ...

    def load(self) -> Verb[Any, Any]:
        """Return the verb, and import it first if necessary."""


@dataclass(frozen=True)
class Verb(Generic[RequestT, ResultT]):
    """A function from a request to a result.

    The schedule says for what a verb may wait, because verbs that share threads wait for each
    other. `prompt` verbs wait for nothing and nobody, `quick` ones read the catalog, `picture` ones
    read and compute, and `look` ones read much and change nothing. Several of these three run at
    once. `write` verbs wait for the catalog's lock, and run in the order of their arrival, as do
    `bulk`, `work`, `stream`, `aside`, `files` and `models` verbs. `bulk` is for decisions on many
    detections, in steps, beside single ones. `aside` is for verbs that change much of the catalog,
    `files` for those that write files of results, `models` for those that change the installed
    models. None of them may wait until a night's recordings are analysed.

    `scheduled_by` names members of params, such as `dryRun`. A call with one of them has the
    schedule of the first.

    `progress` is the type of a verb's progress; None: it sends none.
    """

    run: Callable[[RequestT, Call], ResultT]
    request: type[RequestT]
    result: type[ResultT]
    schedule: Schedule
    summary: str = ""
    progress: type[BaseModel] | None = None
    scheduled_by: Mapping[str, Schedule] = field(default_factory=dict)

    def load(self) -> Verb[RequestT, ResultT]:
        return self
