"""Sends the progress of a verb to the listener of its call."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sidecar.contract.base import Progress
from sidecar.rpc.verb import Call

ProgressT = TypeVar("ProgressT", bound=Progress)
More = Callable[[], dict[str, object]]


class ProgressReporter(Generic[ProgressT]):
    """Sends a begin, a report whenever one is due, and an end, each with `done` and `total`.

    `more` gives the other fields of the message; it is called only for a message that goes out.
    """

    def __init__(
        self,
        call: Call,
        message: type[ProgressT],
        *,
        unit: str,
        total: int | None = None,
        more: More | None = None,
    ) -> None:
        self.done = 0
        self.total = total
        self.unit = unit
        self._call = call
        self._message = message
        self._more = more or dict
        self._began = time.monotonic()

    @property
    def has_listener(self) -> bool:
        """Tell whether a listener waits, and so whether a total is worth counting."""
        return self._call.due()

    @property
    def elapsed_s(self) -> float:
        return time.monotonic() - self._began

    def begin(self) -> None:
        self._send("begin")

    def report(self, done: int, *, sure: bool = False) -> bool:
        """Report the work done so far; False if no message went out.

        A `sure` report goes out though another has just gone.
        """
        self.done = done
        return (sure or self._call.due()) and self._send("report", sure=sure)

    def end(self) -> None:
        self._send("end")

    def _send(self, kind: str, *, sure: bool = True) -> bool:
        values: dict[str, Any] = {
            "kind": kind,
            "done": self.done,
            "total": self.total,
            "unit": self.unit,
        }
        if "elapsed_seconds" in self._message.model_fields:
            values["elapsed_seconds"] = round(self.elapsed_s, 1)
        value = self._message.model_validate({**values, **self._more()})
        return self._call.progress(value, last=sure)
