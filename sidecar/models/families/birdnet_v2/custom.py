"""Custom classifiers that BirdNET-Analyzer trains, as TensorFlow Lite files.

The file holds either dense layers on BirdNET's embeddings alone, or BirdNET with its last layers
replaced, which takes sound.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sidecar.errors import ModelInvalid, at
from sidecar.models.families.birdnet_v2.flatbuffer import read
from sidecar.models.families.birdnet_v2.graph import Operator, TfliteGraph
from sidecar.models.layer import Layer
from sidecar.regular import open_regular

EMBEDDING = 1_024
_SAMPLES = 144_000
_MARK = b"TFL3"
# BirdNET-Analyzer trains two at most. All layers may be one constant of the file, copied.
_MOST_LAYERS = 16


def is_tflite(path: Path) -> bool:
    """Tell a TensorFlow Lite file by its name or by its mark."""
    if path.suffix.lower() == ".tflite":
        return True
    try:
        with open_regular(path) as file:
            return file.read(8)[4:] == _MARK
    except OSError:
        return False


def read_custom(path: Path) -> list[Layer] | None:
    """Read the dense layers of a custom classifier; None for one that takes sound.

    Raises ModelInvalid for any other model, and says what it is.
    """
    with at(path):
        graph = read(path)
        ports = [graph.tensors[number] for number in (*graph.inputs, *graph.outputs)]
        if len(ports) != 2 or any(port.kind != "FLOAT32" for port in ports):
            raise _other(graph)
        width = ports[0].shape[-1:]
        if width == (_SAMPLES,):
            return None
        if width != (EMBEDDING,) or len(ports[0].shape) != 2:
            raise _other(graph)
        return _layers(graph)


def _layers(graph: TfliteGraph) -> list[Layer]:
    """Read a chain of dense layers; a sigmoid at its end is left to the head."""
    operators = list(graph.operators)
    if operators and operators[-1].name == "LOGISTIC":
        operators.pop()
    if len(operators) > _MOST_LAYERS:
        raise _unlike(f"it has {len(operators):,} layers")
    layers: list[Layer] = []
    tensor, width = graph.input, EMBEDDING
    for operator in operators:
        activation = "NONE" if operator is operators[-1] else "RELU"
        if operator.name != "FULLY_CONNECTED" or operator.input(0) != tensor:
            raise _unlike(f"it holds {operator.name}")
        if operator.word("FusedActivationFunction") != activation:
            raise _unlike(f"a layer ends in {operator.word('FusedActivationFunction')}")
        layers.append(_layer(graph, operator, width))
        tensor, width = operator.output, len(layers[-1].bias)
    if not layers or graph.output not in (tensor, *graph.operators[-1].outputs):
        raise _unlike("its output is not that of its last layer")
    return layers


def _layer(graph: TfliteGraph, operator: Operator, width: int) -> Layer:
    if operator.word("WeightsFormat") != "DEFAULT":
        raise _unlike("its weights are shuffled")
    weights = graph.floats(operator.input(1), None, width).astype(np.float64).T
    classes = weights.shape[1]
    if operator.input(2) == -1:
        return Layer(weights, np.zeros(classes))
    return Layer(weights, graph.floats(operator.input(2), classes).astype(np.float64))


def _other(graph: TfliteGraph) -> ModelInvalid:
    inputs = [graph.tensors[number] for number in graph.inputs]
    shapes = " and ".join(
        f"{' x '.join(map(str, each.shape)) or 'one number'} ({each.kind})" for each in inputs
    )
    return ModelInvalid(
        f"This TensorFlow Lite model takes {shapes}. Of such files, Linnet adds only the custom "
        "classifiers that BirdNET-Analyzer trained with BirdNET v2.4.",
        hint="Convert the model to ONNX, for example with tf2onnx, and add that file.",
    )


def _unlike(what: str) -> ModelInvalid:
    return ModelInvalid(
        f"This model reads BirdNET's embeddings, but it is not made of dense layers alone: {what}.",
        hint="Convert the model to ONNX with BirdNET before it, and add that file.",
    )
