"""Silero's graph with each convolution as one matrix product, which is four times as fast.

A frame has four spectra, and a convolution over four places is a product with a matrix of its
weights. ONNX Runtime computes it for all frames at once, and a convolution for each frame alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from sidecar.values import Float32

FRAME = 512  # samples of 16 kHz: 32 ms
CONTEXT = 64  # samples before a frame that the model hears with it
STATE = 128

# Spectra of a frame: windows of 256 samples, 128 apart, over its samples and 64 reflected ones.
_WINDOW, _HOP, _SPECTRA, _REFLECTED = 256, 128, 4, 64
_BANDS = _WINDOW // 2 + 1

# As in Silero's own file, so that any ONNX Runtime that reads that one reads this one too.
_OPSET, _IR = 16, 8


class _Builder:
    """Collects the nodes and constants of a graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def numbers(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, np.int64))

    def node(self, kind: str, inputs: list[str], output: str, **settings: Any) -> str:  # noqa: ANN401 - as ONNX has them
        self.nodes.append(helper.make_node(kind, inputs, [output], **settings))
        return output

    def columns(self, source: str, first: int, last: int, name: str) -> str:
        """Take columns of a matrix [n, columns]."""
        begin, end = self.numbers(f"{name}First", first), self.numbers(f"{name}Last", last)
        return self.node("Slice", [source, begin, end, self.axis()], name)

    def axis(self) -> str:
        if all(each.name != "columns" for each in self.constants):
            self.numbers("columns", 1)
        return "columns"

    def layer(self, source: str, matrix: Float32, bias: Float32, name: str) -> str:
        """Multiply [n, a] by a matrix [a, b], add a bias [b], and drop what is negative."""
        weights = self.constant(f"{name}Weights", matrix)
        product = self.node("MatMul", [source, weights], f"{name}Product")
        added = self.node("Add", [product, self.constant(f"{name}Bias", bias)], f"{name}Sum")
        return self.node("Relu", [added], name)


def as_products(content: bytes) -> bytes:
    """Rewrite Silero's graph; inputs, outputs and meaning stay the same."""
    source = onnx.load_from_string(content)
    held = {each.name: numpy_helper.to_array(each) for each in source.graph.initializer}
    builder = _Builder()
    spectra = _spectra(builder, held["stft.forward_basis_buffer"])
    features = _encoded(builder, spectra, held)
    _decoded(builder, features, source, held)
    graph = helper.make_graph(
        builder.nodes,
        "speech",
        list(source.graph.input),
        [
            helper.make_tensor_value_info("speech_probs", TensorProto.FLOAT, [None]),
            *list(source.graph.output)[1:],
        ],
        builder.constants,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
    made.ir_version = _IR
    return bytes(made.SerializeToString())


def _spectra(builder: _Builder, basis: Float32) -> str:
    """Make the magnitudes [n, 4 * 129] of frames with their context [n, 576]."""
    pads = builder.numbers("pads", 0, 0, 0, _REFLECTED)
    padded = builder.node("Pad", ["input", pads], "padded", mode="reflect")
    windows = [
        builder.columns(padded, first * _HOP, first * _HOP + _WINDOW, f"window{first}")
        for first in range(_SPECTRA)
    ]
    beside = builder.node("Concat", windows, "beside", axis=1)
    below = builder.node("Reshape", [beside, builder.numbers("toWindows", -1, _WINDOW)], "below")
    matrix = builder.constant("basis", basis[:, 0, :].T)
    waves = builder.node("MatMul", [below, matrix], "waves")
    real = builder.columns(waves, 0, _BANDS, "real")
    imaginary = builder.columns(waves, _BANDS, 2 * _BANDS, "imaginary")
    power = builder.node(
        "Add",
        [
            builder.node("Mul", [real, real], "realPower"),
            builder.node("Mul", [imaginary, imaginary], "imaginaryPower"),
        ],
        "power",
    )
    magnitude = builder.node("Sqrt", [power], "magnitude")
    shape = builder.numbers("toFrames", -1, _SPECTRA * _BANDS)
    return builder.node("Reshape", [magnitude, shape], "spectra")


def _encoded(builder: _Builder, spectra: str, held: dict[str, Float32]) -> str:
    """Apply the four convolutions; returns features [n, 128]."""
    weights = [held[f"encoder.{number}.weight"] for number in range(4)]
    biases = [held[f"encoder.{number}.bias"] for number in range(4)]
    # The first one in two halves: each pair of places needs three of the four spectra.
    early = builder.columns(spectra, 0, 3 * _BANDS, "early")
    late = builder.columns(spectra, _BANDS, 4 * _BANDS, "late")
    pair = np.tile(biases[0], 2)
    first = builder.layer(early, _matrix(weights[0], 3, (0, 1)), pair, "firstHalf")
    second = builder.layer(late, _matrix(weights[0], 3, (1, 2)), pair, "secondHalf")
    places = builder.node("Concat", [first, second], "places", axis=1)
    places = builder.layer(
        places, _matrix(weights[1], 4, (0, 2)), np.tile(biases[1], 2), "secondLayer"
    )
    place = builder.layer(places, _matrix(weights[2], 2, (0,)), biases[2], "thirdLayer")
    return builder.layer(place, _matrix(weights[3], 1, (0,)), biases[3], "fourthLayer")


def _matrix(weights: Float32, places: int, centres: tuple[int, ...]) -> Float32:
    """Write a convolution [out, in, 3] around some centres of `places` as one matrix."""
    many_out, many_in, _ = weights.shape
    matrix = np.zeros((places, many_in, len(centres), many_out), np.float32)
    for number, centre in enumerate(centres):
        for tap in range(3):
            place = centre + tap - 1
            if 0 <= place < places:
                matrix[place, :, number, :] = weights[:, :, tap].T
    return matrix.reshape(places * many_in, len(centres) * many_out)


def _decoded(
    builder: _Builder, features: str, source: onnx.ModelProto, held: dict[str, Float32]
) -> None:
    """Go from frame to frame with the state, and turn each into a probability [n]."""
    (memory,) = (each for each in source.graph.node if each.op_type == "LSTM")
    for name in memory.input[1:4]:
        builder.constant(name, held[name])
    ordered = builder.node("Unsqueeze", [features, builder.axis()], "ordered")
    builder.nodes.append(
        helper.make_node(
            "LSTM",
            [ordered, *memory.input[1:4], "", "h", "c"],
            ["remembered", "hn", "cn"],
            hidden_size=STATE,
        )
    )
    flat = builder.node("Reshape", ["remembered", builder.numbers("flat", -1, STATE)], "heard")
    kept = builder.node("Relu", [flat], "keptHeard")
    last = builder.constant("lastWeights", held["output.weight"][:, :, 0].T)
    logit = builder.node("MatMul", [kept, last], "product")
    logit = builder.node("Add", [logit, builder.constant("lastBias", held["output.bias"])], "logit")
    chance = builder.node("Sigmoid", [logit], "chance")
    builder.node("Reshape", [chance, builder.numbers("each", -1)], "speech_probs")
