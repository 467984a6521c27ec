"""What can be typed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sidecar import __version__
from sidecar.cli.areas import areas
from sidecar.cli.options import Parser

# Commands that need no module of their own to be run, in the order in which help lists them.
_EVERYDAY = {
    "analyze": "name the species in recordings",
    "preprocess": "compute a model's input once, and keep it",
    "listen": "name what is heard in raw sound, as it arrives",
    "query": "ask the catalog",
    "models": "list, install, add and verify models",
}
_ORDER_BY = "--order-by"


def parse(typed: Sequence[str]) -> argparse.Namespace:
    """Read what was typed; ends the program with a message where that is wrong."""
    words = list(typed)
    for place in range(len(words) - 1, 0, -1):
        # argparse takes a falling order for an option.
        if words[place - 1] == _ORDER_BY:
            words[place - 1 : place + 1] = [f"{_ORDER_BY}={words[place]}"]
    return parser(words[0] if words else None).parse_args(words)


def parser(typed: str | None = None) -> Parser:
    """Build the parser of `linnet`, or as much of it as the command `typed` takes."""
    top = Parser(prog="linnet", description="Species from sound recordings, offline.")
    top.add_argument("--version", action="version", version=f"linnet {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _serve(commands.add_parser("serve", help="answer JSON-RPC on standard input and output"))
    if typed != "serve":  # which must answer before the contract of all the others is imported
        from sidecar.cli import everyday

        for name, help in _EVERYDAY.items():
            getattr(everyday, name)(commands.add_parser(name, help=help))
    for area in areas(typed, own=tuple(commands.choices)):
        area.arguments(commands)
    return top


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--catalog", metavar="FILE", help="catalog file (default: the user's)")
    command.add_argument("--log-format", choices=["text", "json"], default="text")
