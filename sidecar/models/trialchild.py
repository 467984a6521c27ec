"""The child of a trial: reads, converts and runs models, a step for each line it gets."""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from sidecar.errors import LinnetError
from sidecar.models.trial import Limits


def answer_trial() -> int:
    """Answer questions on standard input until it ends, and end with it even while busy."""
    # What a library prints must not be an answer.
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        _limit_process()
        questions: queue.Queue[bytes] = queue.Queue()
        _import_all()
        threading.Thread(target=_hear, args=(sys.stdin.buffer, questions), daemon=True).start()
        _say(answers, {"ready": True})
        while True:
            step, *given = json.loads(questions.get())
            _say(answers, _answered(step, given))


def _import_all() -> None:
    """Import what the steps need, so that the memory before them counts for no model."""
    import sidecar.frontends.compute
    import sidecar.models.families.table
    import sidecar.models.session  # noqa: F401


def _limit_process() -> None:
    """Leave no dump of a crash; end a child whose parent was killed in the middle of a step."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        most = round(5 * Limits().seconds)  # a trial has four steps at most
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def _hear(source: IO[bytes], questions: queue.Queue[bytes]) -> None:
    for line in source:
        questions.put(line)
    os._exit(0)


def _say(answers: IO[bytes], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _answered(step: str, given: list[str]) -> dict[str, Any]:
    try:
        return _STEPS[step](*given) or {}
    except LinnetError as error:
        said = {"kind": error.kind, "message": error.message, "hint": error.hint}
    except Exception as error:  # the libraries' errors have no common base
        message = "This model did not pass its trial: it stops with an error."
        said = {"kind": "ModelInvalid", "message": message, "hint": str(error)[:1000]}
    return {"error": said}


def _look(path: str) -> dict[str, Any]:
    from sidecar.models.graph import read_graph

    return {"graph": asdict(read_graph(Path(path)))}


def _convert(conversion: str, source: str, ready: str) -> None:
    from sidecar.models.families.table import CONVERSIONS

    CONVERSIONS[conversion].run(Path(source), Path(ready))


def _run(folder: str) -> None:
    from sidecar.models.registry import RECORD_FILE, read_record
    from sidecar.models.session import Session
    from sidecar.models.verify import try_batch

    ready = Path(folder)
    try_batch(Session(ready, read_record(ready / RECORD_FILE)))


_STEPS: dict[str, Callable[..., dict[str, Any] | None]] = {
    "look": _look,
    "convert": _convert,
    "run": _run,
}
