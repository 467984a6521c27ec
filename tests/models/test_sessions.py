"""Loaded models: once under concurrency, within their memory, on hardware that works."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.app.sessions import TIMES_FILE
from sidecar.app.textfile import metrics_text
from sidecar.contract.lifecycle import HealthRequest, HealthResult
from sidecar.errors import ModelInvalid
from sidecar.frontends.compute import front_end
from sidecar.methods.lifecycle import health
from sidecar.models import graphs
from sidecar.models.add import Wanted, add
from sidecar.models.registry import MODEL_FILE
from sidecar.models.runtime import onnxruntime
from sidecar.models.session import Session
from sidecar.rpc.verb import Call
from sidecar.settings import InferenceSettings, Settings
from tests.permissions import permissions_count
from tests.tiny import write_labels, write_model

NAMES = ("a", "b", "c")
CPU = "CPUExecutionProvider"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install three models once, for each trial takes a second."""
    home = tmp_path_factory.mktemp("sessions") / "home"
    engine = Engine(Settings(home, home / "c.sqlite", home / "none", model="a"))
    for place, name in enumerate(NAMES):
        model = write_model(home / f"{name}.onnx", shape=(144_000,), classes=3 + place)
        labels = write_labels(home / f"{name}.txt", 3 + place)
        add(engine.registry, Wanted(model, labels, {"name": name, "title": name.upper()}))
    engine.close()
    return home


@pytest.fixture
def engine(made: Path, tmp_path: Path) -> Iterator[Engine]:
    yield from _engine(made, tmp_path / "home")


def _engine(made: Path, home: Path, **wanted: Any) -> Iterator[Engine]:
    shutil.copytree(made, home)
    settings = Settings(home, home / "c.sqlite", home / "none", model="a")
    engine = Engine(replace(settings, inference=InferenceSettings(**wanted)))
    yield engine
    engine.close()


def _loaded(engine: Engine) -> list[str]:
    return [session.manifest.name for session in engine.sessions.loaded]


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the models that are loaded; each load waits a little, so that others can ask."""
    counted: list[str] = []
    init = Session.__init__

    def counting(self: Session, folder: Path, *rest: Any) -> None:
        counted.append(folder.name)
        threading.Event().wait(0.05)
        init(self, folder, *rest)

    monkeypatch.setattr(Session, "__init__", counting)
    return counted


def _at_once(count: int, ask: Callable[[], object]) -> list[object]:
    """Call from several threads at once; returns what each got, or its error."""
    start, got = threading.Barrier(count), list[object]()

    def one() -> None:
        start.wait()
        try:
            got.append(ask())
        except Exception as error:
            got.append(error)

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def test_a_model_that_many_ask_for_at_once_is_loaded_once(engine: Engine, loads: list[str]) -> None:
    got = _at_once(8, lambda: engine.session("a"))
    assert loads == ["a"] and {id(each) for each in got} == {id(engine.session("a"))}
    asked = engine.metrics.questions()
    assert (asked["session", False], asked["session", True]) == (1, 8)


def test_everyone_hears_of_a_model_that_cannot_be_loaded_and_the_next_one_tries_again(
    engine: Engine, loads: list[str]
) -> None:
    path = engine.registry.path("a") / MODEL_FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    got = _at_once(4, lambda: engine.session("a"))
    assert {type(each) for each in got} == {ModelInvalid}
    path.write_bytes(whole)
    assert isinstance(engine.session("a"), Session)


def test_models_that_were_used_least_recently_go_when_memory_is_short(
    made: Path, tmp_path: Path
) -> None:
    size = (made / "models" / "c" / MODEL_FILE).stat().st_size
    two = int(2.5 * TIMES_FILE * size)  # room for two models, and not for three
    for engine in _engine(made, tmp_path / "home", memory_bytes=two):
        engine.session("a")
        engine.session("b")
        engine.session("a")
        engine.session("c")
        assert _loaded(engine) == ["a", "c"] and engine.sessions.evicted == 1
        engine.session("b")  # and comes back when it is asked for
        assert _loaded(engine) == ["c", "b"]


def test_a_model_in_use_is_never_unloaded(made: Path, tmp_path: Path) -> None:
    for engine in _engine(made, tmp_path / "home", memory_bytes=0):
        with engine.using():
            held = engine.session("a")
            engine.session("b")
            engine.session("c")
            assert _loaded(engine) == ["a", "b", "c"]
            assert engine.session("a") is held
        assert _loaded(engine) == ["c"]  # the request has ended, and the last one stays


# Hardware.


def _hardware(
    monkeypatch: pytest.MonkeyPatch, available: list[str], works: Callable[[str], bool]
) -> list[str]:
    """Pretend that ONNX Runtime has these providers; returns what is tried, in order."""
    tried: list[str] = []
    make = onnxruntime.InferenceSession

    def session(path: str, options: Any, providers: list[Any]) -> Any:
        names = [each if isinstance(each, str) else each[0] for each in providers]
        tried.append(names[0])
        if names[0] == CPU:
            return make(path, options, providers=[CPU])
        if not works(names[0]):
            raise RuntimeError(f"{names[0]} has no device")
        return make(path, options, providers=[CPU])  # as the runtime falls back by itself

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: available)
    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    return tried


def _health(engine: Engine) -> HealthResult:
    return health(engine, HealthRequest(), Call())


def test_a_provider_that_cannot_start_is_told_and_the_processor_works(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    there = [CPU, "CoreMLExecutionProvider", "CUDAExecutionProvider"]
    tried = _hardware(monkeypatch, there, lambda name: False)
    with caplog.at_level(logging.WARNING):
        engine.session("a")
    assert tried[:3] == ["CUDAExecutionProvider", "CoreMLExecutionProvider", CPU]
    (row,) = _health(engine).loaded
    assert row.providers == [CPU]
    assert row.fell_back == [
        "cuda: CUDAExecutionProvider has no device",
        "coreml: CoreMLExecutionProvider has no device",
    ]
    said = [each for each in _health(engine).trouble if "does not run on" in each]
    assert len(said) == 2 and "It runs on CPUExecutionProvider." in said[0]
    assert "A does not run on cuda" in caplog.text


def test_a_provider_that_the_runtime_gives_up_by_itself_is_told(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hardware(monkeypatch, [CPU, "CUDAExecutionProvider"], lambda name: True)
    engine.session("a")
    (row,) = _health(engine).loaded
    assert row.fell_back == ["cuda: ONNX Runtime could not start it"]


def test_a_provider_that_nobody_chose_and_nobody_has_is_no_trouble(engine: Engine) -> None:
    engine.session("a")
    (row,) = _health(engine).loaded
    assert (row.providers, row.fell_back) == ([CPU], [])


def test_a_provider_that_somebody_chose_and_that_is_not_there_is_told(
    made: Path, tmp_path: Path
) -> None:
    for engine in _engine(made, tmp_path / "home", providers=("openvino", "cpu")):
        engine.session("a")
        (row,) = _health(engine).loaded
        assert row.fell_back == ["openvino: this computer's ONNX Runtime does not have it"]


# Optimised graphs.


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Note which files ONNX Runtime reads; graphs of the smallest models are kept too."""
    paths: list[Path] = []
    make = onnxruntime.InferenceSession

    def session(path: str, *rest: Any, **more: Any) -> Any:
        paths.append(Path(path))
        return make(path, *rest, **more)

    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    monkeypatch.setattr(graphs, "_LEAST_BYTES", 1)
    return paths


def _scores(engine: Engine) -> bytes:
    session = engine.load("a")
    noise = np.random.default_rng(2).normal(0.0, 0.1, (3, 144_000)).astype(np.float32)
    return session.run(front_end(session.manifest.input.spec)(noise)).logits.tobytes()


def test_the_optimised_graph_is_loaded_the_next_time_and_gives_the_same_bits(
    engine: Engine, read: list[Path]
) -> None:
    first = _scores(engine)
    (graph,) = engine.settings.graphs.glob("*/graph.onnx")
    assert read == [engine.registry.path("a") / MODEL_FILE]
    assert _scores(engine) == first
    assert read[1:] == [graph]


@pytest.mark.parametrize("damage", ["cut", "gone", "other"])
def test_a_damaged_graph_is_made_again(engine: Engine, read: list[Path], damage: str) -> None:
    first = _scores(engine)
    (graph,) = engine.settings.graphs.glob("*/graph.onnx")
    if damage == "gone":
        graph.unlink()
    else:
        content = graph.read_bytes()
        graph.write_bytes(content[:-20] if damage == "cut" else content[:-1] + b"?")
    assert _scores(engine) == first
    assert read[1:] == [engine.registry.path("a") / MODEL_FILE]
    assert _scores(engine) == first and read[-1] == graph


def test_a_graph_of_another_release_or_processor_is_not_used_and_goes(
    engine: Engine, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _scores(engine)
    (before,) = engine.settings.graphs.glob("*/graph.onnx")
    monkeypatch.setattr(graphs, "_here", lambda: "9.9.9-0123456789ab")
    _scores(engine)
    assert read[-1] == engine.registry.path("a") / MODEL_FILE
    (after,) = engine.settings.graphs.glob("*/graph.onnx")
    assert after != before


def test_an_altered_model_is_refused_though_its_graph_is_whole(
    engine: Engine, read: list[Path]
) -> None:
    _scores(engine)
    path = engine.registry.path("a") / MODEL_FILE
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelInvalid, match="altered"):
        _scores(engine)


def test_a_folder_that_cannot_be_written_costs_only_time(engine: Engine, read: list[Path]) -> None:
    engine.settings.graphs.mkdir()
    with permissions_count():
        engine.settings.graphs.chmod(0o500)
        first = _scores(engine)
        assert _scores(engine) == first
        engine.settings.graphs.chmod(0o700)
    assert {path.parent for path in read} == {engine.registry.path("a")}


def test_a_removed_model_leaves_no_graph(engine: Engine, read: list[Path]) -> None:
    _scores(engine)
    assert list(engine.settings.graphs.glob("*/graph.onnx"))
    engine.remove_model("a")
    assert not list(engine.settings.graphs.glob("*/graph.onnx"))


def test_metrics_tell_of_breakers_and_of_unloaded_models(made: Path, tmp_path: Path) -> None:
    for engine in _engine(made, tmp_path / "home", memory_bytes=0):
        engine.session("a")
        breaker = engine.breakers.of("a", engine.session("a").version_id)
        for _ in range(engine.settings.breaker.failures):
            breaker.failed(breaker.admit(), "a fault")
        engine.session("b")
        text = metrics_text(engine)
        assert 'linnet_breaker_state{model="a"' in text and "} 2.0" in text
        assert "linnet_session_evictions_total 1.0" in text
