"""`linnet forward`: sends results to the receiver, and tells how far they have come."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, given, print_json, shared
from sidecar.cli.console import Console, named
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.forward import (
    ForwardStatusRequest,
    ForwardStatusResult,
    QueueResultsRequest,
)
from sidecar.methods.forward import queue, send, status
from sidecar.rpc.verb import Call

_err = Console(stderr=True)


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    send = actions.add_parser("send", help="send the results that wait, and end")
    shared(send)
    add = Options(send, QueueResultsRequest)
    add("--since", metavar="DAY", help="also results of runs that began on this day or later")
    add("--refused", help="also results that the receiver refused before")
    shown = actions.add_parser("status", help="count the results that wait, were sent or refused")
    shared(shown)


def _forward(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {"send": _send, "status": _status}
    return actions[arguments.action](engine, arguments, call)


ARGUMENTS: dict[str, Arguments] = {"forward": _arguments}
COMMANDS: dict[str, Command] = {"forward": _forward}


def _send(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    more = given(arguments, ["since", "refused"])
    if more:
        queue(engine, asked(QueueResultsRequest, more), call)
    with _counting(quiet=arguments.json) as tell:
        sent = send(engine, call, tell)
    if arguments.json:
        return _status(engine, arguments, call)
    screen.say(f"The receiver has {screen.counted(sent, 'more result')}.")
    return 0


@contextmanager
def _counting(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how many results were sent, and how many wait."""
    if quiet or not _err.is_terminal:
        yield lambda sent, waiting: None
        return
    with _err.status("Sending") as shown:
        yield lambda sent, waiting: shown.update(f"Sent {sent:,} results, {waiting:,} wait")


def _status(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    result = status(engine, ForwardStatusRequest(), call)
    if arguments.json:
        print_json(result)
    else:
        _show(result)
    return 1 if result.trouble or result.refused else 0


def _show(result: ForwardStatusResult) -> None:
    screen.say(named(f"Receiver: {result.address or 'none, so no results are sent'}"))
    oldest = f", the oldest since {result.oldest}" if result.oldest else ""
    screen.say(f"Waiting: {result.waiting:,}{oldest}")
    last = f", the last at {result.last_sent}" if result.last_sent else ""
    screen.say(f"Sent: {result.sent:,}{last}")
    screen.say(f"Refused: {result.refused:,}")
    for each in result.refusals:
        screen.say(named(f"  {each.path or each.site or each.id}: {each.reason} ({each.status})"))
    if result.refused:
        screen.say("To send them again: linnet forward send --refused")
    if result.trouble:
        since = f" since {result.trouble_since}" if result.trouble_since else ""
        screen.say(named(f"Trouble{since}: {result.trouble}"))
        screen.say(f"Next try: {result.next_try}")
