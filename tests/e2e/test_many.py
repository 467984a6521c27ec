"""One decision on many detections, while others write, and through a kill."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sidecar.catalog.sqlite.labels.steps import STEP
from tests.bench.bigcatalog import make_catalog
from tests.e2e.sidecar import Sidecar

MANY = 20_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_catalog(tmp_path_factory.mktemp("made") / "made.sqlite", MANY)


@pytest.fixture
def catalog(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "c.sqlite"
    copy.write_bytes(made.read_bytes())
    return copy


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def _open(home: Path, catalog: Path) -> Sidecar:
    sidecar = Sidecar(home, catalog)
    sidecar.call("initialize", {"contract": 1})
    return sidecar


@pytest.fixture
def sidecar(home: Path, catalog: Path) -> Iterator[Sidecar]:
    sidecar = _open(home, catalog)
    yield sidecar
    with suppress(OSError, ValueError):  # a test killed it
        sidecar.close()


def _ask(sidecar: Sidecar, **question: Any) -> dict[str, Any]:
    answer: dict[str, Any] = sidecar.call("query", {"limit": 1, "total": "exact", **question})
    found: dict[str, Any] = answer["result"]
    return found


def _verdicts(sidecar: Sidecar) -> dict[str, int]:
    return {
        word: _ask(sidecar, select="detections", where={"verified": word})["total"]
        for word in ("YES", "NO", "UNVERIFIED")
    }


def _batches(sidecar: Sidecar) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _ask(sidecar, select="batches", limit=10)["rows"]
    return rows


def _begin(sidecar: Sidecar) -> tuple[int, int]:
    """Ask for a decision on all detections; returns the call and its batch, once it has begun."""
    call = sidecar.send(
        "annotate", {"where": {}, "verified": "NO", "labeler": {"name": "Ana"}, "progress": 1}
    )
    while True:
        message = sidecar.receive()
        batch_id = message["params"]["value"].get("batchId")
        if batch_id is not None:
            return call, batch_id


def test_a_kill_leaves_whole_steps_that_one_undo_takes_back(
    sidecar: Sidecar, home: Path, catalog: Path
) -> None:
    before = _verdicts(sidecar)
    _, batch_id = _begin(sidecar)
    sidecar.kill()
    again = _open(home, catalog)
    try:
        (batch,) = _batches(again)
        assert (batch["batchId"], batch["undoneAt"]) == (batch_id, None)
        assert batch["annotations"] == sum(before.values()) or batch["annotations"] % STEP == 0
        assert batch["annotations"] >= STEP
        assert again.call("catalog/check")["result"]["problems"] == []
        undone = again.call("annotations/undo")["result"]
        assert undone == {"batchId": batch_id, "annotations": batch["annotations"]}
        assert _verdicts(again) == before
        assert again.call("catalog/check")["result"]["problems"] == []
    finally:
        again.close()


def test_a_killed_undo_is_finished_by_another(sidecar: Sidecar, home: Path, catalog: Path) -> None:
    before = _verdicts(sidecar)
    params = {"where": {}, "verified": "NO", "labeler": {"name": "Ana"}}
    batch_id = sidecar.call("annotate", params)["result"]["batchId"]
    sidecar.send("annotations/undo", {"batchId": batch_id, "progress": 1})
    while sidecar.receive()["params"]["value"]["done"] == 0:
        pass
    sidecar.kill()
    again = _open(home, catalog)
    try:
        assert again.call("catalog/check")["result"]["problems"] == []
        if _batches(again)[0]["undoneAt"] is None:
            again.call("annotations/undo", {"batchId": batch_id})
        assert _verdicts(again) == before
        assert again.call("catalog/check")["result"]["problems"] == []
    finally:
        again.close()


def test_a_verdict_and_a_query_are_answered_between_two_steps(sidecar: Sidecar) -> None:
    call, _ = _begin(sidecar)
    last = {"annotations": [{"detectionId": MANY, "verified": "YES"}], "labeler": {"name": "Ben"}}
    assert "result" in sidecar.call("annotate", last)
    assert "result" in sidecar.call("query", {"select": "detections", "limit": 10})
    while (message := sidecar.receive()).get("id") != call:
        pass
    result = message["result"]
    assert result["count"] == MANY - 1
    assert [(each["kind"], each["count"]) for each in result["notes"]] == [("judgedMeanwhile", 1)]
    assert _verdicts(sidecar) == {"YES": 1, "NO": MANY - 1, "UNVERIFIED": 0}


def test_another_program_writes_between_two_steps(
    sidecar: Sidecar, tmp_path: Path, catalog: Path
) -> None:
    other = _open(tmp_path / "other", catalog)
    try:
        call, _ = _begin(sidecar)
        last = {"annotations": [{"detectionId": MANY, "verified": "YES"}]}
        assert "result" in other.call("annotate", last)
        while (message := sidecar.receive()).get("id") != call:
            pass
        # Whichever came first, nothing of either is lost, and each can be undone.
        assert message["result"]["count"] in (MANY - 1, MANY)
        assert {row["annotations"] for row in _batches(other)} == {1, message["result"]["count"]}
        assert _verdicts(other) == {"YES": 1, "NO": MANY - 1, "UNVERIFIED": 0}
    finally:
        other.close()


def test_a_cancel_says_what_stands(sidecar: Sidecar) -> None:
    before = _verdicts(sidecar)
    call, batch_id = _begin(sidecar)
    sidecar.send("$/cancelRequest", {"id": call})
    while (message := sidecar.receive()).get("id") != call:
        pass
    error = message["error"]
    (batch,) = _batches(sidecar)
    assert f"{batch['annotations']:,} of {MANY:,} detections are decided" in error["message"]
    assert error["data"]["hint"] == f"They are batch {batch_id}, which one undo takes back."
    assert _verdicts(sidecar)["NO"] >= batch["annotations"]
    sidecar.call("annotations/undo", {"batchId": batch_id})
    assert _verdicts(sidecar) == before
