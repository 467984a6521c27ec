"""Runs a command for a person: errors become sentences, and Ctrl+C stops the work."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import sys

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.app.textfile import textfile
from sidecar.cli import screen, signals
from sidecar.cli.areas import area
from sidecar.cli.command import Command
from sidecar.cli.refused import as_typed
from sidecar.errors import (
    InvalidParams,
    LinnetError,
    RequestCancelled,
    StorageFull,
    too_long_refused,
)
from sidecar.rpc.log import TextLines, of_request
from sidecar.rpc.verb import Call
from sidecar.settings import Settings

_FAILED, _USAGE, _INTERRUPTED = 1, 2, 130


def run_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Run one command and return its exit code."""
    log = logging.StreamHandler()
    log.setFormatter(TextLines("%(levelname)s%(about)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[log])
    call = Call()
    engine = Engine(settings)
    with signals.stopping(call) as stopping:
        try:
            with stop.stopped_by(call.cancelled.is_set), of_request():
                return _code(engine, arguments, call)
        except RequestCancelled as error:
            screen.show_error(error)
            return stopping.code or _INTERRUPTED
        finally:
            _write_metrics(engine)
            engine.close()


def _write_metrics(engine: Engine) -> None:
    """Leave the metrics of a command that called a model; others would hide those of the last."""
    if engine.metrics.used and (file := textfile(engine)) is not None:
        file.write()


def run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    """Run one command, whatever it raises, and return its exit code."""
    if not getattr(arguments, "begins", True):
        engine.upkeep.require()
    command: Command = area(arguments.command).COMMANDS[arguments.command]
    return command(engine, arguments, call)


def _code(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    try:
        with too_long_refused():
            code = run(engine, arguments, call)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader, such as `head`, has closed the pipe; an error at exit would be noise.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        # Standard output is a file on a full disk; so nothing more can be printed there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        screen.show_error(StorageFull("The disk of standard output is full, so rows are missing."))
        return _FAILED
    except InvalidParams as error:
        error.field = as_typed(error.field, arguments.spelling)
        screen.show_error(error)
        return _USAGE
    except RequestCancelled:
        raise
    except LinnetError as error:
        screen.show_error(error)
        return _FAILED
