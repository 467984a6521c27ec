"""`linnet heads` and versions: `list`, `use`, `remove`, `rename`, `compare`, `export`, `import`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sidecar.app.engine import Engine
from sidecar.cli import headreports, versionreports
from sidecar.cli.command import Command, finish, given, shared, tell
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.headcomparison import CompareHeadsRequest
from sidecar.contract.headfiles import (
    ExportHeadRequest,
    HeadCardRequest,
    ImportHeadRequest,
)
from sidecar.contract.headversions import (
    ListHeadsRequest,
    RemoveHeadRequest,
    RenameHeadRequest,
)
from sidecar.contract.versions import SwitchVersionRequest
from sidecar.methods.headfiles import (
    compare_heads,
    export_head,
    head_card,
    import_head,
)
from sidecar.methods.headversions import list_heads, remove_head, rename_head
from sidecar.methods.versions import switch_version
from sidecar.rpc.verb import Call

if TYPE_CHECKING:
    from sidecar.cli.command import Actions

_NAME = "name of the head"
_VERSION = "a head, or HEAD@VERSION"
_NUMBER = "its number in `linnet heads versions`"


def arguments(actions: Actions) -> None:
    """Add the actions on versions of heads to those on heads."""
    listing = actions.add_parser("list", help="list your own classifiers")
    versions = actions.add_parser("versions", help="list the versions of a head")
    Options(versions, ListHeadsRequest)("name", help=_NAME)
    use = actions.add_parser("use", help="use an earlier version of a head again")
    add = Options(use, SwitchVersionRequest)
    add("name", help=_NAME)
    add("version_id", metavar="VERSION", help=_NUMBER)
    removing = actions.add_parser("remove", help="remove a head, or one version of it")
    add = Options(removing, RemoveHeadRequest)
    add("name", help=_NAME)
    add("--version", metavar="VERSION", help=f"{_NUMBER}; default: all versions")
    add("--dry-run", help="only say what would be removed")
    renaming = actions.add_parser("rename", help="give a head another name")
    add = Options(renaming, RenameHeadRequest)
    add("name", help=_NAME)
    add("to", help="the new name")
    comparing = actions.add_parser("compare", help="score two heads on the same recordings")
    add = Options(comparing, CompareHeadsRequest)
    add("a", metavar="A", help=_VERSION)
    add("b", metavar="B", help=_VERSION)
    _files(actions)
    for each in (removing, renaming, comparing):
        shared(each)
    for each in (listing, versions, use):
        _json(each)


def _files(actions: Actions) -> None:
    exporting = actions.add_parser("export", help="write a head as one file")
    add = Options(exporting, ExportHeadRequest)
    add("name", help=_VERSION)
    add("destination", metavar="FILE", help="a file, or a folder that gets one")
    importing = actions.add_parser("import", help="install a head from its file")
    add = Options(importing, ImportHeadRequest)
    add("path", metavar="FILE", help="a file that `linnet heads export` wrote")
    add("--name", help="default: the name in the file")
    reading = actions.add_parser("card", help="show what a head's file says of the head")
    Options(reading, HeadCardRequest)("path", metavar="FILE", help="a head's file")
    for each in (exporting, importing, reading):
        _json(each)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print the RPC's result")


def _list(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    tell(arguments, list_heads(engine, ListHeadsRequest(), call), headreports.show_heads)
    return 0


def _versions(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(ListHeadsRequest, given(arguments, ["name"]))
    tell(arguments, list_heads(engine, request, call), headreports.show_versions)
    return 0


def _use(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(SwitchVersionRequest, given(arguments, ["name", "version_id"]))
    version_id = engine.registry.numbered(request.name, request.version_id)
    request = request.model_copy(update={"version_id": version_id})
    tell(arguments, switch_version(engine, request, call), versionreports.show_switched)
    return 0


def _remove(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(RemoveHeadRequest, given(arguments, ["name", "version", "dry_run"]))
    return finish(arguments, remove_head(engine, request, call), headreports.show_removed)


def _rename(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(RenameHeadRequest, given(arguments, ["name", "to"]))
    return finish(arguments, rename_head(engine, request, call), headreports.show_renamed)


def _compare(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(CompareHeadsRequest, given(arguments, ["a", "b"]))
    return finish(arguments, compare_heads(engine, request, call), headreports.show_comparison)


def _export(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(ExportHeadRequest, given(arguments, ["name", "destination"]))
    tell(arguments, export_head(engine, request, call), headreports.show_exported)
    return 0


def _import(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(ImportHeadRequest, given(arguments, ["path", "name"]))
    tell(arguments, import_head(engine, request, call), headreports.show_imported)
    return 0


def _card(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(HeadCardRequest, given(arguments, ["path"]))
    tell(arguments, head_card(engine, request, call), headreports.show_card)
    return 0


COMMANDS: dict[str, Command] = {
    "list": _list,
    "versions": _versions,
    "use": _use,
    "remove": _remove,
    "rename": _rename,
    "compare": _compare,
    "export": _export,
    "import": _import,
    "card": _card,
}
