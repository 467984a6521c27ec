"""Tiny models: real ONNX files whose answers can be worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
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
    weights: int = 0,
) -> Path:
    """Write a model that answers class k with k plus the mean of its input, and return its path.

    With `embedding`, an output of that width precedes the logits. `weights` more change no answer.
    """
    axes = list(range(1, len(shape) + 1))
    nodes = [
        helper.make_node("ReduceMean", [input_name], ["mean"], axes=axes, keepdims=0),
        helper.make_node("Unsqueeze", ["mean", "one"], ["column"]),
        helper.make_node("Add", ["column", "steps"], ["logits"]),
        *extra,
    ]
    tensors = [
        numpy_helper.from_array(np.array([1], np.int64), "one"),
        numpy_helper.from_array(np.arange(classes, dtype=np.float32)[np.newaxis], "steps"),
    ]
    if weights:
        tensors.append(numpy_helper.from_array(np.ones((1, weights), np.float32), "weights"))
        nodes.append(helper.make_node("MatMul", ["column", "weights"], ["unused"]))
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", classes])]
    if embedding is not None:
        zeros = np.zeros((1, embedding), np.float32)
        tensors.append(numpy_helper.from_array(zeros, "zeros"))
        nodes.append(helper.make_node("Add", ["column", "zeros"], ["embedding"]))
        outputs.insert(
            0, helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", embedding])
        )
    given = helper.make_tensor_value_info(input_name, TensorProto.FLOAT, ["batch", *shape])
    graph = helper.make_graph(nodes, "tiny", [given], outputs, tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save_model(model, path)
    return path


def write_labels(path: Path, classes: int) -> Path:
    """Write names `bird0`, `bird1`... a line each, and return the path."""
    path.write_text("".join(f"bird{number}\n" for number in range(classes)), "utf-8")
    return path


# A model of `write_embedder` takes a window in so many parts.
PARTS = 12

# Ways in which such a model may be bad: (the nodes that make its embedding of the means of parts).
_FAULTS: dict[str, tuple[tuple[str, list[str], str], ...]] = {
    # Without a direction where the first part is below 0.
    "norms": (
        ("Gather", ["means", "zero"], "first"),
        ("Greater", ["first", "nothing"], "above"),
        ("Cast", ["above"], "kept"),
        ("Mul", ["means", "kept"], "embedding"),
    ),
    # The root of a number below 0 where the first part is above it.
    "numbers": (
        ("Gather", ["means", "zero"], "first"),
        ("Relu", ["first"], "above"),
        ("Neg", ["above"], "below"),
        ("Sqrt", ["below"], "root"),
        ("Add", ["means", "root"], "embedding"),
    ),
    # Another embedding beside two other windows.
    "sameSound": (
        ("Equal", ["batch", "three"], "odd"),
        ("Cast", ["odd"], "more"),
        ("Add", ["means", "more"], "embedding"),
    ),
    # Divided by the loudest sample, which silence has not.
    "silence": (
        ("Abs", ["sound"], "sizes"),
        ("ReduceMax", ["sizes"], "peak"),
        ("Div", ["means", "peak"], "embedding"),
    ),
    # The last number is always zero.
    "isotropy": (("Mul", ["means", "all_but_last"], "embedding"),),
    # A little more among eight.
    "batches": (
        ("Equal", ["batch", "eight"], "many"),
        ("Cast", ["many"], "one_or_none"),
        ("Mul", ["one_or_none", "little"], "more"),
        ("Add", ["means", "more"], "embedding"),
    ),
}
_ATTRIBUTES: dict[str, dict[str, Any]] = {
    "Cast": {"to": TensorProto.FLOAT},
    "Gather": {"axis": 1},
    "ReduceMax": {"axes": [1], "keepdims": 1},
}


def write_embedder(path: Path, *, fault: str | None = None, samples: int = 144_000) -> Path:
    """Write a model whose embedding and logits are the means of `PARTS` parts of a window.

    A window has so many `samples`. With a `fault` of the checklist, its embedding is bad in this
    way alone; with "agreement", the logits are turned round.
    """
    nodes = [
        helper.make_node("Reshape", ["sound", "parts"], ["cut"]),
        helper.make_node("ReduceMean", ["cut"], ["means"], axes=[2], keepdims=0),
        helper.make_node("Neg" if fault == "agreement" else "Identity", ["means"], ["logits"]),
        helper.make_node("Shape", ["sound"], ["shape"]),
        helper.make_node("Gather", ["shape", "zero"], ["batch"], axis=0),
    ]
    made = _FAULTS.get(fault or "", (("Identity", ["means"], "embedding"),))
    nodes += [
        helper.make_node(kind, given, [name], **_ATTRIBUTES.get(kind, {}))
        for kind, given, name in made
    ]
    last = np.ones((1, PARTS), np.float32)
    last[0, -1] = 0.0
    weights: dict[str, npt.NDArray[Any]] = {
        "parts": np.array([-1, PARTS, samples // PARTS], np.int64),
        "zero": np.array([0], np.int64),
        "three": np.array([3], np.int64),
        "eight": np.array([8], np.int64),
        "nothing": np.array([0.0], np.float32),
        "little": np.array([0.02], np.float32),
        "all_but_last": last,
    }
    tensors = [numpy_helper.from_array(value, name) for name, value in weights.items()]
    given, *outputs = (
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch_size", size])
        for name, size in (("sound", samples), ("embedding", PARTS), ("logits", PARTS))
    )
    graph = helper.make_graph(nodes, "embedder", [given], outputs, tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save_model(model, path)
    return path
