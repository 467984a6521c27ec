"""`infer` while other programs work on the same catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.runs import SqliteRuns
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.methods.analyze import infer
from sidecar.rpc.verb import Call
from sidecar.run.plan import Planner
from sidecar.run.work import Rejudged
from tests.factories import owl, write_wav

pytestmark = pytest.mark.model


def _infer(engine: Engine, folder: Path, **settings: Any) -> InferResult:
    return infer(engine, InferRequest(inputs=[str(folder)], **settings), Call())


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    folder = tmp_path / "pair"
    write_wav(folder / "a.wav", owl(6.0))
    write_wav(folder / "b.wav", owl(9.0))
    return folder


def _take_out(engine: Engine) -> None:
    with engine.catalog.transaction() as db:
        db.execute("DELETE FROM Recording WHERE url LIKE '%a.wav'")


@pytest.mark.parametrize("confidence", [0.25, 0.5], ids=["stands", "is judged anew"])
def test_what_is_taken_out_after_the_plan_is_read(
    engine: Engine, pair: Path, monkeypatch: pytest.MonkeyPatch, confidence: float
) -> None:
    _infer(engine, pair)

    plan = Planner.plan

    def planned(planner: Planner, *arguments: Any) -> Any:
        made = plan(planner, *arguments)
        _take_out(engine)
        return made

    monkeypatch.setattr(Planner, "plan", planned)
    again = _infer(engine, pair, min_confidence=confidence)
    assert again.stats.done + again.stats.skipped == 2
    assert [row.path for row in again.recordings if not row.rescored] == [str(pair / "a.wav")]


def test_what_is_taken_out_while_it_is_judged_is_read(
    engine: Engine, pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _infer(engine, pair)
    keep = SqliteRuns.keep

    def too_late(runs: SqliteRuns, run: Any, outcomes: Any, *more: Any, **named: Any) -> Any:
        if any(isinstance(each, Rejudged) for each in outcomes):
            _take_out(engine)
        return keep(runs, run, outcomes, *more, **named)

    monkeypatch.setattr(SqliteRuns, "keep", too_late)
    again = _infer(engine, pair, min_confidence=0.5)
    assert [(Path(row.path).name, row.rescored) for row in again.recordings] == [
        ("b.wav", True),
        ("a.wav", False),
    ]


def test_a_recording_without_facts_is_read(engine: Engine, pair: Path) -> None:
    _infer(engine, pair)
    with engine.catalog.transaction() as db:
        db.execute("DELETE FROM RecordingFacts WHERE recordingId = 1")
    again = _infer(engine, pair, min_confidence=0.5)
    assert {row.recording_id: row.rescored for row in again.recordings} == {1: False, 2: True}
