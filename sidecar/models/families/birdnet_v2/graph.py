"""A TensorFlow Lite graph as plain values, and the importer's questions to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.errors import ModelInvalid
from sidecar.values import Float32

Array = npt.NDArray[Any]
Option = int | str


def unexpected(what: str) -> ModelInvalid:
    """Make the error for a readable file that differs from BirdNET v2.4."""
    return ModelInvalid(
        f"This model is not built like BirdNET v2.4, so its results could not be trusted: {what}.",
        hint="Choose the TensorFlow Lite files of BirdNET v2.4, or let Linnet fetch them.",
    )


@dataclass(frozen=True)
class TfliteTensor:
    kind: str  # TensorFlow Lite's word: FLOAT32, INT8 ...
    shape: tuple[int, ...]  # as stored, which is wrong wherever a dimension is dynamic
    value: Array | None  # None: computed while the model runs, or a kind we cannot hold


@dataclass(frozen=True)
class Operator:
    name: str  # TensorFlow Lite's word: CONV_2D ...
    inputs: tuple[int, ...]  # tensor numbers; -1 where an optional input is left out
    outputs: tuple[int, ...]
    options: Mapping[str, Option]

    def number(self, option: str) -> int:
        value = self.options.get(option)
        if not isinstance(value, int):
            raise unexpected(f"an operator {self.name} lacks its setting {option}")
        return value

    def word(self, option: str) -> str:
        return str(self.options.get(option, ""))

    def input(self, place: int) -> int:
        """Give the number of the tensor at a place; -1 where it is left out."""
        return self.inputs[place] if place < len(self.inputs) else -1

    @property
    def output(self) -> int:
        if len(self.outputs) != 1:
            raise unexpected(f"an operator {self.name} has {len(self.outputs)} outputs, not one")
        return self.outputs[0]


@dataclass(frozen=True)
class TfliteGraph:
    """Operators in the order they run; each uses only tensors that exist before it."""

    sha256: str  # of the whole file
    tensors: tuple[TfliteTensor, ...]
    operators: tuple[Operator, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]

    @property
    def input(self) -> int:
        return self._only(self.inputs, "input")

    @property
    def output(self) -> int:
        return self._only(self.outputs, "output")

    def _only(self, tensors: tuple[int, ...], word: str) -> int:
        if len(tensors) != 1 or self.tensors[tensors[0]].kind != "FLOAT32":
            raise unexpected(f"it must have one {word} of 32-bit numbers")
        return tensors[0]

    def check_operators(self, known: Set[str]) -> None:
        """Raise ModelInvalid if the graph holds unknown operators; the error names them."""
        unknown = sorted({operator.name for operator in self.operators} - known)
        if unknown:
            raise unexpected(f"it holds {' and '.join(unknown)}")

    def is_constant(self, tensor: int) -> bool:
        return tensor >= 0 and self._value(tensor) is not None

    def constant(self, tensor: int) -> Float32:
        """Read a constant; numbers stored in half precision are widened."""
        value = self._value(tensor) if tensor >= 0 else None
        if value is None or value.dtype.kind != "f":
            kind = self.tensors[tensor].kind if tensor >= 0 else "nothing"
            raise unexpected(f"it has {kind} where it needs a constant of 32-bit numbers")
        if not np.isfinite(value).all():
            raise unexpected("a constant holds values that are not numbers")
        return value.astype(np.float32)

    def floats(self, tensor: int, *shape: int | None) -> Float32:
        """Read a constant of the shape given; None allows any length."""
        value = self.constant(tensor)
        if len(value.shape) != len(shape) or any(
            wanted not in (None, length) for wanted, length in zip(shape, value.shape, strict=True)
        ):
            raise unexpected(f"a constant has the shape {list(value.shape)}")
        return value

    def scalar(self, tensor: int) -> float:
        return float(self.floats(tensor))

    def integers(self, tensor: int) -> list[int]:
        """Read a constant of whole numbers of any shape, as one row."""
        value = self._value(tensor) if tensor >= 0 else None
        if value is None or value.dtype.kind != "i":
            raise unexpected("a constant of whole numbers is missing")
        return [int(item) for item in value.ravel()]

    def integer(self, tensor: int) -> int:
        numbers = self.integers(tensor)
        if len(numbers) != 1:
            raise unexpected(f"it has {len(numbers)} numbers where it needs one")
        return numbers[0]

    def maker(self, tensor: int, name: str) -> Operator:
        """Find the operator that makes a tensor; it must have the name given."""
        found = self._makers.get(tensor)
        if found is None or found.name != name:
            raise unexpected(f"where {name} must be there is {found.name if found else 'nothing'}")
        return found

    def taker(self, tensor: int, name: str) -> Operator:
        """Find the only operator that takes a tensor, not counting those that ask for its shape."""
        takers = [operator for operator in self._takers[tensor] if operator.name != "SHAPE"]
        if len(takers) != 1 or takers[0].name != name:
            found = " and ".join(operator.name for operator in takers) or "nothing"
            raise unexpected(f"where {name} must be there is {found}")
        return takers[0]

    def needed(self, target: int, known: set[int]) -> list[Operator]:
        """List, in order, the operators that lead from the tensors known to the target.

        Operators that only compute the shape for a RESHAPE are left out: our shapes are static.
        """
        wanted, found = {target} - known, []
        for operator in reversed(self.operators):
            if wanted.isdisjoint(operator.outputs):
                continue
            found.append(operator)
            data = operator.inputs[:1] if operator.name == "RESHAPE" else operator.inputs
            wanted.update(tensor for tensor in data if tensor >= 0 and tensor not in known)
            wanted.difference_update(
                tensor for tensor in data if tensor >= 0 and self.is_constant(tensor)
            )
        return found[::-1]

    @cached_property
    def _makers(self) -> dict[int, Operator]:
        return {tensor: operator for operator in self.operators for tensor in operator.outputs}

    @cached_property
    def _takers(self) -> dict[int, list[Operator]]:
        takers: dict[int, list[Operator]] = defaultdict(list)
        for operator in self.operators:
            for tensor in dict.fromkeys(operator.inputs):
                takers[tensor].append(operator)
        return takers

    def _value(self, tensor: int) -> Array | None:
        maker = self._makers.get(tensor)
        if maker is not None and maker.name == "DEQUANTIZE":  # weights stored in half precision
            source = self.tensors[maker.input(0)]
            return source.value if source.kind == "FLOAT16" else None
        return self.tensors[tensor].value
