"""Writes a trained head as ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from sidecar.errors import ModelInvalid, UnsupportedFormat, writing
from sidecar.models.layer import Layer
from sidecar.regular import read_regular

# The same as for BirdNET's own head: the newest pair that every ONNX Runtime from 1.12 on reads.
_OPSET, _IR_VERSION = 17, 8


def write_head(path: Path, layers: Sequence[Layer], *, properties: dict[str, str]) -> None:
    """Write layers with ReLU between them: `embedding` [N, d] to `logits` [N, classes].

    Equal input gives equal bytes; `properties` are part of them. Raises StorageFull.
    """
    nodes, constants, name = [], [], "embedding"
    for number, layer in enumerate(layers):
        for what, value in (("weights", layer.weights), ("bias", layer.bias)):
            array = np.ascontiguousarray(value, np.float32)
            constants.append(numpy_helper.from_array(array, f"{what}_{number}"))
        last = number == len(layers) - 1
        output = "logits" if last else f"gemm_{number}"
        inputs = [name, f"weights_{number}", f"bias_{number}"]
        nodes.append(helper.make_node("Gemm", inputs, [output], name=output))
        name = output
        if not last:
            name = f"relu_{number}"
            nodes.append(helper.make_node("Relu", [output], [name], name=name))
    graph = helper.make_graph(
        nodes,
        "head",
        [_port("embedding", len(layers[0].weights))],
        [_port("logits", layers[-1].weights.shape[1])],
        constants,
    )
    model = helper.make_model(
        graph,
        producer_name="linnet",
        ir_version=_IR_VERSION,
        opset_imports=[helper.make_opsetid("", _OPSET)],
    )
    helper.set_model_props(model, properties)
    onnx.checker.check_model(model, full_check=True)
    with writing(path):
        path.write_bytes(model.SerializeToString(deterministic=True))


def read_head(path: Path) -> list[Layer]:
    """Read the layers of a head that `write_head` wrote, after a check of its digest.

    Raises ModelInvalid for another file.
    """
    try:
        model = onnx.load_model_from_string(read_regular(path))
        values = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
        return [
            Layer(
                values[f"weights_{number}"].astype(np.float64),
                values[f"bias_{number}"].astype(np.float64),
            )
            for number in range(len(values) // 2)
        ]
    except (OSError, UnsupportedFormat, KeyError, ValueError) as error:
        raise ModelInvalid("The head's weights cannot be read.", path=path) from error


def _port(name: str, width: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["N", width])
