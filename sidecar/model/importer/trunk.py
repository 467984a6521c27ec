"""The convolutional network: one translation an operator, from NHWC to NCHW."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sidecar.model.importer.graph import Graph, Operator, unexpected
from sidecar.model.importer.writer import Attributes, Writer
from sidecar.values import Float32

_ACTIVATIONS = {"RELU": "Relu"}


@dataclass(frozen=True)
class Image:
    """A value [N, channels, height, width]; height and width count margins yet to be added."""

    name: str
    channels: int
    height: int
    width: int
    margins: tuple[int, int, int, int] = (0, 0, 0, 0)  # top, left, bottom, right


class Trunk:
    """Translates operators one by one, knowing the true shape of everything made so far."""

    def __init__(self, graph: Graph, writer: Writer, images: dict[int, Image]) -> None:
        self.graph = graph
        self.writer = writer
        self._images = dict(images)

    def translate(self, target: int) -> Image:
        """Add every node that a tensor needs; raises ModelInvalid for an unknown operator."""
        for operator in self.graph.needed(target, set(self._images)):
            translation = TRANSLATIONS.get(operator.name)
            if translation is None:
                raise unexpected(f"the operator {operator.name} is not known here")
            self._images[operator.output] = translation(self, operator)
        return self.image(target)

    def image(self, tensor: int) -> Image:
        """Give what stands for a tensor, which must have no margins outstanding."""
        image = self.padded(tensor)
        if any(image.margins):
            raise unexpected("a margin is added to something other than a convolution")
        return image

    def padded(self, tensor: int) -> Image:
        image = self._images.get(tensor)
        if image is None:
            raise unexpected("part of it does not depend on the sound")
        return image

    def activated(self, operator: Operator, name: str) -> str:
        """Add the activation that an operator carries, if any."""
        word = operator.word("FusedActivationFunction")
        if word == "NONE":
            return name
        if word not in _ACTIVATIONS:
            raise unexpected(f"the activation {word} is not known here")
        return self.writer.node(_ACTIVATIONS[word], [name])


def _convolution(trunk: Trunk, operator: Operator) -> Image:
    weights = trunk.graph.floats(operator.input(1), None, None, None, None)  # [out, h, w, in]
    return _convolve(trunk, operator, weights.transpose(0, 3, 1, 2), groups=1)


def _depthwise(trunk: Trunk, operator: Operator) -> Image:
    weights = trunk.graph.floats(operator.input(1), 1, None, None, None)  # [1, h, w, channels]
    return _convolve(trunk, operator, weights.transpose(3, 0, 1, 2), groups=weights.shape[3])


def _convolve(trunk: Trunk, operator: Operator, weights: Float32, *, groups: int) -> Image:
    """Add a convolution by weights [out, in / groups, h, w]."""
    image = trunk.padded(operator.input(0))
    filters, depth, high, wide = weights.shape
    dilations = (operator.number("DilationHFactor"), operator.number("DilationWFactor"))
    if depth * groups != image.channels or dilations != (1, 1):
        raise unexpected(f"an operator {operator.name} has another shape")
    frame = _frame(operator, image, high, wide)
    inputs = [image.name, trunk.writer.constant(weights)]
    if operator.input(2) != -1:
        inputs.append(trunk.writer.constant(trunk.graph.floats(operator.input(2), filters)))
    name = trunk.writer.node(
        "Conv", inputs, attributes={**_window(operator, high, wide, frame), "group": groups}
    )
    return Image(trunk.activated(operator, name), filters, frame.height, frame.width)


def _pool(kind: str) -> Callable[[Trunk, Operator], Image]:
    def translate(trunk: Trunk, operator: Operator) -> Image:
        image = trunk.image(operator.input(0))
        high, wide = operator.number("FilterHeight"), operator.number("FilterWidth")
        frame = _frame(operator, image, high, wide)
        name = trunk.writer.node(
            kind, [image.name], attributes=_window(operator, high, wide, frame)
        )
        return Image(trunk.activated(operator, name), image.channels, frame.height, frame.width)

    return translate


@dataclass(frozen=True)
class _Frame:
    """The size that a sliding window gives, and the margins [top, left, bottom, right] it needs."""

    height: int
    width: int
    margins: tuple[int, int, int, int]


def _frame(operator: Operator, image: Image, high: int, wide: int) -> _Frame:
    """Count along each axis alone; margins of SAME are uneven, the odd one after."""
    padding = operator.word("Padding")
    height, top, bottom = _slide(image.height, high, operator.number("StrideH"), padding)
    width, left, right = _slide(image.width, wide, operator.number("StrideW"), padding)
    added = zip(image.margins, (top, left, bottom, right), strict=True)
    up, before, down, after = (given + needed for given, needed in added)
    return _Frame(height, width, (up, before, down, after))


def _slide(size: int, window: int, stride: int, padding: str) -> tuple[int, int, int]:
    """Count positions of a window along an axis, and the margins before and after."""
    if min(size, window, stride) < 1:
        raise unexpected("a window has no size")
    if padding == "SAME":
        places = -(-size // stride)
        margin = max((places - 1) * stride + window - size, 0)
        return places, margin // 2, margin - margin // 2
    if padding != "VALID" or size < window:
        raise unexpected("a window is larger than its picture")
    return (size - window) // stride + 1, 0, 0


def _window(operator: Operator, high: int, wide: int, frame: _Frame) -> Attributes:
    return {
        "kernel_shape": [high, wide],
        "strides": [operator.number("StrideH"), operator.number("StrideW")],
        "pads": list(frame.margins),
    }


def _margin(trunk: Trunk, operator: Operator) -> Image:
    """Add no node: ONNX's convolutions take the margins along."""
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


def _logistic(trunk: Trunk, operator: Operator) -> Image:
    image = trunk.image(operator.input(0))
    return replace(image, name=trunk.writer.node("Sigmoid", [image.name]))


def _arithmetic(kind: str) -> Callable[[Trunk, Operator], Image]:
    def translate(trunk: Trunk, operator: Operator) -> Image:
        left = trunk.image(operator.input(0))
        if trunk.graph.is_constant(operator.input(1)):
            right = trunk.writer.constant(
                trunk.graph.floats(operator.input(1), left.channels).reshape(-1, 1, 1)
            )
        else:
            right = _broadcastable(trunk.image(operator.input(1)), left)
        name = trunk.writer.node(kind, [left.name, right])
        return replace(left, name=trunk.activated(operator, name))

    return translate


def _broadcastable(image: Image, onto: Image) -> str:
    sizes = (image.height, image.width)
    if image.channels != onto.channels or sizes not in ((onto.height, onto.width), (1, 1)):
        raise unexpected("two pictures of different sizes are joined")
    return image.name


def _mean(trunk: Trunk, operator: Operator) -> Image:
    image = trunk.image(operator.input(0))
    if trunk.graph.integers(operator.input(1)) != [1, 2]:
        raise unexpected("a mean is taken over something other than height and width")
    name = trunk.writer.node("GlobalAveragePool", [image.name])
    return Image(name, image.channels, 1, 1)


def _reshape(trunk: Trunk, operator: Operator) -> Image:
    """Add no node: only [N, channels] and [N, 1, 1, channels], one to us, may change places."""
    image = trunk.image(operator.input(0))
    stored = trunk.graph.tensors[operator.output].shape
    if (image.height, image.width) != (1, 1) or stored[1:] not in (
        (image.channels,),
        (1, 1, image.channels),
    ):
        raise unexpected("a picture is rearranged")
    return image


def _concatenation(trunk: Trunk, operator: Operator) -> Image:
    images = [trunk.image(tensor) for tensor in operator.inputs]
    sizes = {(image.height, image.width) for image in images}
    if operator.number("Axis") not in (3, -1) or len(sizes) != 1:
        raise unexpected("pictures are joined along another axis than their channels")
    name = trunk.writer.node("Concat", [image.name for image in images], attributes={"axis": 1})
    return replace(
        images[0],
        name=trunk.activated(operator, name),
        channels=sum(image.channels for image in images),
    )


TRANSLATIONS: dict[str, Callable[[Trunk, Operator], Image]] = {
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
