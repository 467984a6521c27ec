"""Layers that the classifier and the range model share."""

from __future__ import annotations

from sidecar.models.families.birdnet_v2.graph import Operator, TfliteGraph, unexpected
from sidecar.models.families.birdnet_v2.writer import GraphWriter

_ACTIVATIONS = {"RELU": "Relu"}


def write_activation(writer: GraphWriter, operator: Operator, name: str) -> str:
    """Add the activation that an operator carries, if any, and return the name of the result."""
    word = operator.word("FusedActivationFunction")
    if word == "NONE":
        return name
    if word not in _ACTIVATIONS:
        raise unexpected(f"Linnet does not know the activation {word}")
    return writer.node(_ACTIVATIONS[word], [name])


def write_dense(
    graph: TfliteGraph,
    writer: GraphWriter,
    operator: Operator,
    features: str,
    *,
    width: int,
    output: str | None = None,
) -> tuple[str, int]:
    """Add a fully connected layer on features [N, width]; return its name and width.

    The activation is left to the caller.
    """
    weights = graph.floats(operator.input(1), None, width)  # [out, in]
    inputs = [features, writer.constant(weights)]
    if operator.word("WeightsFormat") != "DEFAULT":
        raise unexpected("its weights are shuffled")
    if operator.input(2) != -1:
        inputs.append(writer.constant(graph.floats(operator.input(2), weights.shape[0])))
    return writer.node("Gemm", inputs, attributes={"transB": 1}, output=output), weights.shape[0]
