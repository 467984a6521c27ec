"""Tiny models: real ONNX files whose answers can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

UCSD = (1, 256, 431)


def write_model(
    path: Path,
    *,
    shape: tuple[int | str, ...],
    classes: int,
    embedding: int | None = None,
    input_name: str = "sound",
    extra: tuple[onnx.NodeProto, ...] = (),
) -> Path:
    """Write a model that answers class k with k plus the mean of its input, and return its path.

    With `embedding`, an output of that width precedes the logits.
    """
    axes = list(range(1, len(shape) + 1))
    nodes = [
        helper.make_node("ReduceMean", [input_name], ["mean"], axes=axes, keepdims=0),
        helper.make_node("Unsqueeze", ["mean", "one"], ["column"]),
        helper.make_node("Add", ["column", "steps"], ["logits"]),
        *extra,
    ]
    weights = [
        numpy_helper.from_array(np.array([1], np.int64), "one"),
        numpy_helper.from_array(np.arange(classes, dtype=np.float32)[np.newaxis], "steps"),
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", classes])]
    if embedding is not None:
        zeros = np.zeros((1, embedding), np.float32)
        weights.append(numpy_helper.from_array(zeros, "zeros"))
        nodes.append(helper.make_node("Add", ["column", "zeros"], ["embedding"]))
        outputs.insert(
            0, helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", embedding])
        )
    given = helper.make_tensor_value_info(input_name, TensorProto.FLOAT, ["batch", *shape])
    graph = helper.make_graph(nodes, "tiny", [given], outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save_model(model, path)
    return path


def write_labels(path: Path, classes: int) -> Path:
    """Write names `bird0`, `bird1`... a line each, and return the path."""
    path.write_text("".join(f"bird{number}\n" for number in range(classes)), "utf-8")
    return path
