"""`linnet occasions`, and the options of occasions that `linnet query` has too."""

from __future__ import annotations

import argparse
from typing import Any

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, add_where, finish, given, parsed, shared
from sidecar.cli.console import named
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.where import where
from sidecar.contract.occasionexport import ExportOccasionsRequest, ExportOccasionsResult
from sidecar.contract.occasions import OccasionOptions
from sidecar.methods.occasions import export_occasions
from sidecar.rpc.verb import Call

_OPTIONS = ("start", "days", "first_day", "min_hours", "min_confidence")


def add_occasions(command: argparse.ArgumentParser) -> None:
    """Add the options that part time, and say which detections count."""
    add = Options(command, OccasionOptions)
    add("--start", metavar="HOUR", help="hour at which an occasion begins: 12 for nights")
    add("--days", metavar="N", help="days of an occasion")
    add("--first-day", metavar="DATE", help="begin of the first occasion, such as 2024-05-01")
    add("--min-hours", metavar="H", help="least hours analysed; with fewer, nothing is known")
    add("--min-confidence", metavar="P", help="threshold of all species (default: of the runs)")
    command.add_argument(
        "--species-confidence",
        metavar="JSON",
        help='thresholds of single species, such as {"Strix aluco": 0.8}',
    )


def occasions_given(arguments: argparse.Namespace) -> dict[str, Any]:
    """Take the given options of occasions."""
    found = given(arguments, _OPTIONS)
    if arguments.species_confidence is not None:
        text = arguments.species_confidence
        found["species_confidence"] = parsed(text, field="--species-confidence")
    return {"occasions": found} if found else {}


def _arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    command.description = (
        "Write what days or nights of sites say of species, with the hours that a model really "
        "analysed. A night without sound is NA, and not 0. Name the species: "
        "--where species='Strix aluco,Asio otus'."
    )
    add = Options(command, ExportOccasionsRequest)
    add("destination", metavar="DIR", help="folder for the files")
    add("--as", dest="form", help="files for this R package, or long: one row a cell")
    add("--threshold-set", metavar="NAME", help="thresholds of `linnet thresholds save`")
    add("--overwrite", help="replace files that are no earlier export")
    add("--dry-run", help="only name the files")
    add_occasions(command)
    add_where(command)


def _occasions(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    names = ("destination", "form", "threshold_set", "overwrite", "dry_run")
    request = asked(
        ExportOccasionsRequest,
        {
            **given(arguments, names),
            **occasions_given(arguments),
            "where": where(arguments.where, engine.catalog.questions.fields("detections")),
        },
    )
    with screen.counting(call, "Exporting", quiet=arguments.json):
        result = export_occasions(engine, request, call)
    return finish(arguments, result, _show)


def _show(result: ExportOccasionsResult) -> None:
    doing = "Wrote" if result.written else "Would write"
    for each in result.files[:20]:
        screen.say(f"{doing} {named(each.path)}")
    if len(result.files) > 20:
        screen.say(f"and {len(result.files) - 20:,} more.")
    screen.say(
        f"{screen.counted(result.sites, 'site')}, {screen.counted(result.occasions, 'occasion')}, "
        f"{result.species:,} species: {screen.counted(result.cells, 'cell')} in "
        f"{result.elapsed_seconds:.1f} s."
    )
    for error in result.refusals[:20]:
        screen.say(" ".join(filter(None, [named(error.message), named(error.hint)])))


ARGUMENTS: dict[str, Arguments] = {"occasions": _arguments}
COMMANDS: dict[str, Command] = {"occasions": _occasions}
