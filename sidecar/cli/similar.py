"""`linnet similar` and `linnet embeddings`: search and reduce stored embeddings."""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from typing import Any

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, add_where, finish, given, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.rows import show_rows
from sidecar.cli.where import where
from sidecar.contract.query import QueryRequest
from sidecar.contract.similar import (
    CompareReductionsRequest,
    CompareReductionsResult,
    Like,
    ReduceEmbeddingsRequest,
    ReduceEmbeddingsResult,
    Rerank,
)
from sidecar.errors import InvalidParams, RequestCancelled
from sidecar.methods.query import query
from sidecar.methods.reduce import reduce_embeddings
from sidecar.methods.retrieval import compare
from sidecar.rpc.verb import Call
from sidecar.settings import Settings


def _similar_arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, QueryRequest, Like, Rerank)
    add("path", nargs="?", metavar="RECORDING", help="an analysed recording")
    add("start", nargs="?", metavar="START", help="start of the example, in seconds")
    add("--channel", metavar="N", help="channel of the example; default: all that were analysed")
    add("--detection", dest="detection_id", metavar="N", help="search with a detection, by its id")
    add("--region", dest="region_id", metavar="N", help="search with a region, by its id")
    add("-k", metavar="N", help="number of results")
    add("--model", help=f"model of the embeddings ({Settings.model})")
    add(
        "--catalogs",
        nargs="+",
        metavar="FILE",
        help="other catalogs to go through too; Linnet only reads them",
    )
    add(
        "--poincare",
        dest="curvature",
        nargs="?",
        const=1.0,
        metavar="C",
        help="order by distance in a Poincaré ball of this curvature; 1 unless given",
    )
    add_where(command)


def _embeddings_arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    reduce = actions.add_parser("reduce", help="shorten embeddings, and measure the loss")
    shared(reduce)
    add = Options(reduce, ReduceEmbeddingsRequest)
    add("dimension", metavar="DIMENSION", help="numbers per shorter embedding")
    add("--model", help=f"model of the embeddings ({Settings.model})")
    add("--sample", metavar="N", help="embeddings to fit on")
    comparing = actions.add_parser(
        "compare",
        help="measure how well shorter embeddings find what belongs together",
        description="Measure the mean average precision of searches by dimension. People's labels "
        "say what belongs together, or else the ten nearest by whole embeddings.",
    )
    shared(comparing)
    add = Options(comparing, CompareReductionsRequest)
    add(
        "dimensions",
        nargs="*",
        default=[],
        metavar="DIMENSION",
        help="numbers per shorter embedding",
    )
    add("--model", help=f"model of the embeddings ({Settings.model})")
    add("--sample", metavar="N", help="embeddings to fit on")


def _similar(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(
        QueryRequest,
        {
            **given(arguments, ["k", "model", "catalogs"]),
            "select": "similar",
            "like": _like(arguments),
            **_order(arguments),
            "where": where(arguments.where, engine.catalog.questions.fields("detections")),
        },
    )
    result = query(engine, request, call)
    code = finish(arguments, result, partial(show_rows, select=request.select))
    _let_finish(engine, call)
    return code


def _order(arguments: argparse.Namespace) -> dict[str, Any]:
    chosen = given(arguments, ["curvature"])
    return {"rerank": chosen} if chosen else {}


def _like(arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.path is not None and arguments.start is None:
        raise InvalidParams("Give the start of the example, in seconds.", field="START")
    like = given(arguments, ["path", "start", "channel", "detection_id", "region_id"])
    if sum(name in like for name in ("path", "detection_id", "region_id")) != 1:
        raise InvalidParams(
            "Give one example sound to search with.",
            field="RECORDING",
            hint="Give a recording and seconds, or --detection N, or --region N.",
        )
    return like


def _let_finish(engine: Engine, call: Call) -> None:
    """Wait for a growing index, which would end with this program, for a quick next search."""
    if engine.catalog.embeddings.indexing:
        print("Indexing the stored embeddings; Ctrl+C postpones it.", file=sys.stderr)
    try:
        while engine.catalog.embeddings.indexing:
            call.check()
            time.sleep(0.1)
    except RequestCancelled:
        return


def _work(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    if arguments.action == "compare":
        fields = given(arguments, ["dimensions", "model", "sample"])
        compared = compare(engine, asked(CompareReductionsRequest, fields), call)
        return finish(arguments, compared, _show_compared)
    fields = given(arguments, ["dimension", "model", "sample"])
    result = reduce_embeddings(engine, asked(ReduceEmbeddingsRequest, fields), call)
    return finish(arguments, result, _show_reduced)


def _show_reduced(result: ReduceEmbeddingsResult) -> None:
    print(
        f"{result.dimension} numbers (version {result.version}) keep "
        f"{result.explained:.1%} of the variance; {result.recall:.1%} of the ten nearest "
        f"are found again."
    )


def _show_compared(result: CompareReductionsResult) -> None:
    screen.show_table(
        ("numbers", "bytes", "variance", "ten nearest", "mAP", "of whole"),
        [
            (
                f"{row.dimension:,}",
                f"{row.bytes:,}",
                f"{row.explained:.1%}",
                f"{row.recall:.1%}",
                f"{row.precision:.3f}",
                f"{row.of_whole:.1%}",
            )
            for row in result.rows
        ],
    )
    print()
    by = "The ten nearest by whole embeddings say what belongs together."
    if result.judged_by == "labels":
        by = f"People's labels of {result.species:,} species say what belongs together."
    screen.show_line(f"{result.searches:,} searches among {result.among:,} windows. {by}")


ARGUMENTS: dict[str, Arguments] = {
    "similar": _similar_arguments,
    "embeddings": _embeddings_arguments,
}
COMMANDS: dict[str, Command] = {"similar": _similar, "embeddings": _work}
