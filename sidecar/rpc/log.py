"""Writes the log to standard error, as text or as JSON lines."""

from __future__ import annotations

import json
import logging
import queue
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal, TextIO

from sidecar.characters import shown

LogFormat = Literal["text", "json"]

_MOST_LINES = 1_000
_FLUSH_S = 1.0


class JsonLines(logging.Formatter):
    """Writes one JSON object per line: ts, level, logger, msg, and the traceback as `trace`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "ts": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "msg": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line)


class TextLines(logging.Formatter):
    """Writes one line per record, with control characters as codes; a traceback has more lines."""

    def formatMessage(self, record: logging.LogRecord) -> str:
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
    "text": lambda: TextLines("%(asctime)s %(levelname)s %(name)s: %(message)s"),
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
