"""`names/search`: finds species by what a person types of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.values import Question
from sidecar.contract.names import SearchNamesRequest, SearchNamesResult, SpeciesName
from sidecar.models.labels import Labels
from sidecar.models.namesearch import BEGIN, LIKE, name_search
from sidecar.recordings.expected import expected_species
from sidecar.recordings.speciesnames import installed_labels
from sidecar.rpc.verb import Call
from sidecar.text import folded

# The name of those that the catalog knows, among the names of models.
_CATALOG = ""


@dataclass
class _Found:
    """A species, and how well its best name matches."""

    species: str
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
        key = folded(found.species)
        here = key in self.common
        expected = here or key in self.expected
        return (not here, not expected, found.rank, -self.detections[key], found.species)


def search_names(engine: Engine, request: SearchNamesRequest, call: Call) -> SearchNamesResult:
    """List species whose names a text begins, holds or is like."""
    ledger = Ledger()
    for language in request.languages:
        ledger.add("withoutLanguage", language)
    lists = dict(_lists(engine, request.model))
    project = _project(engine, request, ledger)
    only = project.common if request.in_catalog else None
    found = _matching(lists, request.text, only) or _alike(lists, request.text, only)
    ordered = sorted(found.values(), key=project.order)
    return SearchNamesResult(
        names=[_told(each, project) for each in ordered[: request.limit]],
        total=len(ordered),
        notes=ledger.notes(),
    )


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


def _lists(engine: Engine, model: str | None) -> Iterator[tuple[str, Labels]]:
    """Give the names that are searched: those of a model, or of all and of the catalog."""
    if model is not None:
        engine.registry.require(model)
    yield from (each for each in installed_labels(engine) if model in (None, each[0]))
    if model is None:
        rows = engine.catalog.questions.species()
        species = tuple(name for name, _ in rows)
        yield _CATALOG, Labels(species, tuple(common or name for name, common in rows))


def _matching(
    lists: dict[str, Labels], text: str, only: Container[str] | None
) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for model, labels in lists.items():
        all_names = dict.fromkeys(range(len(labels)), BEGIN)
        for place, rank in (name_search(labels).find(text) if text else all_names).items():
            _add(found, model, labels, place, rank, only)
    return found


def _alike(lists: dict[str, Labels], text: str, only: Container[str] | None) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for model, labels in lists.items():
        for order, place in enumerate(name_search(labels).like(text)):
            _add(found, model, labels, place, LIKE + order, only)
    return found


def _add(
    found: dict[str, _Found],
    model: str,
    labels: Labels,
    place: int,
    rank: int,
    only: Container[str] | None,
) -> None:
    """Add a species, if it is among those that are wanted."""
    species = labels.species[place]
    key = folded(species)
    if only is not None and key not in only:
        return
    own = found.setdefault(key, _Found(species, rank))
    own.add(rank, labels.common[place], labels.codes[place] if labels.codes else "")
    if model != _CATALOG and model not in own.models:
        own.models.append(model)


def _told(found: _Found, project: _Project) -> SpeciesName:
    key = folded(found.species)
    return SpeciesName(
        species=found.species,
        common=found.common or project.common.get(key),
        code=found.code,
        models=found.models,
        in_catalog=key in project.common,
        detections=project.detections[key],
        expected=key in project.expected,
    )


METHODS = (
    Method("names/search", search_names, "quick", "Find species by a part of any of their names."),
)
