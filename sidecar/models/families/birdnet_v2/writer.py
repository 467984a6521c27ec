"""Collects the nodes of an ONNX graph and writes them to a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from sidecar.errors import writing
from sidecar.models.families.birdnet_v2.graph import Array, unexpected

IMPORTER = "linnet-birdnet"
VERSION = "2"  # raise it whenever the same source would give other results

# The newest pair that every ONNX Runtime from 1.12 on reads.
_OPSET = 17
_IR_VERSION = 8
_GRAPH = "birdnet"

Attributes = Mapping[str, int | float | str | Sequence[int]]


class GraphWriter:
    """An ONNX graph in the making; names are given in order, so equal input gives equal bytes."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._shapes: list[onnx.ValueInfoProto] = []

    def constant(self, value: Array | float) -> str:
        """Add a constant, in single precision unless it holds whole numbers; return its name."""
        array = np.asarray(value)
        if array.dtype.kind == "f":
            array = array.astype(np.float32)
        name = f"constant_{len(self._constants)}"
        # ascontiguousarray would turn a scalar into a row of one.
        self._constants.append(numpy_helper.from_array(array.copy(order="C"), name))
        return name

    def node(
        self,
        kind: str,
        inputs: Sequence[str],
        *,
        attributes: Attributes | None = None,
        output: str | None = None,
        shape: Sequence[int] | None = None,
    ) -> str:
        """Add a node and return the name of its only output.

        Give its shape [N, ...] where ONNX's own inference cannot see that it begins with N.
        """
        output = output or f"{kind.lower()}_{len(self._nodes)}"
        node = helper.make_node(kind, inputs, [output], name=output)
        node.attribute.extend(
            helper.make_attribute(word, value) for word, value in sorted((attributes or {}).items())
        )
        self._nodes.append(node)
        if shape is not None:
            self._shapes.append(_port(output, *shape))
        return output

    def write(
        self, path: Path, *, inputs: Mapping[str, int], outputs: Mapping[str, int], sha256: str
    ) -> None:
        """Write a model whose inputs and outputs are [N, width] each.

        `sha256` is the digest of the model's source file. Raises ModelInvalid when the layers do
        not fit one another, StorageFull when the file cannot be written.
        """
        graph = helper.make_graph(
            self._nodes,
            _GRAPH,
            [_port(name, width) for name, width in inputs.items()],
            [_port(name, width) for name, width in outputs.items()],
            self._constants,
            value_info=self._shapes,
        )
        model = helper.make_model(
            graph,
            producer_name="linnet",
            ir_version=_IR_VERSION,
            opset_imports=[helper.make_opsetid("", _OPSET)],
        )
        helper.set_model_props(
            model, {"source_sha256": sha256, "importer": IMPORTER, "importer_version": VERSION}
        )
        try:
            onnx.checker.check_model(model, full_check=True)
        except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
            raise unexpected("its layers do not fit one another") from error
        with writing(path):
            path.write_bytes(model.SerializeToString(deterministic=True))


def _port(name: str, *shape: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["N", *shape])
