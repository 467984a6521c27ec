"""`linnet analyze`: names the species in recordings, and writes their files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, get_args

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.audio.path import at_home, path_text
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, exit_code, finish, given, listed, shared
from sidecar.cli.inputs import add_inputs, inputs
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.specieslist import read_species_list
from sidecar.cli.windowing import WINDOWING, add_windowing
from sidecar.contract.analyze import (
    FallbackWay,
    InferRequest,
    InferResult,
    Location,
    RetryDeferredRequest,
    RetryDeferredResult,
)
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.errors import InvalidParams, reaching
from sidecar.export.formats import FORMATS
from sidecar.methods.analyze import infer
from sidecar.methods.query import query
from sidecar.methods.results import earlier_results, run_files, write_results
from sidecar.methods.retry import retry
from sidecar.rpc.verb import Call
from sidecar.settings import Settings

# Folder of result files, unless another is named.
_RESULTS = "linnet-results"

# These options go into the request unchanged.
_PLAIN = (
    *WINDOWING,
    "min_confidence",
    "threshold_set",
    "top_k",
    "sensitivity",
    "sensitivity_mode",
    "merge_consecutive",
    "indices",
    "speech",
    "force",
    "threads",
    "batch",
)

# These options do not go with --deferred.
_NOT_DEFERRED = (
    "inputs",
    "files_from",
    *(name for name in _PLAIN if name != "model"),
    "latitude",
    "longitude",
    "week",
    "local",
    "species_list",
    "exclude_species",
    "fallbacks",
    "format",
    "out",
    "replace",
)


def _arguments(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = Options(command, InferRequest, Location)
    add_inputs(add)
    add("--model", help=f"default: {Settings.model}")
    add("--min-confidence", metavar="P", help="smallest confidence")
    add("--threshold-set", metavar="NAME", help="smallest confidences of `linnet thresholds save`")
    add_windowing(add)
    add("--top-k", metavar="N", help="most species per window")
    add("--sensitivity", metavar="X", help="above 1 gives more detections, below 1 fewer")
    add("--sensitivity-mode", help="shift as in BirdNET-Analyzer, or slope as in birdnetlib")
    add("--latitude", metavar="DEG")
    add("--longitude", metavar="DEG")
    add("--week", metavar="N", help="default: the week of each recording; -1: all year")
    add("--local", action="store_true", help="only species of each recording's place and week")
    add("--species-list", metavar="FILE", help="the only species to name, one per line")
    add("--exclude-species", metavar="FILE", help="species never to name, one per line")
    add("--merge-consecutive", metavar="N", help="consecutive windows that become one detection")
    add(
        "--deferred",
        action="store_true",
        help="analyse recordings that wait for a model that failed, in place of inputs",
    )
    add(
        "--fallbacks",
        action="store",
        metavar="WAY,...",
        help=f"what stands in if the model fails: {', '.join(get_args(FallbackWay))}; or none",
    )
    add("--indices", help="also measure level, rain, wind and acoustic indices of each minute")
    add("--speech", help="also find where people speak, in recordings that are read")
    add("--force", help="analyse finished recordings again")
    add("--threads", metavar="N", help="default: one per core")
    add("--batch", metavar="N", help="windows at once; default: 4 of sound, 1 as a picture")
    add(
        "--format",
        default="",
        metavar="F,...",
        help="also write files: csv, raven and other formats of `linnet export`",
    )
    add(
        "--out",
        metavar="DIR",
        help="folder for these files (linnet-results)",
    )
    add(
        "--replace",
        action="store_true",
        help="replace the results of other recordings in that folder",
    )


def _analyze(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    if arguments.deferred:
        return _retry(engine, arguments, call)
    formats = listed(arguments.format, FORMATS, "format", field="--format")
    _check_needs_format(arguments, formats)
    request = asked(InferRequest, _infer_fields(arguments))
    # A wrong folder must fail before the night's work, not after it.
    folder = at_home(Path(arguments.out or _RESULTS))
    files = run_files(engine, formats, folder, request.inputs, replace=arguments.replace)
    with screen.infer_progress(call, quiet=arguments.json):
        result = infer(engine, request, call)
    with reaching(files.folder):
        written = write_results(engine, result.runs, result.model, files)
    ledger = Ledger()
    for path in earlier_results(files, written):
        ledger.add("earlierResults", path_text(path))
    result = result.model_copy(update={"notes": [*result.notes, *ledger.notes()]})

    def show(result: InferResult) -> None:
        if result.stats.files > result.stats.failed:  # else nothing was heard, or not heard
            species = _species_of(engine, result)
            screen.show_species([row.model_dump() for row in species.rows], species.total)
        screen.show_run(result, written, engine.catalog_path)

    return finish(arguments, result, show)


def _retry(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    """Analyse what waits, each recording with the settings that it waits for."""
    for name in _NOT_DEFERRED:
        if getattr(arguments, name) not in (None, False, "", []):
            raise InvalidParams(
                "Waiting recordings have the settings of their first run.",
                field=name,
                hint="Leave this option out beside --deferred, or name recordings.",
            )
    request = asked(RetryDeferredRequest, given(arguments, ("model",)))
    with screen.infer_progress(call, quiet=arguments.json):
        result = retry(engine, request, call)

    def show(result: RetryDeferredResult) -> None:
        if not result.runs and not result.errors:
            screen.say("No recording waits for a model.")
        for each in result.runs:
            screen.show_run(each, [], engine.catalog_path)
            screen.show_errors(each.errors)
            # What still waits is said once, at the end.
            screen.show_notes([note for note in each.notes if note.kind != "deferred"])

    codes = [exit_code(each.errors, each.notes) for each in result.runs]
    return max(finish(arguments, result, show), *codes, 0)


def _check_needs_format(arguments: argparse.Namespace, formats: list[str]) -> None:
    """Raise InvalidParams for an option about files where no files were asked for."""
    for name, typed in (("out", arguments.out is not None), ("replace", arguments.replace)):
        if typed and not formats:
            raise InvalidParams(
                "Without --format, no files are written.",
                field=name,
                hint="Name a format, such as --format csv, or leave this option out.",
            )


def _infer_fields(arguments: argparse.Namespace) -> dict[str, Any]:
    fields = {**given(arguments, _PLAIN), "inputs": inputs(arguments)}
    place = {name: getattr(arguments, name) for name in ("latitude", "longitude", "week")}
    place = {name: value for name, value in place.items() if value is not None}
    if arguments.local and {"latitude", "longitude"} & place.keys():
        raise InvalidParams(
            "Each recording's own place and a place for all cannot both count.",
            field="local",
            hint="Leave --local out, or leave --latitude and --longitude out.",
        )
    if place or arguments.local:
        fields["location"] = place
    if (ways := arguments.fallbacks) is not None:
        named = get_args(FallbackWay)
        fields["fallbacks"] = (
            [] if ways == "none" else listed(ways, named, "fallback", field="fallbacks")
        )
    for name in ("species_list", "exclude_species"):
        if (file := getattr(arguments, name)) is not None:
            option = f"--{name.replace('_', '-')}"
            fields[name] = read_species_list(file, field=option)
    return fields


def _species_of(engine: Engine, result: InferResult) -> QueryResult:
    request = QueryRequest(
        select="species", where={"runId": result.runs}, order_by=["-detections"], limit=1000
    )
    return query(engine, request, Call())


ARGUMENTS: dict[str, Arguments] = {"analyze": _arguments}
COMMANDS: dict[str, Command] = {"analyze": _analyze}
