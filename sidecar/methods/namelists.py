"""The lists of names that a search looks through: of models, of the catalog, and of languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.values import Question
from sidecar.contract.names import SearchNamesRequest
from sidecar.models.labels import Labels
from sidecar.models.namefiles import best_of, languages, tag_of
from sidecar.models.namesearch import NameSearch, name_search
from sidecar.recordings.expected import expected_species
from sidecar.recordings.speciesnames import installed_labels, read_names
from sidecar.taxonomy.synonyms import synonyms
from sidecar.taxonomy.taxonomy import Taxonomy
from sidecar.text import folded

# A word of the model's own labels is English, as far as anybody says.
_OWN = "en"


@dataclass(frozen=True)
class NameList:
    """Names to search: those of a model, of the catalog, or of a language."""

    names: NameSearch
    model: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Project:
    """The species of the catalog, by their folded names, and those expected at a recording.

    Detections are counted by taxon.
    """

    common: Mapping[str, str | None]
    detections: Counter[str]
    expected: frozenset[str]

    @cached_property
    def here(self) -> frozenset[str]:
        """The taxa of the catalog."""
        return frozenset(map(synonyms().key, self.common))

    @cached_property
    def awaited(self) -> frozenset[str]:
        """The expected taxa."""
        return frozenset(map(synonyms().key, self.expected))


def project_of(engine: Engine, request: SearchNamesRequest, ledger: Ledger) -> Project:
    questions = engine.catalog.questions
    detections = Counter[str]()
    with questions.reading():
        for species, count in questions.rows(Question("species"), ["species", "detections"]):
            assert isinstance(species, str) and isinstance(count, int)
            detections[synonyms().key(folded(species))] += count
    expected = frozenset[str]()
    if request.recording_id is not None:
        expected = expected_species(engine, request.recording_id, request.model, ledger)
    return Project(
        common={folded(species): common for species, common in questions.species()},
        detections=detections,
        expected=expected,
    )


def lists_of(engine: Engine, model: str | None) -> Iterator[NameList]:
    """Give the names that are searched: those of a model, or of all and of the catalog."""
    if model is not None:
        engine.registry.require(model)
    for name, labels in installed_labels(engine):
        if model in (None, name):
            yield NameList(name_search(labels), model=name)
    if model is None:
        rows = engine.catalog.questions.species()
        species = tuple(name for name, _ in rows)
        labels = Labels(species, tuple(common or name for name, common in rows))
        yield NameList(name_search(labels))


@dataclass
class Spoken:
    """The names of a language: from a file of the user's, and from the installed taxonomy."""

    language: str
    file: NameList | None = None
    taxonomy: Taxonomy | None = None
    tag: str = ""  # the taxonomy's own for this language
    places: Mapping[str, int] = field(default_factory=dict)

    def name(self, keys: Iterable[str]) -> str | None:
        """Give the name of a taxon, by the folded forms of its scientific names."""
        for key in keys:
            name = self.file.names.common_of(key) if self.file else None
            place = self.places.get(key)
            if name is None and self.taxonomy and place is not None:
                name = self.taxonomy.name_in(self.tag, place)
            if name is not None:
                return name
        return None

    def lists(self) -> Iterator[NameList]:
        """Give the names in which slips of the pen are sought."""
        if self.file:
            yield self.file
        if self.taxonomy:
            names = name_search(_labels(self.taxonomy, self.tag), of_language=True)
            yield NameList(names, language=self.language)


def spoken_of(
    engine: Engine, taxonomy: Taxonomy | None, asked: Iterable[str], ledger: Ledger
) -> dict[str, Spoken]:
    """Give the names of each language that was asked for, by its tag in the request."""
    there = languages(engine.settings.names)
    found: dict[str, Spoken] = {}
    for language in dict.fromkeys(asked):
        one = Spoken(language)
        if (best := best_of(language, there)) is not None:
            names = name_search(read_names(there[best]), of_language=True)
            one.file = NameList(names, language=language)
        tag = taxonomy and best_of(language, dict.fromkeys(taxonomy.languages, Path()))
        if taxonomy and tag:
            one.taxonomy, one.tag = taxonomy, tag
            one.places = {key: place for place, key in enumerate(taxonomy.keys)}
        if one.file or one.taxonomy:
            found[language] = one
        elif tag_of(language).partition("-")[0] != _OWN:
            ledger.add("withoutLanguage", language)
    return found


@lru_cache(maxsize=8)  # laying 14,000 names out takes a tenth of a second
def _labels(taxonomy: Taxonomy, tag: str) -> Labels:
    """List the taxa that have a name in a language."""
    named = [(place, taxonomy.name_in(tag, place)) for place in range(len(taxonomy))]
    pairs = [(taxonomy.species(place), name) for place, name in named if name]
    return Labels(tuple(species for species, _ in pairs), tuple(name for _, name in pairs))
