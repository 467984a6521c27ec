"""`linnet export` and `linnet clips`."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.audio.path import at_home, text_path
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, add_where, finish, given, listed, shared
from sidecar.cli.exportplan import show_clips_plan, show_plan, show_preview
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.where import where
from sidecar.contract.export import ClipsRequest, ClipsResult, ExportRequest, ExportResult
from sidecar.errors import InvalidParams
from sidecar.export.clipnames import FIELDS
from sidecar.export.columns import MORE
from sidecar.export.destination import is_folder
from sidecar.export.formats import FORMATS, format_of
from sidecar.methods.clips import clips
from sidecar.methods.export import export
from sidecar.rpc.verb import Call


def _export_arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, ExportRequest)
    add("destination", nargs="?", metavar="PATH", help="file or folder; a preview needs none")
    add(
        "--format",
        choices=None,
        metavar="F,...",
        help=f"{', '.join(FORMATS)} (default: what the file's name means, csv for a folder)",
    )
    _add_select(add)
    add("--preview", metavar="N", help="only show the first rows as they would be written")
    add("--dry-run", help="only name the files that would be written or replaced")
    add("--methods", help="write methods text, settings and citations beside the files")
    add("--overwrite", help="replace files that are no earlier export")
    add("--per-recording", help="write one file per recording, in its folder")
    _add_cap(add, "rows")
    add(
        "--columns",
        default="",
        choices=None,
        metavar="C,...",
        help=f"further columns of csv: {', '.join(MORE)}",
    )
    add(
        "--threshold-set",
        metavar="NAME",
        help="set of `linnet thresholds save` whose curves give the column probability",
    )
    add("--samples", nargs="+", metavar="NAME", help="judged samples that --methods tells of")
    add("--bom", help="begin tables with a byte-order mark, so that Excel reads accents rightly")
    add("--decimal-comma", help="write 0,95 in tables, with semicolons between the cells")
    add("--separator", help="between the cells of tables")
    add("--paths", help="form of the recordings' paths in tables")
    add("--root", metavar="DIR", help="folder of relative paths; default: the one all share")
    add_where(command)


def _add_select(add: Options) -> None:
    """Add the options that choose what rows are written."""
    add(
        "--annotations",
        dest="select",
        action="store_const",
        const="annotations",
        default="detections",
        help="write current annotations of people and models in place of detections; "
        "people's only: --where isHuman=1",
    )
    add(
        "--minutes",
        dest="select",
        action="store_const",
        const="minutes",
        help="write what was measured of minutes, as csv, parquet, json or ndjson",
    )


def _clips_arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, ClipsRequest)
    add("destination", metavar="DIR", help="folder for the clips; each species gets its own")
    add("--overwrite", help="replace files that are no earlier export")
    add("--format", help="file format; always wav if FLAC would lose something")
    add("--padding", metavar="S", help="seconds added before and after")
    _add_cap(add, "clips")
    add(
        "--names",
        metavar="PATTERN",
        help=f"what names begin with, such as {{species}}_{{score}}; fields: {', '.join(FIELDS)}",
    )
    add("--dry-run", help="only count the clips, and those that exist")
    add("--speech", help="what becomes of clips in which people speak")
    add("--merge", help="join neighbours of one species into one clip")
    add_where(command)


def _add_cap(add: Options, noun: str) -> None:
    """Add the options that choose rows or clips after the filter."""
    add("--most", metavar="N", help=f"most {noun} of each species, site or both")
    add("--per", help="groups of which only so many are kept")
    add("--pick", help=f"{noun} to choose")
    add("--seed", metavar="N", help="seed of the random choice")


_CAP = ("most", "per", "pick", "seed")

# These options go into the request unchanged.
_PLAIN = (
    *("destination", "overwrite", "select", "per_recording"),
    *("bom", "decimal_comma", "separator", "paths", "root"),
    *("preview", "dry_run", "methods", "threshold_set", "samples", *_CAP),
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
    return finish(arguments, result, _show_exported)


def _show_exported(result: ExportResult) -> None:
    """Show a preview and a plan, or the written files."""
    for each in result.previews:
        show_preview(each)
    if result.plan is not None:
        show_plan(result.plan)
    if result.plan is None and not result.previews:
        screen.show_exported(result)


def _formats(arguments: argparse.Namespace) -> list[str]:
    """Read the typed formats, or find the one that the file's name means."""
    if arguments.format is not None:
        return listed(arguments.format, FORMATS, "format", field="--format")
    destination = arguments.destination
    if destination is None:
        return ["csv"]
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
    names = (
        "destination",
        "overwrite",
        "format",
        "padding",
        "merge",
        "names",
        "speech",
        "dry_run",
        *_CAP,
    )
    fields = given(arguments, names)
    filters = where(arguments.where, engine.catalog.questions.fields("detections"))
    request = asked(ClipsRequest, {**fields, "where": filters})
    with screen.counting(call, "Cutting", quiet=arguments.json):
        result = clips(engine, request, call)
    return finish(arguments, result, _show_clips)


def _show_clips(result: ClipsResult) -> None:
    if result.plan is not None:
        show_clips_plan(result.plan)
    else:
        screen.show_clips(result)


ARGUMENTS: dict[str, Arguments] = {"export": _export_arguments, "clips": _clips_arguments}
COMMANDS: dict[str, Command] = {"export": _export, "clips": _clips}
