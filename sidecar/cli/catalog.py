"""`linnet catalog`: checks, backs up and repairs the catalog."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.characters import as_word
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, given, print_json, shared
from sidecar.cli.console import Console, named
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

_err = Console(stderr=True)


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="look for damage (exit code 1 if any)")
    shared(check)
    Options(check, CheckCatalogRequest)("--quick", help="skip checks of the whole file")
    backup = actions.add_parser("backup", help="copy the catalog, even during use")
    shared(backup)
    add = Options(backup, BackupCatalogRequest)
    add(
        "destination",
        nargs="?",
        metavar="PLACE",
        help="file or folder (default: beside the catalog)",
    )
    add("--embeddings", help="copy stored embeddings too")
    repair = actions.add_parser("repair", help="copy the catalog, then mend it as far as possible")
    shared(repair)


def _catalog(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {"check": _check, "backup": _backup, "repair": _repair}
    return actions[arguments.action](engine, arguments, call)


ARGUMENTS: dict[str, Arguments] = {"catalog": _arguments}
COMMANDS: dict[str, Command] = {"catalog": _catalog}


def _check(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(CheckCatalogRequest, given(arguments, ["quick"]))
    with _working("Checking", call, quiet=arguments.json):
        result = check(engine, request, call)
    if arguments.json:
        print_json(result)
    else:
        screen.say(f"{named(result.path)}: {_holds(result)}{result.bytes / 1e6:,.1f} MB.")
        _show("Problems", result.problems)
        if any(problem.mendable for problem in result.problems):
            of = f" --catalog {as_word(arguments.catalog)}" if arguments.catalog else ""
            screen.say(f"To mend it: linnet catalog repair{named(of)}")
        if not result.problems:
            screen.say("The catalog has no problems.")
    return 1 if result.problems else 0


def _backup(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(BackupCatalogRequest, given(arguments, ["destination", "embeddings"]))
    with _working("Copying", call, quiet=arguments.json):
        result = backup(engine, request, call)
    if arguments.json:
        print_json(result)
    else:
        screen.say(f"Wrote {named(result.path)} ({result.bytes / 1e6:,.1f} MB).")
    return 0


def _repair(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    with _working("Mending", call, quiet=arguments.json):
        result = repair(engine, RepairCatalogRequest(), call)
    if arguments.json:
        print_json(result)
    else:
        if result.backup:
            screen.say(f"Copy from before: {named(result.backup)}")
        _show("Mended", result.mended)
        _show("Not mended", result.left)
        if not result.mended and not result.left:
            screen.say("The catalog needed no repair.")
    return 1 if result.left else 0


def _holds(result: CheckCatalogResult) -> str:
    """Count the catalog's rows, if the file is readable."""
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
        screen.say(f"  {named(problem.message)}")


@contextmanager
def _working(what: str, call: Call, *, quiet: bool) -> Iterator[None]:
    """Show the present step on a terminal."""
    if quiet or not _err.is_terminal:
        yield
        return
    with _err.status(what) as status:

        def send(value: BaseModel, last: bool) -> bool:
            assert isinstance(value, UpkeepProgress)
            done = value.step or (value.total and f"{value.done} of {value.total} pages")
            status.update(named(f"{what}: {done}" if done else what))
            return True

        call.listen(send)
        yield
