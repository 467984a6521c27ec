"""Finds species by the names that people write."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

from sidecar.models.labels import Labels
from sidecar.taxonomy.synonyms import synonyms
from sidecar.text import bare, folded, tidy

# Between the cells of a row, whose order nobody knows.
CELLS = "\t"
# Between a scientific name, which has two words, and a common one, as BirdNET writes them.
PAIR = "_"

# How like a name must be to be suggested: one wrong letter in five at most.
ALIKE = 0.8


class NameIndex:
    """An index of species by both names and by code.

    `species`, `common` and `codes` are parallel, and may repeat; a missing code is empty. A text
    matches by its scientific part first, then by the common one, then as a code, then without
    accents if only one species remains. Case, kinds of blanks, quotes and dashes never count.
    """

    def __init__(
        self, species: Sequence[str], common: Sequence[str | None], codes: Sequence[str] = ()
    ) -> None:
        self.species = species
        self.common = common
        pairs = (f"{one}{PAIR}{other}" for one, other in zip(species, common, strict=True))
        self._pairs = _places(pairs)
        self._by_species = _places(species)
        self._by_common = _places(each or "" for each in common)
        self._by_code = _places(codes)

    def find(self, text: str) -> tuple[int, ...]:
        """Give the places of all species that a text names; usually there is one, or none.

        The text is a name, `Scientific_Common` in any language, or such cells with tabs between.
        """
        ways: tuple[Callable[[str], Iterable[int]], ...] = (
            self._scientific,
            self._vernacular,
            self._coded,
            self._plain,
        )
        for way in ways:
            if found := dict.fromkeys(place for cell in _cells(text) for place in way(cell)):
                return tuple(found)
        return ()

    def taxon(self, text: str) -> tuple[int, ...]:
        """Give the places that `find` gives, else those of other names of the same taxon.

        So a list with the name of one year finds the class that was named in another.
        """
        if found := self.find(text):
            return found
        names = dict.fromkeys(part for cell in _cells(text) for part in (cell, _pair(cell)[0]))
        others = (other for name in names if name for other in synonyms().alike(name)[1:])
        places = (self._by_species.get(folded(other), ()) for other in others)
        return tuple(dict.fromkeys(place for several in places for place in several))

    def is_code(self, text: str) -> bool:
        """Tell whether a text names species by a code alone."""
        return bool(self._coded(text)) and not (self._scientific(text) or self._vernacular(text))

    def near(self, text: str) -> str | None:
        """Give the name most like a text that names nothing; None if none is alike."""
        cells = _cells(text)
        for part in filter(None, (*cells, *(part for cell in cells for part in _pair(cell)))):
            for names, places in (
                (self.species, self._by_species),
                (self.common, self._by_common),
            ):
                alike = difflib.get_close_matches(folded(part), places, 1, ALIKE)
                if alike:
                    return names[places[alike[0]][0]]
        return None

    def _scientific(self, cell: str) -> Iterable[int]:
        whole, first = folded(cell), folded(_pair(cell)[0])
        species = self._by_species
        return self._pairs.get(whole) or species.get(whole) or species.get(first) or ()

    def _vernacular(self, cell: str) -> Iterable[int]:
        whole, second = folded(cell), folded(_pair(cell)[1])
        return self._by_common.get(whole) or self._by_common.get(second) or ()

    def _coded(self, cell: str) -> Iterable[int]:
        return self._by_code.get(folded(cell)) or ()

    def _plain(self, cell: str) -> Iterable[int]:
        for part in (cell, *_pair(cell)):
            found = self._without_accents.get(bare(folded(part)), ())
            if len({self.species[place] for place in found}) == 1:
                return found
        return ()

    @cached_property
    def _without_accents(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index in (self._by_species, self._by_common):
            for name, places in index.items():
                found.setdefault(bare(name), []).extend(places)
        return found


@lru_cache(maxsize=8)  # folding the names of a model takes a tenth of a second
def shared_index(labels: tuple[Labels, ...]) -> NameIndex:
    """Index the classes of several models together."""
    return NameIndex(
        tuple(name for each in labels for name in each.species),
        tuple(name for each in labels for name in each.common),
        tuple(code for each in labels for code in each.codes or ("",) * len(each)),
    )


def name_index(labels: Labels) -> NameIndex:
    """Index the classes of a model."""
    return shared_index((labels,))


def did_you_mean(near: str | None) -> str:
    """Ask whether a name that matches nothing means another one; empty if none is alike."""
    return f"Did you mean {near}?" if near else ""


def _places(names: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if name:
            found.setdefault(folded(name), []).append(place)
    return found


def _cells(text: str) -> list[str]:
    """List the whole text and its cells."""
    return [each for each in dict.fromkeys((text, *text.split(CELLS))) if each.strip()]


def _pair(cell: str) -> tuple[str, str]:
    """Split `Scientific_Common`; both are empty for any other name, such as `song_a`."""
    first, _, second = cell.partition(PAIR)
    return (first, second) if second and " " in tidy(first) else ("", "")
