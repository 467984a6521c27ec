"""Writes the folded front end as ONNX nodes."""

from __future__ import annotations

import numpy as np

from sidecar.models.families.birdnet_v2.image import Image
from sidecar.models.families.birdnet_v2.mel import Branch, BuiltInFrontEnd, Normalisation
from sidecar.models.families.birdnet_v2.writer import Attributes, GraphWriter

# Keeps the logarithm of digital silence finite; raised to the powers in use it is below 1e-6.
_LEAST_POWER = 1e-37


def write_spectrograms(
    writer: GraphWriter, audio: str, front_end: BuiltInFrontEnd
) -> dict[int, Image]:
    """Add nodes from sound [N, samples] to one Image a branch, keyed by the tensor it replaces."""
    centred, level = _normalise(writer, audio, front_end.normalisation)
    return {
        branch.output: _spectrogram(writer, centred, level, branch, front_end.samples)
        for branch in front_end.branches
    }


def _normalise(writer: GraphWriter, audio: str, constants: Normalisation) -> tuple[str, str]:
    """Split normalised sound into a part [N, 1, 1, samples] and a level [N, 1, 1, 1].

    Filtering a constant leaves rounding, which a power of about 0.4 would magnify. So the level
    bypasses the filters. The level is zero where the sound crosses zero, so that digital silence
    stays exactly zero. Otherwise the recorder has an offset, and the level is the mean.
    """
    add = writer.node
    # Never Reshape: ONNX Runtime would lose N, and could not see which shapes are equal.
    row = add("Unsqueeze", [audio, writer.constant(np.array([1, 2]))])
    along: Attributes = {"axes": [3], "keepdims": 1}
    lowest = add("ReduceMin", [row], attributes=along)
    highest = add("ReduceMax", [row], attributes=along)
    mean = add("ReduceMean", [row], attributes=along)
    inside = add("Max", [add("Min", [mean, highest]), lowest])  # a constant to the last bit
    zero = writer.constant(0.0)
    one_sided = add("Greater", [add("Mul", [lowest, highest]), zero])
    rest = add("Where", [one_sided, inside, zero])
    span = add("Sub", [highest, lowest])
    divisor = add("Add", [span, writer.constant(constants.epsilon)])
    gain = add("Div", [writer.constant(constants.scale), divisor])
    lifted = add("Mul", [add("Sub", [rest, lowest]), gain])
    level = add("Sub", [lifted, writer.constant(constants.offset * constants.scale)])
    return add("Mul", [add("Sub", [row, rest]), gain]), level


def _spectrogram(
    writer: GraphWriter, centred: str, level: str, branch: Branch, samples: int
) -> Image:
    add = writer.node
    filters = branch.filters()
    bands, size = filters.shape
    # In four dimensions, so that ONNX Runtime takes its direct convolution.
    filtered = add(
        "Conv",
        [centred, writer.constant(filters.reshape(bands, 1, 1, size))],
        attributes={"kernel_shape": [1, size], "strides": [1, branch.hop]},
    )
    # The filters' response to a constant of one: only the window's rounding, small but audible.
    sums = writer.constant(filters.sum(axis=1).reshape(1, bands, 1, 1))
    band = add("Add", [filtered, add("Mul", [level, sums])])
    square = add("Max", [add("Mul", [band, band]), writer.constant(_LEAST_POWER)])
    # Faster than Pow, with the same result.
    power = add("Exp", [add("Mul", [add("Log", [square]), writer.constant(branch.exponent)])])
    flat = add("Squeeze", [power, writer.constant(np.array([2]))])
    picture = add("Unsqueeze", [flat, writer.constant(np.array([1]))])
    return Image(picture, 1, bands, branch.frames(samples))
