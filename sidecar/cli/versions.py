"""`linnet models versions`, `switch`, `rollback`, `route`, `variant` and `remove`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sidecar.app.engine import Engine
from sidecar.cli import screen, versionreports
from sidecar.cli.command import Command, finish, given, shared, tell
from sidecar.cli.inputs import add_inputs, inputs
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.models import RemoveModelRequest
from sidecar.contract.versions import (
    ListVersionsRequest,
    MakeVariantRequest,
    RemoveVersionRequest,
    RollBackRequest,
    RouteRequest,
    SwitchVersionRequest,
)
from sidecar.errors import InvalidParams
from sidecar.methods.models import remove_model
from sidecar.methods.variant import make_variant
from sidecar.methods.versions import list_versions, remove_one, roll_back, route, switch_version
from sidecar.rpc.verb import Call

if TYPE_CHECKING:
    from sidecar.cli.command import Actions

_NAME = "an installed model of `linnet models list`"
_VERSION = "its id in `linnet models versions`"


def arguments(actions: Actions) -> None:
    """Add the actions on versions to those on models."""
    versions = actions.add_parser("versions", help="list the installed versions of a model")
    Options(versions, ListVersionsRequest)("name", help=_NAME)
    switch = actions.add_parser("switch", help="make another version of a model active")
    add = Options(switch, SwitchVersionRequest)
    add("name", help=_NAME)
    add("version_id", metavar="VERSION", help=_VERSION)
    back = actions.add_parser("rollback", help="make the version active that was active before")
    Options(back, RollBackRequest)("name", help=_NAME)
    share = actions.add_parser("route", help="share recordings between versions of a model")
    add = Options(share, RouteRequest)
    add("name", help=_NAME)
    add("shares", nargs="*", metavar="VERSION=WEIGHT", help="weights from 0 to 1; their sum is 1")
    add("--stop", action="store_true", help="give all recordings to the active version again")
    removing = actions.add_parser("remove", help="remove a model, or one version of it")
    add = Options(removing, RemoveVersionRequest)
    add("name", help=_NAME)
    add("--version", dest="version_id", metavar="VERSION", help="default: all versions")
    variant = actions.add_parser("variant", help="make a smaller variant, and measure it")
    shared(variant, begins=True)
    add = Options(variant, MakeVariantRequest)
    add("name", help=_NAME)
    add("variant", help="how the weights are kept")
    add_inputs(add)
    add("--windows", metavar="N", help="windows to measure, spread over the recordings")
    for each in (versions, switch, back, share, removing):
        each.add_argument("--json", action="store_true", help="print the RPC's result")


def _list(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(ListVersionsRequest, given(arguments, ["name"]))
    tell(arguments, list_versions(engine, request, call), versionreports.show_versions)
    return 0


def _switch(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(SwitchVersionRequest, given(arguments, ["name", "version_id"]))
    tell(arguments, switch_version(engine, request, call), versionreports.show_switched)
    return 0


def _roll_back(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(RollBackRequest, given(arguments, ["name"]))
    tell(arguments, roll_back(engine, request, call), versionreports.show_switched)
    return 0


def _route(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    if bool(arguments.shares) == arguments.stop:
        raise InvalidParams(
            "Name versions with their weights, or stop sharing.",
            field="arms",
            hint=f"linnet models route {arguments.name} VERSION=0.9 VERSION=0.1, or --stop",
        )
    arms = [_share(text) for text in arguments.shares]
    request = asked(RouteRequest, {"name": arguments.name, "arms": arms})
    tell(arguments, route(engine, request, call), versionreports.show_shares)
    return 0


def _share(text: str) -> dict[str, object]:
    version_id, _, weight = text.rpartition("=")
    try:
        return {"version_id": version_id, "weight": float(weight)}
    except ValueError:
        raise InvalidParams(
            f'"{text}" is no version with a weight.', field="arms", hint="Write VERSION=0.5."
        ) from None


def _remove(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    if arguments.version_id is None:
        whole = asked(RemoveModelRequest, given(arguments, ["name"]))
        removed = remove_model(engine, whole, call)
        return finish(
            arguments, removed, lambda each: versionreports.show_freed(each.name, each.bytes)
        )
    request = asked(RemoveVersionRequest, given(arguments, ["name", "version_id"]))
    tell(
        arguments,
        remove_one(engine, request, call),
        lambda each: versionreports.show_freed(request.version_id, each.bytes),
    )
    return 0


def _variant(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ["name", "variant", "windows"])
    if arguments.inputs or arguments.files_from:  # else those of the catalog
        fields["inputs"] = inputs(arguments)
    request = asked(MakeVariantRequest, fields)
    with screen.counting(call, "Comparing", quiet=arguments.json):
        made = make_variant(engine, request, call)
    code = finish(arguments, made, versionreports.show_variant)
    return code if made.usable else 1


COMMANDS: dict[str, Command] = {
    "versions": _list,
    "switch": _switch,
    "rollback": _roll_back,
    "route": _route,
    "remove": _remove,
    "variant": _variant,
}
