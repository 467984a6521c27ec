"""`linnet listen`: reads sound from standard input or growing files; prints a line per window."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from types import FrameType
from typing import Any, NoReturn

from sidecar.app.engine import Engine
from sidecar.audio.growing import Growing
from sidecar.audio.path import text_path
from sidecar.audio.piped import Header, Piped
from sidecar.characters import shown
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, given
from sidecar.cli.options import Options, number
from sidecar.cli.refused import asked
from sidecar.contract.stream import ListenedWindow, OpenStreamRequest
from sidecar.errors import InvalidParams, LinnetError, UnreadableAudio
from sidecar.methods.listen import Forwarding, follow, listen
from sidecar.rpc.verb import Call
from sidecar.settings import Settings

_FIELDS = (
    "model",
    "sample_rate",
    "format",
    "channels",
    "overlap",
    "min_confidence",
    "top_k",
    "site",
)
# The size of a pipe on most systems.
_MOST_BYTES = 65_536
_ANY_HZ = 48_000


def _arguments(command: argparse.ArgumentParser) -> None:
    add = Options(command, OpenStreamRequest)
    add("source", nargs="+", metavar="SOURCE", help="files, or - for standard input")
    add("--follow", action="store_true", help="wait for files to grow, until Ctrl+C")
    add("--forward", action="store_true", help="send the printed classes to the receiver too")
    add("--site", metavar="NAME", help="with --forward: where the sound is")
    add("--idle", type=number, metavar="S", help="with --follow: end a file that has not grown")
    add("--rate", dest="sample_rate", metavar="HZ", help="sample rate of sound that is not WAV")
    add("--format", help="16-bit integers or 32-bit floats; a WAV header gives format and channels")
    add("--channels", metavar="N", help="channels of the sound, which are averaged")
    add("--model", help=f"default: {Settings.model}")
    add("--overlap", metavar="S", help="seconds that two windows share")
    add("--top", dest="top_k", default=10, metavar="N", help="most classes per window")
    add("--min-confidence", default=0.0, metavar="P", help="smallest confidence to show")
    add("--catalog", metavar="FILE", help="with --forward: where results wait")
    add("--json", action="store_true", help="print a JSON object per line")


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    """Print each window's top classes as soon as it is complete, until the sound ends."""
    # Reading blocks until sound arrives, so a signal must interrupt it.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _interrupt)
    typed = given(arguments, _FIELDS)
    # A wrong option is an error before any sound has come.
    request = asked(OpenStreamRequest, {"sample_rate": _ANY_HZ, **typed})
    _check_sources(arguments)
    told = _Told(engine, arguments, request)
    try:
        if arguments.source == ["-"]:
            code = _pipe(engine, typed, told)
        else:
            code = _files(engine, arguments, typed, told)
    except KeyboardInterrupt as stopped:
        code = int(stopped.args[0]) if stopped.args else 130
    return told.end() or code


class _Told:
    """Prints windows, and forwards them where that was asked."""

    def __init__(
        self, engine: Engine, arguments: argparse.Namespace, request: OpenStreamRequest
    ) -> None:
        self._named = len(arguments.source) > 1
        self._json = arguments.json
        self._forwarding = Forwarding(engine, request) if arguments.forward else None
        self._trouble = ""
        if arguments.forward:
            engine.start_forwarding()

    def __call__(self, window: ListenedWindow) -> None:
        if self._forwarding is not None:
            self._queue(self._forwarding, window)
        print(_as_json(window) if self._json else _as_line(window, named=self._named), flush=True)

    def _queue(self, forwarding: Forwarding, window: ListenedWindow) -> None:
        try:
            forwarding.add(window)
            self._trouble = ""
        except LinnetError as error:  # what is held is queued with the next window
            if error.message != self._trouble:
                screen.show_error(error)
            self._trouble = error.message

    def end(self) -> int:
        """Queue what is held; returns 1 if it cannot be queued."""
        try:
            if self._forwarding is not None:
                self._forwarding.end()
        except LinnetError as error:
            screen.show_error(error)
            return 1
        return 0


def _check_sources(arguments: argparse.Namespace) -> None:
    """Raise InvalidParams for options that do not go together."""
    piped = "-" in arguments.source
    if piped and len(arguments.source) > 1:
        raise InvalidParams(
            "Standard input cannot be heard together with files.",
            field="source",
            hint="Name files alone, or - alone.",
        )
    if piped and arguments.follow:
        raise InvalidParams(
            "Standard input ends by itself, so nothing is followed.",
            field="follow",
            hint="Leave the option out.",
        )
    if arguments.site is not None and not arguments.forward:
        raise InvalidParams(
            "Nothing is sent, so nobody reads the site.",
            field="site",
            hint="Add --forward, or leave the option out.",
        )
    if arguments.idle is not None and not arguments.follow:
        raise InvalidParams(
            "Without --follow a file ends where it ends now.",
            field="idle",
            hint="Add --follow, or leave the option out.",
        )
    if arguments.idle is not None and not arguments.idle >= 0:  # refuses NaN too
        raise InvalidParams(
            "The time is no number of seconds.", field="idle", hint="Give a number of 0 or more."
        )


def _pipe(engine: Engine, typed: dict[str, Any], told: _Told) -> int:
    source = sys.stdin.fileno()
    sound = Piped(lambda: os.read(source, _MOST_BYTES))
    request = asked(OpenStreamRequest, _agreed(typed, sound.header))
    heard = False
    for window in listen(engine, request, sound.read):
        heard = True
        told(window)
    if not heard:
        raise UnreadableAudio(
            "No sound arrived on standard input.",
            hint="Does the program that records start, and does it write to the pipe?",
        )
    return 0


def _files(
    engine: Engine, arguments: argparse.Namespace, typed: dict[str, Any], told: _Told
) -> int:
    """Listen to files; one that fails is told, and the others go on."""
    files, code = list[Growing](), 0
    for text in arguments.source:
        try:
            files.append(Growing(text_path(text)))
        except LinnetError as error:
            screen.show_error(error)
            code = 1
    idle_s = arguments.idle if arguments.follow else 0.0

    def asking(file: Growing) -> OpenStreamRequest:
        return asked(OpenStreamRequest, _agreed(typed, file.header))

    for each in follow(engine, files, asking, idle_s):
        if isinstance(each, LinnetError):
            screen.show_error(each)
            code = 1
        else:
            told(each)
    return code


def _interrupt(number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt(128 + number)


def _agreed(typed: dict[str, Any], header: Header | None) -> dict[str, Any]:
    """Add what a WAV header says to what was typed; raises InvalidParams if these differ."""
    if header is None:
        if "sample_rate" not in typed:
            raise InvalidParams(
                "Plain samples do not tell their sample rate.",
                field="sampleRate",
                hint="Give the rate in Hz, or send the sound as WAV.",
            )
        return typed
    told = {"sample_rate": header.rate_hz, "format": header.form, "channels": header.channels}
    for name, value in told.items():
        if typed.get(name, value) != value:
            raise InvalidParams(
                f"The sound's WAV header says {value}, not {typed[name]}.",
                field={"sample_rate": "sampleRate"}.get(name, name),
                hint="Leave the option out; the header counts.",
            )
    return {**typed, **told}


def _as_line(window: ListenedWindow, *, named: bool = False) -> str:
    heard = ", ".join(f"{each.common} {each.confidence:.2f}" for each in window.classes)
    label = f"{shown(window.path)}: " if named and window.path else ""
    return f"{label}{window.start:10.2f}  {shown(heard) or '-'}"


def _as_json(window: ListenedWindow) -> str:
    return json.dumps(window.model_dump(by_alias=True), allow_nan=False)


ARGUMENTS: dict[str, Arguments] = {"listen": _arguments}
COMMANDS: dict[str, Command] = {"listen": _run}
