"""Watches the catalog, the installed models and their breakers, and words changes as notices."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sidecar.app.engine import Engine
from sidecar.catalog.changes import Write
from sidecar.contract.lifecycle import MODEL_FILES
from sidecar.models.versions import VERSIONS_FOLDER

if TYPE_CHECKING:
    from sidecar.contract.notices import CatalogNotice, ModelNotice

# How often other programs' writes are looked for.
_LOOK_S = 1.0

# Stands for the files of models, beside the catalog's tables.
_FILES: Write = ("", MODEL_FILES)


class CatalogWatch:
    """Tells what an engine, or another program, changed; one thread uses it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._models = _state(engine.settings.models)
        self._next_s = time.monotonic() + _LOOK_S

    def wait(self) -> bool:
        """Wait for a change, for a second at most; tells whether there is one."""
        changed = self._engine.changes.wait(max(0.0, self._next_s - time.monotonic()))
        if time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + _LOOK_S
            self.look()
        return changed

    def take(self) -> CatalogNotice | None:
        """Give a notice of all changes since the last one, if there are any."""
        from sidecar.contract.notices import CatalogNotice  # slow; a sidecar first answers

        changed = self._engine.changes.take()
        if changed is None:
            return None
        touched = self._engine.touched([each for each in changed.writes if each != _FILES])
        files = [MODEL_FILES] if _FILES in changed.writes else []
        return CatalogNotice(revision=changed.revision, touched=sorted([*touched, *files]))

    def look(self) -> None:
        """Count a change if another program wrote, or if other models are installed."""
        self._engine.look()
        models = _state(self._engine.settings.models)
        if models != self._models:
            self._models = models
            self._engine.changes.add([_FILES])


class ModelWatch:
    """Tells how the circuit breakers of an engine's models change; one thread uses it."""

    def __init__(self, engine: Engine) -> None:
        self._breakers = engine.breakers

    def wait(self) -> bool:
        """Wait for a change, for a second at most; tells whether there is one."""
        return self._breakers.wait(_LOOK_S)

    def take(self) -> ModelNotice | None:
        """Give a notice of all changes since the last one, if there are any."""
        from sidecar.contract.notices import ModelChange, ModelNotice  # slow, as above

        changes, left_out = self._breakers.take()
        if not changes:
            return None
        return ModelNotice(
            changes=[ModelChange.model_validate(asdict(each)) for each in changes],
            left_out=left_out,
        )


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Tell which models lie in a folder, and which versions are beside the first ones.

    Each new file of a model changes its folder's time, and so does a choice of a version.
    """
    beside = folder / VERSIONS_FOLDER
    models = [beside / name for name, _, _ in _entries(beside)]
    return frozenset().union(*map(_entries, (folder, beside, *models)))


def _entries(folder: Path) -> frozenset[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            return frozenset(
                (entry.name, status.st_mtime_ns, status.st_ino)
                for entry in entries
                if (status := entry.stat())
            )
    except OSError:
        return frozenset()
