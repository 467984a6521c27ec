"""`names/search`: finds species by what a person types of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.audio.path import text_path
from sidecar.catalog.values import Question
from sidecar.contract.names import (
    AddNamesRequest,
    AddNamesResult,
    RemoveNamesRequest,
    RemoveNamesResult,
    SearchNamesRequest,
    SearchNamesResult,
    SpeciesName,
)
from sidecar.errors import InvalidParams
from sidecar.models.labels import Labels
from sidecar.models.namefiles import best_of, keep, languages, read_published, tag_of
from sidecar.models.namesearch import BEGIN, LIKE, NameSearch, name_search
from sidecar.recordings.expected import expected_species
from sidecar.recordings.speciesnames import installed_labels, read_names
from sidecar.rpc.verb import Call
from sidecar.text import folded

# A word of the model's own labels is English, as far as anybody says.
_OWN = "en"


@dataclass(frozen=True)
class _List:
    """Names to search: those of a model, of the catalog, or of a language."""

    names: NameSearch
    model: str | None = None
    language: str | None = None


@dataclass
class _Found:
    """A species, and how well its best name matches."""

    species: str
    key: str
    rank: int
    common: str | None = None
    code: str | None = None
    models: list[str] = field(default_factory=list)

    def add(self, rank: int, common: str, code: str) -> None:
        self.rank = min(self.rank, rank)
        self.common = self.common or (common if common != self.species else None)
        self.code = self.code or code or None


@dataclass(frozen=True)
class _Project:
    """The species of the catalog, by their folded names, and those expected at a recording."""

    common: dict[str, str | None]
    detections: Counter[str]
    expected: frozenset[str]

    def order(self, found: _Found) -> tuple[bool, bool, int, int, str]:
        """Sort species of the catalog before expected ones, and those before all others."""
        here = found.key in self.common
        expected = here or found.key in self.expected
        return (not here, not expected, found.rank, -self.detections[found.key], found.species)


def search_names(engine: Engine, request: SearchNamesRequest, call: Call) -> SearchNamesResult:
    """List species whose names a text begins, holds or is like."""
    ledger = Ledger()
    there = languages(engine.settings.names)
    spoken = _spoken(request.languages, there, ledger)
    lists = [*_lists(engine, request.model), *spoken.values()]
    project = _project(engine, request, ledger)
    wanted = _wanted(lists, project, request)
    found = _matching(lists, request.text, wanted) or _alike(lists, request.text, wanted)
    ordered = sorted(found.values(), key=project.order)
    return SearchNamesResult(
        names=[_told(each, project, lists, spoken) for each in ordered[: request.limit]],
        total=len(ordered),
        languages=list(there),
        notes=ledger.notes(),
    )


def _spoken(asked: Iterable[str], there: dict[str, Path], ledger: Ledger) -> dict[str, _List]:
    """Give the names of each language that was asked for, by its tag in the request."""
    spoken: dict[str, _List] = {}
    for language in dict.fromkeys(asked):
        best = best_of(language, there)
        if best is not None:
            names = name_search(read_names(there[best]), of_language=True)
            spoken[language] = _List(names, language=language)
        elif tag_of(language).partition("-")[0] != _OWN:
            ledger.add("withoutLanguage", language)
    return spoken


def _wanted(
    lists: list[_List], project: _Project, request: SearchNamesRequest
) -> Callable[[str], bool]:
    """Tell which species count: a language has names of many that no model and no catalog has."""
    if request.in_catalog:
        return project.common.__contains__
    known = [each.names for each in lists if each.language is None]
    return lambda key: any(key in each for each in known)


def _project(engine: Engine, request: SearchNamesRequest, ledger: Ledger) -> _Project:
    questions = engine.catalog.questions
    detections = Counter[str]()
    with questions.reading():
        for species, count in questions.rows(Question("species"), ["species", "detections"]):
            assert isinstance(species, str) and isinstance(count, int)
            detections[folded(species)] += count
    expected = frozenset[str]()
    if request.recording_id is not None:
        expected = expected_species(engine, request.recording_id, request.model, ledger)
    return _Project(
        common={folded(species): common for species, common in questions.species()},
        detections=detections,
        expected=expected,
    )


def _lists(engine: Engine, model: str | None) -> Iterator[_List]:
    """Give the names that are searched: those of a model, or of all and of the catalog."""
    if model is not None:
        engine.registry.require(model)
    for name, labels in installed_labels(engine):
        if model in (None, name):
            yield _List(name_search(labels), model=name)
    if model is None:
        rows = engine.catalog.questions.species()
        species = tuple(name for name, _ in rows)
        yield _List(name_search(Labels(species, tuple(common or name for name, common in rows))))


def _matching(lists: list[_List], text: str, wanted: Callable[[str], bool]) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for each in lists:
        if not text and each.language is not None:
            continue  # all species have names of models or of the catalog
        all_names = dict.fromkeys(range(len(each.names.labels)), BEGIN)
        for place, rank in (each.names.find(text) if text else all_names).items():
            _add(found, each, place, rank, wanted)
    return found


def _alike(lists: list[_List], text: str, wanted: Callable[[str], bool]) -> dict[str, _Found]:
    """Find the names with the fewest slips in all lists; whole ones come first."""
    found: dict[str, _Found] = {}
    likes = [(each, each.names.like(text)) for each in lists]
    for each, like in likes:
        for place, (slips, whole) in like.items():
            _add(found, each, place, LIKE + 2 * slips + (not whole), wanted)
    best = min((each.rank for each in found.values()), default=LIKE)
    slips = (best - LIKE) // 2
    return {key: each for key, each in found.items() if (each.rank - LIKE) // 2 == slips}


def _add(
    found: dict[str, _Found], of: _List, place: int, rank: int, wanted: Callable[[str], bool]
) -> None:
    """Add a species, if it is among those that are wanted."""
    labels, key = of.names.labels, of.names.keys[place]
    if not wanted(key):
        return
    own = found.setdefault(key, _Found(labels.species[place], key, rank))
    own.rank = min(own.rank, rank)
    if of.language is not None:
        return
    own.add(rank, labels.common[place], labels.codes[place] if labels.codes else "")
    if of.model is not None and of.model not in own.models:
        own.models.append(of.model)


def _told(
    found: _Found, project: _Project, lists: list[_List], spoken: dict[str, _List]
) -> SpeciesName:
    key = found.key
    names = ((tag, each.names.common_of(key)) for tag, each in spoken.items())
    own = (each for each in lists if each.model and each.names.common_of(key) is not None)
    common = found.common or project.common.get(key)
    if common is None:  # it was found by its name in a language
        told = (each.names.common_of(key) for each in lists if each.language is None)
        common = next((name for name in told if name and folded(name) != key), None)
    return SpeciesName(
        species=found.species,
        common=common,
        code=found.code,
        models=found.models or [each.model for each in own if each.model],
        in_catalog=key in project.common,
        detections=project.detections[key],
        expected=key in project.expected,
        names={tag: name for tag, name in names if name is not None},
    )


def add_names(engine: Engine, request: AddNamesRequest, call: Call) -> AddNamesResult:
    """Keep the common names of a language.

    Raises InvalidParams for a file without names that Linnet can read.
    """
    labels = read_published(text_path(request.path).absolute(), field="path")
    keep(engine.settings.names, request.language, labels)
    known = [each.names for each in _lists(engine, None)]
    keys = map(folded, labels.species)
    return AddNamesResult(
        language=tag_of(request.language),
        names=len(labels),
        known=sum(any(key in each for each in known) for key in keys),
    )


def remove_names(engine: Engine, request: RemoveNamesRequest, call: Call) -> RemoveNamesResult:
    """Remove the names of a language; raises InvalidParams where there are none."""
    tag = tag_of(request.language)
    path = languages(engine.settings.names).get(tag)
    if path is None:
        raise InvalidParams(
            f'There are no names in "{request.language}".',
            field="language",
            hint="`linnet names search` lists the languages that have names here.",
        )
    path.unlink(missing_ok=True)
    return RemoveNamesResult(language=tag)


METHODS = (
    Method("names/search", search_names, "quick", "Find species by a part of any of their names."),
    Method("names/add", add_names, "models", "Keep the common names of a language."),
    Method("names/remove", remove_names, "models", "Remove the names of a language."),
)
