"""`linnet query`: lists rows of the catalog."""

from __future__ import annotations

import argparse
from functools import partial

from sidecar.app.engine import Engine
from sidecar.cli.command import Arguments, Command, add_where, finish, given, shared
from sidecar.cli.occasions import add_occasions, occasions_given
from sidecar.cli.options import Options, choices
from sidecar.cli.refused import asked
from sidecar.cli.rows import show_rows
from sidecar.cli.where import where
from sidecar.contract.query import LISTINGS, QueryRequest
from sidecar.methods.query import query
from sidecar.rpc.verb import Call

# Selects whose filters are those of detections.
_OF_DETECTIONS = ("matchTotals", "modelMatches", "occasions")

_FIELDS = "docs/catalog.md lists the fields; so does the error about an unknown field."


def _arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = "\n".join([*_explained(), "", _FIELDS])
    add = Options(command, QueryRequest)
    add("select", choices=selects(), metavar="SELECT", help="kind of rows, listed below")
    add_where(command)
    add(
        "--order-by",
        default="",
        metavar="FIELD,...",
        help="fields to order by; a minus sign reverses the order",
    )
    add("--limit", metavar="N", help="rows per page")
    add("--cursor", metavar="TEXT", help="next page, as the previous page printed it")
    add(
        "--exact",
        dest="total",
        action="store_const",
        const="exact",
        help="count very many rows exactly, not as 'more than'",
    )
    add("--threshold-set", metavar="NAME", help="give detections the probability of this set")
    add(
        "--models",
        nargs=2,
        metavar=("A", "B"),
        help="two models to compare: MODEL, MODEL@VERSION or 'run N'; 'MODEL from 0.5' leaves out "
        "lower scores",
    )
    add_occasions(command)
    add("--of", metavar="KIND", help="what `counts` counts: detections, labels or recordings")
    add("--by", default="", choices=None, metavar="KEY,...", help="one or two keys of `counts`")


def selects() -> list[str]:
    """List the selects of `linnet query`; similar sounds have their own command."""
    return [name for name in choices(QueryRequest, "select") if name != "similar"]


def _explained() -> list[str]:
    return [f"  {name:<14} {LISTINGS[name].summary}" for name in selects()]


def _query(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    counted = {"labels": "annotations"}.get(arguments.of, arguments.of or "detections")
    others = {**dict.fromkeys(_OF_DETECTIONS, "detections"), "counts": counted}
    rows = others.get(arguments.select, arguments.select)
    fields = {
        **given(arguments, ["select", "limit", "cursor", "total", "of", "threshold_set", "models"]),
        "where": where(arguments.where, engine.catalog.questions.fields(rows)),
        **occasions_given(arguments),
    }
    for name in ("order_by", "by"):
        if words := [each for each in getattr(arguments, name).split(",") if each]:
            fields[name] = words
    request = asked(QueryRequest, fields)
    result = query(engine, request, call)
    return finish(arguments, result, partial(show_rows, select=request.select))


ARGUMENTS: dict[str, Arguments] = {"query": _arguments}
COMMANDS: dict[str, Command] = {"query": _query}
