"""Turns common names into scientific ones, as far as installed models know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.errors import ModelInvalid
from sidecar.models.labels import CODES_FILE, Labels, read_labels
from sidecar.models.names import PAIR, NameIndex, shared_index
from sidecar.models.registry import LABELS_FILE, RECORD_FILE, read_installed_labels, read_record
from sidecar.text import folded

# Comparing a name with those of BirdNET takes 0.03 s.
_MOST_COMPARED = 100


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
        places = self._index.find(name)
        found = {self._index.species[place] for place in places}
        if len(found) != 1:
            return name, common
        (species,) = found
        if self._index.is_code(name):
            return species, common or self._index.common[places[0]]
        first, _, second = name.partition(PAIR)
        if folded(species) in (folded(name), folded(first)):
            return species, common or second or None
        return (name, common) if second else (species, name)

    def note_near_misses(self, ledger: Ledger, used: Iterable[str | None]) -> None:
        """Note names of labels that no model knows but for a slip of the pen.

        Other unknown names are a person's own, and all is well with them. A table of thousands of
        those would take minutes, so only the first ones are compared.
        """
        unknown = (name for name in dict.fromkeys(used) if name and not self.find(name))
        for name in islice(unknown, _MOST_COMPARED):
            if near := self.near(name):
                ledger.add("nearMiss", f"{name}: did you mean {near}?")

    @cached_property
    def _index(self) -> NameIndex:
        return shared_index(tuple(labels for _, labels in installed_labels(self._engine)))


def installed_labels(engine: Engine) -> Iterator[tuple[str, Labels]]:
    """Read the classes of each installed model by its name; a damaged model hides no other."""
    for path in sorted(engine.registry.folder.glob(f"*/{LABELS_FILE}")):
        with suppress(ModelInvalid, OSError):
            yield path.parent.name, _read(path, tuple(map(_version, _files_of(path))))


def read_names(path: Path) -> Labels:
    """Read the names of a language; a damaged file has none."""
    with suppress(ModelInvalid, OSError):
        return _read(path, (_version(path),))
    return Labels((), ())


def _files_of(path: Path) -> tuple[Path, Path, Path]:
    return path, path.with_name(CODES_FILE), path.with_name(RECORD_FILE)


def _version(path: Path) -> tuple[int, int] | None:
    """Tell one version of a file from another."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=48)  # reading and checking the names of a model takes some milliseconds
def _read(path: Path, version: tuple[tuple[int, int] | None, ...]) -> Labels:
    record = path.with_name(RECORD_FILE)
    if record.is_file():
        return read_installed_labels(path.parent, read_record(record).manifest)
    return read_labels(path)
