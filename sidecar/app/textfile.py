"""Writes the metrics to a file that a collector of node_exporter reads."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar import scratch
from sidecar.app.engine import Engine

_log = logging.getLogger(__name__)

# The collector reads files of this name alone, under a user of its own.
_SUFFIX = ".prom"
_READABLE = 0o644


class Textfile:
    """The file at `path`; trouble is told once, and ends nothing."""

    def __init__(self, path: Path, text: Callable[[], str]) -> None:
        self.path = path
        self._text = text
        self._told = False

    def write(self) -> None:
        """Replace the file whole, so that no reader sees a part of it."""
        if self.path.suffix != _SUFFIX:
            self._tell(f"its name must end in {_SUFFIX}")
            return
        # The folder may be on another disk than the system's own scratch files.
        unfinished = self.path.with_name(f".{self.path.name}{scratch.mark()}")
        try:
            unfinished.write_text(self._text(), "utf-8", newline="\n")
            unfinished.chmod(_READABLE)
            os.replace(unfinished, self.path)
            self._told = False
        except OSError as error:
            scratch.remove(unfinished)
            self._tell(error.strerror or str(error))

    def _tell(self, why: str) -> None:
        if not self._told:
            self._told = True
            _log.warning("The metrics are not written to %s: %s.", self.path, why)


def textfile(engine: Engine) -> Textfile | None:
    """Give the file that the settings name; None if they name none."""
    path = engine.settings.metrics.textfile
    if path is None:
        return None
    scratch.sweep(path.parent, f".{path.name}.*")
    return Textfile(path, lambda: metrics_text(engine))


def metrics_text(engine: Engine) -> str:
    """Write the metrics of this process as text."""
    # Imported here, because it takes as long as the whole handshake may.
    from sidecar.app.exposition import exposition

    return exposition(engine.metrics)


@contextmanager
def kept_up(engine: Engine) -> Iterator[None]:
    """Write the file again and again while the block runs, and once at its end."""
    file = textfile(engine)
    if file is None:
        yield
        return
    ended = threading.Event()

    def loop() -> None:
        while not ended.wait(engine.settings.metrics.every_s):
            file.write()

    thread = threading.Thread(target=loop, name="metrics", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        file.write()
