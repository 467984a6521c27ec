"""How often `infer` asks the catalog: the same number of questions for a few files and for many."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.embeddings import SqliteEmbeddings
from sidecar.catalog.sqlite.labels.labels import SqliteLabels
from sidecar.catalog.sqlite.questions import SqliteQuestions
from sidecar.catalog.sqlite.recordings import SqliteRecordings
from sidecar.catalog.sqlite.runs import SqliteRuns
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.models import AddModelRequest
from sidecar.methods.analyze import infer
from sidecar.methods.models import add_model
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import write_wav
from tests.tiny import write_labels, write_model

RATE_HZ = 22_050
_PARTS = (SqliteRuns, SqliteRecordings, SqliteLabels, SqliteQuestions, SqliteEmbeddings)

# A run is begun, planned from what is known, and ended. Then similar sounds are indexed anew.
_ALWAYS = {"taken": 1, "begin": 1, "known": 1, "end": 1, "index": 1}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the calls of each method of the catalog's interface."""
    counts = Counter[str]()
    for part in _PARTS:
        for name, method in inspect.getmembers(part, inspect.isfunction):
            if name.startswith("_") or name in ("close", "stop"):
                continue

            def counting(*given: Any, method: Any = method, name: str = name, **named: Any) -> Any:
                counts[name] += 1
                return method(*given, **named)

            monkeypatch.setattr(part, name, counting)
    return counts


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", MANIFESTS))
    request = {
        "path": str(write_model(tmp_path / "tiny.onnx", shape=(RATE_HZ,), classes=3)),
        "labels": str(write_labels(tmp_path / "labels.txt", 3)),
        "frontend": {"sampleRate": RATE_HZ, "window": 1.0, "kind": "waveform"},
    }
    add_model(engine, AddModelRequest.model_validate(request), Call())
    yield engine
    engine.close()


def _write(folder: Path, count: int, seed: int) -> Path:
    rng = np.random.default_rng(seed)
    for number in range(count):
        noise = rng.normal(0, 0.05, RATE_HZ).astype(np.float32)
        write_wav(folder / f"{number}.wav", noise, rate_hz=RATE_HZ)
    return folder


def _infer(engine: Engine, folder: Path) -> InferResult:
    request = {"inputs": [str(folder)], "model": "tiny", "minConfidence": 0.0}
    result = infer(engine, InferRequest.model_validate(request), Call())
    assert not result.errors
    return result


@pytest.mark.parametrize("count", [1, 12])
def test_a_run_asks_of_all_files_at_once(
    engine: Engine, asked: Counter[str], tmp_path: Path, count: int
) -> None:
    _infer(engine, _write(tmp_path / "before", 1, seed=1))
    asked.clear()
    # New files: each group of finished ones is kept by itself.
    folder = _write(tmp_path / "new", count, seed=2)
    assert len(_infer(engine, folder).recordings) == count
    assert 1 <= asked.pop("keep") <= count
    assert asked == {**_ALWAYS, "beginning_with": 2}
    # The same files again.
    asked.clear()
    assert _infer(engine, folder).stats.skipped == count
    assert asked == {**_ALWAYS, "keep": 1}
    # The same files in another folder.
    folder = folder.rename(tmp_path / "moved")
    asked.clear()
    assert _infer(engine, folder).stats.skipped == count
    assert asked == {**_ALWAYS, "keep": 1, "beginning_with": 2, "move": 1}
