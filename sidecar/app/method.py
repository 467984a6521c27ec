"""Declares a method in one line beside its function: name, schedule, and messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_type_hints

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.contract.base import Message, Progress, Request
from sidecar.rpc.verb import Call, Schedule, Verb

RequestT = TypeVar("RequestT", bound=Request)
ResultT = TypeVar("ResultT", bound=Message)

# A request with one of these fields set changes nothing, so it waits for no writer.
_PREVIEWS = ("dry_run", "preview")


@dataclass(frozen=True)
class Method(Generic[RequestT, ResultT]):
    """A function of an engine, with all that a client must know about it.

    The function's signature gives the types of request and result.
    """

    name: str
    run: Callable[[Engine, RequestT, Call], ResultT]
    schedule: Schedule
    summary: str
    progress: type[Progress] | None = None  # None: no progress messages
    bulk: tuple[str, ...] = ()  # fields of a request that then may decide on many detections

    def of(self, engine: Engine) -> Verb[RequestT, ResultT]:
        """Bind the function to an engine."""

        def run(request: RequestT, call: Call) -> ResultT:
            with stop.stopped_by(call.cancelled.is_set), engine.using():
                return self.run(engine, request, call)

        return Verb(
            run,
            self._type("request"),
            self._type("return"),
            self.schedule,
            self.summary,
            self.progress,
            self.scheduled_by,
        )

    @property
    def scheduled_by(self) -> Mapping[str, Schedule]:
        """Map members of a request to the schedule of a call that has one of them."""
        fields = self._type("request").model_fields
        chosen: dict[str, Schedule] = {name: "look" for name in _PREVIEWS if name in fields}
        chosen |= {name: "bulk" for name in self.bulk}
        return {fields[name].alias or name: schedule for name, schedule in chosen.items()}

    def _type(self, name: str) -> type[Any]:
        found: type[Any] = get_type_hints(self.run)[name]
        return found
