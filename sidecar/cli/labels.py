"""`linnet labels`: imports, adds, moves and undoes people's labels, and judges detections."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.agreement import run_agreement
from sidecar.cli.command import Arguments, Command, add_where, finish, given, print_json, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.sharing import add_labeler, add_sharing, run_export, run_merge, who
from sidecar.cli.where import where
from sidecar.contract.labels import (
    AnnotateRequest,
    AnnotateResult,
    ImportAnnotationsRequest,
    NewAnnotation,
    RedoRequest,
    RedoResult,
    UndoRequest,
    UndoResult,
)
from sidecar.errors import InvalidParams
from sidecar.methods.labels import annotate, import_annotations, redo, undo
from sidecar.rpc.verb import Call

_SAID = ("low_hz", "high_hz", "species", "comment", "verified", "settles")
_IMPORT = ("inputs", "recordings", "column", "verified", "model_results", "replace")


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _import(
        actions.add_parser(
            "import",
            help="import labels of Raven, Kaleidoscope and Audacity",
            description="Import labels that were made in Raven, Kaleidoscope (MANUAL ID) or "
            "Audacity. The path or name in the table names the recording, else the table's own "
            "name: dawn.Table.1.selections.txt belongs to dawn.wav. A second import of a file adds "
            "only its new labels. Unusable lines are listed and skipped. Rows with a model's score "
            "and no verdict are left out.",
        )
    )
    _add(
        actions.add_parser(
            "add",
            help="add a label, or decide on a detection",
            description="Label a stretch of a recording (--recording, --start, --end, --species). "
            "Or decide on a detection of `linnet query detections`: --detection 12 confirms it, "
            "and --no rejects it. --species, with or without --no, names the right species. "
            "--annotation 7 --start 3.5 moves a label.",
        )
    )
    _judge(
        actions.add_parser(
            "judge",
            help="give all detections that pass a filter one verdict",
            description="Give all detections that pass --where one verdict, as one batch. "
            "--dry-run counts them first.",
        )
    )
    add_sharing(actions)
    _back_and_forth(actions)


def _back_and_forth(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    back = actions.add_parser(
        "undo",
        help="undo the latest batch of labels, or an earlier one",
        description="Undo a batch of labels. `linnet query batches` lists the batches. Linnet "
        "erases nothing: the earlier labels count again.",
    )
    shared(back)
    add = Options(back, UndoRequest)
    add("batch_id", nargs="?", metavar="BATCH", help="default: the latest")
    again = actions.add_parser(
        "redo",
        help="redo a batch of labels that was undone",
        description="Redo the batch of labels that was undone last, unless somebody labelled "
        "since. A named batch is redone in any case; later labels stay.",
    )
    shared(again)
    add = Options(again, RedoRequest)
    add("batch_id", nargs="?", metavar="BATCH", help="default: the one undone last")
    _withdraw(
        actions.add_parser(
            "withdraw",
            help="take labels back",
            description="Take labels back, as one batch that can be undone. A label that a person "
            "drew is taken back whole. A verdict on a detection is taken back for its person; an "
            "earlier one of another person counts again.",
        )
    )


def _import(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = Options(command, ImportAnnotationsRequest)
    add("inputs", nargs="+", metavar="PATH", help="label files, or folders of them")
    add("--recordings", metavar="DIR", help="folder of the recordings (default: beside the labels)")
    add("--column", metavar="NAME", help="the table's column of species")
    add("--verified", help="verdict of labels without one")
    add("--model-results", help="rows that a model wrote and no person judged")
    add("--replace", help="set aside earlier labels that the same files no longer have")
    add_labeler(command)


def _add(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    target = Options(command.add_mutually_exclusive_group(required=True), NewAnnotation)
    target("--recording", dest="path", metavar="FILE", help="a recording, with --start and --end")
    target("--detection", dest="detection_id", metavar="ID", help="a model's detection")
    target("--annotation", dest="annotation_id", metavar="ID", help="an earlier label")
    target("--region", dest="region_id", metavar="ID", help="a region that has a label")
    add = Options(command, NewAnnotation)
    add("--start", metavar="S", help="start, in seconds from the recording's start")
    add("--end", metavar="S", help="end, in seconds from the recording's start")
    add("--low", dest="low_hz", metavar="HZ", help="lowest frequency of the sound")
    add("--high", dest="high_hz", metavar="HZ", help="highest frequency of the sound")
    add("--species", metavar="NAME", help="scientific or common name")
    add("--comment", metavar="TEXT", help="what else to say about the label")
    add("--settles", help="end a dispute of `linnet query disputes`; no opinion of its own")
    _verdict(command)
    add_labeler(command)


def _withdraw(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, NewAnnotation)
    add("annotation_id", nargs="+", metavar="ANNOTATION", help="labels of people")
    add_labeler(command)


def _judge(command: argparse.ArgumentParser) -> None:
    shared(command)
    _verdict(command, required=True)
    add = Options(command, AnnotateRequest)
    add("--except", dest="except_", nargs="+", metavar="ID", help="detections that are left out")
    add("--comment", metavar="TEXT", help="what else to say about these detections")
    add("--dry-run", help="only count the detections")
    add_labeler(command)
    add_where(command)


def _verdict(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    verified = command.add_mutually_exclusive_group(required=required)
    for word, what in (
        ("yes", "the species is right"),
        ("no", "the species is wrong"),
        ("unsure", "nobody can tell whether the species is right"),
    ):
        verified.add_argument(
            f"--{word}", dest="verified", action="store_const", const=word.upper(), help=what
        )
    verified.add_argument(
        "--unverified",
        dest="verified",
        action="store_const",
        const="UNVERIFIED",
        help="leave the decision open",
    )


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions = {
        "import": _run_import,
        "add": _run_add,
        "judge": _run_judge,
        "undo": _run_undo,
        "redo": _run_redo,
        "withdraw": _run_withdraw,
        "export": run_export,
        "merge": run_merge,
        "agreement": run_agreement,
    }
    return actions[arguments.action](engine, arguments, call)


def _run_import(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    values = given(arguments, _IMPORT)
    request = asked(ImportAnnotationsRequest, {**values, **who(arguments)})
    with screen.counting(call, "Labels", quiet=arguments.json):
        result = import_annotations(engine, request, call)
    return finish(arguments, result, screen.show_imported_labels)


def _run_add(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = ("path", "detection_id", "annotation_id", "region_id", "start", "end")
    values = given(arguments, (*fields, *_SAID))
    said = {"species", "comment", "verified", "start", "end"}
    if arguments.path is None and not said & set(values):
        values["verified"] = "YES"
    request = asked(AnnotateRequest, {"annotations": [values], **who(arguments)})
    try:
        result = annotate(engine, request, call)
    except InvalidParams as error:
        if error.field.endswith(".verified"):  # several options set it
            error.field = "--yes, --no, --unsure or --species"
        raise
    return finish(arguments, result, _show_made)


def _show_made(result: AnnotateResult) -> None:
    (made,) = result.annotations
    print(f"The label is annotation {made.annotation_id}.")
    print(f"To undo: linnet labels undo {result.batch_id}")


def _run_judge(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    if not arguments.where:
        raise InvalidParams(
            "A verdict on many detections needs a filter.",
            field="--where",
            hint="For all detections, write --where 'confidence>=0'.",
        )
    request = asked(
        AnnotateRequest,
        {
            **given(arguments, ("verified", "comment", "except_", "dry_run")),
            "where": where(arguments.where, engine.catalog.questions.fields("detections")),
            **who(arguments),
        },
    )
    with screen.counting(call, "Detections", quiet=arguments.json):
        result = annotate(engine, request, call)
    return finish(arguments, result, partial(_show_judged, dry_run=request.dry_run))


def _show_judged(result: AnnotateResult, *, dry_run: bool) -> None:
    found = screen.counted(result.count, "detection")
    if dry_run:
        print(f"{found} would get the verdict.")
        return
    print(f"{found} {'has' if result.count == 1 else 'have'} the verdict.")
    if result.batch_id is None:
        print("Nothing changed.")
    else:
        print(f"To undo: linnet labels undo {result.batch_id}")


def _run_undo(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(UndoRequest, given(arguments, ["batch_id"]))
    return _counted(arguments, call, "Undid", lambda: undo(engine, request, call))


def _run_redo(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(RedoRequest, given(arguments, ["batch_id"]))
    return _counted(arguments, call, "Redid", lambda: redo(engine, request, call))


def _counted(
    arguments: argparse.Namespace,
    call: Call,
    what: str,
    work: Callable[[], UndoResult | RedoResult],
) -> int:
    with screen.counting(call, "Labels", quiet=arguments.json):
        result = work()
    if arguments.json:
        print_json(result)
    else:
        labels = screen.counted(result.annotations, "annotation")
        print(f"{what} {labels} of batch {result.batch_id}.")
    return 0


def _run_withdraw(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    labels = [{"annotation_id": each, "withdraw": True} for each in arguments.annotation_id]
    request = asked(AnnotateRequest, {"annotations": labels, **who(arguments)})
    return finish(arguments, annotate(engine, request, call), _show_withdrawn)


def _show_withdrawn(result: AnnotateResult) -> None:
    print(f"{screen.counted(result.count, 'label')} taken back.")
    print(f"To undo: linnet labels undo {result.batch_id}")


ARGUMENTS: dict[str, Arguments] = {"labels": _arguments}
COMMANDS: dict[str, Command] = {"labels": _run}
