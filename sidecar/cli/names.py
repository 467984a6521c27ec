"""`linnet names`: finds species by their names, and keeps common names in other languages."""

from __future__ import annotations

import argparse
from functools import partial

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, finish, given, shared, tell
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.names import (
    AddNamesRequest,
    AddNamesResult,
    InstallNamesRequest,
    InstallNamesResult,
    RemoveNamesRequest,
    RemoveNamesResult,
    SearchNamesRequest,
    SearchNamesResult,
    SpeciesName,
    UninstallNamesRequest,
    UninstallNamesResult,
)
from sidecar.methods.names import add_names, remove_names, search_names
from sidecar.methods.taxonomy import install_names, uninstall_names
from sidecar.rpc.verb import Call
from sidecar.taxonomy.published import TAXONOMY

_SEARCHED = ("text", "languages", "model", "limit", "recording_id", "in_catalog")


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    search = actions.add_parser(
        "search",
        help="find species by a part of a name, a code, or a name with a slip",
        description="Find species by a part of their scientific or common name, by a code such as "
        "TAOW or STRALU, or by a name with a slip of the pen.",
    )
    shared(search, begins=True)
    add = Options(search, SearchNamesRequest)
    add("text", nargs="?", default="", metavar="TEXT", help="a part of a name; all names without")
    add("--language", dest="languages", action="append", metavar="TAG", help="such as es; repeat")
    add("--model", metavar="NAME", help="search the classes of this model alone")
    add("--limit", metavar="N", help="the most species that are listed")
    add("--recording-id", metavar="ID", help="tell which species are expected at this recording")
    add("--in-catalog", help="only species of the catalog")
    bring = actions.add_parser(
        "add",
        help="keep the common names of a language, from a label file or a table",
        description="Keep the common names of a language. The file has lines of Scientific "
        "name_Common name, as BirdNET's label files, or is a table with such columns.",
    )
    shared(bring, begins=True)
    add = Options(bring, AddNamesRequest)
    add("language", metavar="TAG", help="tag of the language, such as es or pt-br")
    add("path", metavar="FILE", help="label file or table")
    install = actions.add_parser(
        "install",
        help="install names of 14,000 taxa in 29 languages, and their codes",
        description="Install BirdNET's taxonomy: names of 14,000 taxa in 29 languages, and eBird's "
        "codes. Linnet downloads 11 MB, or takes the file that you give.",
    )
    shared(install, begins=True)
    add = Options(install, InstallNamesRequest)
    add("--from", dest="path", metavar="FILE", help="the table as a file; default: download it")
    uninstall = actions.add_parser("uninstall", help="remove the installed taxonomy")
    shared(uninstall, begins=True)
    remove = actions.add_parser("remove", help="remove the names of a language")
    shared(remove, begins=True)
    Options(remove, RemoveNamesRequest)("language", metavar="TAG", help="tag of the language")


def _names(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {
        "search": _search,
        "add": _add,
        "remove": _remove,
        "install": _install,
        "uninstall": _uninstall,
    }
    return actions[arguments.action](engine, arguments, call)


ARGUMENTS: dict[str, Arguments] = {"names": _arguments}
COMMANDS: dict[str, Command] = {"names": _names}


def _search(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(SearchNamesRequest, given(arguments, _SEARCHED))
    show = partial(_list, tags=request.languages)
    return finish(arguments, search_names(engine, request, call), show)


def _list(result: SearchNamesResult, tags: list[str]) -> None:
    titles = ("species", "common", *tags, "code", "detections", "models")
    screen.show_table(titles, [_row(each, tags) for each in result.names])
    if not result.names:
        screen.show_line("No species has such a name.")
    beyond = result.total - len(result.names)
    if beyond > 0:
        screen.show_line(f"{beyond:,} more species match.")
    if result.languages:
        screen.show_line(f"Languages with names here: {', '.join(result.languages)}.")


def _row(each: SpeciesName, tags: list[str]) -> tuple[str, ...]:
    names = (each.names.get(tag, "") for tag in tags)
    species = " = ".join([each.species, *each.other_names])
    detections = f"{each.detections:,}" if each.in_catalog else ""
    models = ", ".join(each.models)
    return (species, each.common or "", *names, each.code or "", detections, models)


def _add(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(AddNamesRequest, given(arguments, ["language", "path"]))
    tell(arguments, add_names(engine, request, call), _added)
    return 0


def _added(result: AddNamesResult) -> None:
    names = screen.counted(result.names, "name")
    screen.show_line(
        f'Kept {names} in "{result.language}"; a model or the catalog knows {result.known:,} of '
        "the species."
    )


def _remove(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(RemoveNamesRequest, given(arguments, ["language"]))
    tell(arguments, remove_names(engine, request, call), _removed)
    return 0


def _removed(result: RemoveNamesResult) -> None:
    screen.show_line(f'Removed the names in "{result.language}".')


def _install(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(InstallNamesRequest, given(arguments, ["path"]))
    if not arguments.json and request.path is None:
        screen.show_line(f"Taxonomy {TAXONOMY.version}, {TAXONOMY.size / 1e6:.0f} MB.")
        screen.show_line(f"{TAXONOMY.licence} ({TAXONOMY.licence_at}.)")
    with screen.install_progress(call, quiet=arguments.json):
        result = install_names(engine, request, call)
    return finish(arguments, result, _installed)


def _installed(result: InstallNamesResult) -> None:
    kept = result.taxonomy
    screen.show_line(
        f"Installed names of {kept.taxa:,} taxa in {len(kept.languages):,} languages from "
        f"{kept.source}."
    )


def _uninstall(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    tell(arguments, uninstall_names(engine, UninstallNamesRequest(), call), _uninstalled)
    return 0


def _uninstalled(result: UninstallNamesResult) -> None:
    screen.show_line("Removed the taxonomy." if result.removed else "No taxonomy was installed.")
