"""Options and helpers that the modules of commands share."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.refused import as_typed
from sidecar.contract.base import FileError
from sidecar.contract.notes import Note
from sidecar.errors import InvalidParams
from sidecar.rpc.verb import Call

Result = TypeVar("Result", bound=BaseModel)
Command = Callable[[Engine, argparse.Namespace, Call], int]
Arguments = Callable[[argparse.ArgumentParser], None]

if TYPE_CHECKING:
    Actions = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Actions = object


def shared(command: argparse.ArgumentParser, *, begins: bool = False) -> None:
    """Add the options of every command on a catalog; `begins`: the command may make a new one."""
    command.set_defaults(begins=begins)
    command.add_argument("--catalog", metavar="FILE", help="catalog file (default: the user's)")
    command.add_argument("--json", action="store_true", help="print the RPC's result")


def add_where(command: argparse.ArgumentParser) -> None:
    """Add the option that filters the catalog's rows."""
    command.add_argument(
        "--where",
        action="extend",
        nargs="+",
        default=[],
        metavar="FILTER",
        help="filters, such as site=S12 'species=Strix aluco,Asio otus' 'confidence>=0.5' "
        "'date=2024-05-01..2024-05-31' timeOfDay=22..4 'path~creek', or JSON as in the RPC. "
        "Write this option last: all further words count as filters",
    )


def given(arguments: argparse.Namespace, names: Sequence[str]) -> dict[str, Any]:
    """Take the given options."""
    values = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def listed(text: str, known: Collection[str], what: str, *, field: str) -> list[str]:
    """Read names separated by commas; raises InvalidParams for an unknown one."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise InvalidParams(
                f'There is no {what} "{name}".',
                field=field,
                hint=f"Choose from: {', '.join(known)}.",
            )
    return names


def parsed(text: str, *, field: str) -> Any:  # noqa: ANN401 - whatever was typed
    """Read an option in JSON; raises InvalidParams that names the option."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise InvalidParams("The text is not JSON.", field=field, hint=str(error)) from error


def exit_code(errors: Sequence[object], notes: Sequence[Note]) -> int:
    """Give 1 if a file failed, or if a note changes what the results mean; else 0."""
    return 1 if errors or any(note.changes_results for note in notes) else 0


def tell(arguments: argparse.Namespace, result: Result, show: Callable[[Result], object]) -> None:
    """Print a result as JSON if `--json` was typed, else show it to a person."""
    if arguments.json:
        print_json(result)
    else:
        show(result)


def finish(arguments: argparse.Namespace, result: Result, show: Callable[[Result], object]) -> int:
    """Print a result as `tell` does, then its errors and notes; returns the exit code."""
    errors: list[object] = getattr(result, "errors", [])
    notes: list[Note] = getattr(result, "notes", [])
    tell(arguments, result, show)
    if not arguments.json:
        # Labels have errors of lines, which their own screen shows.
        screen.show_errors([each for each in errors if isinstance(each, FileError)])
        named = partial(as_typed, spelling=arguments.spelling)
        screen.show_notes(notes, named)
    return exit_code(errors, notes)


def print_json(result: BaseModel) -> None:
    """Print the RPC's result."""
    value = result.model_dump(mode="json", by_alias=True)
    print(json.dumps(value, allow_nan=False, indent=2))
