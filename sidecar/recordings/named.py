"""Turns common names into scientific ones, as far as installed models know them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property

from sidecar.app.engine import Engine
from sidecar.errors import ModelInvalid
from sidecar.models.labels import Labels, read_labels
from sidecar.models.names import PAIR, NameIndex, shared_index
from sidecar.models.registry import LABELS_FILE, RECORD_FILE, read_installed_labels, read_record
from sidecar.text import folded


class Names:
    """The names of installed models, read on first use."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, name: str) -> list[str]:
        """List the scientific names of the species that a name means to the models."""
        return [self._index.species[place] for place in self._index.find(name)]

    def near(self, name: str) -> str | None:
        """Give the name most like one that means nothing."""
        return self._index.near(name)

    def resolve(self, name: str, common: str | None) -> tuple[str, str | None]:
        """Replace a name of exactly one species with its scientific name.

        A scientific name that no model knows stays, whatever common name follows it.
        """
        found = set(self.find(name))
        if len(found) != 1:
            return name, common
        (species,) = found
        first, _, second = name.partition(PAIR)
        if folded(species) in (folded(name), folded(first)):
            return species, common or second or None
        return (name, common) if second else (species, name)

    @cached_property
    def _index(self) -> NameIndex:
        return shared_index(tuple(self._labels()))

    def _labels(self) -> Iterator[Labels]:
        """Read the classes of each installed model; a damaged model hides no other."""
        for path in sorted(self._engine.registry.folder.glob(f"*/{LABELS_FILE}")):
            with suppress(ModelInvalid):
                record = path.with_name(RECORD_FILE)
                if record.is_file():
                    yield read_installed_labels(path.parent, read_record(record).manifest)
                else:
                    yield read_labels(path)
