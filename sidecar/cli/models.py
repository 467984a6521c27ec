"""`linnet models`: lists, installs, adds, verifies, checks, watches and compares models."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen, versions
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
from sidecar.cli.frontendfile import frontend_of
from sidecar.cli.inputs import add_inputs, inputs
from sidecar.cli.modelreports import show_comparison, show_drift, show_monitor
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.where import where
from sidecar.contract.comparison import CompareModelsRequest
from sidecar.contract.drift import DriftRequest
from sidecar.contract.models import (
    AddModelRequest,
    InstallModelRequest,
    ListModelsRequest,
    VerifyModelRequest,
)
from sidecar.contract.monitor import MonitorModelRequest
from sidecar.contract.quality import CheckModelRequest
from sidecar.methods.models import add_model, install_model, list_models, verify_model
from sidecar.methods.quality import check_model
from sidecar.methods.rangemodels import publication
from sidecar.rpc.verb import Call


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _json(actions.add_parser("list", help="list known models, installed or not"))
    install = actions.add_parser("install", help="download, check and convert a model")
    add = Options(install, InstallModelRequest)
    add("name", help="a model of `linnet models list`")
    add("--from", dest="source", metavar="PLACE", help="source: folder, zip file or address")
    _json(install)
    adding = actions.add_parser(
        "add", help="install a model from an ONNX file, or a custom classifier of BirdNET-Analyzer"
    )
    add = Options(adding, AddModelRequest)
    add("path", metavar="MODEL", help="ONNX file, or custom classifier (.tflite)")
    add(
        "--labels",
        required=True,
        metavar="FILE",
        help="the model's classes, in the order of its outputs",
    )
    add("--name", help="default: the file's name")
    add("--title", help="the model's name on screen; default: its name")
    add("--frontend", metavar="NAME", help="front end or .json file; default: guessed")
    add("--window", metavar="S", help="seconds; default: the front end's")
    add("--padding", help="filling of a recording's last window")
    add("--activation", help="function from scores to probabilities")
    add("--logits", metavar="OUTPUT", help="name of the output with the scores")
    add("--embedding", metavar="OUTPUT", help="name of the output with the embeddings")
    add("--licence", metavar="NAME", help="the model's licence, for `linnet models list`")
    _json(adding)
    verify = actions.add_parser("verify", help="check that a model gets the input of its training")
    add = Options(verify, VerifyModelRequest)
    add("name", help="an installed model of `linnet models list`")
    add("--golden", metavar="FILE", help="an .npz file to compare with")
    _json(verify)
    check = actions.add_parser(
        "check", help="measure the quality of a model's embeddings on your own recordings"
    )
    shared(check, begins=True)
    add = Options(check, CheckModelRequest)
    add("name", help="an installed model of `linnet models list`")
    add_inputs(add)
    add("--windows", metavar="N", help="windows to measure, spread over the recordings")
    versions.arguments(actions)
    _monitor_arguments(actions)
    _drift_arguments(actions)
    _compare_arguments(actions)


_VERSION = "a model, or MODEL@VERSION"


def _monitor_arguments(actions: Actions) -> None:
    monitor = actions.add_parser(
        "monitor", help="report the spread of a model's stored embeddings, and odd windows"
    )
    shared(monitor)
    add = Options(monitor, MonitorModelRequest)
    add("name", help=_VERSION)
    add(
        "--deviations",
        metavar="N",
        help="robust standard deviations from the median that make an anomaly",
    )
    add("--windows", metavar="N", help="most windows to read")
    add("--limit", metavar="N", help="most anomalies to list")
    add_where(monitor)


def _drift_arguments(actions: Actions) -> None:
    drifting = actions.add_parser(
        "drift", help="compare a model's stored embeddings of two periods, or by two versions"
    )
    shared(drifting)
    add = Options(drifting, DriftRequest)
    add("name", help=_VERSION)
    for which in ("first", "second"):
        add(
            f"--{which}",
            action="extend",
            nargs="+",
            default=[],
            metavar="FILTER",
            help=f"filters of the {which} group, such as month=5 or 'date=2024-05-01..2024-05-31'",
        )
    add("--against", metavar="VERSION", help="another version, over the windows of the first group")
    add("--windows", metavar="N", help="most windows to read of each group")


def _compare_arguments(actions: Actions) -> None:
    comparing = actions.add_parser(
        "compare", help="compare the detections of two models in the same recordings"
    )
    shared(comparing)
    add = Options(comparing, CompareModelsRequest)
    add("a", metavar="A", help=_VERSION)
    add("b", metavar="B", help=_VERSION)
    add("--min-confidence", metavar="P", help="least confidence of detections that count")
    add("--windows", metavar="N", help="most stored windows to judge again; 0 for none")
    add("--limit", metavar="N", help="most disagreements to list")
    add_where(comparing)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print the RPC's result")


def _models(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {
        "list": _list_models,
        "install": _install_model,
        "add": _add_model,
        "verify": _verify_model,
        "check": _check_model,
        **versions.COMMANDS,
        "monitor": _monitor_model,
        "drift": _drift,
        "compare": _compare_models,
    }
    return actions[arguments.action](engine, arguments, call)


def _list_models(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    listed = list_models(engine, ListModelsRequest(), call)
    return finish(arguments, listed, screen.show_models)


def _add_model(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    names = ["path", "labels", "name", "title", "frontend", "window", "padding", "activation"]
    names += ["logits", "embedding", "licence"]
    request = asked(AddModelRequest, frontend_of(given(arguments, names)))
    added = add_model(engine, request, call)
    tell(arguments, added, screen.show_added)
    return 0


def _verify_model(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(VerifyModelRequest, given(arguments, ["name", "golden"]))
    verified = verify_model(engine, request, call)
    tell(arguments, verified, screen.show_verified)
    return 0 if verified.passed else 1


def _check_model(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ["name", "windows"])
    if arguments.inputs or arguments.files_from:  # else those of the catalog
        fields["inputs"] = inputs(arguments)
    request = asked(CheckModelRequest, fields)
    with screen.counting(call, "Checking", quiet=arguments.json):
        checked = check_model(engine, request, call)
    finish(arguments, checked, screen.show_quality)
    return 0 if checked.passed and checked.windows else 1


def _monitor_model(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    from sidecar.methods.monitor import monitor_model

    fields = given(arguments, ["name", "deviations", "windows", "limit"])
    filters = where(arguments.where, engine.catalog.questions.fields("detections"))
    request = asked(MonitorModelRequest, {**fields, **({"where": filters} if filters else {})})
    return finish(arguments, monitor_model(engine, request, call), show_monitor)


def _drift(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    from sidecar.methods.drift import drift

    known = engine.catalog.questions.fields("detections")
    fields = given(arguments, ["name", "against", "windows"])
    for which in ("first", "second"):
        if filters := where(getattr(arguments, which), known, option=f"--{which}"):
            fields[which] = {"where": filters}
    return finish(arguments, drift(engine, asked(DriftRequest, fields), call), show_drift)


def _compare_models(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    from sidecar.methods.comparison import compare_models

    fields = given(arguments, ["a", "b", "min_confidence", "windows", "limit"])
    filters = where(arguments.where, engine.catalog.questions.fields("recordings"))
    request = asked(CompareModelsRequest, {**fields, **({"where": filters} if filters else {})})
    return finish(arguments, compare_models(engine, request, call), show_comparison)


def _install_model(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(InstallModelRequest, given(arguments, ["name", "source"]))
    if not arguments.json:
        screen.show_licence(publication(engine, arguments.name))
    with screen.install_progress(call, quiet=arguments.json):
        installed = install_model(engine, request, call)
    tell(arguments, installed, screen.show_installed)
    return 0


ARGUMENTS: dict[str, Arguments] = {"models": _arguments}
COMMANDS: dict[str, Command] = {"models": _models}
