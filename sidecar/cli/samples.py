"""`linnet samples`: draws clips to judge, and takes samples to other catalogs."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

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
    tell,
)
from sidecar.cli.console import named
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.rows import show_rows
from sidecar.cli.where import where
from sidecar.contract.query import QueryRequest
from sidecar.contract.samples import (
    DrawnSpecies,
    DrawSampleRequest,
    DrawSampleResult,
    ExportSampleRequest,
    ExportSampleResult,
    ImportSampleRequest,
    ImportSampleResult,
    NextItemsRequest,
    NextItemsResult,
    RemoveSampleRequest,
    RemoveSampleResult,
    SkipItemsRequest,
    SkipItemsResult,
)
from sidecar.methods.estimateclips import unit_noun
from sidecar.methods.query import query
from sidecar.methods.sampledraw import draw
from sidecar.methods.samplequeue import next_items, remove_sample, skip_items
from sidecar.methods.sampletravel import export_sample, import_sample
from sidecar.rpc.verb import Call

_DRAW = (
    *("name", "species", "model", "n", "seed", "bands", "power", "least", "floor", "deepest"),
    *("by", "per_recording", "unit_clips", "block_seconds", "spacing", "choose", "diverse", "unit"),
    *("shown", "batches", "refresh", "dry_run"),
)

_SEEDS = {
    "request": "the seed {seed}",
    "name": "the seed {seed}, which follows from the name",
    "sample": "the seed {seed} of the sample",
}


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _draw(actions)
    _grow(actions)
    shared(actions.add_parser("list", help="list samples"))
    _next(actions)
    _skip(actions)
    removing = actions.add_parser("remove", help="remove a sample; its verdicts stay")
    shared(removing)
    _name(removing)
    writing = actions.add_parser(
        "export",
        help="write a sample to a file",
        description="Write a sample to a file, for another catalog with the same recordings: "
        ".json has all of it, .csv lists its clips.",
    )
    shared(writing)
    _name(writing)
    add = Options(writing, ExportSampleRequest)
    add("path", metavar="FILE", help="a file ending in .json or .csv")
    add("--overwrite", help="replace a file that is no sample")
    reading = actions.add_parser("import", help="read a sample from another catalog's file")
    shared(reading, begins=True)
    add = Options(reading, ImportSampleRequest)
    add("path", metavar="FILE", help="a file of `linnet samples export`, or a folder of questions")
    add("--name", metavar="NAME", help="another name for the sample")
    add("--dry-run", help="keep nothing, and tell which recordings the catalog lacks")


def _draw(actions: Actions) -> None:
    command = actions.add_parser(
        "draw",
        help="draw clips of some species at random",
        description="Draw clips to judge, at random from bands of scores, so that they tell how "
        "often a model is right. The same seed draws the same clips on every computer.",
    )
    shared(command)
    _name(command)
    add = Options(command, DrawSampleRequest)
    add("--species", nargs="+", metavar="NAME", help="scientific or common names")
    add("-n", help="clips of each species")
    add("--seed", help="seed of the random numbers")
    add("--model", metavar="MODEL", help="the model whose detections are drawn")
    add("--bands", help="bands of scores, of equal width in logit")
    add("--power", help="power of a band's size by which it gets clips; 1: in proportion")
    add("--least", help="clips of each band at least")
    add("--floor", metavar="P", help="least confidence of a clip (default: the runs' own)")
    add(
        "--deepest",
        metavar="LOGIT",
        help="also draw windows below the floor, down to this logit, such as -7: missed calls",
    )
    add("--by", help="draw in each band of each site, hour, day, or day of a site")
    add("--per-recording", metavar="N", help="limit of the windows of a recording and band")
    add("--unit-clips", metavar="N", help="draw whole units, and judge N clips of each at most")
    add("--block-seconds", metavar="S", help="one window at most of each block of this length")
    add("--spacing", metavar="S", help="refused: use --block-seconds")
    add("--choose", help="top: the best scores, which give no estimate")
    add("--diverse", help="the best score of each site or day, which gives no estimate")
    add("--unit", help="what may be skipped once a species is confirmed there")
    add("--shown", help="rank: clips are judged in the order of the draw")
    add("--batches", nargs="+", metavar="N", help="clips at which batches end")
    add("--refresh", metavar="SAMPLE", help="draw the rule of an earlier sample again")
    add("--dry-run", help="keep nothing, and show the bands")
    add_where(command)


def _grow(actions: Actions) -> None:
    command = actions.add_parser(
        "grow",
        help="add clips to a sample",
        description="Add the next clips to a sample. The clips that it has stay as they are.",
    )
    shared(command)
    add = Options(command, DrawSampleRequest)
    add("enlarge", metavar="NAME", help="name of the sample")
    add("-n", help="further clips of each species")
    add("--species", nargs="+", metavar="NAME", help="only of these species")
    add("--in-bands", nargs="+", metavar="BAND", help="only in these bands, counted from 0")
    add("--dry-run", help="change nothing")


def _next(actions: Actions) -> None:
    command = actions.add_parser("next", help="list the next clips to judge")
    shared(command)
    _name(command)
    add = Options(command, NextItemsRequest)
    add("--limit", help="most clips")
    add("--after", metavar="ITEM", help="those after this clip first")
    add("--order", help="score: the surest of each batch first")
    add("--species", nargs="+", metavar="NAME", help="only of these species")


def _skip(actions: Actions) -> None:
    command = actions.add_parser(
        "skip",
        help="pass clips of a sample over, or take that back",
        description="Pass clips over. They give no verdict, and the estimate knows of it.",
    )
    shared(command)
    _name(command)
    add = Options(command, SkipItemsRequest)
    add(
        "items",
        nargs="*",
        default=[],
        metavar="ITEM",
        help="clips, as `linnet samples next` numbers them",
    )
    add(
        "--rest-of",
        metavar="ITEM",
        help="all clips without a verdict of the unit of this one, such as its site and day",
    )
    add("--undo", dest="unskip", help="take skips back")
    add("--reason", metavar="TEXT", help="why")


def _name(command: argparse.ArgumentParser) -> None:
    add = Options(command, DrawSampleRequest)
    add("name", metavar="NAME", help="name of the sample")


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {
        "draw": _run_draw,
        "grow": _run_grow,
        "list": _run_list,
        "next": _run_next,
        "skip": _run_skip,
        "remove": _run_remove,
        "export": _run_export,
        "import": _run_import,
    }
    return actions[arguments.action](engine, arguments, call)


ARGUMENTS: dict[str, Arguments] = {"samples": _arguments}
COMMANDS: dict[str, Command] = {"samples": _run}


def _run_draw(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    values = given(arguments, _DRAW)
    if arguments.where:
        values["where"] = where(arguments.where, engine.catalog.questions.fields("detections"))
    return _drawn(engine, arguments, values, call)


def _run_grow(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = ("enlarge", "n", "species", "in_bands", "dry_run")
    return _drawn(engine, arguments, given(arguments, fields), call)


def _drawn(
    engine: Engine, arguments: argparse.Namespace, values: dict[str, Any], call: Call
) -> int:
    request = asked(DrawSampleRequest, values)
    with screen.counting(call, "Windows", quiet=arguments.json):
        result = draw(engine, request, call)
    # A sample that is drawn again has its own number; a sample may grow by some species alone.
    own = request.refresh is not None or (request.enlarge is not None and request.species)
    wanted = None if own else request.n
    return finish(arguments, result, partial(_show_drawn, wanted=wanted))


def _show_drawn(result: DrawSampleResult, *, wanted: int | None) -> None:
    unit = None if result.drawn_unit is None else unit_noun(result.drawn_unit)
    for each in result.species:
        _show_species(each, unit)
    did = "Would draw" if result.sample_id is None else "Drew"
    seed = _SEEDS[result.seed_from].format(seed=result.seed)
    screen.show_line(
        f"{did} {screen.counted(result.added, 'clip')} for the sample {named(result.name)}, with "
        f"{seed}, from {named(result.model.name)} {named(result.model.version)}."
    )
    if result.purpose == "presence":
        screen.show_line(
            "The clips are the best scores: good for finding the species, and not for estimating "
            "how often the model is right."
        )
    drawn = sum(each.n for each in result.species)
    if unit is not None:
        screen.show_line(f"The clips are of {screen.counted(drawn, unit)}.")
    counted = result.added if unit is None else drawn
    if wanted is not None and counted < wanted * len(result.species):
        screen.show_line(f"No more than {screen.counted(counted, unit or 'clip')} could be drawn.")


def _show_species(drawn: DrawnSpecies, unit: str | None) -> None:
    out = f"{drawn.silent:,} without sound"
    if drawn.below_floor is not None and drawn.copies is not None:
        out += f", {drawn.below_floor:,} below the floor, {drawn.copies:,} copies"
    if drawn.unreported:
        out += f", {drawn.unreported:,} that the analysis could not report"
    screen.show_line(
        f"{named(drawn.species)}: {screen.counted(drawn.windows, unit or 'window')}, "
        f"with the floor at confidence {drawn.floor:g}. Left out: {out}."
    )
    screen.show_table(
        ("band", "of", "confidence", f"{unit or 'window'}s", "candidates", "drawn"),
        [
            (
                str(each.band),
                named(each.stratum or ""),
                f"{_edge(each.low)} to {_edge(each.high)}",
                f"{each.windows:,}",
                f"{each.candidates:,}",
                str(each.n),
            )
            for each in drawn.strata
        ],
    )


def _edge(confidence: float | None) -> str:
    return "-" if confidence is None else f"{confidence:.4g}"


def _run_list(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = QueryRequest(select="samples", limit=1000, order_by=["name"])
    tell(arguments, query(engine, request, call), partial(show_rows, select="samples"))
    return 0


def _run_next(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    values = given(arguments, ("name", "limit", "after", "order", "species"))
    result = next_items(engine, asked(NextItemsRequest, values), call)
    return finish(arguments, result, _show_next)


def _show_next(result: NextItemsResult) -> None:
    screen.show_table(
        ("item", "species", "confidence", "recording", "start"),
        [
            (
                str(each.item_id),
                named(each.species),
                f"{each.confidence:.3f}",
                named(each.path or "no recording has this sound"),
                f"{each.start:g}",
            )
            for each in result.items
        ],
    )
    screen.show_line(
        f"{result.waiting:,} of {result.members:,} clips wait, {result.judged:,} are judged, "
        f"{result.skipped:,} skipped."
    )


def _run_skip(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    values = given(arguments, ("name", "items", "rest_of", "unskip", "reason"))
    result = skip_items(engine, asked(SkipItemsRequest, values), call)
    tell(arguments, result, partial(_show_skipped, back=bool(arguments.unskip)))
    return 0


def _show_skipped(result: SkipItemsResult, *, back: bool) -> None:
    what = "Took back the skips of" if back else "Skipped"
    screen.show_line(f"{what} {screen.counted(len(result.items), 'clip')}.")


def _run_remove(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(RemoveSampleRequest, given(arguments, ("name",)))
    tell(arguments, remove_sample(engine, request, call), _show_removed)
    return 0


def _show_removed(result: RemoveSampleResult) -> None:
    clips = screen.counted(result.members, "clip")
    screen.show_line(f"Removed the sample {named(result.name)} of {clips}. All verdicts stay.")


def _run_export(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(ExportSampleRequest, given(arguments, ("name", "path", "overwrite")))
    tell(arguments, export_sample(engine, request, call), _show_exported)
    return 0


def _show_exported(result: ExportSampleResult) -> None:
    clips = screen.counted(result.members, "clip")
    screen.show_line(f"Wrote {clips} to {named(result.path)}.")


def _run_import(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(ImportSampleRequest, given(arguments, ("name", "path", "dry_run")))
    result = import_sample(engine, request, call)
    tell(arguments, result, _show_imported)
    return 1 if result.missing_recordings else 0


def _show_imported(result: ImportSampleResult) -> None:
    did = "Would read" if result.sample_id is None else "Read"
    clips = screen.counted(result.members, "clip")
    screen.show_line(f"{did} {clips} of the sample {named(result.name)}.")
    if result.missing_recordings:
        lost = screen.counted(result.missing_recordings, "recording")
        screen.show_line(
            f"The catalog lacks {lost}, with "
            f"{screen.counted(result.members - result.found, 'clip')}. Import these recordings, "
            "then the clips are there."
        )
    for each in result.errors:
        screen.show_line(f"{named(each.path)}, line {each.line}: {each.message}")
