"""BirdNET v2.4's convolutional network: one translation an operator, from NHWC to NCHW."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sidecar.models.families.birdnet_v2.graph import Operator, TfliteGraph, unexpected
from sidecar.models.families.birdnet_v2.image import Image, slide
from sidecar.models.families.birdnet_v2.layers import write_activation
from sidecar.models.families.birdnet_v2.writer import GraphWriter
from sidecar.values import Float32

# ONNX Runtime keeps a convolution in its fast, blocked layout only if its input channels are a
# multiple of this. Filters of zeros, whose results are exactly zero, fill up the rest.
_BLOCK = 4


class BirdnetTrunk:
    """Translates operators one by one, knowing the true shape of everything made so far."""

    def __init__(self, graph: TfliteGraph, writer: GraphWriter, images: dict[int, Image]) -> None:
        self.graph = graph
        self.writer = writer
        self._images = dict(images)

    def translate(self, target: int) -> Image:
        """Add every node that a tensor needs; raises ModelInvalid for an unknown operator."""
        for operator in self.graph.needed(target, set(self._images)):
            translation = TRANSLATIONS.get(operator.name)
            if translation is None:
                raise unexpected(f"Linnet does not know the operator {operator.name}")
            self._images[operator.output] = translation(self, operator)
        return self.image(target)

    def padded(self, tensor: int) -> Image:
        """Give the image that replaces a tensor."""
        image = self._images.get(tensor)
        if image is None:
            raise unexpected("part of it does not depend on the sound")
        return image

    def image(self, tensor: int) -> Image:
        """Give the image that replaces a tensor; all its margins must have been added."""
        image = self.padded(tensor)
        if any(image.margins):
            raise unexpected("a margin is added to something other than a convolution")
        return image

    def whole(self, tensor: int) -> Image:
        """Give the image that replaces a tensor, without open margins or spare channels."""
        image = self.image(tensor)
        if image.spare:
            raise unexpected("Linnet does not know this number of channels")
        return image


def _convolution(trunk: BirdnetTrunk, operator: Operator) -> Image:
    weights = trunk.graph.floats(operator.input(1), None, None, None, None)  # [out, h, w, in]
    image = trunk.padded(operator.input(0))
    spare = -weights.shape[0] % _BLOCK
    padded = np.pad(weights, ((0, spare), (0, 0), (0, 0), (0, image.spare)))
    return _convolve(trunk, operator, padded.transpose(0, 3, 1, 2), groups=1, spare=spare)


def _depthwise(trunk: BirdnetTrunk, operator: Operator) -> Image:
    weights = trunk.graph.floats(operator.input(1), 1, None, None, None)  # [1, h, w, channels]
    if trunk.padded(operator.input(0)).spare or operator.number("DepthMultiplier") != 1:
        raise unexpected("an operator DEPTHWISE_CONV_2D has another shape")
    groups = weights.shape[3]
    return _convolve(trunk, operator, weights.transpose(3, 0, 1, 2), groups=groups, spare=0)


def _convolve(
    trunk: BirdnetTrunk, operator: Operator, weights: Float32, *, groups: int, spare: int
) -> Image:
    """Add a convolution by weights [out + spare, in / groups, h, w]."""
    image = trunk.padded(operator.input(0))
    filters, depth, high, wide = weights.shape
    dilations = (operator.number("DilationHFactor"), operator.number("DilationWFactor"))
    if depth * groups != image.channels + image.spare or dilations != (1, 1):
        raise unexpected(f"an operator {operator.name} has another shape")
    window = slide(operator, image, high, wide)
    inputs = [image.name, trunk.writer.constant(weights)]
    if operator.input(2) != -1:
        bias = trunk.graph.floats(operator.input(2), filters - spare)
        inputs.append(trunk.writer.constant(np.pad(bias, (0, spare))))
    name = trunk.writer.node("Conv", inputs, attributes={**window.attributes, "group": groups})
    name = write_activation(trunk.writer, operator, name)
    return Image(name, filters - spare, window.height, window.width, spare)


def _pool(kind: str) -> Callable[[BirdnetTrunk, Operator], Image]:
    def translate(trunk: BirdnetTrunk, operator: Operator) -> Image:
        image = trunk.image(operator.input(0))
        high, wide = operator.number("FilterHeight"), operator.number("FilterWidth")
        window = slide(operator, image, high, wide)
        name = trunk.writer.node(kind, [image.name], attributes=window.attributes)
        name = write_activation(trunk.writer, operator, name)
        return replace(image, name=name, height=window.height, width=window.width)

    return translate


def _margin(trunk: BirdnetTrunk, operator: Operator) -> Image:
    """Add no node: ONNX's convolutions add the margins."""
    image = trunk.image(operator.input(0))
    numbers = trunk.graph.integers(operator.input(1))  # [batch, height, width, channel] x 2
    if len(numbers) != 8 or any(numbers[:2] + numbers[6:]) or min(numbers) < 0:
        raise unexpected("a margin is added along another axis")
    top, bottom, left, right = numbers[2:6]
    return replace(
        image,
        height=image.height + top + bottom,
        width=image.width + left + right,
        margins=(top, left, bottom, right),
    )


def _logistic(trunk: BirdnetTrunk, operator: Operator) -> Image:
    image = trunk.image(operator.input(0))
    return replace(image, name=trunk.writer.node("Sigmoid", [image.name]))


def _arithmetic(kind: str) -> Callable[[BirdnetTrunk, Operator], Image]:
    def translate(trunk: BirdnetTrunk, operator: Operator) -> Image:
        if trunk.graph.is_constant(operator.input(1)):
            left = trunk.whole(operator.input(0))
            row = trunk.graph.floats(operator.input(1), left.channels)
            right = trunk.writer.constant(row.reshape(-1, 1, 1))
        else:
            left = trunk.image(operator.input(0))
            right = _spread(trunk, trunk.image(operator.input(1)), left)
        name = trunk.writer.node(kind, [left.name, right])
        return replace(left, name=write_activation(trunk.writer, operator, name))

    return translate


def _spread(trunk: BirdnetTrunk, image: Image, onto: Image) -> str:
    """Repeat a picture of one point over the other's height and width; others must match in size.

    ONNX repeats it too, but ONNX Runtime keeps its blocked layout only for equal shapes.
    """
    if replace(image, name="", height=1, width=1) != replace(onto, name="", height=1, width=1):
        raise unexpected("pictures of different kinds are joined")
    if (image.height, image.width) == (onto.height, onto.width):
        return image.name
    if (image.height, image.width) != (1, 1):
        raise unexpected("pictures of different sizes are joined")
    scales = trunk.writer.constant(np.array([1.0, 1.0, onto.height, onto.width]))
    return trunk.writer.node(
        "Resize",
        [image.name, "", scales],
        attributes={
            "mode": "nearest",
            "nearest_mode": "floor",
            "coordinate_transformation_mode": "asymmetric",
        },
        shape=[onto.channels + onto.spare, onto.height, onto.width],
    )


def _mean(trunk: BirdnetTrunk, operator: Operator) -> Image:
    image = trunk.image(operator.input(0))
    if trunk.graph.integers(operator.input(1)) != [1, 2]:
        raise unexpected("a mean is taken over something other than height and width")
    name = trunk.writer.node("GlobalAveragePool", [image.name])
    return replace(image, name=name, height=1, width=1)


def _reshape(trunk: BirdnetTrunk, operator: Operator) -> Image:
    """Add no node: only [N, channels] and [N, 1, 1, channels] may change; ours are the same."""
    image = trunk.image(operator.input(0))
    stored = trunk.graph.tensors[operator.output].shape
    if (image.height, image.width) != (1, 1) or stored[1:] not in (
        (image.channels,),
        (1, 1, image.channels),
    ):
        raise unexpected("a picture is rearranged")
    return image


def _concatenation(trunk: BirdnetTrunk, operator: Operator) -> Image:
    images = [trunk.whole(tensor) for tensor in operator.inputs]
    sizes = {(image.height, image.width) for image in images}
    if operator.number("Axis") not in (3, -1) or len(sizes) != 1:
        raise unexpected("pictures are joined along an axis that is not the channels")
    name = trunk.writer.node("Concat", [image.name for image in images], attributes={"axis": 1})
    name = write_activation(trunk.writer, operator, name)
    return replace(images[0], name=name, channels=sum(image.channels for image in images))


TRANSLATIONS: dict[str, Callable[[BirdnetTrunk, Operator], Image]] = {
    "ADD": _arithmetic("Add"),
    "AVERAGE_POOL_2D": _pool("AveragePool"),
    "CONCATENATION": _concatenation,
    "CONV_2D": _convolution,
    "DEPTHWISE_CONV_2D": _depthwise,
    "LOGISTIC": _logistic,
    "MAX_POOL_2D": _pool("MaxPool"),
    "MEAN": _mean,
    "MUL": _arithmetic("Mul"),
    "PAD": _margin,
    "RESHAPE": _reshape,
}
