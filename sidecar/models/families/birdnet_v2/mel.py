"""Finds BirdNET's front end in its graph and folds it to FIR filters.

The graph cuts sound into frames, multiplies by a window, takes the Fourier transform, keeps its
real part (CAST drops the imaginary one) and multiplies by a mel matrix. All of that is linear, so
each band is one filter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sidecar.models.families.birdnet_v2.graph import Operator, TfliteGraph, unexpected
from sidecar.values import Float32

Float64 = npt.NDArray[np.float64]

# All operators of BirdNET's front end, including those that count frames.
OPERATORS = frozenset(
    [
        "ADD",
        "CAST",
        "CONCATENATION",
        "DIV",
        "EXPAND_DIMS",
        "FLOOR_DIV",
        "FULLY_CONNECTED",
        "GATHER",
        "MAXIMUM",
        "MUL",
        "PACK",
        "POW",
        "RANGE",
        "REDUCE_MAX",
        "REDUCE_MIN",
        "REDUCE_PROD",
        "RESHAPE",
        "REVERSE_V2",
        "RFFT2D",
        "SHAPE",
        "SPLIT_V",
        "SQUEEZE",
        "STRIDED_SLICE",
        "SUB",
        "TRANSPOSE",
    ]
)


@dataclass(frozen=True)
class Normalisation:
    """Sound x becomes ((x - min) / (max - min + epsilon) - offset) * scale, window by window."""

    epsilon: float
    offset: float
    scale: float


@dataclass(frozen=True)
class Branch:
    """One spectrogram: bands of frames of `window.size` samples, `hop` apart, to a power."""

    window: Float32  # [n]
    hop: int
    mel: Float32  # [bands, n // 2 + 1], as stored: the lowest band first
    exponent: float  # of the square
    source: int  # tensor of normalised sound [N, samples]
    output: int  # tensor [N, bands, frames, 1], the highest band first

    def frames(self, samples: int) -> int:
        return (samples - self.window.size) // self.hop + 1

    def filters(self) -> Float64:
        """Fold window, transform, real part and mel to filters [bands, n], highest band first."""
        size = self.window.size
        bins = np.flatnonzero(self.mel.any(axis=0))
        # Whole turns are taken off as whole numbers, because large angles lose digits in cos.
        angle = np.outer(bins, np.arange(size)) % size * (2 * np.pi / size)
        folded: Float64 = (self.mel[:, bins].astype(np.float64) @ np.cos(angle)) * self.window
        return folded[::-1]


@dataclass(frozen=True)
class BuiltInFrontEnd:
    samples: int
    normalisation: Normalisation
    branches: tuple[Branch, ...]


def find_front_end(graph: TfliteGraph) -> BuiltInFrontEnd:
    """Read every constant of the front end; raises ModelInvalid if it is built differently."""
    transforms = [operator for operator in graph.operators if operator.name == "RFFT2D"]
    branches = tuple(_branch(graph, transform) for transform in transforms)
    if len({branch.source for branch in branches}) != 1:
        raise unexpected("its spectrograms differ from BirdNET's")
    shape = graph.tensors[graph.input].shape
    if len(shape) != 2 or any(branch.frames(shape[1]) < 1 for branch in branches):
        raise unexpected(f"its input has the shape {list(shape)}")
    return BuiltInFrontEnd(shape[1], _normalisation(graph, branches[0].source), branches)


def _branch(graph: TfliteGraph, transform: Operator) -> Branch:
    *rows, size = graph.integers(transform.input(1))
    _require(rows == [1] and size > 1 and size % 2 == 0, "its Fourier transform has another shape")
    expanded = graph.maker(transform.input(0), "EXPAND_DIMS")
    windowed = _plain(graph.maker(expanded.input(0), "MUL"))
    window = graph.floats(windowed.input(1), size)
    source, hop = _framing(graph, windowed.input(0), size)
    mel, bands = _mel(graph, transform.output, size // 2 + 1)
    exponent, output = _power(graph, bands)
    return Branch(window, hop, mel, exponent, source, output)


def _framing(graph: TfliteGraph, frames: int, size: int) -> tuple[int, int]:
    """Undo the framing by sub-frames of the greatest common divisor of frame and hop."""
    gather = graph.maker(graph.maker(frames, "RESHAPE").input(0), "GATHER")
    pieces = graph.maker(gather.input(0), "RESHAPE")
    cut = graph.maker(pieces.input(0), "STRIDED_SLICE")
    places = graph.maker(gather.input(1), "ADD")
    offsets = graph.integers(places.input(1))
    first = graph.maker(graph.maker(places.input(0), "RESHAPE").input(0), "MUL")
    counted = graph.maker(first.input(0), "RANGE")
    hop = graph.integer(first.input(1)) * size // len(offsets)
    _require(
        offsets == list(range(len(offsets)))
        and size % len(offsets) == 0
        and hop > 0
        and (gather.number("Axis"), gather.number("BatchDims")) == (1, 0)
        and graph.integers(cut.input(1)) == [0, 0]
        and graph.integers(cut.input(3)) == [1, 1]
        and graph.integer(counted.input(0)) == 0
        and graph.integer(counted.input(2)) == 1
        and _frame_count(graph, counted.input(1)) == (size, hop),
        "its frames are cut in another way",
    )
    return cut.input(0), hop


def _frame_count(graph: TfliteGraph, tensor: int) -> tuple[int, int]:
    """Read n and hop from max(0, (samples - n) // hop + 1)."""
    plus_one = graph.maker(graph.maker(tensor, "MAXIMUM").input(0), "ADD")
    divided = graph.maker(plus_one.input(0), "FLOOR_DIV")
    hop = graph.integer(divided.input(1))
    size = graph.integer(graph.maker(divided.input(0), "SUB").input(1))
    _require(graph.integer(plus_one.input(1)) == 1, "its frames are counted in another way")
    return size, hop


def _mel(graph: TfliteGraph, spectrum: int, bins: int) -> tuple[Float32, int]:
    """Follow a spectrum through its real part to the mel matrix and the bands it makes."""
    squeezed = graph.taker(spectrum, "SQUEEZE")
    # COMPLEX_ABS instead of CAST would be a magnitude, which no filter gives.
    real = graph.taker(squeezed.output, "CAST")
    kinds = [graph.tensors[tensor].kind for tensor in (real.input(0), real.output)]
    _require(kinds == ["COMPLEX64", "FLOAT32"], "its spectrum is not cut to the real part")
    flat = graph.taker(real.output, "RESHAPE")
    dense = _plain(graph.taker(flat.output, "FULLY_CONNECTED"))
    _require(dense.input(2) == -1, "its mel bands have an offset")
    bands = graph.taker(dense.output, "RESHAPE")
    return graph.floats(dense.input(1), None, bins), bands.output


def _power(graph: TfliteGraph, bands: int) -> tuple[float, int]:
    """Follow mel bands through square, power and flip to a picture of one channel."""
    square = _plain(graph.taker(bands, "MUL"))
    power = graph.taker(square.output, "POW")
    turned = graph.taker(power.output, "REVERSE_V2")
    upright = graph.taker(turned.output, "TRANSPOSE")
    picture = graph.taker(upright.output, "EXPAND_DIMS")
    _require(
        square.inputs == (bands, bands)
        and graph.integers(turned.input(1)) == [2]
        and graph.integers(upright.input(1)) == [0, 2, 1]
        and graph.integer(picture.input(1)) in (-1, 3),
        "its spectrograms are arranged in another way",
    )
    exponent = graph.scalar(power.input(1))
    _require(exponent > 0, f"its spectrograms are raised to the power {exponent}")
    return exponent, picture.output


def _normalisation(graph: TfliteGraph, normalised: int) -> Normalisation:
    scaled = _plain(graph.maker(normalised, "MUL"))
    centred = _plain(graph.maker(scaled.input(0), "SUB"))
    divided = _plain(graph.maker(centred.input(0), "DIV"))
    raised = _plain(graph.maker(divided.input(0), "SUB"))
    padded = _plain(graph.maker(divided.input(1), "ADD"))
    highest = graph.maker(padded.input(0), "REDUCE_MAX")
    lowest = graph.maker(raised.input(1), "REDUCE_MIN")
    _require(
        raised.input(0) == lowest.input(0) == graph.input
        and highest.input(0) == raised.output
        and all(
            graph.integers(reduced.input(1)) == [1] and reduced.number("KeepDims") == 1
            for reduced in (highest, lowest)
        ),
        "it scales loudness in another way",
    )
    return Normalisation(
        epsilon=graph.scalar(padded.input(1)),
        offset=graph.scalar(centred.input(1)),
        scale=graph.scalar(scaled.input(1)),
    )


def _plain(operator: Operator) -> Operator:
    _require(
        operator.word("FusedActivationFunction") == "NONE",
        f"an operator {operator.name} of its front end has an activation",
    )
    return operator


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise unexpected(otherwise)
