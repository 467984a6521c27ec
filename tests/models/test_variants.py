"""Variants: narrower weights, by hand-computed values, and BirdNET's on real recordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from sidecar.app.engine import Engine
from sidecar.contract.lifecycle import HealthRequest
from sidecar.contract.versions import (
    ListVersionsRequest,
    MakeVariantRequest,
    MakeVariantResult,
    SwitchVersionRequest,
)
from sidecar.errors import InvalidParams, ModelInvalid
from sidecar.methods.lifecycle import health
from sidecar.methods.variant import make_variant
from sidecar.methods.versions import list_versions, switch_version
from sidecar.models.runtime import onnxruntime
from sidecar.models.variants import write_variant
from sidecar.rpc.verb import Call
from sidecar.settings import InferenceSettings
from sidecar.values import Float32
from sidecar.variant import Variant
from tests.factories import RECORDINGS, tone, write_wav
from tests.shared import needs_recordings
from tests.stored import engine_with_base

BIRDNET = "birdnet-v2.4"
VARIANTS: tuple[Variant, ...] = ("fp16", "bf16", "int8")


def _write(path: Path, weights: Float32, *, opset: int = 17) -> Path:
    """Write a model that multiplies its input [n, in] by weights [in, out]."""
    tensor = numpy_helper.from_array(weights, "w")
    node = helper.make_node("MatMul", ["x", "w"], ["y"])
    rows, columns = weights.shape
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", rows])
    gives = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", columns])
    graph = helper.make_graph([node], "product", [given], [gives], [tensor])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.save_model(made, path)
    return path


def _weights_of(path: Path, rows: int) -> Float32:
    """Read the weights that a model computes with: its answers to unit vectors."""
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    found: Float32 = session.run(["y"], {"x": np.eye(rows, dtype=np.float32)})[0]
    return found


def _bf16(values: Float32) -> Float32:
    """Round to the nearest bfloat16, ties to even, by arithmetic instead of bits."""
    wide = values.astype(np.float64)
    with np.errstate(divide="ignore"):
        exponent = np.where(wide == 0, 0, np.floor(np.log2(np.abs(wide))))
    step = 2.0 ** (np.maximum(exponent, -126) - 7)
    return np.asarray(np.rint(wide / step) * step, np.float32)


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.floats(1e-6, 1e3))
def test_weights_become_narrower_as_their_form_says(seed: int, scale: float) -> None:
    import tempfile

    chance = np.random.default_rng(seed)
    weights = (chance.normal(0.0, scale, (64, 32)) * chance.uniform(0, 2, 32)).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        source = _write(Path(folder) / "m.onnx", weights)
        found = {}
        for variant in VARIANTS:
            target = Path(folder) / f"{variant}.onnx"
            assert write_variant(source, variant, target) == 1
            found[variant] = _weights_of(target, 64)
    assert np.array_equal(found["fp16"], weights.astype(np.float16).astype(np.float32))
    assert np.array_equal(found["bf16"], _bf16(weights))
    step = np.abs(weights).max(axis=0, keepdims=True) / 127
    # Half a step for each output, and the rounding of the scale itself.
    assert (np.abs(found["int8"] - weights) <= 0.5 * step * (1 + 1e-4)).all()


def test_weights_beyond_the_range_of_float16_stay_finite(tmp_path: Path) -> None:
    weights = np.full((64, 32), 1e6, np.float32)
    target = tmp_path / "fp16.onnx"
    write_variant(_write(tmp_path / "m.onnx", weights), "fp16", target)
    assert (_weights_of(target, 64) == np.finfo(np.float16).max).all()


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_model_without_large_weights_has_no_variant(tmp_path: Path, variant: Variant) -> None:
    source = _write(tmp_path / "m.onnx", np.ones((4, 4), np.float32))
    with pytest.raises(ModelInvalid, match="no weights"):
        write_variant(source, variant, tmp_path / "v.onnx")


def test_a_model_of_old_operators_has_no_variant(tmp_path: Path) -> None:
    source = _write(tmp_path / "m.onnx", np.ones((64, 64), np.float32), opset=11)
    with pytest.raises(ModelInvalid, match="version 11"):
        write_variant(source, "int8", tmp_path / "v.onnx")


def _convolutions(path: Path) -> dict[str, tuple[int, ...]]:
    """List the convolutions of a model whose weights are float32, with their shapes."""
    model = onnx.load(path)
    weights = {each.name: each for each in model.graph.initializer}
    return {
        node.name: tuple(weights[node.input[1]].dims)
        for node in model.graph.node
        if node.op_type == "Conv" and node.input[1] in weights
    }


def _make(engine: Engine, variant: str, **more: Any) -> MakeVariantResult:
    request = MakeVariantRequest.model_validate({"name": BIRDNET, "variant": variant, **more})
    return make_variant(engine, request, Call())


def _numbers(engine: Engine, version_id: str) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Score noise; returns the logits, and those of the embeddings judged again."""
    session = engine.session(BIRDNET, version_id)
    noise = np.random.default_rng(4).normal(0.0, 0.1, (5, 144_000)).astype(np.float32)
    scores = session.run(noise)
    assert scores.embeddings is not None
    judged = session.rejudge(scores.embeddings)
    assert judged is not None
    return scores.logits, judged


@pytest.mark.model
@needs_recordings
@pytest.mark.parametrize(("variant", "size", "largest"), [("fp16", 0.55, 0.01), ("int8", 0.3, 0.2)])
def test_a_variant_of_birdnet_is_smaller_agrees_and_becomes_active(
    birdnet: Engine, variant: Variant, size: float, largest: float
) -> None:
    origin = birdnet.registry.require(BIRDNET).version_id
    result = _make(birdnet, variant, inputs=[str(RECORDINGS)])
    found, row = result.version.agreement, result.version
    assert found is not None and found.top1 is not None
    assert result.usable and found.top1 >= 0.99 and found.heard >= 20
    assert found.bytes <= size * found.bytes_before and found.largest <= largest
    assert (row.variant, row.made_of, row.active) == (variant, origin, False)
    assert row.version_id == f"{origin}-{variant}"
    folder = birdnet.registry.version_path(BIRDNET, row.version_id)
    wide = _convolutions(folder / "model.onnx")
    spectra = {name for name, shape in wide.items() if max(shape[2:]) > 64}
    assert len(spectra) == 3  # the filters of the spectrograms stay as they are
    assert all(np.prod(wide[name]) < 1_024 for name in wide.keys() - spectra)

    wishing = replace(birdnet.settings, inference=InferenceSettings(variant=variant))
    assert Engine(wishing).session(BIRDNET).version_id == row.version_id
    assert birdnet.session(BIRDNET).version_id == origin
    request = SwitchVersionRequest(name=BIRDNET, version_id=row.version_id)
    assert switch_version(birdnet, request, Call()).before == origin
    logits, judged = _numbers(birdnet, row.version_id)
    assert np.array_equal(logits, judged)  # stored windows are judged as by the variant itself
    assert not np.array_equal(logits, _numbers(birdnet, origin)[0])
    listed = list_versions(birdnet, ListVersionsRequest(name=BIRDNET), Call())
    assert [each.active for each in listed.versions] == [False, True]
    with pytest.raises(InvalidParams, match="itself a variant"):
        _make(birdnet, "bf16", inputs=[str(RECORDINGS)])


@pytest.mark.model
@needs_recordings
def test_a_variant_measured_on_too_little_is_kept_and_may_not_be_used(birdnet: Engine) -> None:
    result = _make(birdnet, "int8", inputs=[str(RECORDINGS)], windows=3)
    assert not result.usable and "are needed" in result.message
    request = SwitchVersionRequest(name=BIRDNET, version_id=result.version.version_id)
    with pytest.raises(ModelInvalid, match="are needed"):
        switch_version(birdnet, request, Call())
    wishing = Engine(replace(birdnet.settings, inference=InferenceSettings(variant="int8")))
    assert wishing.session(BIRDNET).installed.variant == "fp32"
    (said,) = [each for each in health(wishing, HealthRequest(), Call()).trouble if "int8" in each]
    assert said == f"{BIRDNET} runs as fp32: no usable variant int8 was made of it here."


def test_a_model_without_weights_leaves_nothing_behind(tmp_path: Path) -> None:
    engine = engine_with_base(tmp_path / "home", dimension=4)
    write_wav(tmp_path / "a.wav", tone(3.0))
    request = MakeVariantRequest(name="base", variant="int8", inputs=[str(tmp_path / "a.wav")])
    with pytest.raises(ModelInvalid, match="no weights"):
        make_variant(engine, request, Call())
    assert not list(engine.settings.models.glob(".installing-*"))
    engine.close()
