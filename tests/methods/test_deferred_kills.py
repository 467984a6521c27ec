"""Recordings that wait survive the death of the process: none is lost, and none is doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import RetryDeferredRequest
from sidecar.contract.query import QueryRequest
from sidecar.methods.query import query
from sidecar.methods.retry import retry
from sidecar.rpc.verb import Call
from tests.factories import tone, write_wav
from tests.stored import engine_at, engine_with_base

ROOT = Path(__file__).resolve().parents[2]
FILES = 6

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    engine_with_base(tmp_path / "home", dimension=4).close()
    for number in range(FILES):
        write_wav(tmp_path / "card" / f"{number}.wav", tone(12.0, hertz=300.0 + 50.0 * number))
    return tmp_path / "home"


def _run(home: Path, what: str, commits: int = 0) -> None:
    """Run the program until it has made so many commits, or to its end."""
    words = [str(home), str(home.parent / "card"), what, str(commits)]
    program = [sys.executable, "-m", "tests.programs.broken", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == (-signal.SIGKILL if commits else 0), done.stderr.decode()


def _names(engine: Engine, select: str) -> Counter[str]:
    request = QueryRequest(select=select, limit=1000)
    return Counter(Path(each.path).name for each in query(engine, request, Call()).rows)


ALL = {f"{number}.wav" for number in range(FILES)}


@pytest.mark.parametrize("commits", [2, 4])
def test_what_failed_before_the_death_waits_after_it(home: Path, commits: int) -> None:
    _run(home, "fail", commits)
    engine = engine_at(home)
    waiting = _names(engine, "deferred")
    failed = [
        each
        for each in query(engine, QueryRequest(select="runFiles"), Call()).rows
        if each.status == "failed"
    ]
    assert failed and set(waiting) == {Path(each.path).name for each in failed}
    assert set(waiting.values()) == {1}
    engine.close()


@pytest.mark.parametrize("commits", [1, 2, 5])
def test_a_retry_that_dies_loses_nothing_and_doubles_nothing(home: Path, commits: int) -> None:
    _run(home, "fail")
    for _ in range(2):  # it may die more than once
        _run(home, "retry", commits)
        engine = engine_at(home)
        waiting, found = _names(engine, "deferred"), _names(engine, "detections")
        assert set(waiting) | set(found) == ALL and not set(waiting) & set(found)
        assert set(waiting.values()) <= {1}
        engine.close()
        if len(waiting) <= commits:
            break
    engine = engine_at(home)
    retry(engine, RetryDeferredRequest(), Call())
    assert not _names(engine, "deferred")
    # Four windows, of which the model names two classes surely enough.
    assert _names(engine, "detections") == dict.fromkeys(ALL, 8)
    engine.close()
