"""A method is one line beside its function: its name, how it is scheduled, and what it sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar, get_type_hints

from sidecar.app.engine import Engine
from sidecar.contract.base import Message, Progress, Request
from sidecar.rpc.verb import Call, Schedule, Verb

RequestT = TypeVar("RequestT", bound=Request)
ResultT = TypeVar("ResultT", bound=Message)


@dataclass(frozen=True)
class Method(Generic[RequestT, ResultT]):
    """A function of an engine, and what a client must know of it.

    The types of request and result are those that the function's signature names.
    """

    name: str
    run: Callable[[Engine, RequestT, Call], ResultT]
    schedule: Schedule
    summary: str
    progress: type[Progress] | None = None  # None: it sends nothing while it runs

    def of(self, engine: Engine) -> Verb[RequestT, ResultT]:
        """Bind the function to an engine."""
        return Verb(
            partial(self.run, engine),
            self._type("request"),
            self._type("return"),
            self.schedule,
            self.summary,
            self.progress,
        )

    def _type(self, name: str) -> type[Any]:
        found: type[Any] = get_type_hints(self.run)[name]
        return found
