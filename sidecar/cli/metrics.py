"""`linnet metrics`: prints the metrics that a sidecar or a command wrote last."""

from __future__ import annotations

import argparse
import sys

from sidecar.app.engine import Engine
from sidecar.cli.command import Arguments, Command, print_json
from sidecar.contract.metrics import MetricsResult
from sidecar.errors import InvalidParams, RecordingNotFound
from sidecar.regular import read_regular
from sidecar.rpc.verb import Call


def _arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print the RPC's result")


def _metrics(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    path = engine.settings.metrics.textfile
    if path is None:
        raise InvalidParams(
            "No file for metrics is set, so no metrics of other processes are known.",
            field="metrics.textfile",
            hint="Name a file that ends in .prom. The sidecar keeps it up, and a command writes it "
            "at its end.",
        )
    try:
        text = read_regular(path).decode("utf-8", "replace")
    except OSError as error:
        raise RecordingNotFound(
            f"The metrics cannot be read: {error.strerror}.",
            hint="No sidecar and no command has written them yet.",
            path=path,
        ) from error
    if arguments.json:
        print_json(MetricsResult(text=text))
    else:
        sys.stdout.write(text)
    return 0


ARGUMENTS: dict[str, Arguments] = {"metrics": _arguments}
COMMANDS: dict[str, Command] = {"metrics": _metrics}
