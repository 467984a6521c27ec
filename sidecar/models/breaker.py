"""Leaves a failing model alone for a while: the circuit breaker of one exact model.

A closed breaker lets every call through. Some failures in a row open it, and then it refuses all
calls. After a while it is half-open: it lets one probe through at a time. Some good probes in a row
close it, and a failing one opens it again.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sidecar.errors import ModelUnavailable

log = logging.getLogger(__name__)

State = Literal["closed", "open", "halfOpen"]

# Changes that wait for somebody who asks for them; a breaker changes a few times in a minute.
_MOST_CHANGES = 100


@dataclass(frozen=True)
class Patience:
    """What opens a breaker, for how long, and what closes it."""

    failures: int = 5  # in a row
    recovery_s: float = 30.0
    successes: int = 2  # of probes in a row


# Of a breaker that never opens.
ENDLESS = Patience(failures=sys.maxsize)


@dataclass(frozen=True)
class Change:
    """A breaker changed its state; `error` is the last one of its model."""

    model: str
    version_id: str
    before: State
    state: State
    at: str
    error: str | None


@dataclass(frozen=True)
class Standing:
    """The state of a breaker; `failures` are those in a row, `next_try_s` counts from now."""

    model: str
    version_id: str
    state: State
    failures: int
    since: str
    next_try_s: float | None
    last_error: str | None


@dataclass(frozen=True, eq=False)
class Permit:
    """Lets one call through; its outcome counts only in the `period` in which it began."""

    period: int


class Breaker:
    """Decides which calls of a model may begin; several threads may use it at once.

    Each permit ends with `succeeded`, `failed` or `ended`. A probe that does none of them within
    `probe_s` counts as failed, so that it cannot hold the breaker for ever.
    """

    def __init__(
        self,
        model: str,
        version_id: str,
        patience: Patience,
        *,
        probe_s: float,
        clock: Callable[[], float] = time.monotonic,
        heard: Callable[[Change], None] = lambda change: None,
    ) -> None:
        self.model = model
        self.version_id = version_id
        self._patience = patience
        self._probe_s = probe_s
        self._clock = clock
        self._heard = heard
        self._lock = threading.Lock()
        self._state: State = "closed"
        self._since = _now()
        self._period = 0  # raised by each change of the state
        self._failures = 0  # in a row
        self._successes = 0  # of probes in a row
        self._opened_s = 0.0
        self._probe: Permit | None = None  # the one that runs
        self._probe_until_s = 0.0
        self._error: str | None = None

    def admit(self) -> Permit:
        """Let a call through, or raise ModelUnavailable."""
        with self._lock:
            self._look()
            if self._state == "closed":
                return Permit(self._period)
            if self._state == "open" or self._probe is not None:
                raise self._refusal()
            self._probe = Permit(self._period)
            self._probe_until_s = self._clock() + self._probe_s
            return self._probe

    def refusal(self) -> ModelUnavailable | None:
        """Give the error with which an open breaker refuses a call now; None for any other.

        A half-open breaker refuses nobody here, because its probe may end at any moment.
        """
        with self._lock:
            self._look()
            return self._refusal() if self._state == "open" else None

    def succeeded(self, permit: Permit) -> None:
        with self._lock:
            self._look()
            if permit.period != self._period:
                return
            self._failures = 0
            if permit is self._probe:
                self._probe = None
                self._successes += 1
                if self._successes >= self._patience.successes:
                    self._turn("closed")

    def failed(self, permit: Permit, error: str) -> None:
        with self._lock:
            self._look()
            if permit.period == self._period:
                self._fail(error)

    def ended(self, permit: Permit) -> None:
        """Take back a permit; one that neither succeeded nor failed says nothing of the model."""
        with self._lock:
            self._look()
            if permit is self._probe:
                self._probe = None

    def standing(self) -> Standing:
        with self._lock:
            self._look()
            return Standing(
                self.model,
                self.version_id,
                self._state,
                self._failures,
                self._since,
                max(0.0, self._next_try_s()) if self._state == "open" else None,
                self._error,
            )

    def _look(self) -> None:
        """Take the steps that time alone takes."""
        now = self._clock()
        if self._state == "open" and now >= self._opened_s + self._patience.recovery_s:
            self._turn("halfOpen")
        if self._probe is not None and now >= self._probe_until_s:
            self._fail(f"A probe did not end within {self._probe_s:g} seconds.")

    def _fail(self, error: str) -> None:
        self._failures += 1
        self._error = error
        if self._state == "halfOpen" or self._failures >= self._patience.failures:
            self._turn("open")

    def _turn(self, state: State) -> None:
        before, self._state = self._state, state
        self._since = _now()
        self._period += 1
        self._successes = 0
        self._probe = None
        if state == "open":
            self._opened_s = self._clock()
        self._tell(before)

    def _tell(self, before: State) -> None:
        words = {
            "open": f"is left alone for {self._patience.recovery_s:g} s after "
            f"{_failures(self._failures)}; the last error: {self._error}",
            "halfOpen": "is tried again, one call at a time",
            "closed": "works again",
        }[self._state]
        level = logging.WARNING if self._state == "open" else logging.INFO
        log.log(level, "the model %s (%s) %s", self.model, self.version_id, words)
        self._heard(
            Change(self.model, self.version_id, before, self._state, self._since, self._error)
        )

    def _next_try_s(self) -> float:
        return self._opened_s + self._patience.recovery_s - self._clock()

    def _refusal(self) -> ModelUnavailable:
        probing = self._state == "halfOpen"
        when = (
            "Linnet tries it with another call just now."
            if probing
            else f"Linnet tries it again in {max(1, round(self._next_try_s()))} seconds."
        )
        error = ModelUnavailable(
            f"The model {self.model} is left alone after {_failures(self._failures)}. {when}",
            hint=f"Its last error: {self._error}",
        )
        error.probing = probing
        return error


class Breakers:
    """Holds the breaker of each exact model, and the changes that nobody has taken yet."""

    def __init__(self, patience: Patience, *, call_s: float) -> None:
        self._patience = patience
        self._call_s = call_s  # the longest call of a model
        self._breakers: dict[str, Breaker] = {}
        self._lock = threading.Lock()
        self._changes: deque[Change] = deque()
        self._left_out = 0
        self._news = threading.Event()

    def of(self, model: str, version_id: str) -> Breaker:
        """Give the breaker of a version, the same each time."""
        with self._lock:
            breaker = self._breakers.get(version_id)
            if breaker is None:
                breaker = self._breakers[version_id] = Breaker(
                    model,
                    version_id,
                    self._patience,
                    # The guard ends a call itself; this is for a caller that never comes back.
                    probe_s=2 * self._call_s,
                    heard=self._hear,
                )
            return breaker

    def standings(self) -> list[Standing]:
        """List the models that failed at any time, by name."""
        with self._lock:
            breakers = list(self._breakers.values())
        found = [each.standing() for each in breakers]
        return sorted(
            (each for each in found if each.last_error is not None),
            key=lambda each: (each.model, each.version_id),
        )

    def wait(self, seconds: float) -> bool:
        """Wait for a change; tells whether there is one."""
        return self._news.wait(seconds)

    def take(self) -> tuple[list[Change], int]:
        """Take the changes since the last time, and the number of those that were left out."""
        with self._lock:
            taken, left_out = list(self._changes), self._left_out
            self._changes.clear()
            self._left_out = 0
            self._news.clear()
            return taken, left_out

    def _hear(self, change: Change) -> None:
        with self._lock:
            if len(self._changes) == _MOST_CHANGES:
                self._changes.popleft()
                self._left_out += 1
            self._changes.append(change)
            self._news.set()


def _failures(count: int) -> str:
    return "a failure" if count == 1 else f"{count} failures in a row"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
