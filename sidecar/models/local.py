"""What this computer knows of its models: which one is active, and how fast each ran here."""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from sidecar.errors import UnsupportedFormat
from sidecar.regular import read_regular
from sidecar.wholefile import sweep, whole_file

LOCAL_FILE = "local.json"

_log = logging.getLogger(__name__)


class _Local(BaseModel):
    active: str | None = None
    # Seconds of sound in a second, by a version's id; earlier, by a model's SHA-256.
    speeds: dict[str, float] = {}


class LocalFacts:
    """Keeps facts in a file in the folder of models; another program may write it too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    @property
    def active(self) -> str | None:
        """Name the model that a person chose; it may be gone."""
        return self._read().active

    def choose(self, name: str | None) -> None:
        """Keep the choice; None forgets it. Raises StorageFull."""
        with self._lock:
            self._write({"active": name})

    def speed_of(self, *names: str) -> float | None:
        """Give the speed that is known under the first of these names."""
        speeds = self._read().speeds
        return next((speeds[name] for name in names if name in speeds), None)

    def note_speed(self, version_id: str, speed: float) -> None:
        """Keep how fast a version ran, if it was never faster. Raises StorageFull."""
        with self._lock:
            speeds = self._read().speeds
            if speed > speeds.get(version_id, 0.0):
                self._write({"speeds": {**speeds, version_id: round(speed, 1)}})

    def _read(self) -> _Local:
        try:
            return _Local.model_validate_json(read_regular(self._folder / LOCAL_FILE))
        except FileNotFoundError:
            return _Local()
        except (OSError, ValidationError, UnsupportedFormat) as error:
            _log.warning("%s cannot be read: %s", self._folder / LOCAL_FILE, error)
            return _Local()

    def _write(self, changed: dict[str, Any]) -> None:
        content = {**self._read().model_dump(), **changed}
        sweep(self._folder)
        with whole_file(self._folder / LOCAL_FILE) as file:
            file.write(json.dumps(content, indent=1).encode())
