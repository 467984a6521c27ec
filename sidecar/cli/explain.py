"""`linnet explain`: why a species was named or left out."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, finish, given, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.explain import Explained, ExplainRequest, ExplainResult, Reason
from sidecar.methods.explain import explain
from sidecar.rpc.verb import Call

_FIELDS = ("recording_id", "detection_id", "start", "end", "species", "model", "k")


def _arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    target = Options(command.add_mutually_exclusive_group(required=True), ExplainRequest)
    target("--recording", dest="recording_id", metavar="ID", help="a recording of the catalog")
    target("--detection", dest="detection_id", metavar="ID", help="the stretch of a detection")
    add = Options(command, ExplainRequest)
    add("--start", metavar="S", help="start of the stretch, in seconds")
    add("--end", metavar="S", help="end of the stretch, in seconds")
    add("--species", metavar="NAME", help="this species alone")
    add("--model", metavar="NAME", help="the model that analysed (default: of the latest analysis)")
    add("-k", metavar="N", help="number of species")


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(ExplainRequest, given(arguments, _FIELDS))
    return finish(arguments, explain(engine, request, call), _show)


def _show(result: ExplainResult) -> None:
    if result.said is not None:
        print(result.said)
        return
    rows = [
        [row.species, f"{row.score:.3f}", f"{row.start:g}", _why(row)] for row in result.species
    ]
    screen.show_table(["species", "score", "at s", "why not"], rows)
    if (judge := result.range_model) is not None:
        known = f"{judge.matched:,} of {judge.classes:,} classes"
        screen.show_line(f"{judge.title} judged the place. It knows {known}.")


def _why(row: Explained) -> str:
    if not row.dropped:
        return "is a detection"
    words: dict[Reason, str] = {
        "list": "the lists of species leave it out",
        "place": "unknown to the range model, and such classes are dropped"
        if row.occurrence is None
        else f"not expected here (occurrence {row.occurrence:.3f})",
        "threshold": f"below the threshold {row.threshold:g}",
        "topK": "others scored higher in the window",
    }
    return "; ".join(words[each] for each in row.dropped)


ARGUMENTS: dict[str, Arguments] = {"explain": _arguments}
COMMANDS: dict[str, Command] = {"explain": _run}
