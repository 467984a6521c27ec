"""`linnet labels export`, `merge` and `agreement`: second opinions, and how far people agree."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.characters import shown
from sidecar.cli import screen
from sidecar.cli.agreement import add_agreement
from sidecar.cli.command import add_where, finish, given, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.where import where
from sidecar.contract.labels import LabelerName
from sidecar.contract.sharing import (
    ExportAnnotationsRequest,
    ExportAnnotationsResult,
    MergeAnnotationsRequest,
    MergeAnnotationsResult,
)
from sidecar.errors import InvalidParams
from sidecar.methods.sharing import export_annotations, merge_annotations
from sidecar.rpc.verb import Call


def add_sharing(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands."""
    _export(
        actions.add_parser(
            "export",
            help="write verdicts, or clips to judge, for another copy",
            description="Write a folder with a table of what people said (--of labels), which "
            "another copy of the recordings can merge. With --of questions, the table has the "
            "detections without verdicts, scores and names, and a clip of each: a second person "
            "fills in the verdicts.",
        )
    )
    add_agreement(
        actions.add_parser(
            "agreement",
            help="tell how far people agree",
            description="Tell how far each two people agree on what both judged: the share of "
            "equal answers, AC1 and kappa with their limits, or why they are not given. "
            "`linnet query disputes` lists on what people disagree.",
        )
    )
    _merge(
        actions.add_parser(
            "merge",
            help="merge verdicts of another copy or person",
            description="Merge tables that `linnet labels export` wrote, here or elsewhere. "
            "Sounds are found by their content, so the order of merges does not matter. "
            "`linnet query disputes` lists on what people disagree.",
        )
    )


def _export(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, ExportAnnotationsRequest)
    add("destination", metavar="FOLDER", help="where the table and its clips go")
    add("--of", help="what the table lists")
    add("--questions", metavar="FOLDER", help="with --of answers: the folder that was judged here")
    add("--no-clips", dest="clips", help="write no clips of questions")
    add("--padding", metavar="S", help="seconds of a clip before and after its question")
    add("--overwrite", help="replace files that are no earlier export")
    add_where(command)


def _merge(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, MergeAnnotationsRequest)
    add("inputs", nargs="+", metavar="PATH", help="tables, or folders with one")
    add_labeler(command)


def add_labeler(command: argparse.ArgumentParser) -> None:
    """Add the options that name who decides."""
    add = Options(command, LabelerName)
    add("--labeler", dest="name", metavar="NAME", help="who decides (default: you)")
    add("--email", help="distinguishes people of the same name")


def run_export(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    """Write the folder, and print what lies in it."""
    values = given(arguments, ("destination", "of", "questions", "clips", "padding", "overwrite"))
    select = "detections" if values.get("of") == "questions" else "annotations"
    fields = engine.catalog.questions.fields(select)
    request = asked(
        ExportAnnotationsRequest, {**values, "where": where(arguments.where or [], fields)}
    )
    with screen.counting(call, "Rows", quiet=arguments.json):
        result = export_annotations(engine, request, call)
    return finish(arguments, result, _show_exported)


def _show_exported(result: ExportAnnotationsResult) -> None:
    print(f"{screen.counted(result.rows, 'row')} in {shown(result.path)}.")
    if result.clips:
        print(f"{screen.counted(result.clips, 'clip')} beside it.")
    if result.without_sound:
        print(
            f"{screen.counted(result.without_sound, 'row')} left out: the recordings are silent, "
            "or have no digest yet. `linnet recordings import` over their folder reads them."
        )


def run_merge(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    """Merge tables, and print what was new."""
    request = asked(MergeAnnotationsRequest, {"inputs": arguments.inputs, **who(arguments)})
    with screen.counting(call, "Rows", quiet=arguments.json):
        result = merge_annotations(engine, request, call)
    return finish(arguments, result, _show_merged)


def _show_merged(result: MergeAnnotationsResult) -> None:
    screen.show_wrong_lines(result.errors)
    print(f"{result.added:,} new, {result.known:,} known, {result.unjudged:,} without a verdict.")
    if result.disputes:
        print(f"{screen.counted(result.disputes, 'dispute')} not settled: linnet query disputes")
    if result.batch_id is not None:
        print(f"To undo: linnet labels undo {result.batch_id}")


def who(arguments: argparse.Namespace) -> dict[str, dict[str, str]]:
    """Give the person that was typed, as a request has it."""
    if arguments.name is None and arguments.email is not None:
        raise InvalidParams("An email needs a name. Give --labeler too.", field="--email")
    values = {"name": arguments.name, "email": arguments.email}
    return {"labeler": values} if arguments.name is not None else {}
