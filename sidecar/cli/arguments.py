"""Builds the parser of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence

from sidecar import __version__
from sidecar.cli.areas import AREAS, area
from sidecar.cli.parser import SETTINGS, Parser

_ORDER_BY = "--order-by"


def parse(typed: Sequence[str]) -> argparse.Namespace:
    """Read the typed words; ends the program with a message if they are wrong."""
    words = list(typed)
    for place in range(len(words) - 1, 0, -1):
        # argparse takes a field with a minus sign for an option.
        if words[place - 1] == _ORDER_BY:
            words[place - 1 : place + 1] = [f"{_ORDER_BY}={words[place]}"]
    return parser(_command(words)).parse_args(words)


def _command(words: Sequence[str]) -> Sequence[str]:
    """Find the command, which may stand behind options of all commands."""
    place = 0
    while place < len(words) and words[place].startswith("-"):
        place += 1 if "=" in words[place] or words[place] not in SETTINGS else 2
    return words[place : place + 1]


def parser(filled: Collection[str] = AREAS) -> Parser:
    """Build the parser of `linnet`; commands that are not `filled` have their help's line alone.

    Filling a command imports its module, for which help and other commands need not wait.
    """
    top = Parser(prog="linnet", description="Species from sound recordings, offline.")
    top.add_argument("--version", action="version", version=f"linnet {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _serve(commands.add_parser("serve", help="answer JSON-RPC on standard input and output"))
    for name, (_, help) in AREAS.items():
        command = commands.add_parser(name, help=help)
        if name in filled:
            area(name).ARGUMENTS[name](command)
    return top


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--catalog", metavar="FILE", help="catalog file (default: the user's)")
    command.add_argument(
        "--log-format",
        choices=["text", "json"],
        default="text",
        help="form of the log on standard error (text)",
    )
