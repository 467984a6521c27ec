"""The sidecar as its users meet it: a process, a pipe, and sometimes a sudden end."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.sidecar import Sidecar
from tests.factories import owl, write_wav

pytestmark = pytest.mark.model


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return tmp_path / "catalog.sqlite"


@pytest.fixture
def sidecar(model_home: Path, catalog: Path) -> Iterator[Sidecar]:
    sidecar = Sidecar(model_home, catalog)
    yield sidecar
    sidecar.kill()


def test_a_script_can_type_its_requests(model_home: Path, catalog: Path, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "owl.wav", owl(6.0))
    infer = {"jsonrpc": "2.0", "id": 1, "method": "infer", "params": {"inputs": [str(path)]}}
    asked = subprocess.run(
        [sys.executable, "-m", "sidecar", "serve", "--catalog", str(catalog)],
        input=json.dumps(infer).encode() + b"\n",
        capture_output=True,
        env={**os.environ, "LINNET_HOME": str(model_home)},
        check=True,
        timeout=120,
    )
    answer = json.loads(asked.stdout)
    assert answer["result"]["recordings"][0]["top"]["species"] == "Aegolius acadicus"


def test_progress_tells_what_is_heard_while_it_runs(sidecar: Sidecar, tmp_path: Path) -> None:
    for number in range(3):
        write_wav(tmp_path / f"{number}.wav", owl(30.0))
    sidecar.send("infer", {"inputs": [str(tmp_path)], "progress": "p"})
    values = []
    while "id" not in (message := sidecar.receive()):
        assert message["method"] == "$/progress" and message["params"]["token"] == "p"
        values.append(message["params"]["value"])
    assert [values[0]["kind"], values[-1]["kind"]] == ["begin", "end"]
    assert values[-1]["done"] == values[-1]["total"] == 3
    heard = [d["species"] for value in values for d in value["detections"]]
    assert "Aegolius acadicus" in heard


def test_queries_and_health_are_answered_while_a_run_goes_on(
    sidecar: Sidecar, tmp_path: Path
) -> None:
    for number in range(4):
        write_wav(tmp_path / f"{number}.wav", owl(60.0))
    sidecar.call("health")
    run = sidecar.send("infer", {"inputs": [str(tmp_path)], "progress": 1})
    assert sidecar.receive()["method"] == "$/progress"
    asked = [sidecar.send("health"), sidecar.send("query", {"select": "detections"})]
    order = []
    while run not in order:
        message = sidecar.receive()
        if "id" in message:
            assert "result" in message
            order.append(message["id"])
    assert set(order[:2]) == set(asked)


def test_a_cancelled_run_answers_so_and_keeps_what_was_finished(
    sidecar: Sidecar, tmp_path: Path
) -> None:
    for number in range(8):
        write_wav(tmp_path / f"{number}.wav", owl(60.0))
    run = sidecar.send("infer", {"inputs": [str(tmp_path)], "progress": 1})
    while sidecar.receive()["params"]["value"]["done"] < 1:
        pass
    assert sidecar.process.stdin is not None
    cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": run}}
    sidecar.process.stdin.write(json.dumps(cancel).encode() + b"\n")
    sidecar.process.stdin.flush()
    while "id" not in (message := sidecar.receive()):
        pass
    assert message["error"]["code"] == -32800
    assert sidecar.call("query", {"select": "recordings"})["result"]["total"] >= 1


def test_a_killed_run_resumes_with_nothing_lost_and_nothing_twice(
    model_home: Path, catalog: Path, tmp_path: Path
) -> None:
    for number in range(10):
        write_wav(tmp_path / "audio" / f"{number}.wav", owl(30.0))
    params = {"inputs": [str(tmp_path / "audio")], "progress": 1}
    first = Sidecar(model_home, catalog)
    first.send("infer", params)
    while first.receive()["params"]["value"]["done"] < 3:
        pass
    first.kill()
    second = Sidecar(model_home, catalog)
    stats = second.call("infer", params)["result"]["stats"]
    assert stats["skipped"] >= 3 and stats["skipped"] + stats["done"] == 10
    owls = {"select": "detections", "where": {"species": "Aegolius acadicus"}, "limit": 1000}
    rows = second.call("query", owls)["result"]["rows"]
    assert len(rows) == len({(row["path"], row["start"]) for row in rows}) == 100
    runs = second.call("query", {"select": "runs"})["result"]["rows"]
    assert [run["status"] for run in runs] == ["interrupted", "complete"]
    assert second.close() == 0


def test_pipe_and_command_line_give_the_same_answer(
    model_home: Path, sidecar: Sidecar, tmp_path: Path
) -> None:
    write_wav(tmp_path / "audio" / "owl.wav", owl(20.0))
    piped = sidecar.call("infer", {"inputs": [str(tmp_path / "audio")], "minConfidence": 0.05})
    typed = subprocess.run(
        [
            sys.executable,
            "-m",
            "sidecar",
            "analyze",
            str(tmp_path / "audio"),
            "--json",
            "--min-confidence",
            "0.05",
            "--catalog",
            str(tmp_path / "other.sqlite"),
        ],
        capture_output=True,
        env={**os.environ, "LINNET_HOME": str(model_home)},
        check=True,
    )
    assert json.loads(typed.stdout)["recordings"] == piped["result"]["recordings"]


def test_wrong_requests_are_told_the_field(sidecar: Sidecar) -> None:
    def problem(method: str, params: dict[str, Any]) -> str:
        error = sidecar.call(method, params)["error"]
        assert error["code"] == -32602
        field: str = error["data"]["errors"][0]["field"]
        return field

    assert problem("infer", {"inputs": ["x"], "minConfidenc": 1}) == "minConfidenc"
    assert problem("infer", {"inputs": ["x"], "minConfidence": 2}) == "minConfidence"
    assert problem("query", {"select": "detections", "where": {"colour": 1}}) == "where.colour"
    assert problem("query", {"select": "detections", "cursor": "nonsense"}) == "cursor"
    assert problem("query", {"select": "species", "orderBy": ["x; DROP TABLE Run"]}) == "orderBy"
    spoiled = base64.urlsafe_b64encode(b'["x", [1]]').decode()
    assert problem("query", {"select": "species", "cursor": spoiled}) == "cursor"


def test_a_model_that_is_not_there_says_how_to_get_it(tmp_path: Path, catalog: Path) -> None:
    sidecar = Sidecar(tmp_path / "bare", catalog)
    error = sidecar.call("infer", {"inputs": ["/"]})["error"]
    assert (error["code"], error["data"]["kind"]) == (-32010, "ModelNotInstalled")
    assert "linnet models install" in error["data"]["hint"]
    health = sidecar.call("health")["result"]
    assert (health["status"], health["activeModel"]) == ("degraded", None)
    assert sidecar.close() == 0
