"""BirdNET's range model: from a place and week to how likely each class is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sidecar.errors import at
from sidecar.models.families.birdnet_v2.flatbuffer import read
from sidecar.models.families.birdnet_v2.graph import Operator, TfliteGraph, unexpected
from sidecar.models.families.birdnet_v2.layers import write_activation, write_dense
from sidecar.models.families.birdnet_v2.writer import GraphWriter

_INPUTS = 3  # latitude, longitude, week


@dataclass(frozen=True)
class RangeTensor:
    """A value [N, width] of the ONNX graph; where BirdNET has [N], we have [N, 1]."""

    name: str
    width: int


def import_range_model(source: Path, model: Path) -> None:
    """Turn BirdNET v2.4's range model into ONNX: `place` [N, 3] to `occurrence` [N, 6522].

    A place is latitude, longitude and week: 1 to 48, or any other number for the whole year.
    Raises ModelInvalid, StorageFull.
    """
    with at(source):
        graph = read(source)
        graph.check_operators(TRANSLATIONS.keys() | {"DEQUANTIZE"})
        last = graph.maker(graph.output, "LOGISTIC")
        if graph.tensors[graph.input].shape[1:] != (_INPUTS,):
            raise unexpected("it does not take latitude, longitude and week")
        writer = GraphWriter()
        logits = RangeModel(graph, writer).translate(last.input(0))
        writer.node("Sigmoid", [logits.name], output="occurrence")
        writer.write(
            model,
            inputs={"place": _INPUTS},
            outputs={"occurrence": logits.width},
            sha256=graph.sha256,
        )


class RangeModel:
    """Translates operators one by one."""

    def __init__(self, graph: TfliteGraph, writer: GraphWriter) -> None:
        self.graph = graph
        self.writer = writer
        self._tables = {graph.input: RangeTensor("place", _INPUTS)}

    def translate(self, target: int) -> RangeTensor:
        """Add every node that a tensor needs; raises ModelInvalid for an unknown operator."""
        for operator in self.graph.needed(target, set(self._tables)):
            translation = TRANSLATIONS.get(operator.name)
            if translation is None:
                raise unexpected(f"Linnet does not know the operator {operator.name}")
            self._tables[operator.output] = translation(self, operator)
        return self.table(target)

    def table(self, tensor: int) -> RangeTensor:
        table = self._tables.get(tensor)
        if table is None:
            raise unexpected("part of it does not depend on place and week")
        return table

    def operand(self, operator: Operator, place: int) -> RangeTensor:
        """Give an operand; a constant [width] or [] is added to the graph."""
        tensor = operator.input(place)
        if not self.graph.is_constant(tensor):
            return self.table(tensor)
        value = self.graph.constant(tensor)
        # A row may only meet [N, 1]; one of BirdNET's [N] is not that.
        if value.ndim >= max(len(self.graph.tensors[operator.output].shape), 1):
            raise unexpected(f"a constant has the shape {list(value.shape)}")
        return RangeTensor(self.writer.constant(value), value.size)


def _elementwise(kind: str) -> Callable[[RangeModel, Operator], RangeTensor]:
    def translate(model: RangeModel, operator: Operator) -> RangeTensor:
        operands = [model.operand(operator, place) for place in range(len(operator.inputs))]
        widths = {operand.width for operand in operands} - {1}
        if len(widths) > 1:
            raise unexpected("values of different lengths are joined")
        name = model.writer.node(kind, [operand.name for operand in operands])
        if "FusedActivationFunction" in operator.options:
            name = write_activation(model.writer, operator, name)
        return RangeTensor(name, max(widths, default=1))

    return translate


def _column(model: RangeModel, operator: Operator) -> RangeTensor:
    """Take one of latitude, longitude and week: [:, i] in the words of NumPy."""
    begin, end, step = (model.graph.integers(operator.input(place)) for place in (1, 2, 3))
    masks = [
        operator.number(f"{word}Mask")
        for word in ("Begin", "End", "ShrinkAxis", "Ellipsis", "NewAxis")
    ]
    table = model.table(operator.input(0))
    column = begin[-1]
    if (masks, step, len(begin), end[1:]) != ([1, 1, 2, 0, 0], [1, 1], 2, [column + 1]) or not (
        0 <= column < table.width
    ):
        raise unexpected("it splits its input in another way")
    index = model.writer.constant(np.array([column]))
    return RangeTensor(model.writer.node("Gather", [table.name, index], attributes={"axis": 1}), 1)


def _upright(model: RangeModel, operator: Operator) -> RangeTensor:
    """Add no node: [N] is [N, 1] to us already."""
    table = model.table(operator.input(0))
    if model.graph.integer(operator.input(1)) not in (1, -1) or table.width != 1:
        raise unexpected("a value is rearranged")
    return table


def _concatenation(model: RangeModel, operator: Operator) -> RangeTensor:
    tables = [model.table(tensor) for tensor in operator.inputs]
    if operator.number("Axis") not in (1, -1):
        raise unexpected("values are joined along another axis")
    name = model.writer.node("Concat", [table.name for table in tables], attributes={"axis": 1})
    name = write_activation(model.writer, operator, name)
    return RangeTensor(name, sum(table.width for table in tables))


def _dense(model: RangeModel, operator: Operator) -> RangeTensor:
    table = model.table(operator.input(0))
    name, width = write_dense(model.graph, model.writer, operator, table.name, width=table.width)
    return RangeTensor(write_activation(model.writer, operator, name), width)


TRANSLATIONS: dict[str, Callable[[RangeModel, Operator], RangeTensor]] = {
    "ADD": _elementwise("Add"),
    "CONCATENATION": _concatenation,
    "EXPAND_DIMS": _upright,
    "FULLY_CONNECTED": _dense,
    "GREATER": _elementwise("Greater"),
    "LESS": _elementwise("Less"),
    "LOGISTIC": _elementwise("Sigmoid"),
    "MUL": _elementwise("Mul"),
    "SELECT_V2": _elementwise("Where"),
    "SIN": _elementwise("Sin"),
    "STRIDED_SLICE": _column,
    "SUB": _elementwise("Sub"),
}
