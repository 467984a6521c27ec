"""`linnet settings`: shows every setting with what gave it, and lists the profiles."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, shared, tell
from sidecar.contract.settings import Setting, ShowSettingsRequest, ShowSettingsResult
from sidecar.methods.settings import show
from sidecar.rpc.verb import Call


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, help in (
        ("show", "show every setting, and where its value comes from"),
        ("profiles", "list the profiles, each for one kind of computer"),
    ):
        shared(actions.add_parser(name, help=help), begins=True)


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    result = show(engine, ShowSettingsRequest(), call)
    tell(arguments, result, _show if arguments.action == "show" else _list)
    return 1 if result.unknown_variables and arguments.action == "show" else 0


def _show(result: ShowSettingsResult) -> None:
    screen.show_table(
        ("setting", "value", "from"),
        [(each.name, _value(each), _source(each)) for each in result.settings],
    )
    print()
    about = "" if result.file_read else ", which is not there"
    screen.show_line(f"Profile {result.profile}; file {result.file}{about}.")
    for name in result.unknown_variables:
        screen.show_line(f"Warning: the variable {name} sets nothing.")


def _value(setting: Setting) -> str:
    value = setting.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def _source(setting: Setting) -> str:
    return setting.source if setting.place is None else f"{setting.source} {setting.place}"


def _list(result: ShowSettingsResult) -> None:
    rows = [
        (each.name, "in use" if each.name == result.profile else "", each.description)
        for each in result.profiles
    ]
    screen.show_table(("profile", "", "for"), rows)


ARGUMENTS: dict[str, Arguments] = {"settings": _arguments}
COMMANDS: dict[str, Command] = {"settings": _run}
