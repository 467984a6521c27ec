"""`linnet thresholds`: keeps thresholds that samples certify, for later runs."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, finish, given, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.thresholds import (
    ListThresholdsRequest,
    ListThresholdsResult,
    RemoveThresholdsRequest,
    RemoveThresholdsResult,
    SavedThreshold,
    SavedThresholdSet,
    SaveThresholdsRequest,
    SaveThresholdsResult,
)
from sidecar.methods.thresholds import list_thresholds, remove_thresholds, save_thresholds
from sidecar.rpc.verb import Call


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    saving = actions.add_parser(
        "save",
        help="keep the thresholds that a sample certifies for a precision",
        description="Keep the lowest confidence of each species of a sample whose precision is "
        "surely as high as the target. `linnet analyze --threshold-set` uses them.",
    )
    shared(saving)
    add = Options(saving, SaveThresholdsRequest)
    add("name", metavar="NAME", help="name of the set")
    add("sample", metavar="SAMPLE", help="name of the sample")
    add("--target", metavar="SHARE", help="precision to reach")
    add("--level", metavar="SHARE", help="level of the intervals")
    add("--species", nargs="+", metavar="SPECIES", help="some of its species; default: all")
    add("--replace", help="write over a set of the same name")
    listing = actions.add_parser("list", help="list all sets, or one")
    shared(listing)
    Options(listing, ListThresholdsRequest)(
        "name", nargs="?", metavar="NAME", help="name of one set"
    )
    removing = actions.add_parser("remove", help="remove a set")
    shared(removing)
    Options(removing, RemoveThresholdsRequest)("name", metavar="NAME", help="name of the set")


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    if arguments.action == "save":
        fields = given(arguments, ["name", "sample", "target", "level", "species", "replace"])
        saved = save_thresholds(engine, asked(SaveThresholdsRequest, fields), call)
        return finish(arguments, saved, _show_saved)
    fields = given(arguments, ["name"])
    if arguments.action == "list":
        found = list_thresholds(engine, asked(ListThresholdsRequest, fields), call)
        return finish(arguments, found, _show_sets)
    removed = remove_thresholds(engine, asked(RemoveThresholdsRequest, fields), call)
    return finish(arguments, removed, _show_removed)


def _show_saved(result: SaveThresholdsResult) -> None:
    _show_set(result.saved)


def _show_sets(result: ListThresholdsResult) -> None:
    if not result.sets:
        screen.show_line("The catalog has no set of thresholds.")
    for each in result.sets:
        _show_set(each)


def _show_set(kept: SavedThresholdSet) -> None:
    screen.show_line(
        f"{kept.name}: precision {kept.target:.0%}, by {kept.model.name} {kept.model.version}, "
        f"from the sample {kept.sample} ({kept.made_by}, {kept.made_at})"
    )
    screen.show_table(("species", "from", "right", "labels"), [_cells(row) for row in kept.rows])
    for row in kept.rows:
        if row.reason is not None:
            screen.show_line(f"{row.species}: {row.reason}")


def _cells(row: SavedThreshold) -> tuple[str, ...]:
    if row.confidence is None or row.low is None or row.high is None:
        return (row.species, "none", "", "")
    limits = f"{100 * row.low:.1f}-{100 * row.high:.1f} %"
    return (row.species, f"{row.confidence:g}", limits, f"{row.labels:,}")


def _show_removed(result: RemoveThresholdsResult) -> None:
    screen.show_line(f"The set of thresholds {result.name} is gone.")


ARGUMENTS: dict[str, Arguments] = {"thresholds": _arguments}
COMMANDS: dict[str, Command] = {"thresholds": _run}
