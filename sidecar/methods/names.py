"""`names/search`: finds species by what a person types of their names."""

from __future__ import annotations

from collections.abc import Callable

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.audio.path import text_path
from sidecar.contract.names import (
    AddNamesRequest,
    AddNamesResult,
    RemoveNamesRequest,
    RemoveNamesResult,
    SearchNamesRequest,
    SearchNamesResult,
)
from sidecar.errors import InvalidParams
from sidecar.methods.namefound import Findings
from sidecar.methods.namelists import NameList, Project, lists_of, project_of, spoken_of
from sidecar.methods.taxonomy import facts
from sidecar.models.namefiles import keep, languages, read_published, tag_of
from sidecar.rpc.verb import Call
from sidecar.taxonomy.kept import installed
from sidecar.taxonomy.kept import taxonomy as kept_taxonomy
from sidecar.taxonomy.taxonomy import Taxonomy
from sidecar.text import folded


def search_names(engine: Engine, request: SearchNamesRequest, call: Call) -> SearchNamesResult:
    """List species whose names a text begins, holds or is like."""
    ledger = Ledger()
    taxonomy = kept_taxonomy(engine.settings.taxonomy)
    spoken = spoken_of(engine, taxonomy, request.languages, ledger)
    own = [*lists_of(engine, request.model)]
    files = [each.file for each in spoken.values() if each.file]
    project = project_of(engine, request, ledger)
    wanted = _wanted(own, project, request)
    asked = frozenset(each.tag for each in spoken.values())
    findings = Findings([*own, *files], project, taxonomy, asked)
    findings.matching(request.text, wanted, all_wanted=not request.in_catalog)
    if taxonomy and request.text:
        preferred = [taxonomy.column_of(tag) for tag in asked if tag]
        beyond = not (request.in_catalog or request.model)
        found = taxonomy.search.find(request.text, preferred)
        findings.taxa(found, wanted, beyond=beyond, limit=request.limit)
    if not findings.found:
        languages_too = [each for one in spoken.values() for each in one.lists()]
        findings.alike([*own, *languages_too], request.text, wanted)
    ordered = findings.ordered()
    record = installed(engine.settings.taxonomy) if taxonomy else None
    return SearchNamesResult(
        names=[findings.told(each, spoken) for each in ordered[: request.limit]],
        total=len(ordered) + findings.further,
        languages=_languages(engine, taxonomy),
        taxonomy=facts(record) if record else None,
        notes=ledger.notes(),
    )


def _languages(engine: Engine, taxonomy: Taxonomy | None) -> list[str]:
    own = languages(engine.settings.names)
    return sorted({*own, *(taxonomy.languages if taxonomy else ())})


def _wanted(
    lists: list[NameList], project: Project, request: SearchNamesRequest
) -> Callable[[str], bool]:
    """Tell which taxa count: a language has names of many that no model and no catalog has."""
    if request.in_catalog:
        return project.here.__contains__
    known = frozenset[str]().union(*(each.names.taxa for each in lists))
    return known.__contains__


def add_names(engine: Engine, request: AddNamesRequest, call: Call) -> AddNamesResult:
    """Keep the common names of a language.

    Raises InvalidParams for a file without names that Linnet can read.
    """
    labels = read_published(text_path(request.path).absolute(), field="path")
    keep(engine.settings.names, request.language, labels)
    known = [each.names for each in lists_of(engine, None)]
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
