"""Finds the range model that judges places for a model: its own, else the one for all models."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from sidecar.errors import ModelInvalid
from sidecar.models.interface import Model
from sidecar.models.ranges.geomodel import Geomodel
from sidecar.models.ranges.interface import RangeModel
from sidecar.models.ranges.join import PLAIN, Naming
from sidecar.models.ranges.own import OwnRange
from sidecar.models.ranges.registry import (
    LABELS_FILE,
    RANGE_FILE,
    InstalledRange,
    RangeRegistry,
)

# Joined range models that are kept; each is a place for every class of a model.
_REMEMBERED = 8


class _Key(NamedTuple):
    """All that a joined range model follows from, as digests."""

    files: tuple[str, str]  # of the range model, and of its labels
    labels_digest: str
    naming_digest: str | None


class Ranges:
    """Loads the range model for all models once, and joins it to each model's classes once.

    `naming` gives what an installed taxonomy knows of scientific names. Any thread may
    ask.
    """

    def __init__(
        self, registry: RangeRegistry, naming: Callable[[], Naming] = lambda: PLAIN
    ) -> None:
        self.registry = registry
        self._naming = naming
        self._lock = threading.Lock()
        self._loaded: tuple[tuple[str, str], Geomodel] | None = None
        self._joined: OrderedDict[_Key, RangeModel] = OrderedDict()

    def of(self, model: Model) -> RangeModel | None:
        """Find the range model of a model; None without any.

        Raises ModelInvalid for a damaged one.
        """
        if model.range_digest is not None:
            return OwnRange(model)
        record = self.registry.active()
        return None if record is None else self._join(record, model)

    def exactly(self, model: Model, digest: str) -> RangeModel:
        """Find the range model with a digest, which a run began with; raises ModelInvalid."""
        with self._lock:
            known = next((each for each in self._joined.values() if each.digest == digest), None)
        found = known or self.of(model)
        if found is None or found.digest != digest:
            raise ModelInvalid(
                "The range model was replaced or removed while the run began.",
                hint="Run it again. Finished recordings are not analysed twice.",
            )
        return found

    def _join(self, record: InstalledRange, model: Model) -> RangeModel:
        naming = self._naming()
        key = _Key(_files(record), model.labels_digest, naming.digest)
        with self._lock:
            if key not in self._joined:
                geomodel = self._open(record)
                self._joined[key] = geomodel.joined(model.labels, naming)
            self._joined.move_to_end(key)
            while len(self._joined) > _REMEMBERED:
                self._joined.popitem(last=False)
            return self._joined[key]

    def _open(self, record: InstalledRange) -> Geomodel:
        """Load a range model, unless it is loaded; the caller has the lock."""
        if self._loaded is None or self._loaded[0] != _files(record):
            self._loaded = _files(record), self.registry.open(record)
        return self._loaded[1]


def _files(record: InstalledRange) -> tuple[str, str]:
    return record.files[RANGE_FILE], record.files[LABELS_FILE]
