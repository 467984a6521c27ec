"""`linnet labels`: what people decided."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Command, Commands, given, print_json, shared, tell
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.labels import (
    AnnotateRequest,
    ImportAnnotationsRequest,
    LabelerName,
    NewAnnotation,
    UndoRequest,
)
from sidecar.errors import InvalidParams
from sidecar.methods.labels import annotate, import_annotations, undo
from sidecar.rpc.verb import Call


def arguments(commands: Commands) -> None:
    """Say what can be typed."""
    labels = commands.add_parser("labels", help="take labels over, add one, take them back")
    actions = labels.add_subparsers(dest="action", required=True, metavar="ACTION")
    _import(
        actions.add_parser(
            "import",
            help="labels from Raven selection tables and Audacity label tracks",
            description="Take over labels that were drawn in Raven or Audacity. Recordings are "
            "found by the path or name in the table, else by the table's own name: "
            "dawn.Table.1.selections.txt belongs to dawn.wav. Importing a file again adds only "
            "what is new in it; lines that cannot be used are listed, and the others are taken.",
        )
    )
    _add(
        actions.add_parser(
            "add",
            help="one label, or your word on a detection",
            description="Label a stretch of a recording (--recording, --start, --end, --species), "
            "or decide on a detection that `linnet query detections` lists: --detection 12 says "
            "that it is right, with --no that it is wrong, with --species (and --no, or without) "
            "what it is instead.",
        )
    )
    back = actions.add_parser(
        "undo",
        help="take back the latest labels, or an earlier batch",
        description="Take back what was added together. `linnet query batches` lists what there "
        "is. Nothing is erased: what counted before counts again.",
    )
    shared(back)
    add = Options(back, UndoRequest)
    add("batch_id", nargs="?", metavar="BATCH", help="default: the latest")


def _import(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = Options(command, ImportAnnotationsRequest)
    add("inputs", nargs="+", metavar="PATH", help="files of labels, or folders of them")
    add("--recordings", metavar="DIR", help="where the recordings are (default: beside the labels)")
    add("--column", metavar="NAME", help="the column of the table that names the species")
    add("--verified", help="how sure labels are that do not say it")
    _labeler(command)


def _add(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    target = Options(command.add_mutually_exclusive_group(required=True), NewAnnotation)
    target("--recording", dest="path", metavar="FILE", help="a recording, with --start and --end")
    target("--detection", dest="detection_id", metavar="ID", help="what a model found")
    target("--annotation", dest="annotation_id", metavar="ID", help="an earlier label")
    target("--region", dest="region_id", metavar="ID", help="a region that has a label")
    add = Options(command, NewAnnotation)
    add("--start", metavar="S", help="seconds from the recording's start")
    add("--end", metavar="S", help="seconds from the recording's start")
    add("--low", dest="low_hz", metavar="HZ", help="lowest frequency of the sound")
    add("--high", dest="high_hz", metavar="HZ", help="highest frequency of the sound")
    add("--species", metavar="NAME", help="scientific or common name")
    add("--comment", metavar="TEXT")
    verified = command.add_mutually_exclusive_group()
    for word, what in (("yes", "this is right"), ("no", "this is wrong")):
        verified.add_argument(
            f"--{word}", dest="verified", action="store_const", const=word.upper(), help=what
        )
    verified.add_argument(
        "--unverified",
        dest="verified",
        action="store_const",
        const="UNVERIFIED",
        help="leave it open",
    )
    _labeler(command)


def _labeler(command: argparse.ArgumentParser) -> None:
    add = Options(command, LabelerName)
    add("--labeler", dest="name", metavar="NAME", help="who decides (default: you)")
    add("--email", help="tells people of the same name apart")


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions = {"import": _run_import, "add": _run_add, "undo": _run_undo}
    return actions[arguments.action](engine, arguments, call)


def _run_import(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    values = given(arguments, ("inputs", "recordings", "column", "verified"))
    request = asked(ImportAnnotationsRequest, {**values, **_who(arguments)})
    with screen.counting(call, "Labels", quiet=arguments.json):
        result = import_annotations(engine, request, call)
    tell(arguments, result, screen.show_imported_labels)
    return 1 if result.errors else 0


def _run_add(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = ("path", "detection_id", "annotation_id", "region_id", "start", "end")
    values = given(arguments, (*fields, "low_hz", "high_hz", "species", "comment", "verified"))
    if arguments.path is None and not {"species", "comment", "verified"} & set(values):
        values["verified"] = "YES"
    request = asked(AnnotateRequest, {"annotations": [values], **_who(arguments)})
    try:
        result = annotate(engine, request, call)
    except InvalidParams as error:
        if error.field.endswith(".verified"):  # which several options can say
            error.field = "--yes, --no or --species"
        raise
    if arguments.json:
        print_json(result)
    else:
        (made,) = result.annotations
        print(f"Annotation {made.annotation_id}, batch {result.batch_id}.")
    return 0


def _run_undo(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    result = undo(engine, asked(UndoRequest, given(arguments, ["batch_id"])), call)
    if arguments.json:
        print_json(result)
    else:
        taken = screen.counted(result.annotations, "annotation")
        print(f"Took back {taken} of batch {result.batch_id}.")
    return 0


def _who(arguments: argparse.Namespace) -> dict[str, dict[str, str]]:
    if arguments.name is None and arguments.email is not None:
        raise InvalidParams("Whose email is this? Give --labeler too.", field="--email")
    values = {"name": arguments.name, "email": arguments.email}
    return {"labeler": values} if arguments.name is not None else {}


COMMANDS: dict[str, Command] = {"labels": _run}
