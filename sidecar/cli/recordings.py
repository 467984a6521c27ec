"""`linnet recordings`: imports, relinks and removes recordings."""

from __future__ import annotations

import argparse
from functools import partial

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import (
    Actions,
    Arguments,
    Command,
    add_where,
    finish,
    given,
    shared,
)
from sidecar.cli.console import named
from sidecar.cli.inputs import add_inputs, inputs
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.sites import add_clock, clock_fields
from sidecar.cli.where import where
from sidecar.contract.places import ClockFields
from sidecar.contract.recordings import (
    ImportRecordingsRequest,
    ImportRecordingsResult,
    LookRequest,
    LookResult,
    MeasureRequest,
    MeasureResult,
    RelinkRequest,
    RelinkResult,
    RemoveRecordingsRequest,
    RemoveRecordingsResult,
    UpdateRecordingsRequest,
    UpdateRecordingsResult,
)
from sidecar.errors import InvalidParams
from sidecar.methods.recordings import (
    import_recordings,
    look_for_recordings,
    measure_recordings,
    relink_recordings,
    remove_recordings,
    update_recordings,
)
from sidecar.rpc.verb import Call

# Further lines are only counted.
_MOST_LINES = 20


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _import(actions)
    _update(actions)
    _look(actions)
    _relink(actions)
    _measure(actions)
    _remove(actions)


def _import(actions: Actions) -> None:
    taking = actions.add_parser(
        "import",
        help="import recordings into the catalog without analysing them",
        description="Import recordings into the catalog without analysing them. The files give "
        "length, start time, recorder and place. A second import adds only new recordings.",
    )
    shared(taking, begins=True)
    add = Options(taking, ImportRecordingsRequest)
    add_inputs(add)
    add(
        "--pattern",
        metavar="FOLDERS",
        help="meaning of the last folders and the file's name, such as "
        "'{survey}/{site}/{recorder}/*' (in quotes); makes surveys, sites, recorders and "
        "deployments of these names",
    )
    add(
        "--deployment",
        dest="deployment_id",
        metavar="ID",
        help="deployment of all these recordings",
    )
    add(
        "--no-fingerprint",
        dest="fingerprint",
        help="read only headers: quicker, but Linnet cannot recognise a file that moves before "
        "its analysis",
    )


def _update(actions: Actions) -> None:
    setting = actions.add_parser(
        "update",
        help="set the deployment, time zone, clock shift or source of the start of recordings",
        description="Say what is known of the place and the recorders' clocks, for all recordings "
        "that pass the filters. Linnet computes their starts again, without reading them; a start "
        "that a person set stays. `linnet sites undo` takes it back.",
    )
    shared(setting)
    add = Options(setting, UpdateRecordingsRequest)
    add(
        "--deployment",
        dest="deployment_id",
        metavar="ID",
        help="deployment of these recordings (see `linnet query deployments`)",
    )
    add("--dry-run", help="count the recordings without changing them")
    add_clock(setting)
    add_where(setting)


def _look(actions: Actions) -> None:
    looking = actions.add_parser(
        "look",
        help="look whether the files of recordings are there",
        description="Look whether the files of all recordings are there, or of those that pass "
        "the filters, and say why not: a drive that is not connected, a folder or file that is "
        "gone, a file that changed. The catalog notes which files are missing.",
    )
    shared(looking)
    add_where(looking)


def _relink(actions: Actions) -> None:
    finding = actions.add_parser(
        "relink",
        help="find recordings that were moved, renamed or converted",
        description="Search folders for missing recordings. Linnet recognises a recording by its "
        "sound, whatever its new name, and also as FLAC or MP3. Its detections and labels stay.",
    )
    shared(finding)
    add = Options(finding, RelinkRequest)
    add("folders", nargs="*", metavar="FOLDER", help="folder to search")
    add(
        "--choose",
        dest="choices",
        action="append",
        type=str,
        metavar="ID=FILE",
        help="the file of a recording in doubt, as a person knows it; the file must hold its sound",
    )
    add("--dry-run", help="show the changes without making them")
    add(
        "--merge",
        help="join a missing recording with one that the catalog already has at the new place",
    )


def _measure(actions: Actions) -> None:
    measuring = actions.add_parser(
        "measure",
        help="measure level, rain, wind and acoustic indices of each minute",
        description="Measure each minute of all recordings, or of those that pass the filters: "
        "level, clipping, silence, rain, wind and acoustic indices. `linnet query minutes` lists "
        "them. `linnet analyze --indices` measures while it analyses.",
    )
    shared(measuring)
    add = Options(measuring, MeasureRequest)
    add("--again", help="measure also what was measured already")
    add_where(measuring)


def _remove(actions: Actions) -> None:
    taking_out = actions.add_parser(
        "remove",
        help="remove recordings from the catalog; their files stay",
        description="Remove recordings with their detections and labels from the catalog, after a "
        "backup. The sound files stay untouched.",
    )
    shared(taking_out)
    add = Options(taking_out, RemoveRecordingsRequest)
    add("recording_ids", nargs="*", metavar="ID", help="ids of `linnet query recordings`")
    add("--including-labels", help="also remove recordings with labels")
    add("--dry-run", help="count what would go, and remove nothing")
    add_where(taking_out)


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {
        "import": _run_import,
        "update": _run_update,
        "look": _run_look,
        "relink": _run_relink,
        "measure": _run_measure,
        "remove": _run_remove,
    }
    return actions[arguments.action](engine, arguments, call)


def _run_import(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ("pattern", "deployment_id", "fingerprint"))
    request = asked(ImportRecordingsRequest, {**fields, "inputs": inputs(arguments)})
    with screen.files_progress(call, "Reading", quiet=arguments.json):
        result = import_recordings(engine, request, call)
    return finish(arguments, result, _show_imported)


def _show_imported(result: ImportRecordingsResult) -> None:
    made = screen.counted(result.deployments, "deployment")
    screen.say(
        f"{screen.counted(result.added, 'recording')} added, {result.known} known before."
        + (f" {made} made." if result.deployments else "")
    )


def _run_update(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = clock_fields(arguments)
    asked(ClockFields, fields)  # a wrong value is told first
    deployment = given(arguments, ("deployment_id",))
    if deployment:
        asked(UpdateRecordingsRequest, {**deployment, "where": {}})
    fields |= {**deployment, **given(arguments, ("dry_run",))}
    if not arguments.where:
        raise InvalidParams(
            "Say which recordings.", field="where", hint="Example: --where site=S12."
        )
    if not fields:
        raise InvalidParams(
            "Give --deployment, --timezone, --shift, --source or --pattern.", field="timezone"
        )
    filters = where(arguments.where, engine.catalog.questions.fields("recordings"))
    request = asked(UpdateRecordingsRequest, {**fields, "where": filters})
    result = update_recordings(engine, request, call)
    return finish(arguments, result, partial(_show_updated, dry_run=request.dry_run))


def _show_updated(result: UpdateRecordingsResult, *, dry_run: bool) -> None:
    if dry_run:
        screen.say(f"{screen.counted(result.updated, 'recording')} would change.")
        return
    starts = screen.counted(result.starts, "start")
    screen.say(f"{starts} changed, of {screen.counted(result.updated, 'recording')}.")


def _run_look(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    filters = where(arguments.where, engine.catalog.questions.fields("recordings"))
    request = asked(LookRequest, {"where": filters} if arguments.where else {})
    with screen.counting(call, "Looking", quiet=arguments.json):
        result = look_for_recordings(engine, request, call)
    return finish(arguments, result, _show_looked)


_CAUSES = {
    "driveAway": "on a drive that is not connected",
    "folderGone": "in a folder that is gone",
    "fileGone": "whose file is gone",
    "replaced": "whose file holds another sound now",
    "changed": "whose file changed",
    "unreadable": "in a folder that cannot be opened",
}


def _show_looked(result: LookResult) -> None:
    """Print how many recordings are there, and the others by cause and folder."""
    screen.say(f"{result.there:,} of {screen.counted(result.looked, 'recording')} are there.")
    for cause in result.causes:
        screen.say(f"{screen.counted(cause.recordings, 'recording')} {_CAUSES[cause.cause]}:")
        for each in [one for one in result.folders if one.cause == cause.cause][:_MOST_LINES]:
            drive = f" (drive {each.drive})" if each.drive else ""
            screen.say(named(f"  {each.recordings:,} in {each.folder}{drive}"))


def _run_relink(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ("folders", "dry_run", "merge"))
    fields["choices"] = [_choice(each) for each in arguments.choices or ()]
    request = asked(RelinkRequest, fields)
    with screen.files_progress(call, "Looking", quiet=arguments.json):
        result = relink_recordings(engine, request, call)
    return finish(arguments, result, partial(_show_relinked, dry_run=request.dry_run))


def _choice(text: str) -> dict[str, str]:
    number, sign, path = text.partition("=")
    if not (number.strip().isdecimal() and sign and path):
        raise InvalidParams(
            f'"{text}" names no recording and file.', field="choices", hint="Example: 12=a/b.wav."
        )
    return {"recording_id": number, "path": path}


def _show_relinked(result: RelinkResult, *, dry_run: bool) -> None:
    """Print where recordings are now, those in doubt, and how many are still missing."""
    for moved in result.relinked[:_MOST_LINES]:
        screen.say(named(moved.old_path))
        screen.say(named(f"  -> {moved.path} (same {moved.by})"))
    if len(result.relinked) > _MOST_LINES:
        screen.say(f"... and {len(result.relinked) - _MOST_LINES} more")
    for doubt in result.ambiguous:
        screen.say(named(doubt.old_path))
        screen.say(named(f"  ? {doubt.reason}"))
        for candidate in doubt.candidates:
            screen.say(named(f"    {candidate}"))
    for refused in result.refused:
        screen.say(named(refused.old_path))
        screen.say(named(f"  x {refused.path}: {refused.message}"))
    found = "would be found again" if dry_run else "found again"
    screen.say(
        f"{screen.counted(len(result.relinked), 'recording')} {found}, "
        f"{len(result.ambiguous)} in doubt, {len(result.missing)} still missing."
    )


def _run_measure(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ("again",))
    if arguments.where:
        fields["where"] = where(arguments.where, engine.catalog.questions.fields("recordings"))
    request = asked(MeasureRequest, fields)
    with screen.counting(call, "Measuring", quiet=arguments.json):
        result = measure_recordings(engine, request, call)
    return finish(arguments, result, _show_measured)


def _show_measured(result: MeasureResult) -> None:
    screen.say(
        f"{screen.counted(result.measured, 'recording')} measured, "
        f"{screen.counted(result.minutes, 'minute')}. {result.known:,} measured before."
    )


def _run_remove(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ("recording_ids", "including_labels", "dry_run"))
    if arguments.where:
        fields["where"] = where(arguments.where, engine.catalog.questions.fields("recordings"))
    request = asked(RemoveRecordingsRequest, fields)
    with screen.counting(call, "Removing", quiet=arguments.json):
        result = remove_recordings(engine, request, call)
    return finish(arguments, result, _show_removed)


def _show_removed(result: RemoveRecordingsResult) -> None:
    removed = screen.counted(result.removed, "recording")
    if result.backup is not None:
        screen.say(f"{removed} removed. Backup: {named(result.backup)}")
        return
    screen.say(
        f"{removed} would be removed, with {screen.counted(result.detections, 'detection')} and "
        f"{screen.counted(result.labels, 'label')} on {result.labelled:,} of them."
    )


ARGUMENTS: dict[str, Arguments] = {"recordings": _arguments}
COMMANDS: dict[str, Command] = {"recordings": _run}
