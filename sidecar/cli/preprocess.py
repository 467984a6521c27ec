"""`linnet preprocess`: computes a model's input once, and keeps it."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, finish, given, shared
from sidecar.cli.frontendfile import frontend_of
from sidecar.cli.inputs import add_inputs, inputs
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.windowing import WINDOWING, add_windowing
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.methods.preprocess import preprocess
from sidecar.rpc.verb import Call
from sidecar.settings import Settings


def _arguments(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = Options(command, PreprocessRequest)
    add_inputs(add)
    add("--model", help=f"default: {Settings.model}")
    add("--frontend", metavar="NAME", help="a front end or a .json file, in place of a model")
    add_windowing(add)
    add("--dtype", help="precision of the kept input")
    add("--force", help="compute kept inputs again")


def _preprocess(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    names = [*WINDOWING, "frontend", "dtype", "force"]
    fields = {**frontend_of(given(arguments, names)), "inputs": inputs(arguments)}
    request = asked(PreprocessRequest, fields)
    with screen.infer_progress(call, quiet=arguments.json):
        result = preprocess(engine, request, call)
    return finish(arguments, result, screen.show_prepared)


ARGUMENTS: dict[str, Arguments] = {"preprocess": _arguments}
COMMANDS: dict[str, Command] = {"preprocess": _preprocess}
