"""A client hears that a model keeps failing, and `health` says what Linnet does about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onnx
import pytest
from onnx import helper, numpy_helper

from sidecar.app.engine import Engine
from sidecar.models.add import Wanted, add
from sidecar.models.digest import sha256
from sidecar.models.registry import MODEL_FILE, RECORD_FILE, read_record
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.e2e.sidecar import Sidecar
from tests.factories import tone, write_wav
from tests.tiny import write_labels, write_model


def _break(folder: Path) -> None:
    """Let an installed model fail at each call, behind the back of its trial."""
    import numpy as np

    model = onnx.load_model(folder / MODEL_FILE)
    last = next(node for node in model.graph.node if "logits" in node.output)
    last.output[:] = ["whole"]
    # Only the call itself finds that the model has no class 1,000.
    model.graph.initializer.append(numpy_helper.from_array(np.array([1000], np.int64), "class"))
    model.graph.node.append(helper.make_node("Gather", ["whole", "class"], ["logits"], axis=1))
    onnx.save_model(model, folder / MODEL_FILE)
    record = read_record(folder / RECORD_FILE)
    files = {**record.files, MODEL_FILE: sha256(folder / MODEL_FILE)}
    sealed = record.model_copy(update={"files": files}).sealed()
    (folder / RECORD_FILE).write_text(sealed, "utf-8")


@pytest.fixture
def sidecar(tmp_path: Path) -> Iterator[Sidecar]:
    engine = Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", MANIFESTS))
    model = write_model(tmp_path / "m.onnx", shape=(144_000,), classes=3)
    add(engine.registry, Wanted(model, write_labels(tmp_path / "l.txt", 3), {"name": "broken"}))
    _break(engine.registry.path("broken"))
    engine.close()
    sidecar = Sidecar(tmp_path / "home", tmp_path / "c.sqlite")
    yield sidecar
    sidecar.close()


def _until(sidecar: Sidecar, method: str) -> dict[str, Any]:
    assert sidecar.process.stdout is not None
    for line in sidecar.process.stdout:
        message: dict[str, Any] = json.loads(line)
        if message.get("method") == method:
            return message
    raise AssertionError("the sidecar ended")


def test_a_broken_model_is_announced_once_and_its_trouble_said(
    sidecar: Sidecar, tmp_path: Path
) -> None:
    sidecar.call("initialize")
    for number in range(30):
        write_wav(tmp_path / "card" / f"{number:02}.wav", tone(3.0, hertz=400.0 + number))
    request = {"inputs": [str(tmp_path / "card")], "model": "broken"}
    wanted = sidecar.send("infer", request)
    notice = _until(sidecar, "$/model")["params"]
    (change,) = notice["changes"]
    assert (change["model"], change["before"], change["state"]) == ("broken", "closed", "open")
    assert "Gather" in change["error"] and notice["leftOut"] == 0
    answer = sidecar.receive()
    while answer.get("id") != wanted:
        answer = sidecar.receive()
    result = answer["result"]
    assert result["stats"]["failed"] == 30
    assert {each["way"] for each in result["fallbacks"]} == {"deferred"}
    health = sidecar.call("health")["result"]
    assert health["status"] == "degraded"
    (breaker,) = health["breakers"]
    assert (breaker["state"], breaker["failures"]) == ("open", 5)
    assert any(each.startswith("The model broken keeps failing: ") for each in health["trouble"])
    rows = sidecar.call("query", {"select": "deferred"})["result"]
    assert rows["total"] == 30 and rows["rows"][0]["model"] == "broken"
