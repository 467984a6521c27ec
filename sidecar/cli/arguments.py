"""Builds the parser of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sidecar import __version__
from sidecar.cli.areas import areas
from sidecar.cli.options import Parser

# Commands without their own module. Help lists them in this order.
_EVERYDAY = {
    "analyze": "name the species in recordings",
    "preprocess": "compute a model's input once and keep it",
    "listen": "name the species in raw sound as it arrives",
    "query": "list rows of the catalog",
    "models": "list, install, add and verify models",
}
_ORDER_BY = "--order-by"


def parse(typed: Sequence[str]) -> argparse.Namespace:
    """Read the typed words; ends the program with a message if they are wrong."""
    words = list(typed)
    for place in range(len(words) - 1, 0, -1):
        # argparse takes a field with a minus sign for an option.
        if words[place - 1] == _ORDER_BY:
            words[place - 1 : place + 1] = [f"{_ORDER_BY}={words[place]}"]
    return parser(words[0] if words else None).parse_args(words)


def parser(typed: str | None = None) -> Parser:
    """Build the parser of `linnet`, or only the part for the command `typed`."""
    top = Parser(prog="linnet", description="Species from sound recordings, offline.")
    top.add_argument("--version", action="version", version=f"linnet {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _serve(commands.add_parser("serve", help="answer JSON-RPC on standard input and output"))
    if typed != "serve":  # its first answer must not wait for the imports of the others
        from sidecar.cli import everyday

        for name, help in _EVERYDAY.items():
            getattr(everyday, name)(commands.add_parser(name, help=help))
    for area in areas(typed, own=tuple(commands.choices)):
        area.arguments(commands)
    return top


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--catalog", metavar="FILE", help="catalog file (default: the user's)")
    command.add_argument(
        "--log-format",
        choices=["text", "json"],
        default="text",
        help="form of the log on standard error (text)",
    )
