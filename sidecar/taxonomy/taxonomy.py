"""An installed taxonomy: codes of names, names of codes, and names in every language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.taxonomy.indexfile import Array
from sidecar.taxonomy.search import WHOLE, Search, search_arrays
from sidecar.taxonomy.synonyms import synonyms
from sidecar.taxonomy.table import Taxa
from sidecar.text import folded

# The first columns of the kept names; those of the languages follow.
_SPECIES, _COMMON, _CODE = range(3)
_OWN = 3

Int64 = npt.NDArray[np.int64]


class Taxonomy:
    """Taxa by their places, 0 to `len - 1`, in the order of the published table.

    The names lie in one block of bytes; `ends` has the end of each, by taxon and column.
    """

    def __init__(self, languages: Sequence[str], arrays: dict[str, Array]) -> None:
        self.languages = tuple(languages)
        self._text = arrays["text"]
        self.columns = _OWN + len(self.languages)
        self._ends = arrays["ends"].reshape(-1, self.columns)
        self.search = Search(arrays)

    def __len__(self) -> int:
        return len(self._ends)

    def species(self, taxon: int) -> str:
        """Give a taxon's scientific name."""
        return self._name(taxon, _SPECIES)

    def common(self, taxon: int) -> str:
        """Give a taxon's English name, which may be the scientific one."""
        return self._name(taxon, _COMMON)

    def code(self, taxon: int) -> str:
        """Give a taxon's code, as the table has it; empty for none."""
        return self._name(taxon, _CODE)

    def language_of(self, column: int) -> str | None:
        """Give the language of a column in which `search` found a name; None for its own ones."""
        return self.languages[column - _OWN] if column >= _OWN else None

    def column_of(self, language: str) -> int:
        """Give the column of a language, as `search` counts them."""
        return _OWN + self.languages.index(language)

    def name_in(self, language: str, taxon: int) -> str | None:
        """Give a taxon's name in a language of the table; None where the table has none."""
        return self._name(taxon, self.column_of(language)) or None

    def places(self, species: str) -> tuple[int, ...]:
        """List the taxa with a scientific name, or with another one of the same birds.

        There is one, or none. Two share a name only where the table is wrong.
        """
        for name in synonyms().alike(species):
            if found := self._by_species.get(folded(name)):
                return found
        return ()

    def named(self, text: str) -> list[int]:
        """List the taxa with exactly this name in any language, or this code."""
        matches = self.search.find(text)
        return [int(taxon) for taxon in matches.taxa[matches.ranks == WHOLE]]

    def code_of(self, species: str) -> str | None:
        """Give the code of a scientific name, or of another one of the same birds.

        None if the taxonomy has no such taxon, or several with different codes.
        """
        codes = {self.code(place) for place in self.places(species)} - {""}
        return codes.pop() if len(codes) == 1 else None

    def coded(self, code: str) -> tuple[int, ...]:
        """List the taxa with a code: usually one. The published table gives some codes twice."""
        return self._by_code.get(folded(code), ())

    def _name(self, taxon: int, column: int) -> str:
        at = taxon * self.columns + column
        ends = self._ends.reshape(-1)
        begin = int(ends[at - 1]) if at else 0
        return bytes(self._text[begin : int(ends[at])]).decode()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The folded scientific names, by place."""
        return tuple(folded(self.species(taxon)) for taxon in range(len(self)))

    @cached_property
    def taxon_keys(self) -> tuple[str, ...]:
        """The keys of `Synonyms.key`, by place: one for all names of a taxon."""
        return tuple(map(synonyms().key, self.keys))

    @cached_property
    def _by_species(self) -> dict[str, tuple[int, ...]]:
        return _grouped(self.keys)

    @cached_property
    def _by_code(self) -> dict[str, tuple[int, ...]]:
        return _grouped([folded(self.code(taxon)) for taxon in range(len(self))])


def _grouped(keys: Sequence[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for place, key in enumerate(keys):
        if key:
            found[key] = (*found.get(key, ()), place)
    return found


def arrays_of(taxa: Taxa) -> dict[str, npt.NDArray[Any]]:
    """Lay the names of a table out, as `Taxonomy` reads them."""
    columns = (taxa.species, taxa.common, taxa.codes, *taxa.names.values())
    names = [name.encode() for row in zip(*columns, strict=True) for name in row]
    ends = np.cumsum([len(name) for name in names], dtype=np.int64)
    return {
        "text": np.frombuffer(b"".join(names), np.uint8),
        "ends": ends.astype("<u4"),
        **search_arrays(taxa),
    }
