"""Finds species while a person types: by a whole name, its begin, a part, or one like it."""

from __future__ import annotations

import difflib
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from sidecar.models.labels import Labels
from sidecar.models.names import ALIKE, bare
from sidecar.text import folded

# Between names of a species, and between species; no folded name holds them.
_NAME, _SPECIES = "\t", "\n"

# How a text matches, the best first.
WHOLE, BEGIN, WORD, PART, LIKE = range(5)

# A shorter text is in nearly all names, so it must begin a word.
_SHORTEST_PART = 3


class NameSearch:
    """The names and codes of a model's classes in one text, which is quick to search.

    Case, accents, and kinds of blanks, quotes and dashes do not count.
    """

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        codes = labels.codes or ("",) * len(labels)
        rows = zip(labels.species, labels.common, codes, strict=True)
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
        return found

    def like(self, text: str) -> list[int]:
        """Give the places of species with a name like a text, the most alike first.

        Only names that share two letters in a row with the text are compared.
        """
        sought = bare(folded(text))
        pairs = {sought[at : at + 2] for at in range(len(sought) - 1)}
        alike: dict[str, list[int]] = {}
        longest = len(sought) * (2 - ALIKE) / ALIKE
        shortest = len(sought) * ALIKE / (2 - ALIKE)
        for place, row in enumerate(self._text[1:-1].split(_SPECIES)):
            for name in row.split(_NAME):
                if shortest <= len(name) <= longest and _share(pairs, name):
                    alike.setdefault(name, []).append(place)
        close = difflib.get_close_matches(sought, alike, 10, ALIKE)
        return [*dict.fromkeys(place for name in close for place in alike[name])]

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


def _share(pairs: set[str], name: str) -> bool:
    """Tell whether a name has at least half of the pairs of letters."""
    return 2 * sum(pair in name for pair in pairs) >= len(pairs)


@lru_cache(maxsize=16)  # folding the names of a model takes a tenth of a second
def name_search(labels: Labels) -> NameSearch:
    return NameSearch(labels)
