"""`linnet export` and `linnet clips`."""

from __future__ import annotations

import argparse

from sidecar.cli import screen
from sidecar.cli.command import (
    Command,
    Commands,
    add_where,
    given,
    listed,
    shared,
    tell,
)
from sidecar.cli.where import where
from sidecar.contract.export import ClipsRequest, ExportRequest
from sidecar.engine import Engine
from sidecar.export.formats import FORMATS
from sidecar.export.spreadsheet import MORE
from sidecar.rpc.verb import Call
from sidecar.verbs.clips import clips
from sidecar.verbs.export import export


def arguments(commands: Commands) -> None:
    """Say what can be typed."""
    writing = commands.add_parser("export", help="write detections or annotations to files")
    shared(writing)
    add = writing.add_argument
    add("destination", metavar="PATH", help="file, or folder")
    add("--format", default="csv", metavar="F,...", help=f"{', '.join(FORMATS)} (csv)")
    add(
        "--annotations",
        action="store_true",
        help="what people and models decided, as it stands, in place of detections; "
        "people's alone: --where isHuman=1",
    )
    add("--per-recording", action="store_true", help="a file for each recording, in its folder")
    add("--columns", default="", metavar="C,...", help=f"more columns of csv: {', '.join(MORE)}")
    add_where(writing)
    cutting = commands.add_parser("clips", help="cut detections out of their recordings")
    shared(cutting)
    add = cutting.add_argument
    add("destination", metavar="DIR", help="gets a folder for each species")
    add("--format", choices=["flac", "wav"], help="where FLAC would lose something, always wav")
    add("--padding", type=float, metavar="S", help="seconds before and behind (0)")
    add("--most", type=int, metavar="N", help="clips of a species")
    add("--pick", choices=["best", "random"], help="which they are (best)")
    add("--seed", type=int, metavar="N", help="of chance (0)")
    add("--merge", action="store_true", help="neighbours of one species become one clip")
    add_where(cutting)


def _export(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    select = "annotations" if arguments.annotations else "detections"
    request = ExportRequest.model_validate(
        {
            "destination": arguments.destination,
            "format": listed(arguments.format, FORMATS, "format", field="--format"),
            "select": select,
            "where": where(arguments.where, select),
            "perRecording": arguments.per_recording,
            "columns": listed(arguments.columns, MORE, "column", field="--columns"),
        }
    )
    with screen.counting(call, "Exporting", quiet=arguments.json):
        result = export(engine, request, call)
    tell(arguments, result, screen.show_exported)
    return 0


def _clips(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    names = ("destination", "format", "padding", "most", "pick", "seed", "merge")
    fields = given(arguments, names)
    filters = where(arguments.where, "detections")
    request = ClipsRequest.model_validate({**fields, "where": filters})
    with screen.counting(call, "Cutting", quiet=arguments.json):
        result = clips(engine, request, call)
    tell(arguments, result, screen.show_clips)
    return 1 if result.errors else 0


COMMANDS: dict[str, Command] = {"export": _export, "clips": _clips}
