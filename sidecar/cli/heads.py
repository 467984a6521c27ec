"""`linnet heads`: trains heads on labels and applies them."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from rich.table import Table

from sidecar.app.engine import Engine
from sidecar.cli import headreports, headversions, screen
from sidecar.cli.command import Arguments, Command, add_where, finish, given, shared
from sidecar.cli.console import named
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.where import where
from sidecar.contract.heads import (
    ApplyHeadRequest,
    ApplyHeadResult,
    SuggestRequest,
    SuggestResult,
    TrainHeadRequest,
    TrainHeadResult,
)
from sidecar.methods.heads import apply, suggest, train
from sidecar.rpc.verb import Call
from sidecar.settings import Settings

_TRAINING = (
    *("name", "model", "title", "species", "kind", "least", "background", "seed"),
    *("hold_back", "dry_run"),
)
_APPLYING = ("name", "min_confidence", "top_k", "dry_run", "thresholds")


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _train(actions.add_parser("train", help="train a head on people's labels"))
    _apply(actions.add_parser("apply", help="score stored windows without the audio"))
    _suggest(actions.add_parser("suggest", help="list the windows to label next"))
    headversions.arguments(actions)


def _train(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, TrainHeadRequest)
    add("name", help="name of the new head, which becomes a model")
    add("--model", help=f"model of the embeddings ({Settings.model})")
    add("--title", help="the head's name on screen; default: its name")
    add("--species", nargs="+", metavar="NAME", help="default: all species with labels")
    add("--kind", help="mlp has a hidden layer")
    add("--least", metavar="N", help="labels that a species needs")
    add("--background", metavar="N", help="unlabelled windows that count as without species")
    add("--seed", metavar="N", help="equal seeds give equal heads")
    add("--hold-back", metavar="SHARE", help="labelled recordings to leave out, for `compare`")
    add("--dry-run", help="only say what it would learn from")


def _apply(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, ApplyHeadRequest)
    add("name", help="name of the head")
    add_where(command)
    add("--min-confidence", metavar="P", help="default: each species' own threshold")
    add("--top-k", metavar="N", help="most species per window")
    add("--dry-run", help="only count, at several thresholds")
    add("--thresholds", nargs="+", metavar="P", help="with --dry-run: count at these too")


def _suggest(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, SuggestRequest)
    add("name", help="name of the head")
    add_where(command)
    add("--species", metavar="NAME", help="default: all species of the head")
    add("-k", metavar="N", help="number of windows")


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {
        "train": _run_train,
        "apply": _run_apply,
        "suggest": _run_suggest,
        **headversions.COMMANDS,
    }
    return actions[arguments.action](engine, arguments, call)


ARGUMENTS: dict[str, Arguments] = {"heads": _arguments}
COMMANDS: dict[str, Command] = {"heads": _run}


def _run_train(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(TrainHeadRequest, given(arguments, _TRAINING))
    with screen.counting(call, "Learning", quiet=arguments.json):
        result = train(engine, request, call)
    return finish(arguments, result, _show_trained)


def _run_apply(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, _APPLYING)
    request = asked(ApplyHeadRequest, {**fields, **_where(engine, arguments)})
    with screen.counting(call, "Windows", quiet=arguments.json):
        result = apply(engine, request, call)
    if request.dry_run:
        return finish(arguments, result, partial(headreports.show_counts, request.name))
    return finish(arguments, result, partial(_show_applied, request.name))


def _run_suggest(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ("name", "species", "k"))
    request = asked(SuggestRequest, {**fields, **_where(engine, arguments)})
    with screen.counting(call, "Windows", quiet=arguments.json):
        result = suggest(engine, request, call)
    return finish(arguments, result, _show_suggested)


def _where(engine: Engine, arguments: argparse.Namespace) -> dict[str, Any]:
    return {"where": where(arguments.where, engine.catalog.questions.fields("recordings"))}


def _show_trained(result: TrainHeadResult) -> None:
    """Print each trained species, with its test on recordings that were held back."""
    table = Table("Common name", "Species", box=None, pad_edge=False)
    for name in ("With", "Without", "Recordings", "AP", "AUROC", "Threshold"):
        table.add_column(name, justify="right")
    for row in result.classes:
        table.add_row(
            named(row.common if row.common and row.common != row.species else ""),
            f"[italic]{named(row.species)}[/italic]",
            str(row.positives),
            str(row.negatives),
            str(row.recordings),
            _score(row.average_precision),
            _score(row.auroc),
            _score(row.threshold),
        )
    screen.say(table)
    for row in result.classes:
        if row.note:
            screen.say(named(f"{row.species}: {row.note}"))
    held = f"tested on held-back recordings in {result.folds} turns"
    learnt = (
        f"{screen.counted(result.labels, 'label')} ({result.windows:,} windows, with background), "
        f"{held if result.folds > 1 else 'not tested'}"
    )
    screen.say("")
    if result.number is None:
        screen.say(f"A training would learn from {learnt}. Nothing was trained.")
    else:
        screen.say(f"Trained on {learnt}, in {result.elapsed_seconds:.1f} s.")
    if result.held_back:
        held_back = screen.counted(result.held_back, "labelled recording")
        screen.say(f"{held_back} held back, to compare versions on.")
    if result.number is None:
        return
    if result.before is not None and result.before != result.number:
        screen.say(
            f"Version {result.number} is in use. To go back: "
            f"linnet heads use {named(result.name)} {result.before}"
        )
    screen.say(f"To apply it: linnet heads apply {named(result.name)}")


def _score(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _show_applied(name: str, result: ApplyHeadResult) -> None:
    screen.say(
        f"{screen.counted(result.detections, 'detection')} in "
        f"{screen.counted(result.windows, 'window')} of "
        f"{screen.counted(result.recordings, 'recording')}, in {result.elapsed_seconds:.1f} s."
    )
    if result.skipped:
        screen.say(
            f"{screen.counted(result.skipped, 'recording')} scored before with the same settings; "
            "the results stay."
        )
    screen.say(f"To list them: linnet query detections --where model={named(name)}")


def _show_suggested(result: SuggestResult) -> None:
    """Print the windows to label, the most useful first."""
    table = Table("Recording", box=None, pad_edge=False)
    for name in ("Start", "End"):
        table.add_column(name, justify="right")
    table.add_column("Species")
    for name in ("Confidence", "Uncertainty"):
        table.add_column(name, justify="right")
    for row in result.windows:
        common = row.common if row.common and row.common != row.species else None
        table.add_row(
            named(row.path),
            f"{row.start:.1f}",
            f"{row.end:.1f}",
            f"[italic]{named(row.species)}[/italic]" + (f" ({named(common)})" if common else ""),
            f"{row.confidence:.2f}",
            f"{row.uncertainty:.2f}",
        )
    screen.say(table)
    screen.say("")
    screen.say(f"{len(result.windows)} of {result.considered:,} windows without a label.")
