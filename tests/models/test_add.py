"""Models by contract: recognised, checked, and refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from sidecar.app.engine import Engine
from sidecar.contract.models import AddModelRequest, VerifyModelRequest
from sidecar.errors import InvalidParams, LinnetError, ModelInvalid
from sidecar.methods.models import add_model, verify_model
from sidecar.models.digest import sha256
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.tiny import UCSD, write_labels, write_model


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(
        Settings(
            home=tmp_path / "home",
            catalog=tmp_path / "catalog.sqlite",
            manifests=Path(__file__).parents[2] / "sidecar" / "manifests",
        )
    )


def _add(engine: Engine, path: Path, labels: Path, **more: Any) -> Any:
    request = AddModelRequest.model_validate({"path": str(path), "labels": str(labels), **more})
    return add_model(engine, request, Call())


@pytest.mark.parametrize(
    ("shape", "embedding", "family", "frontend", "window"),
    [
        ((144_000,), None, "BirdNET v2.4", "birdnet-v2.4", 3.0),
        ((160_000,), 1280, "BirdNET 3.0", "birdnet-v3.0", 5.0),
        ((96_000,), 1280, "BirdNET 3.0", "birdnet-v3.0", 3.0),
        (("samples",), 1280, "BirdNET 3.0", "birdnet-v3.0", 3.0),
        (UCSD, None, "UC San Diego EfficientNet", "ucsd-librosa-mel", 5.0),
        (
            (3, 194, 229),
            None,
            "UC San Diego acoustic-multiclass-training",
            "ucsd-torchaudio-mel",
            5.0,
        ),
        ((1, 128, "time"), 960, "EfficientAT", "efficientat", 10.0),
    ],
)
def test_a_family_is_recognised_by_its_shapes_and_the_reason_is_given(
    engine: Engine,
    tmp_path: Path,
    shape: tuple[int | str, ...],
    embedding: int | None,
    family: str,
    frontend: str,
    window: float,
) -> None:
    model = write_model(tmp_path / "m.onnx", shape=shape, classes=7, embedding=embedding)
    added = _add(engine, model, write_labels(tmp_path / "labels.txt", 7))
    assert (added.family, added.model.frontend, added.model.window) == (family, frontend, window)
    assert '"sound"' in added.why and "logits" in added.why
    assert (added.model.classes, added.model.embedding) == (7, embedding)
    verified = verify_model(engine, VerifyModelRequest(name="m"), Call())
    assert verified.passed


def test_an_added_model_answers_as_its_file_does(engine: Engine, tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=3)
    _add(engine, model, write_labels(tmp_path / "labels.txt", 3), activation="softmax")
    session = engine.session("m")
    confidence = 1 / (1 + np.exp(-session.run(np.zeros((2, *UCSD), np.float32)).logits))
    expected = np.exp([0.0, 1.0, 2.0]) / np.exp([0.0, 1.0, 2.0]).sum()
    assert np.allclose(confidence, [expected, expected], atol=1e-6)
    assert session.labels.species == ("bird0", "bird1", "bird2")


def test_a_model_of_no_known_family_needs_its_front_end_written_out(
    engine: Engine, tmp_path: Path
) -> None:
    model = write_model(tmp_path / "m.onnx", shape=(1, 40, 101), classes=2)
    labels = write_labels(tmp_path / "labels.txt", 2)
    with pytest.raises(ModelInvalid, match="Linnet knows no model family"):
        _add(engine, model, labels)
    spec: dict[str, Any] = {
        "kind": "mel-spectrogram",
        "sampleRate": 16_000,
        "window": 1.0,
        "nFft": 512,
        "windowLength": 400,
        "taper": "hann-periodic",
        "hop": 160,
        "edge": "reflect",
        "power": 2,
        "mel": {"scale": "htk", "bands": 40, "high": 8000},
        "logarithm": "ln",
        "offset": 1e-6,
        "scaling": {"kind": "none"},
        "axes": "band-frame",
        "channels": 1,
    }
    assert _add(engine, model, labels, frontend=spec).model.frontend == "mel spectrogram"
    del spec["scaling"]
    with pytest.raises(ValueError, match=r"scaling\n.*required"):
        _add(engine, model, labels, frontend=spec)
    assert Engine(engine.settings).session("m").manifest.window == 1.0


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _change(path: Path, change: Any) -> None:
    model = onnx.load_model(path)
    change(model)
    onnx.save_model(model, path)


def _custom_operator(model: onnx.ModelProto) -> None:
    model.graph.node[0].domain = "org.example"
    model.opset_import.append(helper.make_opsetid("org.example", 1))


def _outside(location: str) -> Any:
    def change(model: onnx.ModelProto) -> None:
        (steps,) = (each for each in model.graph.initializer if each.name == "steps")
        steps.ClearField("raw_data")
        steps.data_location = TensorProto.EXTERNAL
        for key, value in (("location", location), ("offset", "0"), ("length", "28")):
            steps.external_data.add(key=key, value=value)

    return change


def _huge_weights(model: onnx.ModelProto) -> None:
    (steps,) = (each for each in model.graph.initializer if each.name == "steps")
    steps.dims[0] = 1 << 40


def _huge_inside(model: onnx.ModelProto) -> None:
    size = helper.make_tensor("size", TensorProto.INT64, [2], [1 << 20, 1 << 20])
    model.graph.initializer.append(size)
    model.graph.node.append(helper.make_node("ConstantOfShape", ["size"], ["vast"]))
    model.graph.node.append(helper.make_node("ReduceSum", ["vast"], ["sum"], keepdims=0))
    model.graph.output.append(helper.make_tensor_value_info("sum", TensorProto.FLOAT, []))


def _half_precision(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.tensor_type.elem_type = TensorProto.FLOAT16


def _four_at_once(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 4


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_cut, "cut short"),
        (lambda path: path.write_bytes(b""), "cut short"),
        (lambda path: path.write_bytes(b"PK\x03\x04 not a model"), "cut short|not an ONNX"),
        (lambda path: _change(path, _custom_operator), "ReduceMean.*org.example"),
        (lambda path: _change(path, _outside("../../etc/passwd")), r"\.\./\.\./etc/passwd"),
        (lambda path: _change(path, _outside("/etc/passwd")), "outside its folder"),
        (lambda path: _change(path, _outside("gone.bin")), "gone.bin.*not beside it"),
        (lambda path: _change(path, _huge_weights), "steps.*declared as"),
        (lambda path: _change(path, _huge_inside), "numbers for one window"),
        (lambda path: _change(path, _half_precision), "not of 32-bit floats"),
        (lambda path: _change(path, _four_at_once), "4 windows at once"),
    ],
)
def test_a_model_file_that_cannot_be_trusted_is_refused(
    engine: Engine, tmp_path: Path, spoil: Any, said: str
) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=7)
    spoil(model)
    with pytest.raises(ModelInvalid, match=said) as raised:
        _add(engine, model, write_labels(tmp_path / "labels.txt", 7))
    assert raised.value.path is not None
    assert list((tmp_path / "home").glob("**/*.onnx")) == []


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("flipped", ["head.onnx", "range.onnx", "LICENCE.txt", "installed.json"])
def test_a_flipped_bit_in_any_file_of_an_installation_is_found(
    engine: Engine, tmp_path: Path, flipped: str
) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=3)
    _add(engine, model, write_labels(tmp_path / "labels.txt", 3))
    folder = engine.registry.path("m")
    record = engine.registry.require("m")
    if not (folder / flipped).exists():  # files that only some models have
        (folder / flipped).write_bytes(b"weights" * 9)
        files = {**record.files, flipped: sha256(folder / flipped)}
        record = record.model_copy(update={"files": files})
        (folder / "installed.json").write_text(record.sealed())
    request = VerifyModelRequest(name="m")
    assert verify_model(engine, request, Call()).checks[0].message == (
        "Every file is as it was installed."
    )
    _flip(folder / flipped)
    with pytest.raises(ModelInvalid, match=r"altered|damaged") as raised:
        verify_model(engine, request, Call())
    assert raised.value.path == folder / flipped and "again" in raised.value.hint


def test_files_of_earlier_installations_without_a_digest_are_named(
    engine: Engine, tmp_path: Path
) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=3)
    _add(engine, model, write_labels(tmp_path / "labels.txt", 3))
    folder = engine.registry.path("m")
    record = engine.registry.require("m")
    files = {name: each for name, each in record.files.items() if name != "LICENCE.txt"}
    earlier = record.model_copy(update={"files": files})
    text = earlier.model_dump_json(by_alias=True, exclude={"digest"})
    (folder / "installed.json").write_text(text)
    check = verify_model(engine, VerifyModelRequest(name="m"), Call()).checks[0]
    assert check.passed and check.message == (
        "Every file with a digest is as it was installed. Nothing vouches for m/LICENCE.txt, "
        "m/installed.json. Install or add the model again."
    )


def test_weights_beside_the_model_come_along(engine: Engine, tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=7)
    _change(model, _outside("weights.bin"))
    np.arange(7, dtype="<f4").tofile(tmp_path / "weights.bin")
    _add(engine, model, write_labels(tmp_path / "labels.txt", 7))
    (tmp_path / "weights.bin").unlink()
    assert engine.session("m").run(np.zeros((1, *UCSD), np.float32)).logits[0, 6] == 6.0
    installed = engine.registry.path("m") / "weights.bin"
    installed.write_bytes(b"\0" * 28)
    with pytest.raises(ModelInvalid, match="altered"):
        verify_model(engine, VerifyModelRequest(name="m"), Call())


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"frontend": "ucsd-torchaudio-mel"}, r"takes .*256, 431.* front end gives \[\?, 3, 194"),
        ({"frontend": "no-such-thing"}, "no front end .*there are birdnet"),
        ({"window": 4.0}, "front end gives"),
        ({"logits": "scores"}, "no output named"),
    ],
)
def test_what_does_not_fit_the_file_is_refused(
    engine: Engine, tmp_path: Path, more: dict[str, Any], said: str
) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=7)
    with pytest.raises(ModelInvalid, match=said):
        _add(engine, model, write_labels(tmp_path / "labels.txt", 7), **more)


def test_labels_of_another_model_are_refused_with_both_numbers(
    engine: Engine, tmp_path: Path
) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=7)
    with pytest.raises(ModelInvalid, match=r"names 8 classes.* 7"):
        _add(engine, model, write_labels(tmp_path / "labels.txt", 8))


def test_a_published_name_is_kept_for_the_published_model(engine: Engine, tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=7)
    with pytest.raises(InvalidParams, match="published"):
        _add(engine, model, write_labels(tmp_path / "labels.txt", 7), name="perch-v2")


def test_a_failed_addition_leaves_the_earlier_model_answering(
    engine: Engine, tmp_path: Path
) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=7)
    labels = write_labels(tmp_path / "labels.txt", 7)
    _add(engine, model, labels)
    _cut(model)
    with pytest.raises(LinnetError):
        _add(engine, model, labels)
    assert Engine(engine.settings).session("m").run(np.zeros((1, *UCSD), np.float32))


def test_a_golden_pair_tells_the_right_front_end_from_one_almost_right(
    engine: Engine, tmp_path: Path
) -> None:
    golden = engine.golden("ucsd-hsn-efficientnet-b1")
    assert golden is not None
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=7)
    labels = write_labels(tmp_path / "labels.txt", 7)
    _add(engine, model, labels)
    request = VerifyModelRequest(name="m", golden=str(golden))
    assert verify_model(engine, request, Call()).passed
    spec = engine.manifest("m").input.spec.model_dump(by_alias=True)
    _add(engine, model, labels, frontend={**spec, "edge": "reflect"})
    checks = {check.name: check for check in verify_model(engine, request, Call()).checks}
    assert checks["run"].passed and not checks["energies"].passed
    bomb = tmp_path / "bomb.npz"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("samples.npy", bytes(300_000_000))
    claims = tmp_path / "claims.npz"
    header = io.BytesIO()
    shape = {"descr": "<f4", "fortran_order": False, "shape": (1 << 40,)}
    np.lib.format.write_array_header_1_0(header, shape)
    with zipfile.ZipFile(claims, "w") as packed:
        packed.writestr("samples.npy", header.getvalue())
    single = tmp_path / "single.npy"
    np.save(single, np.zeros(4))
    for wrong in (bomb, claims, single):
        with pytest.raises(ModelInvalid, match="golden pair is damaged"):
            verify_model(engine, VerifyModelRequest(name="m", golden=str(wrong)), Call())
    golden_copy = tmp_path / "golden.npz"
    golden_copy.write_bytes(golden.read_bytes()[:500])
    with pytest.raises(ModelInvalid, match="golden pair is damaged"):
        verify_model(engine, VerifyModelRequest(name="m", golden=str(golden_copy)), Call())
