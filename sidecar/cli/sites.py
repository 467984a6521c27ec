"""`linnet sites`: lists and sets sites, and the rules of recorders' clocks."""

from __future__ import annotations

import argparse
import re
from functools import partial
from typing import Any

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Actions, Arguments, Command, finish, given, shared, tell
from sidecar.cli.console import named
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.rows import show_rows
from sidecar.contract.places import (
    DeploymentChange,
    FolderChange,
    PlacesResult,
    SetPlacesRequest,
    SiteChange,
    UndoPlacesRequest,
)
from sidecar.contract.query import QueryRequest
from sidecar.errors import InvalidParams
from sidecar.methods.places import set_places, undo_places
from sidecar.methods.query import query
from sidecar.rpc.verb import Call

CLOCK = ("timezone", "shift_seconds", "source", "pattern")
_SITE = ("survey", "latitude", "longitude", "elevation")

_TIME = re.compile(r"([+-]?)(\d+):([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?")


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="list sites, with coordinates and time zones")
    shared(listing)
    _set(actions)
    _import(actions)
    back = actions.add_parser(
        "undo",
        help="undo the latest change of sites and clocks",
        description="Undo the latest change that `linnet sites` or `linnet recordings update` "
        "made. The starts of recordings follow at once.",
    )
    shared(back)


def add_clock(command: argparse.ArgumentParser) -> None:
    """Add the options that say what people know of a recorder's clock."""
    add = Options(command, FolderChange)
    add(
        "--timezone",
        metavar="ZONE",
        help="time zone of the place, such as Europe/Berlin; '' takes it back",
    )
    add(
        "--shift",
        dest="shift_seconds",
        action="store",
        metavar="TIME",
        help="add this to what the clock showed: seconds, or hours and minutes such as 1:00 and "
        "--shift=-0:30; '' takes it back",
    )
    add("--source", help="the source whose start counts (see `linnet query sources`)")
    add(
        "--pattern",
        metavar="NAME",
        help="how file names tell the start, such as '{site}_{yyyy}_{MM}_{dd}_{HH}_{mm}_{ss}'",
    )


def clock_fields(arguments: argparse.Namespace) -> dict[str, Any]:
    """Take the given options of a clock; an empty text empties a field."""
    fields: dict[str, Any] = {
        name: value or None for name, value in given(arguments, CLOCK).items()
    }
    if fields.get("shift_seconds"):
        fields["shift_seconds"] = _seconds(fields["shift_seconds"])
    return fields


def _set(actions: Actions) -> None:
    setting = actions.add_parser(
        "set",
        help="set a site's coordinates and time zone, or the clock of a folder or deployment",
        description="Set a site, a folder or a deployment. Linnet computes the starts of its "
        "recordings again, without reading them; a start that a person set stays. Only what is "
        "typed changes.",
    )
    shared(setting, begins=True)
    add = Options(setting, SiteChange, DeploymentChange, FolderChange)
    add("site", nargs="?", metavar="SITE", help="code of the site; a new code makes a new site")
    add("--folder", metavar="FOLDER", help="in place of a site: all recordings below this folder")
    add("--deployment", dest="deployment_id", type=int, metavar="ID", help="in place of a site")
    add("--survey", metavar="NAME", help="survey of the site")
    add("--latitude", metavar="DEGREES")
    add("--longitude", metavar="DEGREES")
    add("--elevation", metavar="METRES")
    add_clock(setting)
    _try(setting)


def _import(actions: Actions) -> None:
    taking = actions.add_parser(
        "import",
        help="import sites from a table (CSV)",
        description="Import sites from a table whose first line names the columns: site, latitude, "
        "longitude, and also survey, elevation and timezone. Known sites are updated.",
    )
    shared(taking, begins=True)
    add = Options(taking, SetPlacesRequest)
    add("table", metavar="FILE", help="table, with commas, semicolons or tabs")
    _try(taking)


def _try(command: argparse.ArgumentParser) -> None:
    add = Options(command, SetPlacesRequest)
    add("--dry-run", help="change nothing, and say what would change")


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {
        "list": _run_list,
        "set": _run_set,
        "import": _run_import,
        "undo": _run_undo,
    }
    return actions[arguments.action](engine, arguments, call)


def _run_list(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    result = query(engine, QueryRequest(select="sites", limit=1000), call)
    tell(arguments, result, partial(show_rows, select="sites"))
    return 0


def _run_set(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    named = given(arguments, ("site", "folder", "deployment_id"))
    of_site = given(arguments, _SITE)
    fields = {**of_site, **clock_fields(arguments)}
    asked(SiteChange, fields)  # a wrong value is told first
    if len(named) != 1:
        raise InvalidParams("Name one site, --folder or --deployment.", field="site")
    if of_site and "site" not in named:
        raise InvalidParams("Coordinates and surveys belong to a site.", field=next(iter(of_site)))
    change = {**named, **fields}
    groups = {"site": "sites", "folder": "folders", "deployment_id": "deployments"}
    group = groups[next(iter(named))]
    return _change(engine, arguments, {group: [change]}, call)


def _run_import(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    return _change(engine, arguments, {"table": arguments.table}, call)


def _change(
    engine: Engine, arguments: argparse.Namespace, fields: dict[str, Any], call: Call
) -> int:
    fields |= given(arguments, ["dry_run"])
    result = set_places(engine, asked(SetPlacesRequest, fields), call)
    return finish(arguments, result, _show)


def _run_undo(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    result = undo_places(engine, UndoPlacesRequest(), call)
    return finish(arguments, result, _show_undone)


def _show_undone(result: PlacesResult) -> None:
    screen.say(f"Undid batch {result.batch_id}. {_starts(result)}")


def _starts(result: PlacesResult) -> str:
    starts, recordings = (
        screen.counted(result.starts, "start"),
        screen.counted(result.recordings, "recording"),
    )
    return f"{starts} changed, of {recordings}."


def _show(result: PlacesResult) -> None:
    if result.batch_id is None:
        screen.say(f"Nothing was changed. {_would(result)}")
        return
    sites = f"{screen.counted(len(result.site_ids), 'site')} set. " if result.site_ids else ""
    if result.placed:
        sites += f"{screen.counted(result.placed, 'recording')} placed by name. "
    screen.say(
        f"{sites}{_starts(result)} Batch {result.batch_id}; `linnet sites undo` takes it back."
        if result.site_ids or result.recordings
        else f"Batch {result.batch_id} done. No recording is concerned yet."
    )


def _would(result: PlacesResult) -> str:
    starts = screen.counted(result.starts, "start")
    of = screen.counted(result.recordings, "recording")
    moved = [f"  {each.before} -> {each.after}  {named(each.path)}" for each in result.moved]
    return "\n".join([f"{starts} would change, of {of}.", *moved])


def _seconds(text: str) -> float:
    """Read a number of seconds, or hours, minutes and seconds."""
    match = _TIME.fullmatch(text)
    if match:
        hours, minutes, seconds = (float(each or 0) for each in match.groups()[1:])
        total = hours * 3600 + minutes * 60 + seconds
        return -total if match[1] == "-" else total
    try:
        return float(text)
    except ValueError:
        raise InvalidParams(
            f'"{text}" is not a time.',
            field="shiftSeconds",
            hint="Write seconds, or hours and minutes such as 1:00.",
        ) from None


ARGUMENTS: dict[str, Arguments] = {"sites": _arguments}
COMMANDS: dict[str, Command] = {"sites": _run}
