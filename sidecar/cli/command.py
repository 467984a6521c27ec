"""What the modules of commands share."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from sidecar.engine import Engine
from sidecar.errors import InvalidParams
from sidecar.rpc.verb import Call

Command = Callable[[Engine, argparse.Namespace, Call], int]

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object


def shared(command: argparse.ArgumentParser) -> None:
    """Add the options that every command about a catalog has."""
    command.add_argument("--catalog", metavar="FILE", help="catalog file (default: the user's)")
    command.add_argument("--json", action="store_true", help="print what the RPC would return")


def given(arguments: argparse.Namespace, names: Sequence[str]) -> dict[str, Any]:
    """Take the options that were given."""
    values = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def parsed(text: str, *, field: str) -> Any:  # noqa: ANN401 - whatever was typed
    """Read an option that is JSON; raises InvalidParams naming it."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise InvalidParams("This is not JSON.", field=field, hint=str(error)) from error


def print_json(result: BaseModel) -> None:
    """Print what the RPC would return."""
    value = result.model_dump(mode="json", by_alias=True)
    print(json.dumps(value, allow_nan=False, indent=2))
