"""`linnet catalog`: check, backup, repair."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Command, Commands, given, print_json, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.catalog import (
    BackupCatalogRequest,
    CatalogProblem,
    CheckCatalogRequest,
    CheckCatalogResult,
    RepairCatalogRequest,
    UpkeepProgress,
)
from sidecar.methods.catalog import backup, check, repair
from sidecar.rpc.verb import Call

_err = Console(stderr=True, highlight=False)


def arguments(commands: Commands) -> None:
    """Say what can be typed."""
    catalog = commands.add_parser("catalog", help="check, back up and repair the catalog")
    actions = catalog.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="is it whole? (exit code 1 if not)")
    shared(check)
    Options(check, CheckCatalogRequest)("--quick", help="leave out what reads the whole file")
    backup = actions.add_parser("backup", help="copy it, while it may be in use")
    shared(backup)
    add = Options(backup, BackupCatalogRequest)
    add("destination", nargs="?", metavar="PLACE", help="file or folder (default: beside it)")
    add("--embeddings", help="copy stored embeddings too")
    repair = actions.add_parser("repair", help="mend what can be mended, after a copy")
    shared(repair)


def _catalog(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {"check": _check, "backup": _backup, "repair": _repair}
    return actions[arguments.action](engine, arguments, call)


COMMANDS: dict[str, Command] = {"catalog": _catalog}


def _check(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(CheckCatalogRequest, given(arguments, ["quick"]))
    with _working("Checking", call, quiet=arguments.json):
        result = check(engine, request, call)
    if arguments.json:
        print_json(result)
    else:
        screen.say(f"{escape(result.path)}: {_holds(result)}{result.bytes / 1e6:,.1f} MB.")
        _show("Wrong", result.problems)
        if any(problem.mendable for problem in result.problems):
            screen.say("Mend it: linnet catalog repair")
        if not result.problems:
            screen.say("Nothing is wrong with it.")
    return 1 if result.problems else 0


def _backup(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(BackupCatalogRequest, given(arguments, ["destination", "embeddings"]))
    with _working("Copying", call, quiet=arguments.json):
        result = backup(engine, request, call)
    if arguments.json:
        print_json(result)
    else:
        screen.say(f"Wrote {escape(result.path)} ({result.bytes / 1e6:,.1f} MB).")
    return 0


def _repair(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    with _working("Mending", call, quiet=arguments.json):
        result = repair(engine, RepairCatalogRequest(), call)
    if arguments.json:
        print_json(result)
    else:
        if result.backup:
            screen.say(f"As it was: {escape(result.backup)}")
        _show("Found and mended", result.mended)
        _show("Left as it is", result.left)
        if not result.mended and not result.left:
            screen.say("There was nothing to mend.")
    return 1 if result.left else 0


def _holds(result: CheckCatalogResult) -> str:
    """Say how much is in the catalog, where that can be told."""
    if any(problem.kind == "file" for problem in result.problems):
        return ""
    return "".join(
        f"{screen.counted(getattr(result, noun + 's'), noun)}, "
        for noun in ("recording", "detection", "annotation")
    )


def _show(title: str, problems: Sequence[CatalogProblem]) -> None:
    if problems:
        screen.say(f"[bold]{title}:[/bold]")
    for problem in problems:
        screen.say(f"  {escape(problem.message)}")


@contextmanager
def _working(what: str, call: Call, *, quiet: bool) -> Iterator[None]:
    """Show, on a terminal, what is being done."""
    if quiet or not _err.is_terminal:
        yield
        return
    with _err.status(what) as status:

        def send(value: BaseModel, last: bool) -> bool:
            assert isinstance(value, UpkeepProgress)
            done = value.step or (value.total and f"{value.done} of {value.total} pages")
            status.update(f"{what}: {done}" if done else what)
            return True

        call.listen(send)
        yield
