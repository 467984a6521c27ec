"""`places/...`: sites, deployments, and the rules of recorders' clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.audio.drives import split_url
from sidecar.audio.path import path_text, text_path
from sidecar.catalog.values import PlaceChange, PlacesChanged, Question
from sidecar.contract.places import (
    DeploymentChange,
    FolderChange,
    MovedStart,
    PlacesResult,
    RemovePlacesRequest,
    SetPlacesRequest,
    SiteChange,
    UndoPlacesRequest,
)
from sidecar.contract.rows import SiteRow
from sidecar.errors import InvalidParams
from sidecar.recordings.clocks import clock_of, note_kept
from sidecar.recordings.proposals import note_site
from sidecar.recordings.sitetable import read_sites
from sidecar.rpc.verb import Call

# Fields of a change that are columns of the app's tables.
_COLUMNS = {
    "latitude": "latitude",
    "longitude": "longitude",
    "elevation": "elevation",
    "start_date": "start_date",
    "end_date": "end_date",
}
_NAMES = ("survey", "site", "recorder")

_OF_SITE = [field.alias or name for name, field in SiteRow.model_fields.items()]

_PLACES = tuple(f"{{{name}}}" for name in _NAMES)
_SITE = "{site}"
_NO_SITE = "The catalog has no site, or several, of a code that names of recordings tell."
_SET_SITES = "Set these sites with their codes; then such recordings are placed at them."
_START_ALONE = "Without {site}, a rule's pattern reads the start alone, and places no recording."
_IMPORT = "recordings/import reads survey, site and recorder by its own pattern."


def set_places(engine: Engine, request: SetPlacesRequest, call: Call) -> PlacesResult:
    """Set sites, deployments and rules; the starts of their recordings follow at once.

    Raises InvalidParams that names the wrong field, and then changes nothing.
    """
    ledger = Ledger()
    changes = [_site(each, f"sites.{number}") for number, each in enumerate(request.sites)]
    if request.table is not None:
        changes += _listed(request.table, ledger)
    changes += [
        _deployment(each, f"deployments.{number}")
        for number, each in enumerate(request.deployments)
    ]
    changes += [_folder(each, f"folders.{number}") for number, each in enumerate(request.folders)]
    changed = engine.catalog.places.change(changes, "places/set", dry_run=request.dry_run)
    _note_names(changes, changed, ledger)
    result = _result(changed, changes, ledger)
    _note_zones(engine, result.site_ids, ledger)
    return result.model_copy(update={"notes": ledger.notes()})


def _note_names(changes: Sequence[PlaceChange], changed: PlacesChanged, ledger: Ledger) -> None:
    """Note the names in rules' patterns that place no recording."""
    patterns = [each.clock.get("pattern") or "" for each in changes]
    for each in changed.unknown_sites if any(_SITE in each for each in patterns) else ():
        ledger.add("noEffect", each, what=_NO_SITE, hint=_SET_SITES, changes_results=False)
    alone = [each for each in patterns if _SITE not in each]
    if any(name in each for each in alone for name in _PLACES):
        ledger.add("noEffect", what=_START_ALONE, hint=_IMPORT, changes_results=False)


def _note_zones(engine: Engine, site_ids: Sequence[int], ledger: Ledger) -> None:
    """Note sites without a time zone, and those whose zone is far from them."""
    if not site_ids:
        return
    question = Question("sites", {"siteId": {"in": list(dict.fromkeys(site_ids))}}, [])
    found = engine.catalog.questions.rows(question, _OF_SITE)
    with engine.catalog.questions.reading():
        for row in found:
            note_site(ledger, SiteRow.model_validate(dict(zip(_OF_SITE, row, strict=True))))


def remove_places(engine: Engine, request: RemovePlacesRequest, call: Call) -> PlacesResult:
    """Remove sites, deployments and rules; raises InvalidParams for one in use."""
    # A site's deployments go before it, and the rules of both before them.
    changes = _removals("rule", request.rule_ids, "ruleIds")
    changes += _removals("deployment", request.deployment_ids, "deploymentIds")
    changes += _removals("site", request.site_ids, "siteIds")
    return _result(engine.catalog.places.change(changes, "places/remove"), changes, Ledger())


def undo_places(engine: Engine, request: UndoPlacesRequest, call: Call) -> PlacesResult:
    """Undo the latest batch of changes to places and clocks."""
    return _result(engine.catalog.places.undo(request.batch_id), [], Ledger())


def _removals(
    of: Literal["rule", "deployment", "site"], keys: Sequence[int], about: str
) -> list[PlaceChange]:
    return [
        PlaceChange(of, key, removes=True, about=f"{about}.{number}")
        for number, key in enumerate(keys)
    ]


def folder_url(text: str) -> str:
    """Write a folder as the catalog writes the paths of the files in it."""
    url = text if split_url(text) is not None else path_text(text_path(text).absolute())
    return url.replace("\\", "/").rstrip("/") or "/"


def _site(change: SiteChange, about: str) -> PlaceChange:
    if change.site_id is None and change.site is None:
        raise InvalidParams("Give the site's id or its code.", field=f"{about}.site")
    columns, names = _said(change)
    return PlaceChange("site", change.site_id, columns, names, clock_of(change, about), about=about)


def _listed(table: str, ledger: Ledger) -> list[PlaceChange]:
    """Read the sites of a table; a line with a wrong time zone becomes a note, as others do."""
    changes = []
    for number, site in enumerate(read_sites(text_path(table), ledger)):
        try:
            changes.append(_site(site, f"table.{number}"))
        except InvalidParams as error:
            ledger.add("tableLine", f"{site.site}: {error.message}")
    return changes


def _deployment(change: DeploymentChange, about: str) -> PlaceChange:
    columns, names = _said(change)
    if change.deployment_id is None and not names:
        raise InvalidParams(
            "Give the deployment's id, or the site and recorder of a new one.",
            field=f"{about}.deploymentId",
        )
    if change.survey is not None and change.site is None:
        raise InvalidParams("A survey needs its site.", field=f"{about}.site")
    first, last = change.start_date, change.end_date
    if first and last and last < first:
        raise InvalidParams("The deployment ends before it starts.", field=f"{about}.endDate")
    clock = clock_of(change, about)
    return PlaceChange("deployment", change.deployment_id, columns, names, clock, about=about)


def _folder(change: FolderChange, about: str) -> PlaceChange:
    clock = clock_of(change, about)
    if not clock:
        raise InvalidParams(
            "Give the folder a time zone, shift, source or pattern.", field=f"{about}.timezone"
        )
    return PlaceChange("folder", folder_url(change.folder), clock=clock, about=about)


def _said(change: SiteChange | DeploymentChange) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Part the fields that were given into columns and names."""
    given = {name: getattr(change, name) for name in change.model_fields_set}
    columns = {column: given[name] for name, column in _COLUMNS.items() if name in given}
    return columns, {name: given[name] for name in _NAMES if name in given}


def _result(changed: PlacesChanged, changes: list[PlaceChange], ledger: Ledger) -> PlacesResult:
    note_kept(ledger, changed.kept)
    ids: dict[str, list[int]] = {"site": [], "deployment": []}
    for change, number in zip(changes, changed.ids, strict=False):  # undoing has neither
        if change.of in ids and number is not None:
            ids[change.of].append(number)
    return PlacesResult(
        batch_id=changed.batch_id,
        site_ids=ids["site"],
        deployment_ids=ids["deployment"],
        recordings=changed.recordings,
        placed=changed.placed,
        starts=changed.starts,
        moved=[
            MovedStart(
                recording_id=each.recording_id,
                path=each.url,
                before=each.before,
                after=each.after,
            )
            for each in changed.moved
        ],
        notes=ledger.notes(),
    )


METHODS = (
    Method("places/set", set_places, "aside", "Set sites, deployments and rules of clocks."),
    Method("places/remove", remove_places, "aside", "Remove sites, deployments and rules."),
    Method("places/undo", undo_places, "aside", "Undo the latest change of places and clocks."),
)
