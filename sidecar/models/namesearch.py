"""Finds species while a person types: by a whole name, its begin, a part, or one like it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from sidecar.models.labels import Labels
from sidecar.models.namelike import Alike
from sidecar.taxonomy.namecodes import codes_of
from sidecar.taxonomy.synonyms import synonyms
from sidecar.text import bare, folded

Int32 = npt.NDArray[np.int32]

# Between names of a species, and between species; no folded name holds them.
_NAME, _SPECIES = "\t", "\n"

# How a text matches, the best first.
WHOLE, BEGIN, WORD, PART, LIKE = range(5)

# A shorter text is in nearly all names, so it must begin a word.
_SHORTEST_PART = 3

_CODE_LETTERS = (4, 6)


class NameSearch:
    """The names and codes of a model's classes in one text, which is quick to search.

    `of_language`: only common names are searched, because models have the others.
    Case, accents, and kinds of blanks, quotes and dashes do not count. A text of four or six
    letters may be a code by rule.
    """

    def __init__(self, labels: Labels, *, of_language: bool = False) -> None:
        self.labels = labels
        self._of_language = of_language
        codes = labels.codes or ("",) * len(labels)
        columns = (labels.common,) if of_language else (labels.species, labels.common, codes)
        rows = zip(*columns, strict=True)
        names = [_NAME.join(bare(folded(each)) for each in row) for row in rows]
        self._text = _SPECIES + _SPECIES.join(names) + _SPECIES
        self._begins, at = [], 1
        for each in names:
            self._begins.append(at)
            at += len(each) + 1

    def find(self, text: str) -> dict[int, int]:
        """Give the places of the species that a text matches, and how well."""
        found: dict[int, int] = {}
        sought = bare(folded(text))
        for at in self._occurrences(sought):
            place = bisect_right(self._begins, at) - 1
            found[place] = min(found.get(place, PART), self._rank(at, at + len(sought)))
        if len(sought) in _CODE_LETTERS and not self._of_language:
            for place in self._by_rule.get(sought, ()):
                found.setdefault(place, PART)
        return found

    def like(self, text: str) -> dict[int, tuple[int, bool]]:
        """Give the places of species with a name most like a text; see `Alike.find`."""
        found: dict[int, tuple[int, bool]] = {}
        names, places = self._alike_of
        for name, (slips, whole) in names.find(bare(folded(text))).items():
            place = int(places[name])
            found[place] = (slips, whole or found.get(place, (0, False))[1])
        return found

    def common_of(self, key: str) -> str | None:
        """Give the common name of a species by its key."""
        place = self._places.get(key)
        return None if place is None else self.labels.common[place]

    def named(self, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give the scientific names, as they are written here, of keys that are here."""
        for key in keys:
            if (place := self._places.get(key)) is not None:
                yield key, self.labels.species[place]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The folded scientific names, by place."""
        return tuple(map(folded, self.labels.species))

    @cached_property
    def taxa(self) -> frozenset[str]:
        """The keys of the taxa, whatever name they have here."""
        return frozenset(map(synonyms().key, self.keys))

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each key, the first one of several."""
        return {key: place for place, key in reversed([*enumerate(self.keys)])}

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def _rows(self) -> Iterator[list[str]]:
        rows = self._text[1:-1].split(_SPECIES) if self.labels.species else []
        return (row.split(_NAME) for row in rows)

    @cached_property
    def _alike_of(self) -> tuple[Alike, Int32]:
        """Index the names, without codes; each has the place of its species."""
        pairs = [(name, place) for place, row in enumerate(self._rows()) for name in set(row[:2])]
        places = np.array([place for _, place in pairs], np.int32)
        return Alike([name for name, _ in pairs]), places

    @cached_property
    def _by_rule(self) -> dict[str, list[int]]:
        """Codes of four and six letters that no label file has, but everybody knows."""
        found: dict[str, list[int]] = {}
        for place, (species, common, _) in enumerate(self._rows()):
            for code in set(codes_of(species, common)):
                found.setdefault(code, []).append(place)
        return found

    def _occurrences(self, sought: str) -> Iterator[int]:
        # A text without letters is a part of no name, and neither is one that holds a separator.
        if not sought or _SPECIES in sought or _NAME in sought:
            return
        whole = len(sought) >= _SHORTEST_PART
        for before in ("",) if whole else (_SPECIES, _NAME, " "):
            at = self._text.find(before + sought)
            while at >= 0:
                yield at + len(before)
                at = self._text.find(before + sought, at + 1)

    def _rank(self, begin: int, end: int) -> int:
        before, after = self._text[begin - 1], self._text[end]
        if before in (_NAME, _SPECIES):
            return WHOLE if after in (_NAME, _SPECIES) else BEGIN
        return PART if before.isalnum() else WORD


@lru_cache(maxsize=48)  # folding the names of a model takes a tenth of a second
def name_search(labels: Labels, *, of_language: bool = False) -> NameSearch:
    return NameSearch(labels, of_language=of_language)
