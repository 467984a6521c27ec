"""Turns common names into scientific ones, as far as installed models know them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from sidecar.app.engine import Engine
from sidecar.errors import ModelInvalid
from sidecar.models.labels import Labels, read_labels
from sidecar.models.registry import LABELS_FILE, RECORD_FILE, read_installed_labels, read_record


class Names:
    """The names of installed models, read on first use."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._scientific: dict[str, str | None] | None = None

    def resolve(self, name: str, common: str | None) -> tuple[str, str | None]:
        """Replace a common name of exactly one species with its scientific name."""
        scientific = self._known().get(name.casefold())
        return (scientific, name) if scientific and scientific != name else (name, common)

    def _known(self) -> dict[str, str | None]:
        if self._scientific is None:
            self._scientific = {}
            for labels in self._labels():
                for species, common in zip(labels.species, labels.common, strict=True):
                    self._add(species, common)
        return self._scientific

    def _labels(self) -> Iterator[Labels]:
        """Read the classes of each installed model; a damaged model hides no other."""
        for path in sorted(self._engine.registry.folder.glob(f"*/{LABELS_FILE}")):
            with suppress(ModelInvalid):
                record = path.with_name(RECORD_FILE)
                if record.is_file():
                    yield read_installed_labels(path.parent, read_record(record).manifest)
                else:
                    yield read_labels(path)

    def _add(self, species: str, common: str) -> None:
        assert self._scientific is not None
        key = common.casefold()
        if key and self._scientific.setdefault(key, species) != species:
            self._scientific[key] = None
