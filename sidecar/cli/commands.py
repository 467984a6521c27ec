"""Runs each command: turns arguments into a request, calls a verb, and prints the result."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.audio.path import at_home, path_text
from sidecar.cli import screen
from sidecar.cli.areas import area
from sidecar.cli.command import Command, finish, given, listed, tell
from sidecar.cli.inputs import inputs
from sidecar.cli.listen import run_listen
from sidecar.cli.refused import asked
from sidecar.cli.rows import show_rows
from sidecar.cli.specieslist import read_species_list
from sidecar.cli.where import where
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.models import (
    AddModelRequest,
    InstallModelRequest,
    ListModelsRequest,
    VerifyModelRequest,
)
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.errors import InvalidParams, reaching
from sidecar.export.formats import FORMATS
from sidecar.methods.analyze import infer
from sidecar.methods.models import add_model, install_model, list_models, verify_model
from sidecar.methods.preprocess import preprocess
from sidecar.methods.query import query
from sidecar.methods.results import earlier_results, run_files, write_results
from sidecar.regular import read_regular
from sidecar.rpc.verb import Call


def run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    """Run one command and return its exit code."""
    commands: dict[str, Command] = {
        "analyze": _analyze,
        "preprocess": _preprocess,
        "listen": run_listen,
        "query": _query,
        "models": _models,
    }
    if not getattr(arguments, "begins", True):
        engine.upkeep.require()
    module = area(arguments.command)
    known = module.COMMANDS if module else commands
    return int(known[arguments.command](engine, arguments, call))


def _analyze(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    formats = listed(arguments.format, FORMATS, "format", field="--format")
    _check_needs_format(arguments, formats)
    request = asked(InferRequest, _infer_fields(arguments))
    # A wrong folder must fail before the night's work, not after it.
    folder = at_home(Path(arguments.out or _RESULTS))
    files = run_files(engine, formats, folder, request.inputs, replace=arguments.replace)
    with screen.infer_progress(call, quiet=arguments.json):
        result = infer(engine, request, call)
    with reaching(files.folder):
        written = write_results(engine, result.run_id, result.model, files)
    ledger = Ledger()
    for path in earlier_results(files, written):
        ledger.add("earlierResults", path_text(path))
    result = result.model_copy(update={"notes": [*result.notes, *ledger.notes()]})

    def show(result: InferResult) -> None:
        species = _species_of(engine, result)
        screen.show_species([row.model_dump() for row in species.rows], species.total)
        screen.show_run(result, written, engine.catalog_path)

    return finish(arguments, result, show)


def _check_needs_format(arguments: argparse.Namespace, formats: list[str]) -> None:
    """Raise InvalidParams for an option about files where no files were asked for."""
    for name, typed in (("out", arguments.out is not None), ("replace", arguments.replace)):
        if typed and not formats:
            raise InvalidParams(
                "Without --format, no files are written.",
                field=name,
                hint="Name a format, such as --format csv, or leave this option out.",
            )


def _preprocess(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    names = ["model", "frontend", "overlap", "padding", "skip_below", "channel", "dtype", "force"]
    fields = {**_given(arguments, names), "inputs": inputs(arguments)}
    request = asked(PreprocessRequest, fields)
    with screen.infer_progress(call, quiet=arguments.json):
        result = preprocess(engine, request, call)
    return finish(arguments, result, screen.show_prepared)


def _given(arguments: argparse.Namespace, names: Sequence[str]) -> dict[str, Any]:
    """Take the given options, and read a front end from its file."""
    values = given(arguments, names)
    if str(values.get("frontend", "")).endswith(".json"):
        values["frontend"] = _json_file(Path(values["frontend"]))
    return values


def _json_file(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(read_regular(path))
    except (OSError, ValueError) as error:
        raise InvalidParams(
            f"{path} does not describe a front end.", field="--frontend", hint=str(error)
        ) from error


# Folder of result files, unless another is named.
_RESULTS = "linnet-results"

# These options go into the request unchanged.
_PLAIN = (
    "model",
    "min_confidence",
    "overlap",
    "padding",
    "skip_below",
    "channel",
    "top_k",
    "sensitivity",
    "sensitivity_mode",
    "merge_consecutive",
    "force",
    "threads",
    "batch",
)


def _infer_fields(arguments: argparse.Namespace) -> dict[str, Any]:
    fields = {**_given(arguments, _PLAIN), "inputs": inputs(arguments)}
    place = {name: getattr(arguments, name) for name in ("latitude", "longitude", "week")}
    place = {name: value for name, value in place.items() if value is not None}
    if arguments.local and {"latitude", "longitude"} & place.keys():
        raise InvalidParams(
            "Each recording's own place and a place for all cannot both count.",
            field="local",
            hint="Leave --local out, or leave --latitude and --longitude out.",
        )
    if place or arguments.local:
        fields["location"] = place
    for name in ("species_list", "exclude_species"):
        if (file := getattr(arguments, name)) is not None:
            option = f"--{name.replace('_', '-')}"
            fields[name] = read_species_list(file, field=option)
    return fields


def _species_of(engine: Engine, result: InferResult) -> QueryResult:
    request = QueryRequest(
        select="species", where={"runId": result.run_id}, order_by=["-detections"], limit=1000
    )
    return query(engine, request, Call())


def _query(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    counted = {"labels": "annotations"}.get(arguments.of, arguments.of or "detections")
    rows = counted if arguments.select == "counts" else arguments.select
    fields = {
        **given(arguments, ["select", "limit", "cursor", "total", "of"]),
        "where": where(arguments.where, engine.catalog.questions.fields(rows)),
    }
    for name in ("order_by", "by"):
        if words := [each for each in getattr(arguments, name).split(",") if each]:
            fields[name] = words
    request = asked(QueryRequest, fields)
    result = query(engine, request, call)
    return finish(arguments, result, partial(show_rows, select=request.select))


def _models(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {
        "list": _list_models,
        "install": _install_model,
        "add": _add_model,
        "verify": _verify_model,
    }
    return actions[arguments.action](engine, arguments, call)


def _list_models(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    listed = list_models(engine, ListModelsRequest(), call)
    return finish(arguments, listed, screen.show_models)


def _add_model(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    names = ["path", "labels", "name", "title", "frontend", "window", "padding", "activation"]
    names += ["logits", "embedding", "licence"]
    request = asked(AddModelRequest, _given(arguments, names))
    added = add_model(engine, request, call)
    tell(arguments, added, screen.show_added)
    return 0


def _verify_model(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(VerifyModelRequest, given(arguments, ["name", "golden"]))
    verified = verify_model(engine, request, call)
    tell(arguments, verified, screen.show_verified)
    return 0 if verified.passed else 1


def _install_model(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(InstallModelRequest, given(arguments, ["name", "source"]))
    if not arguments.json:
        screen.show_licence(engine.manifest(arguments.name))
    with screen.install_progress(call, quiet=arguments.json):
        installed = install_model(engine, request, call)
    tell(arguments, installed, screen.show_installed)
    return 0
