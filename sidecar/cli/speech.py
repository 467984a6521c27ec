"""`linnet speech`: finds where people speak, tells how much, and writes copies without it."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Actions, Arguments, Command, add_where, finish, given, shared
from sidecar.cli.console import named
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.where import where
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.contract.rows import SpeechTotalRow
from sidecar.contract.speech import (
    FindSpeechRequest,
    FindSpeechResult,
    RedactRequest,
    RedactResult,
)
from sidecar.methods.query import query
from sidecar.methods.redact import redact
from sidecar.methods.speech import find_speech
from sidecar.rpc.verb import Call

# Further copies are only counted.
_MOST_LINES = 20


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _find(actions)
    reporting = actions.add_parser(
        "report",
        help="tell how much speech there is at each site",
        description="Tell for each site how many recordings and hours somebody listened to for "
        "speech, and how much speech there is. `linnet query speech` lists the stretches.",
    )
    shared(reporting)
    _redact(actions)


def _find(actions: Actions) -> None:
    finding = actions.add_parser(
        "find",
        help="find where people speak in recordings of the catalog",
        description="Listen to all recordings of the catalog for human voices, or to those that "
        "pass the filters, without analysing them. `linnet analyze --speech` does so while it "
        "names species.",
    )
    shared(finding)
    add = Options(finding, FindSpeechRequest)
    add("--again", help="listen again to recordings that were listened to before")
    add_where(finding)


def _redact(actions: Actions) -> None:
    writing = actions.add_parser(
        "redact",
        help="write copies of recordings in which speech is silent",
        description="Write a copy of each recording with speech, in the same format and with the "
        "same metadata, in which nobody speaks. The recordings themselves stay as they are. The "
        "catalog links each copy to its recording.",
    )
    shared(writing)
    add = Options(writing, RedactRequest)
    add("destination", metavar="DIR", help="folder for the copies")
    add("--padding", metavar="S", help="seconds silenced before and after speech")
    add_where(writing)


def _speech(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {"find": _listen, "report": _report, "redact": _copy}
    return actions[arguments.action](engine, arguments, call)


def _filters(engine: Engine, arguments: argparse.Namespace) -> dict[str, object]:
    return {"where": where(arguments.where, engine.catalog.questions.fields("recordings"))}


def _listen(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(
        FindSpeechRequest, {**given(arguments, ("again",)), **_filters(engine, arguments)}
    )
    with screen.counting(call, "Listening", quiet=arguments.json):
        result = find_speech(engine, request, call)
    return finish(arguments, result, _show_found)


def _show_found(result: FindSpeechResult) -> None:
    screen.show_line(
        f"{screen.counted(result.listened, 'recording')} listened to, {result.with_speech:,} with "
        f"speech: {result.speech_seconds:,.1f} of {result.seconds_heard:,.1f} s."
    )
    if result.known:
        known = screen.counted(result.known, "recording")
        screen.show_line(f"{known} left out: {result.detector} listened before.")


def _report(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = QueryRequest(select="speechTotals", order_by=["-hoursSpeech"], limit=1000)
    return finish(arguments, query(engine, request, call), _show_sites)


def _show_sites(result: QueryResult) -> None:
    rows = [each for each in result.rows if isinstance(each, SpeechTotalRow)]
    screen.show_table(
        ("site", "recordings", "listened to", "with speech", "hours heard", "hours of speech"),
        [
            (
                each.site or "(no site)",
                f"{each.recordings:,}",
                f"{each.recordings_heard:,}",
                f"{each.with_speech:,}",
                f"{each.hours_heard:,.2f}",
                f"{each.hours_speech:,.3f}",
            )
            for each in rows
        ],
    )
    more = result.total - len(rows)
    if more > 0:
        screen.show_line(f"and {more:,} more sites.")


def _copy(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(
        RedactRequest,
        {**given(arguments, ("destination", "padding")), **_filters(engine, arguments)},
    )
    with screen.counting(call, "Writing", quiet=arguments.json):
        result = redact(engine, request, call)
    return finish(arguments, result, _show_copies)


def _show_copies(result: RedactResult) -> None:
    kept = f"; {result.kept:,} already existed" if result.kept else ""
    noun = "copy" if result.written == 1 else "copies"
    screen.show_line(f"{result.written:,} {noun} written{kept}.")
    for each in result.copies[:_MOST_LINES]:
        left = f", {each.speech_left:.1f} s of speech left" if each.speech_left else ""
        screen.show_line(f"{named(each.path)}: {each.muted_seconds:,.1f} s muted{left}")
    if len(result.copies) > _MOST_LINES:
        screen.show_line(f"and {len(result.copies) - _MOST_LINES:,} more.")


ARGUMENTS: dict[str, Arguments] = {"speech": _arguments}
COMMANDS: dict[str, Command] = {"speech": _speech}
