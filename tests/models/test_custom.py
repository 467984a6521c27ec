"""Custom classifiers of BirdNET-Analyzer become models of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.models import AddModelRequest, AddModelResult, VerifyModelRequest
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled
from sidecar.methods.models import add_model, verify_model
from sidecar.models.families.birdnet_v2 import custom
from sidecar.models.families.birdnet_v2.custom import is_tflite, read_custom
from sidecar.models.families.birdnet_v2.graph import Operator, TfliteGraph, TfliteTensor
from sidecar.models.layer import Layer
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import SHARED
from tests.models.conftest import CLASSIFIER, WINDOW

BATS = SHARED / "models" / "BattyBirdNET-Bavaria-256kHz.tflite"
BATS_CLASSES = 32

needs_bats = pytest.mark.skipif(not BATS.is_file(), reason="the shared models are not beside this")
RANDOM = np.random.default_rng(5)


def _add(engine: Engine, path: Path, labels: Path, **more: Any) -> AddModelResult:
    request = AddModelRequest.model_validate({"path": str(path), "labels": str(labels), **more})
    return add_model(engine, request, Call())


def _labels(folder: Path, count: int) -> Path:
    path = folder / "labels.txt"
    path.write_text("".join(f"Myotis species{n}_Bat {n}\n" for n in range(count)), "utf-8")
    return path


@pytest.fixture
def own(model_home: Path, tmp_path: Path) -> Engine:
    """Make an engine whose models are links to the shared ones, so that it may add others."""
    models = tmp_path / "home" / "models"
    models.mkdir(parents=True)
    (models / "birdnet-v2.4").symlink_to(model_home / "models" / "birdnet-v2.4")
    home = tmp_path / "home"
    return Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MANIFESTS))


@needs_bats
@pytest.mark.model
def test_a_real_classifier_becomes_a_head_with_the_same_scores(own: Engine, tmp_path: Path) -> None:
    from ai_edge_litert.interpreter import Interpreter

    added = _add(own, BATS, _labels(tmp_path, BATS_CLASSES), name="bats", title="Bats")
    assert (added.model.base, added.model.classes) == ("birdnet-v2.4", BATS_CLASSES)
    assert added.family == "a custom classifier of BirdNET-Analyzer"
    assert added.model.source == str(BATS)
    head = own.session("bats")
    sound = RANDOM.normal(0, 0.1, (2, WINDOW)).astype(np.float32)
    scores = head.run(sound)
    embeddings = own.session("birdnet-v2.4").run(sound).embeddings
    assert embeddings is not None
    interpreter = Interpreter(str(BATS), num_threads=1)
    interpreter.allocate_tensors()
    (given,), (made,) = interpreter.get_input_details(), interpreter.get_output_details()
    for embedding, logits in zip(embeddings, scores.logits, strict=True):
        interpreter.set_tensor(given["index"], embedding[None].astype(np.float32))
        interpreter.invoke()
        assert np.abs(interpreter.get_tensor(made["index"])[0] - logits).max() < 1e-3
    assert verify_model(own, VerifyModelRequest(name="bats"), Call()).passed


@needs_bats
@pytest.mark.model
def test_a_head_has_nothing_of_its_own_but_its_layers(own: Engine, tmp_path: Path) -> None:
    labels = _labels(tmp_path, BATS_CLASSES)
    for more in ({"window": 1.0}, {"activation": "softmax"}, {"licence": "MIT"}):
        with pytest.raises(InvalidParams, match="is that of BirdNET") as refused:
            _add(own, BATS, labels, **more)
        assert refused.value.field == next(iter(more))
    with pytest.raises(ModelInvalid, match="32 classes, but its label file names 31"):
        _add(own, BATS, _labels(tmp_path, 31))
    with pytest.raises(InvalidParams, match="published"):
        _add(own, BATS, _labels(tmp_path, BATS_CLASSES), name="birdnet-v2.4")


@needs_bats
def test_a_head_needs_its_base(tmp_path: Path) -> None:
    home = tmp_path / "home"
    engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MANIFESTS))
    with pytest.raises(ModelNotInstalled):
        _add(engine, BATS, _labels(tmp_path, BATS_CLASSES))


@pytest.mark.model
def test_a_classifier_with_birdnet_before_it_is_a_model_of_its_own(
    own: Engine, birdnet_source: Path, tmp_path: Path
) -> None:
    """BirdNET itself is built as a classifier that was saved together with it."""
    labels = _labels(tmp_path, 6_522)
    added = _add(own, birdnet_source / CLASSIFIER, labels, name="mine")
    assert (added.model.classes, added.model.embedding, added.model.base) == (6_522, 1_024, None)
    assert added.family == "BirdNET v2.4" and added.model.converter != "none"
    sound = RANDOM.normal(0, 0.1, (1, WINDOW)).astype(np.float32)
    assert np.array_equal(
        own.session("mine").run(sound).logits, own.session("birdnet-v2.4").run(sound).logits
    )


def _dense(number: int, outputs: int, activation: str) -> Operator:
    options = {"FusedActivationFunction": activation, "WeightsFormat": "DEFAULT"}
    return Operator(
        "FULLY_CONNECTED", (3 * number, 3 * number + 1, 3 * number + 2), (outputs,), options
    )


WEIGHTS = (
    RANDOM.normal(size=(8, 1_024)).astype(np.float32),
    RANDOM.normal(size=(3, 8)).astype(np.float32),
)
BIASES = (np.ones(8, np.float32), np.zeros(3, np.float32))


def _graph(
    *operators: Operator, takes: tuple[int, ...] = (1, 1_024), kind: str = "FLOAT32"
) -> TfliteGraph:
    """Make a graph with a hidden layer: tensors 0 to 6, and 7 for a sigmoid's output."""
    tensors = (
        TfliteTensor(kind, takes, None),
        *(TfliteTensor("FLOAT32", each.shape, each) for each in (WEIGHTS[0], BIASES[0])),
        TfliteTensor("FLOAT32", (1, 8), None),
        *(TfliteTensor("FLOAT32", each.shape, each) for each in (WEIGHTS[1], BIASES[1])),
        TfliteTensor("FLOAT32", (1, 3), None),
        TfliteTensor("FLOAT32", (1, 3), None),
    )
    return TfliteGraph("0" * 64, tensors, operators, (0,), (operators[-1].outputs[0],))


HIDDEN, LAST = _dense(0, 3, "RELU"), _dense(1, 6, "NONE")
SIGMOID = Operator("LOGISTIC", (6,), (7,), {})


def _read(monkeypatch: pytest.MonkeyPatch, graph: TfliteGraph) -> list[Layer] | None:
    monkeypatch.setattr(custom, "read", lambda path: graph)
    return read_custom(Path("custom.tflite"))


@pytest.mark.parametrize("operators", [(HIDDEN, LAST), (HIDDEN, LAST, SIGMOID)])
def test_a_hidden_layer_and_a_sigmoid_are_read(
    monkeypatch: pytest.MonkeyPatch, operators: tuple[Operator, ...]
) -> None:
    layers = _read(monkeypatch, _graph(*operators))
    assert layers is not None
    assert [each.weights.shape for each in layers] == [(1_024, 8), (8, 3)]
    assert np.array_equal(layers[0].weights, WEIGHTS[0].T.astype(np.float64))
    assert np.array_equal(layers[1].bias, np.zeros(3))


def test_a_classifier_of_sound_is_left_to_the_importer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(monkeypatch, _graph(HIDDEN, LAST, takes=(1, 144_000))) is None


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        (_graph(_dense(0, 3, "NONE"), LAST), "a layer ends in NONE"),
        (_graph(_dense(0, 3, "TANH"), LAST), "a layer ends in TANH"),
        (_graph(LAST), "it holds FULLY_CONNECTED"),
        (_graph(HIDDEN, Operator("MUL", (3, 4), (6,), {})), "it holds MUL"),
        (_graph(*[HIDDEN] * 20, LAST), "it has 21 layers"),
        (_graph(SIGMOID), "not that of its last layer"),
        (_graph(HIDDEN, LAST, takes=(1, 40, 133)), r"takes 1 x 40 x 133 \(FLOAT32\).*BirdNET v2.4"),
        (_graph(HIDDEN, LAST, takes=(15_600,)), r"takes 15600 \(FLOAT32\)"),
        (_graph(HIDDEN, LAST, kind="INT8"), r"takes 1 x 1024 \(INT8\)"),
    ],
)
def test_another_model_is_refused_with_what_it_is(
    monkeypatch: pytest.MonkeyPatch, graph: TfliteGraph, said: str
) -> None:
    with pytest.raises(ModelInvalid, match=said) as refused:
        _read(monkeypatch, graph)
    assert refused.value.path == Path("custom.tflite") and "ONNX" in refused.value.hint


@pytest.mark.parametrize("name", ["yamnet", "biodcase_baseline", "birdnet_stm32n6_100"])
def test_other_real_models_are_refused(name: str, tmp_path: Path) -> None:
    path = SHARED / "models" / f"{name}.tflite"
    if not path.is_file():
        pytest.skip("the shared models are not beside this checkout")
    home = tmp_path / "home"
    engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MANIFESTS))
    with pytest.raises(ModelInvalid, match="only the custom classifiers"):
        _add(engine, path, _labels(tmp_path, 3))
    assert not list(home.glob("**/*.onnx"))


def test_a_file_is_known_by_its_mark_too(tmp_path: Path) -> None:
    renamed = tmp_path / "model"
    renamed.write_bytes(b"\x1c\0\0\0TFL3" + b"\0" * 8)
    assert is_tflite(renamed) and is_tflite(tmp_path / "missing.TFLITE")
    renamed.write_bytes(b"\x08\x08")
    assert not is_tflite(renamed) and not is_tflite(tmp_path / "missing.onnx")
