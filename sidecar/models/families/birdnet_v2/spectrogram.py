"""Writes the folded front end as ONNX nodes."""

from __future__ import annotations

import numpy as np

from sidecar.models.families.birdnet_v2.decimate import FACTOR, DecimatedBank, decimated
from sidecar.models.families.birdnet_v2.image import Image
from sidecar.models.families.birdnet_v2.mel import Branch, BuiltInFrontEnd, Float64, Normalisation
from sidecar.models.families.birdnet_v2.writer import Attributes, GraphWriter

# Keeps the logarithm of digital silence finite; raised to the powers in use it is below 1e-6.
_LEAST_POWER = 1e-37

# ONNX Runtime's convolutions are fastest where this many channels stand side by side. Here they are
# kept samples, one after another.
_SIDE_BY_SIDE = 16
_STEP = FACTOR * _SIDE_BY_SIDE


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
    bands, frames = len(filters), branch.frames(samples)
    bank = decimated(filters, branch.hop) if samples % _STEP == 0 else None
    if bank is None:
        filtered = _filtered(writer, centred, filters, branch.hop)
    else:
        filtered = _filtered_low(writer, centred, bank, samples, frames)
    # The filters' response to a constant of one: only the window's rounding, small but audible.
    sums = writer.constant(filters.sum(axis=1).reshape(1, bands, 1, 1))
    band = add("Add", [filtered, add("Mul", [level, sums])])
    square = add("Max", [add("Mul", [band, band]), writer.constant(_LEAST_POWER)])
    # Faster than Pow, with the same result.
    power = add("Exp", [add("Mul", [add("Log", [square]), writer.constant(branch.exponent)])])
    flat = add("Squeeze", [power, writer.constant(np.array([2]))])
    picture = add("Unsqueeze", [flat, writer.constant(np.array([1]))])
    return Image(picture, 1, bands, frames)


def _filtered(writer: GraphWriter, sound: str, filters: Float64, hop: int) -> str:
    """Filter sound [N, 1, 1, samples] to bands [N, bands, 1, frames]."""
    bands, size = filters.shape
    # In four dimensions, so that ONNX Runtime takes its direct convolution.
    return writer.node(
        "Conv",
        [sound, writer.constant(filters.reshape(bands, 1, 1, size))],
        attributes={"kernel_shape": [1, size], "strides": [1, hop]},
    )


def _filtered_low(
    writer: GraphWriter, sound: str, bank: DecimatedBank, samples: int, frames: int
) -> str:
    """Filter as above by a bank for every fourth sample; each step says its shape, or N is lost."""
    add = writer.node
    kept = _every_fourth(writer, sound, bank.low_pass, samples)
    bands, phases, size = bank.filters.shape
    rounds = -(-frames // phases)
    after = (rounds - 1) * bank.stride + size - bank.margin - samples // FACTOR
    both = add(
        "Conv",
        [kept, writer.constant(bank.filters.reshape(bands * phases, 1, 1, size))],
        attributes={
            "kernel_shape": [1, size],
            "strides": [1, bank.stride],
            "pads": [0, bank.margin, 0, max(after, 0)],
        },
    )
    # Frames of all phases, which the convolution gives as bands, come one after another.
    apart = _reshape(writer, both, bands, phases, rounds)
    turned = add("Transpose", [apart], attributes={"perm": [0, 1, 3, 2]})
    whole = _reshape(writer, turned, bands, 1, rounds * phases)
    ends = [writer.constant(np.array([end])) for end in (0, frames, 3)]
    return add("Slice", [whole, *ends])


def _every_fourth(writer: GraphWriter, sound: str, low_pass: Float64, samples: int) -> str:
    """Keep every fourth sample [N, 1, 1, samples / 4] of a low-passed sound."""
    reach = len(low_pass) // 2
    shifted = np.zeros((_SIDE_BY_SIDE, 1, 1, len(low_pass) + _STEP - FACTOR))
    for place in range(_SIDE_BY_SIDE):
        shifted[place, 0, 0, FACTOR * place : FACTOR * place + len(low_pass)] = low_pass
    size = shifted.shape[3]
    side_by_side = writer.node(
        "Conv",
        [sound, writer.constant(shifted)],
        attributes={
            "kernel_shape": [1, size],
            "strides": [1, _STEP],
            "pads": [0, reach, 0, size - _STEP - reach],
        },
    )
    turned = writer.node("Transpose", [side_by_side], attributes={"perm": [0, 2, 3, 1]})
    return _reshape(writer, turned, 1, 1, samples // FACTOR)


def _reshape(writer: GraphWriter, name: str, *shape: int) -> str:
    # ONNX Runtime would lose N in a Reshape, and its fast layout with it, unless told.
    wanted = writer.constant(np.array([0, *shape]))
    return writer.node("Reshape", [name, wanted], shape=shape)
