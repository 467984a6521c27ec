"""Runs a broken or a whole model over a folder, and is killed at a chosen moment.

Usage: python -m tests.programs.broken HOME CARD (fail | retry) COMMITS

`fail` analyses CARD with a model that fails. `retry` tries again what waits, with a whole one.
After COMMITS transactions with outcomes the process kills itself; after 0 it does not.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sidecar.catalog.sqlite.runs import SqliteRuns
from sidecar.contract.analyze import InferRequest, RetryDeferredRequest
from sidecar.methods.analyze import infer
from sidecar.methods.retry import retry
from sidecar.models.session import Session
from sidecar.rpc.verb import Call
from sidecar.run import threads
from tests.stored import engine_at


def main(home: Path, card: Path, what: str, commits: int) -> None:
    engine = engine_at(home)
    # Outcomes come one by one, so that there are moments between them.
    threads._MOST_TOGETHER = threads._MOST_FAILED = 1
    _die_after(commits)
    if what == "fail":
        Session._scores = _fail  # type: ignore[assignment, method-assign]
        infer(engine, InferRequest(inputs=[str(card)], min_confidence=0.6, threads=1), Call())
    else:
        retry(engine, RetryDeferredRequest(), Call())


def _die_after(commits: int) -> None:
    keep = SqliteRuns.keep
    left = [commits]

    def counting(
        self: SqliteRuns,
        run: Any,
        outcomes: Sequence[Any],
        seconds: float = 0.0,
        *,
        forward: bool = False,
    ) -> Any:
        kept = keep(self, run, outcomes, seconds, forward=forward)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return kept

    SqliteRuns.keep = counting  # type: ignore[method-assign]


def _fail(session: Session, *given: object) -> Any:
    raise RuntimeError("the driver is gone")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
