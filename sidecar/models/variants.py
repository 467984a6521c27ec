"""Makes smaller variants of a model: its weights in 16 or 8 bits, its sums in float32 as before.

Weights only: to compute in 8 bits as well changed two of three species that BirdNET names
(docs/performance.md). ONNX Runtime widens the weights once, while it loads the model, so a variant
runs as fast as the model and takes less room on the disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from sidecar.errors import ModelInvalid
from sidecar.values import Float32
from sidecar.variant import Variant

# Smaller tensors save nothing, and may be shapes or thresholds.
_LEAST_WEIGHTS = 1_024
# A convolution over more samples than this computes a spectrum; its weights stay as they are,
# because an error in them is noise below the quietest call.
_MOST_TAPS = 64
# The first sets of ONNX's operators that cast bfloat16, and that take a scale for each channel.
_LEAST_OPSET = 13

Narrow = Callable[[onnx.TensorProto, int], tuple[list[onnx.TensorProto], onnx.NodeProto]]


def write_variant(source: Path, variant: Variant, target: Path) -> int:
    """Write a variant of the model file `source`; returns how many tensors became narrower.

    Raises ModelInvalid where nothing can.
    """
    model = onnx.load_model(source)
    opset = next((each.version for each in model.opset_import if not each.domain), 0)
    if opset < _LEAST_OPSET:
        raise ModelInvalid(
            f"The model uses version {opset} of ONNX's operators, but variants need "
            f"{_LEAST_OPSET}.",
            hint="Export the model again with a later version.",
            path=source,
        )
    narrow, added = _NARROW[variant], list[onnx.NodeProto]()
    weights = _weights(model)
    kept = []
    for tensor in model.graph.initializer:
        if tensor.name not in weights:
            kept.append(tensor)
            continue
        narrower, node = narrow(tensor, weights[tensor.name])
        kept += narrower
        added.append(node)
    if not added:
        raise ModelInvalid("The model has no weights that could be narrower.", path=source)
    nodes = [*added, *model.graph.node]
    for field, values in ((model.graph.initializer, kept), (model.graph.node, nodes)):
        del field[:]
        field.extend(values)
    onnx.save_model(model, target)
    return len(added)


def _weights(model: onnx.ModelProto) -> dict[str, int]:
    """Find the tensors that are weights of layers, and the axis of their outputs."""
    given = {tensor.name: tensor for tensor in model.graph.initializer}
    found: dict[str, int] = {}
    spoilt: set[str] = set()
    for node in model.graph.node:
        for place, name in enumerate(node.input):
            tensor = given.get(name)
            if tensor is None:
                continue
            axis = _axis(node, tensor) if place == 1 else None
            if axis is None or found.get(name, axis) != axis:
                spoilt.add(name)  # another use needs it as it is
            else:
                found[name] = axis
    return {name: axis for name, axis in found.items() if name not in spoilt}


def _axis(node: onnx.NodeProto, tensor: onnx.TensorProto) -> int | None:
    """Give the axis of a weight's outputs; None for what is no weight, or must stay."""
    if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < _LEAST_WEIGHTS:
        return None
    if node.op_type == "Conv":
        return 0 if max(tensor.dims[2:], default=1) <= _MOST_TAPS else None
    if node.op_type == "Gemm":
        turned = any(each.name == "transB" and each.i for each in node.attribute)
        return 0 if turned else 1
    if node.op_type == "MatMul":
        return len(tensor.dims) - 1
    return None


def _cast(tensor: onnx.TensorProto, kind: int) -> tuple[list[onnx.TensorProto], onnx.NodeProto]:
    narrow = f"{tensor.name}.narrow"
    values = numpy_helper.to_array(tensor)
    if kind == TensorProto.BFLOAT16:
        # The upper half of a float32, rounded to the nearest even number.
        bits = values.astype(np.float32).view(np.uint32)
        halves = ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)
        made = helper.make_tensor(narrow, kind, tensor.dims, halves.tobytes(), raw=True)
    else:
        made = numpy_helper.from_array(_halved(values), narrow)
    node = helper.make_node("Cast", [narrow], [tensor.name], to=TensorProto.FLOAT)
    return [made], node


def _halved(values: Float32) -> np.ndarray[tuple[int, ...], np.dtype[np.float16]]:
    most = np.finfo(np.float16).max
    return np.clip(values, -most, most).astype(np.float16)


def _to_eight_bits(
    tensor: onnx.TensorProto, axis: int
) -> tuple[list[onnx.TensorProto], onnx.NodeProto]:
    """Write a tensor in 8 bits, with a scale for each output."""
    values = numpy_helper.to_array(tensor).astype(np.float64)
    others = tuple(each for each in range(values.ndim) if each != axis)
    largest = np.abs(values).max(axis=others, keepdims=True)
    scale = np.where(largest > 0, largest / 127.0, 1.0)
    whole = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
    names = [f"{tensor.name}.narrow", f"{tensor.name}.scale"]
    made = [
        numpy_helper.from_array(whole, names[0]),
        numpy_helper.from_array(scale.astype(np.float32).reshape(-1), names[1]),
    ]
    return made, helper.make_node("DequantizeLinear", names, [tensor.name], axis=axis)


_NARROW: dict[Variant, Narrow] = {
    "fp16": lambda tensor, _: _cast(tensor, TensorProto.FLOAT16),
    "bf16": lambda tensor, _: _cast(tensor, TensorProto.BFLOAT16),
    "int8": _to_eight_bits,
}


def narrow_last_layer(source: Path, variant: Variant, target: Path) -> None:
    """Write the last layer of a variant, so that it judges embeddings as the variant does.

    A layer that is too small for narrower weights stays as it is, here as in the model.
    """
    try:
        write_variant(source, variant, target)
    except ModelInvalid:
        shutil.copyfile(source, target)
