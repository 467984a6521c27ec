"""`linnet recordings`: import, find again, remove."""

from __future__ import annotations

import argparse

from rich.markup import escape

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Command, Commands, given, print_json, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.recordings import (
    ImportRecordingsRequest,
    RelinkRequest,
    RemoveRecordingsRequest,
)
from sidecar.methods.recordings import import_recordings, relink_recordings, remove_recordings
from sidecar.rpc.verb import Call

# Lines of one kind that are shown before the rest is only counted.
_MOST_LINES = 20


def arguments(commands: Commands) -> None:
    """Say what can be typed."""
    area = commands.add_parser("recordings", help="import recordings, find moved ones, remove some")
    actions = area.add_subparsers(dest="action", required=True, metavar="ACTION")
    _import(actions)
    _relink(actions)
    _remove(actions)


def _import(actions: Commands) -> None:
    taking = actions.add_parser(
        "import",
        help="take recordings into the catalog without analysing them",
        description="Take recordings into the catalog without analysing them: length, start time, "
        "recorder and place as each file tells. Importing again adds only what is new.",
    )
    shared(taking, begins=True)
    add = Options(taking, ImportRecordingsRequest)
    add("inputs", nargs="+", metavar="PATH", help="files and folders")
    add(
        "--pattern",
        metavar="FOLDERS",
        help="what the last folders and the file's name mean, such as "
        "'{survey}/{site}/{recorder}/*' (quote it): makes surveys, sites, "
        "recorders and deployments of these names",
    )
    add("--deployment", dest="deployment_id", metavar="ID", help="that all belong to")
    add(
        "--no-fingerprint",
        dest="fingerprint",
        help="read headers only: quicker, but a file that is moved before it is analysed will not "
        "be known again",
    )


def _relink(actions: Commands) -> None:
    finding = actions.add_parser(
        "relink",
        help="find recordings that were moved, renamed or converted",
        description="Look below folders for recordings that are not where they were. They are "
        "known by their sound, whatever they are called now, and converted to FLAC or MP3 too. "
        "Detections and labels stay with them.",
    )
    shared(finding)
    add = Options(finding, RelinkRequest)
    add("folders", nargs="+", metavar="FOLDER", help="where to look")
    add("--dry-run", help="show what would be done, and stop")
    add(
        "--merge",
        help="where the catalog holds a recording at its new place too, join the two",
    )


def _remove(actions: Commands) -> None:
    taking_out = actions.add_parser(
        "remove",
        help="take recordings out of the catalog; their files stay",
        description="Take recordings and all that was found in them out of the catalog, after a "
        "backup. The sound files are not touched.",
    )
    shared(taking_out)
    add = Options(taking_out, RemoveRecordingsRequest)
    add("recording_ids", nargs="+", metavar="ID")
    add("--including-labels", help="also those in which somebody labelled something")


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {
        "import": _run_import,
        "relink": _run_relink,
        "remove": _run_remove,
    }
    return actions[arguments.action](engine, arguments, call)


def _run_import(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ("inputs", "pattern", "deployment_id", "fingerprint"))
    request = asked(ImportRecordingsRequest, fields)
    with screen.files_progress(call, "Reading", quiet=arguments.json):
        result = import_recordings(engine, request, call)
    if arguments.json:
        print_json(result)
    else:
        screen.show_errors(result.errors)
        made = (
            f" {screen.counted(result.deployments, 'deployment')} made."
            if result.deployments
            else ""
        )
        screen.say(
            f"{screen.counted(result.added, 'recording')} added, {result.known} known before.{made}"
        )
    return 1 if result.errors else 0


def _run_relink(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ("folders", "dry_run", "merge"))
    request = asked(RelinkRequest, fields)
    with screen.files_progress(call, "Looking", quiet=arguments.json):
        result = relink_recordings(engine, request, call)
    if arguments.json:
        print_json(result)
        return 1 if result.errors else 0
    screen.show_errors(result.errors)
    for moved in result.relinked[:_MOST_LINES]:
        screen.say(escape(f"{moved.old_path}\n  -> {moved.path} (same {moved.by})"))
    if len(result.relinked) > _MOST_LINES:
        screen.say(f"... and {len(result.relinked) - _MOST_LINES} more")
    for doubt in result.ambiguous:
        screen.say(escape(f"{doubt.old_path}\n  ? {doubt.reason}"))
        for candidate in doubt.candidates:
            screen.say(escape(f"    {candidate}"))
    found = "would be found again" if request.dry_run else "found again"
    screen.say(
        f"{screen.counted(len(result.relinked), 'recording')} {found}, "
        f"{len(result.ambiguous)} in doubt, {len(result.missing)} still missing."
    )
    return 1 if result.errors else 0


def _run_remove(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ("recording_ids", "including_labels"))
    result = remove_recordings(engine, asked(RemoveRecordingsRequest, fields), call)
    if arguments.json:
        print_json(result)
    else:
        removed = screen.counted(result.removed, "recording")
        screen.say(f"{removed} removed. Backup: {escape(result.backup)}")
    return 0


COMMANDS: dict[str, Command] = {"recordings": _run}
