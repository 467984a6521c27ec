"""Writes the log to standard error, as text or as JSON lines; each line names its request."""

from __future__ import annotations

import json
import logging
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal, TextIO
from uuid import uuid4

from sidecar.characters import shown

LogFormat = Literal["text", "json"]

_MOST_LINES = 1_000
_FLUSH_S = 1.0

# An id of a client may be as long as a message.
_LONGEST_ID = 100

# The request that this thread works for. Helper threads run in a copy of their caller's context.
_request: ContextVar[str | int | float | None] = ContextVar("request", default=None)


@contextmanager
def of_request(id: str | int | float | None = None) -> Iterator[None]:
    """Let each line of the log name a request; without an `id`, an id is made for it."""
    before = _request.set(uuid4().hex[:8] if id is None else id)
    try:
        yield
    finally:
        _request.reset(before)


class JsonLines(logging.Formatter):
    """Writes one JSON object per line: ts, level, logger, msg, `request`, and `trace`.

    `request` is the id of the request whose work it is, and `trace` the traceback, if any.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "ts": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "msg": record.getMessage(),
        }
        if (request := _request.get()) is not None:
            line["request"] = request
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line)


class TextLines(logging.Formatter):
    """Writes one line per record, with control characters as codes; a traceback has more lines.

    `about` in the format is the id of the request whose work it is, in brackets.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        request = _request.get()
        record.about = "" if request is None else f" [{str(request)[:_LONGEST_ID]}]"
        return shown(super().formatMessage(record))


class PatientHandler(logging.Handler):
    """Writes on a thread of its own: a parent that never reads our log must not stop us.

    If the parent reads too slowly, lines are dropped.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._lines: queue.Queue[str] = queue.Queue(_MOST_LINES)
        threading.Thread(target=self._loop, name="log", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._lines.put_nowait(self.format(record) + "\n")
        except queue.Full:
            pass
        except Exception:
            self.handleError(record)

    def flush(self) -> None:
        """Wait a short time until all lines are written."""
        with self._lines.all_tasks_done:
            self._lines.all_tasks_done.wait_for(lambda: not self._lines.unfinished_tasks, _FLUSH_S)

    def _loop(self) -> None:
        while True:
            line = self._lines.get()
            try:
                self._stream.write(line)
                self._stream.flush()
            except (OSError, ValueError):
                pass  # standard error is closed, so nobody can be told
            self._lines.task_done()


_FORMATS: dict[LogFormat, Callable[[], logging.Formatter]] = {
    "text": lambda: TextLines("%(asctime)s %(levelname)s %(name)s%(about)s: %(message)s"),
    "json": JsonLines,
}


def configure(log_format: LogFormat = "text", *, level: int = logging.INFO) -> None:
    """Send all logging to standard error, and nowhere else."""
    handler = PatientHandler(sys.stderr)
    handler.setFormatter(_FORMATS[log_format]())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)


def flush() -> None:
    """Wait a short time until the log is written."""
    for handler in logging.getLogger().handlers:
        handler.flush()
