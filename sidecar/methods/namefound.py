"""What a search finds: taxa, each with its names, in the order of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from sidecar.contract.names import SpeciesName
from sidecar.methods.namelists import NameList, Project, Spoken
from sidecar.models.namesearch import BEGIN, LIKE
from sidecar.taxonomy.search import Matches
from sidecar.taxonomy.synonyms import synonyms
from sidecar.taxonomy.taxonomy import Taxonomy
from sidecar.text import folded

Wanted = Callable[[str], bool]


@dataclass
class Found:
    """A taxon, and how well its best name matches.

    `foreign`: the best name is of a language that nobody asked for. `known`: a model or the catalog
    has the taxon. `taxa` are its places in the taxonomy, and `languages` have a name that matches.
    """

    key: str
    species: str
    rank: int
    foreign: bool = False
    known: bool = True
    common: str | None = None
    code: str | None = None
    models: list[str] = field(default_factory=list)
    taxa: list[int] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)

    def add(self, rank: int, common: str, code: str) -> None:
        self.rank = min(self.rank, rank)
        self.common = self.common or (common if common != self.species else None)
        self.code = self.code or code or None


class Findings:
    """Collects taxa, of which each has one row, whatever it is called in a list.

    `asked` are the taxonomy's tags of the languages that were asked for.
    """

    def __init__(
        self,
        lists: list[NameList],
        project: Project,
        taxonomy: Taxonomy | None,
        asked: frozenset[str],
    ) -> None:
        self.found: dict[str, Found] = {}
        self.further = 0  # taxa of the taxonomy that come after all that are found
        self._lists, self._project, self._taxonomy = lists, project, taxonomy
        self._asked = asked

    def matching(self, text: str, wanted: Wanted, *, all_wanted: bool) -> None:
        """Find the names in lists that a text matches; all names without a text.

        `all_wanted`: all species of models and of the catalog are wanted.
        """
        for each in self._lists:
            if not text and each.language is not None:
                continue  # all species have names of models or of the catalog
            check = None if all_wanted and each.language is None else wanted
            all_names = dict.fromkeys(range(len(each.names.labels)), BEGIN)
            for place, rank in (each.names.find(text) if text else all_names).items():
                self._add(each, place, rank, check)

    def alike(self, lists: Iterable[NameList], text: str, wanted: Wanted) -> None:
        """Find the names with the fewest slips in all lists; whole ones come first."""
        for each in lists:
            for place, (slips, whole) in each.names.like(text).items():
                self._add(each, place, LIKE + 2 * slips + (not whole), wanted)
        best = min((each.rank for each in self.found.values()), default=LIKE)
        slips = (best - LIKE) // 2
        self.found = {
            key: each for key, each in self.found.items() if (each.rank - LIKE) // 2 == slips
        }

    def taxa(self, matches: Matches, wanted: Wanted, *, beyond: bool, limit: int) -> None:
        """Add taxa of the taxonomy; `beyond` those that are wanted, too.

        Of taxa that are neither here nor expected, and match no name of a list, the best `limit`
        are enough: all others come after them.
        """
        assert self._taxonomy is not None
        languages = [self._taxonomy.language_of(each) for each in range(self._taxonomy.columns)]
        of_foreign = np.array([each not in (None, *self._asked) for each in languages])
        keys = [self._taxonomy.taxon_keys[taxon] for taxon in matches.taxa.tolist()]
        ahead = self.found.keys() | self._project.here | self._project.awaited
        known = np.array([wanted(key) for key in keys], np.bool_)
        first = np.array([key in ahead for key in keys], np.bool_)
        foreign = of_foreign[matches.columns]
        counted = known | beyond
        later = np.flatnonzero(counted & ~first)
        by = (each[later] for each in (matches.taxa, foreign, ~known, matches.ranks))
        best = later[np.lexsort(tuple(by))[:limit]]
        for at in (*np.flatnonzero(counted & first).tolist(), *best.tolist()):
            self._add_taxon(
                int(matches.taxa[at]),
                int(matches.ranks[at]),
                languages[int(matches.columns[at])],
                foreign=bool(foreign[at]),
                known=bool(known[at]),
            )
        self.further = len(later) - len(best)

    def ordered(self) -> list[Found]:
        """Sort species of the catalog before expected ones, and those before all others."""
        return sorted(self.found.values(), key=self._place)

    def _place(self, found: Found) -> tuple[bool, bool, int, bool, bool, int, str]:
        project = self._project
        here = found.key in project.here
        expected = here or found.key in project.awaited
        best = (found.rank, not found.known, found.foreign)
        return (not here, not expected, *best, -project.detections.get(found.key, 0), found.species)

    def _add(self, of: NameList, place: int, rank: int, wanted: Wanted | None) -> None:
        """Add a species of a list, if it is among those that are wanted."""
        labels = of.names.labels
        key = synonyms().key(of.names.keys[place])
        if wanted is not None and not wanted(key):
            return
        species = labels.species[place]
        own = self.found.get(key)
        if own is None:
            own = self.found[key] = Found(key, species, rank)
        own.rank = min(own.rank, rank)
        if of.language is not None:
            return
        own.add(rank, labels.common[place], labels.codes[place] if labels.codes else "")
        if of.model is not None and of.model not in own.models:
            own.models.append(of.model)

    def _add_taxon(
        self, taxon: int, rank: int, language: str | None, *, foreign: bool, known: bool
    ) -> None:
        assert self._taxonomy is not None
        key = self._taxonomy.taxon_keys[taxon]
        own = self.found.get(key)
        if own is None:
            own = Found(key, self._taxonomy.species(taxon), rank, foreign, known)
            self.found[key] = own
        elif rank < own.rank:
            own.rank, own.foreign = rank, foreign
        own.taxa.append(taxon)
        if language is not None:
            own.languages.add(language)

    def told(self, found: Found, spoken: Mapping[str, Spoken]) -> SpeciesName:
        """Tell of a taxon by the name that the catalog has, else a model, else the taxonomy."""
        keys = self._keys(found)
        names = self._names(found, keys)
        species = names[0]
        accepted = synonyms().accepted(species)
        told = {
            **{tag: self._name_in(tag, found) for tag in sorted(found.languages)},
            **{tag: each.name(keys) for tag, each in spoken.items()},
        }
        own = [each for each in self._lists if each.model and any(k in each.names for k in keys)]
        return SpeciesName(
            species=species,
            accepted=None if folded(accepted) == folded(species) else accepted,
            other_names=names[1:],
            common=self._common(found, keys),
            code=found.code or self._code(found, species),
            models=found.models or [each.model for each in own if each.model],
            in_catalog=found.key in self._project.here,
            detections=self._project.detections[found.key],
            expected=found.key in self._project.awaited,
            names={tag: name for tag, name in told.items() if name},
        )

    def _name_in(self, language: str, found: Found) -> str | None:
        assert self._taxonomy is not None
        names = (self._taxonomy.name_in(language, taxon) for taxon in found.taxa)
        return next(filter(None, names), None)

    def _keys(self, found: Found) -> list[str]:
        own = [self._taxonomy.keys[taxon] for taxon in found.taxa] if self._taxonomy else []
        return [*dict.fromkeys((folded(found.species), *own, *synonyms().keys(found.key)))]

    def _names(self, found: Found, keys: list[str]) -> list[str]:
        """List a taxon's names that the catalog, models or the taxonomy have, in this order."""
        names = {folded(found.species): found.species}
        listed = [key for key in keys if any(key in each.names for each in self._lists)]
        for each in self._lists:
            for key, name in each.names.named(listed):
                names.setdefault(key, name)
        for taxon in found.taxa:
            assert self._taxonomy is not None
            names.setdefault(self._taxonomy.keys[taxon], self._taxonomy.species(taxon))
        here = self._project.common
        order = sorted(names, key=lambda key: (key not in here, key not in listed))
        return [names[key] for key in order]

    def _common(self, found: Found, keys: list[str]) -> str | None:
        common = found.common or next(
            (name for key in keys if (name := self._project.common.get(key))), None
        )
        if common is not None:
            return common
        told = (
            each.names.common_of(key)
            for each in self._lists
            for key in keys
            if each.language is None
        )
        common = next((name for name in told if name and folded(name) not in keys), None)
        if common is None and self._taxonomy and found.taxa:
            name = self._taxonomy.common(found.taxa[0])
            common = name if folded(name) not in keys else None
        return common

    def _code(self, found: Found, species: str) -> str | None:
        return self._taxonomy.code_of(species) if self._taxonomy else None
