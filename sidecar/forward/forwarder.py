"""Sends results while the sidecar runs, on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sidecar import stop
from sidecar.catalog.outbox import Outbox, OutboxState
from sidecar.errors import LinnetError, RequestCancelled
from sidecar.forward.receiver import Receiver
from sidecar.forward.sender import Sender
from sidecar.run.work import Kept
from sidecar.settings import ForwardSettings

_log = logging.getLogger(__name__)

# How often results of other programs are looked for.
_LOOK_S = 5.0
# How long the thread waits after trouble with the catalog, which others tell of.
_CATALOG_S = 30.0
_LONG = timedelta(days=1)


class Forwarder:
    """Sends what waits in the outbox until it is closed.

    It is also a sink of runs: it hears that results were kept, and reads them from the catalog.
    """

    def __init__(self, outbox: Callable[[], Outbox], settings: ForwardSettings) -> None:
        self._outbox = outbox
        self._settings = settings
        self._changed = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._state: OutboxState | None = None
        self._wrong: str | None = None  # what is wrong with the settings or with the receiver

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="forwarder", daemon=True)
        self._thread.start()

    def take(self, kept: Sequence[Kept]) -> None:
        """Send what was kept, soon."""
        self.wake()

    def close(self) -> None:
        """Let the run end, and send on: nothing depends on a run's end."""

    def wake(self) -> None:
        """Look for results now."""
        self._changed.set()

    def end(self, patience_s: float = 1.0) -> None:
        """Send no more; what was not confirmed is sent again by the next sender."""
        self._closed.set()
        self._changed.set()
        if self._thread is not None:
            self._thread.join(patience_s)

    @property
    def waiting(self) -> int:
        """Count the results that waited when the outbox was looked at last."""
        return 0 if self._state is None else self._state.waiting

    @property
    def trouble(self) -> str | None:
        """Say what a person should know: results that wait for long, or are refused."""
        said = [self._wrong] if self._wrong else []
        state = self._state
        if state is not None and state.oldest is not None:
            since = datetime.fromisoformat(state.oldest)
            if datetime.now(UTC) - since > _LONG:
                why = "" if self._wrong else f" {state.last.trouble or ''}"
                said.append(
                    f"{state.waiting:,} results wait for the receiver since "
                    f"{since:%Y-%m-%d %H:%M} UTC.{why}".strip()
                )
        if state is not None and state.refused:
            said.append(
                f"The receiver refused {state.refused:,} results. "
                "`linnet forward status` lists them."
            )
        return " ".join(said) or None

    def _run(self) -> None:
        try:
            receiver = Receiver(self._settings)
        except LinnetError as error:
            self._wrong = f"{error.message} {error.hint}".strip()
            _log.error("results are not forwarded: %s", error.message)
            return
        stopped = self._closed.is_set
        sender = Sender(self._outbox, receiver, self._settings.most_together, stopped=stopped)
        with stop.stopped_by(stopped):
            while not stopped():
                self._changed.clear()
                self._wait(self._step(sender))
        receiver.close()

    def _step(self, sender: Sender) -> float | None:
        try:
            delay = sender.step()
            self._state = self._outbox().state()
        except RequestCancelled:
            return 0.0
        except LinnetError as error:
            _log.warning("results are not forwarded now: %s", error.message)
            return _CATALOG_S
        except Exception:
            _log.exception("results are not forwarded now")
            return _CATALOG_S
        last = sender.last
        refusing = last is not None and last.outcome == "later" and 400 <= last.status < 500
        self._wrong = last.reason if last is not None and refusing else None
        return delay

    def _wait(self, delay: float | None) -> None:
        """Wait before the next step; only a pause without trouble ends early."""
        if delay is None:
            self._changed.wait(_LOOK_S)
        elif delay:
            self._closed.wait(delay)
