"""Reads the declarations of an ONNX file, without running or trusting it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import onnx

from sidecar.errors import ModelInvalid, UnsupportedFormat
from sidecar.regular import open_regular

# Domains of ONNX Runtime's own operators; any other domain needs another library.
_DOMAINS = frozenset(("", "ai.onnx", "ai.onnx.ml", "com.microsoft"))

# A tensor with more numbers than this for one window belongs to no honest model of sound.
_MOST_NUMBERS = 1 << 30

# Weights of up to this many numbers may be shapes that decide other shapes.
_SMALL = 4096

_FLOAT = onnx.TensorProto.FLOAT


@dataclass(frozen=True)
class Tensor:
    """An input or output; a dimension that may vary is None."""

    name: str
    dims: tuple[int | None, ...]
    is_float32: bool

    def __str__(self) -> str:
        return f'"{self.name}" [{", ".join("?" if dim is None else str(dim) for dim in self.dims)}]'


@dataclass(frozen=True)
class Graph:
    """`outside`: names of the files beside it that hold weights. `opset`: that of ONNX itself."""

    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]
    outside: tuple[str, ...]
    opset: int | None = None

    def input(self, name: str) -> Tensor | None:
        return next((tensor for tensor in self.inputs if tensor.name == name), None)

    def output(self, name: str) -> Tensor | None:
        return next((tensor for tensor in self.outputs if tensor.name == name), None)


def read_graph(path: Path) -> Graph:
    """Read and check a model file; raises ModelInvalid for one that is not safe to load.

    The check refuses cut files, operators of unknown libraries, tensors of absurd sizes, and
    weights that lie outside the file's folder or differ in length from the declared one.
    """
    try:
        with open_regular(path) as file:
            model = onnx.load_model(file, "protobuf", load_external_data=False)
    except FileNotFoundError as error:
        raise ModelInvalid("There is no such file.", path=path) from error
    except UnsupportedFormat:
        raise
    except Exception as error:  # protobuf's own errors have no common base
        raise _invalid(path, "it is cut short, damaged, or not an ONNX model") from error
    if not model.graph.output:
        raise _invalid(path, "it has no outputs; it may be cut short")
    _check_operators(model, path)
    outside = _check_weights(model, path)
    weights = {tensor.name for tensor in model.graph.initializer}
    graph = Graph(
        inputs=tuple(_tensor(value) for value in model.graph.input if value.name not in weights),
        outputs=tuple(_tensor(value) for value in model.graph.output),
        outside=outside,
        opset=next((each.version for each in model.opset_import if not each.domain), None),
    )
    _check_sizes(model, path)
    return graph


def _invalid(path: Path, problem: str) -> ModelInvalid:
    return ModelInvalid(
        f"This model file cannot be used: {problem}.",
        hint="Download or export the model again, as one file in ONNX format.",
        path=path,
    )


def _tensor(value: onnx.ValueInfoProto) -> Tensor:
    kind = value.type.tensor_type
    dims = tuple(dim.dim_value if dim.dim_value > 0 else None for dim in kind.shape.dim)
    return Tensor(value.name, dims, kind.elem_type == _FLOAT)


def _graphs(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    """Walk a graph and those inside its loops and branches."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            for inner in (attribute.g, *attribute.graphs):
                if inner.node or inner.initializer:
                    yield from _graphs(inner)


def _check_operators(model: onnx.ModelProto, path: Path) -> None:
    ours = {(function.domain, function.name) for function in model.functions}
    nodes = [node for graph in _graphs(model.graph) for node in graph.node]
    nodes += [node for function in model.functions for node in function.node]
    for node in nodes:
        if node.domain not in _DOMAINS and (node.domain, node.op_type) not in ours:
            raise _invalid(
                path,
                f'it needs the operator "{node.op_type}" of "{node.domain}", which is not part of '
                "ONNX Runtime",
            )


def _check_weights(model: onnx.ModelProto, path: Path) -> tuple[str, ...]:
    outside = set()
    for tensor in _weights(model):
        declared = _bytes_of(tensor)
        if tensor.data_location == onnx.TensorProto.EXTERNAL:
            outside.add(_check_outside(tensor, declared, path))
        elif tensor.raw_data and len(tensor.raw_data) != declared:
            raise _invalid(
                path,
                f'its weights "{tensor.name}" are declared as {declared:,} bytes but hold '
                f"{len(tensor.raw_data):,}",
            )
        elif not tensor.raw_data and declared > model.ByteSize() * 8:
            raise _invalid(path, f'its weights "{tensor.name}" are larger than the file')
    return tuple(sorted(outside))


def _weights(model: onnx.ModelProto) -> Iterator[onnx.TensorProto]:
    for graph in _graphs(model.graph):
        yield from graph.initializer
        for sparse in graph.sparse_initializer:
            yield from (sparse.values, sparse.indices)
    nodes = [node for graph in _graphs(model.graph) for node in graph.node]
    for node in nodes + [node for function in model.functions for node in function.node]:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                yield attribute.t
            yield from attribute.tensors


def _bytes_of(tensor: onnx.TensorProto) -> int:
    if tensor.data_type == onnx.TensorProto.STRING:
        return 0
    size = onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
    return int(math.prod(tensor.dims)) * int(size)


def _check_outside(tensor: onnx.TensorProto, declared: int, path: Path) -> str:
    facts = {entry.key: entry.value for entry in tensor.external_data}
    location = str(facts.get("location", ""))
    folder = path.resolve().parent
    target = folder / location
    if not location or Path(location).name != location or target.is_symlink():
        raise _invalid(path, f'it reads its weights from "{location}", outside its folder')
    try:
        offset, length = int(facts.get("offset", 0)), int(facts.get("length", declared))
    except ValueError as error:
        raise _invalid(path, f'the place of its weights "{tensor.name}" is not a number') from error
    if not target.is_file():
        raise _invalid(path, f'the file "{location}" with its weights is not beside it')
    if length != declared or offset < 0 or offset + length > target.stat().st_size:
        raise _invalid(path, f'"{location}" is too short for its weights "{tensor.name}"')
    return location


def _check_sizes(model: onnx.ModelProto, path: Path) -> None:
    """Compute every tensor's shape for one window and refuse absurd sizes; empties the weights."""
    for tensor in model.graph.initializer:
        if math.prod(tensor.dims) > _SMALL:
            tensor.ClearField("raw_data")
            tensor.ClearField("external_data")
            tensor.ClearField("data_location")
    try:
        inferred = onnx.shape_inference.infer_shapes(model, data_prop=True)
    except Exception as error:  # what inference raises has no common base
        raise _invalid(path, "its operators do not fit together") from error
    known = inferred.graph
    for value in (*known.input, *known.value_info, *known.output):
        dims = [max(1, dim.dim_value) for dim in value.type.tensor_type.shape.dim]
        if math.prod(dims) > _MOST_NUMBERS:
            raise _invalid(
                path, f'it declares "{value.name}" with {math.prod(dims):,} numbers for one window'
            )
