"""`linnet export` and `linnet clips`."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.audio.path import at_home, text_path
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, add_where, finish, given, listed, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.where import where
from sidecar.contract.export import ClipsRequest, ExportRequest
from sidecar.errors import InvalidParams
from sidecar.export.columns import MORE
from sidecar.export.destination import is_folder
from sidecar.export.formats import FORMATS, format_of
from sidecar.methods.clips import clips
from sidecar.methods.export import export
from sidecar.rpc.verb import Call


def _export_arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, ExportRequest)
    add("destination", metavar="PATH", help="file or folder")
    add(
        "--format",
        choices=None,
        metavar="F,...",
        help=f"{', '.join(FORMATS)} (default: what the file's name means, csv for a folder)",
    )
    add(
        "--annotations",
        dest="select",
        action="store_const",
        const="annotations",
        default="detections",
        help="write current annotations of people and models in place of detections; "
        "people's only: --where isHuman=1",
    )
    add("--overwrite", help="replace files that are no earlier export")
    add("--per-recording", help="write one file per recording, in its folder")
    add(
        "--columns",
        default="",
        choices=None,
        metavar="C,...",
        help=f"further columns of csv: {', '.join(MORE)}",
    )
    add("--bom", help="begin tables with a byte-order mark, so that Excel reads accents rightly")
    add("--decimal-comma", help="write 0,95 in tables, with semicolons between the cells")
    add("--separator", help="between the cells of tables")
    add("--paths", help="form of the recordings' paths in tables")
    add("--root", metavar="DIR", help="folder of relative paths; default: the one all share")
    add_where(command)


def _clips_arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, ClipsRequest)
    add("destination", metavar="DIR", help="folder for the clips; each species gets its own")
    add("--overwrite", help="replace files that are no earlier export")
    add("--format", help="file format; always wav if FLAC would lose something")
    add("--padding", metavar="S", help="seconds added before and after")
    add("--most", metavar="N", help="most clips per species")
    add("--pick", help="clips to choose")
    add("--seed", metavar="N", help="seed of the random choice")
    add("--merge", help="join neighbours of one species into one clip")
    add_where(command)


# These options go into the request unchanged.
_PLAIN = (
    *("destination", "overwrite", "select", "per_recording"),
    *("bom", "decimal_comma", "separator", "paths", "root"),
)


def _columns(arguments: argparse.Namespace) -> dict[str, list[str]]:
    columns = listed(arguments.columns, MORE, "column", field="--columns")
    return {"columns": columns} if columns else {}


def _export(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(
        ExportRequest,
        {
            **given(arguments, _PLAIN),
            "where": where(arguments.where, engine.catalog.questions.fields(arguments.select)),
            "format": _formats(arguments),
            **_columns(arguments),
        },
    )
    with screen.counting(call, "Exporting", quiet=arguments.json):
        result = export(engine, request, call)
    return finish(arguments, result, screen.show_exported)


def _formats(arguments: argparse.Namespace) -> list[str]:
    """Read the typed formats, or find the one that the file's name means."""
    if arguments.format is not None:
        return listed(arguments.format, FORMATS, "format", field="--format")
    destination = arguments.destination
    if arguments.per_recording or is_folder(destination, at_home(text_path(destination))):
        return ["csv"]
    meant = format_of(destination)
    if meant is None:
        name = text_path(destination).name
        raise InvalidParams(
            f'The name "{name}" does not tell the format.',
            field="--format",
            hint=f"Linnet writes {', '.join(FORMATS)}. Spreadsheets open csv.",
        )
    return [meant]


def _clips(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    names = ("destination", "overwrite", "format", "padding", "most", "pick", "seed", "merge")
    fields = given(arguments, names)
    filters = where(arguments.where, engine.catalog.questions.fields("detections"))
    request = asked(ClipsRequest, {**fields, "where": filters})
    with screen.counting(call, "Cutting", quiet=arguments.json):
        result = clips(engine, request, call)
    return finish(arguments, result, screen.show_clips)


ARGUMENTS: dict[str, Arguments] = {"export": _export_arguments, "clips": _clips_arguments}
COMMANDS: dict[str, Command] = {"export": _export, "clips": _clips}
