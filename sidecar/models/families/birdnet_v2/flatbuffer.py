"""Reads a .tflite file, even a damaged one: the only module that knows its bytes."""

from __future__ import annotations

import hashlib
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
import tflite

from sidecar.errors import ModelInvalid
from sidecar.models.families.birdnet_v2.graph import (
    Array,
    Operator,
    Option,
    TfliteGraph,
    TfliteTensor,
)
from sidecar.regular import read_regular

# The reader raises these when offsets, lengths or numbers inside the file are wrong.
_DAMAGE = (
    AttributeError,
    IndexError,
    KeyError,
    MemoryError,
    OverflowError,
    TypeError,
    ValueError,
    struct.error,
)

# A damaged count would make the reader walk the whole file in steps of four bytes. BirdNET holds
# 549 tensors and 376 operators, none of more than five dimensions.
_MOST = 10_000
_MOST_DIMENSIONS = 8

_DTYPES: dict[str, np.dtype[Any]] = {
    "FLOAT32": np.dtype("<f4"),
    "FLOAT16": np.dtype("<f2"),
    "INT32": np.dtype("<i4"),
    "INT64": np.dtype("<i8"),
}

_ACTIVATION = "FusedActivationFunction"
_WINDOWED = ("Padding", "StrideH", "StrideW", _ACTIVATION)
_DILATED = (*_WINDOWED, "DilationHFactor", "DilationWFactor")

# Operator -> its table of settings, and the settings that we use.
_OPTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ADD": ("AddOptions", (_ACTIVATION,)),
    "AVERAGE_POOL_2D": ("Pool2DOptions", (*_WINDOWED, "FilterHeight", "FilterWidth")),
    "CONCATENATION": ("ConcatenationOptions", ("Axis", _ACTIVATION)),
    "CONV_2D": ("Conv2DOptions", _DILATED),
    "DEPTHWISE_CONV_2D": ("DepthwiseConv2DOptions", (*_DILATED, "DepthMultiplier")),
    "DIV": ("DivOptions", (_ACTIVATION,)),
    "FULLY_CONNECTED": ("FullyConnectedOptions", (_ACTIVATION, "WeightsFormat")),
    "GATHER": ("GatherOptions", ("Axis", "BatchDims")),
    "MAX_POOL_2D": ("Pool2DOptions", (*_WINDOWED, "FilterHeight", "FilterWidth")),
    "MEAN": ("ReducerOptions", ("KeepDims",)),
    "MUL": ("MulOptions", (_ACTIVATION,)),
    "REDUCE_MAX": ("ReducerOptions", ("KeepDims",)),
    "REDUCE_MIN": ("ReducerOptions", ("KeepDims",)),
    "STRIDED_SLICE": (
        "StridedSliceOptions",
        ("BeginMask", "EndMask", "EllipsisMask", "NewAxisMask", "ShrinkAxisMask"),
    ),
    "SUB": ("SubOptions", (_ACTIVATION,)),
}


def _words(enumeration: type) -> dict[int, str]:
    return {code: word for word, code in vars(enumeration).items() if isinstance(code, int)}


_OPERATORS = _words(tflite.BuiltinOperator)
_KINDS = _words(tflite.TensorType)
_ENUMERATIONS = {
    _ACTIVATION: _words(tflite.ActivationFunctionType),
    "Padding": _words(tflite.Padding),
    "WeightsFormat": _words(tflite.FullyConnectedOptionsWeightsFormat),
}


def read(path: Path) -> TfliteGraph:
    """Read a TensorFlow Lite file; raises ModelInvalid for a damaged or another file."""
    try:
        data = read_regular(path)
    except OSError as error:
        raise ModelInvalid(
            f"The model file cannot be read: {error.strerror}.",
            hint="Check that the file exists and that you may open it.",
            path=path,
        ) from error
    if data[4:8] != b"TFL3":
        raise ModelInvalid(
            "This is not a TensorFlow Lite model.",
            hint="BirdNET v2.4 comes as files that end in .tflite.",
            path=path,
        )
    try:
        return _graph(data)
    except _DAMAGE as error:
        raise ModelInvalid(
            "The model file is damaged or was cut short.",
            hint="Fetch the file again.",
            path=path,
        ) from error


def _graph(data: bytes) -> TfliteGraph:
    model: Any = tflite.Model.GetRootAs(data, 0)
    if model.SubgraphsLength() != 1:
        raise ValueError("subgraphs")
    subgraph = model.Subgraphs(0)
    graph = TfliteGraph(
        sha256=hashlib.sha256(data).hexdigest(),
        tensors=tuple(
            _tensor(model, subgraph.Tensors(place))
            for place in range(_counted(subgraph.TensorsLength()))
        ),
        operators=tuple(
            _operator(model, subgraph.Operators(place))
            for place in range(_counted(subgraph.OperatorsLength()))
        ),
        inputs=_numbers(subgraph.InputsLength(), subgraph.Inputs),
        outputs=_numbers(subgraph.OutputsLength(), subgraph.Outputs),
    )
    _check_order(graph)
    return graph


def _counted(length: int, most: int = _MOST) -> int:
    if not 0 <= length <= most:
        raise ValueError(length)
    return length


def _numbers(length: int, item: Any) -> tuple[int, ...]:  # noqa: ANN401 - tflite has no types
    return tuple(int(item(place)) for place in range(_counted(length)))


def _tensor(model: Any, raw: Any) -> TfliteTensor:  # noqa: ANN401
    kind = _KINDS[raw.Type()]
    rank = _counted(raw.ShapeLength(), _MOST_DIMENSIONS)
    shape = _numbers(rank, raw.Shape)
    return TfliteTensor(kind, shape, _value(model.Buffers(raw.Buffer()), kind, shape))


def _value(buffer: Any, kind: str, shape: tuple[int, ...]) -> Array | None:  # noqa: ANN401
    dtype = _DTYPES.get(kind)
    if dtype is None or buffer.DataLength() == 0:
        return None
    if buffer.DataLength() != math.prod(shape) * dtype.itemsize:
        raise ValueError(shape)
    value: Array = buffer.DataAsNumpy().view(dtype).reshape(shape)
    return value


def _operator(model: Any, raw: Any) -> Operator:  # noqa: ANN401
    code = model.OperatorCodes(raw.OpcodeIndex())
    # Files from before 2020 hold the code in one byte; later files hold it in both where it fits.
    name = _OPERATORS[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
    return Operator(
        name=name,
        inputs=_numbers(raw.InputsLength(), raw.Inputs),
        outputs=_numbers(raw.OutputsLength(), raw.Outputs),
        options=_options(name, raw),
    )


def _options(name: str, raw: Any) -> dict[str, Option]:  # noqa: ANN401
    if name not in _OPTIONS:
        return {}
    table, members = _OPTIONS[name]
    if raw.BuiltinOptionsType() != getattr(tflite.BuiltinOptions, table):
        raise ValueError(name)
    settings = getattr(tflite, table)()
    settings.Init(raw.BuiltinOptions().Bytes, raw.BuiltinOptions().Pos)
    return {member: _option(member, getattr(settings, member)()) for member in members}


def _option(member: str, value: int) -> Option:
    words = _ENUMERATIONS.get(member)
    return int(value) if words is None else words[value]


def _check_order(graph: TfliteGraph) -> None:
    """Raise ValueError unless every tensor is made once, and before it is used."""
    made = set(graph.inputs)
    made.update(place for place, tensor in enumerate(graph.tensors) if tensor.value is not None)
    for operator in graph.operators:
        _check_range(graph, operator.inputs, lowest=-1)
        _check_range(graph, operator.outputs, lowest=0)
        if not made.isdisjoint(operator.outputs):
            raise ValueError(operator.name)
        made.update(operator.outputs)
    _check_range(graph, graph.inputs, lowest=0)
    _check_range(graph, graph.outputs, lowest=0)


def _check_range(graph: TfliteGraph, tensors: tuple[int, ...], *, lowest: int) -> None:
    if any(not lowest <= tensor < len(graph.tensors) for tensor in tensors):
        raise ValueError(tensors)
