"""Pictures [N, channels, height, width], and windows that slide over them."""

from __future__ import annotations

from dataclasses import dataclass

from sidecar.models.families.birdnet_v2.graph import Operator, unexpected
from sidecar.models.families.birdnet_v2.writer import Attributes


@dataclass(frozen=True)
class Image:
    """A value [N, channels + spare, height, width].

    Height and width include the margins, which no node has added yet.
    """

    name: str
    channels: int
    height: int
    width: int
    spare: int = 0  # channels without meaning, after the others
    margins: tuple[int, int, int, int] = (0, 0, 0, 0)  # top, left, bottom, right


@dataclass(frozen=True)
class Window:
    """A sliding window, and the height and width of its result."""

    size: tuple[int, int]  # height, width
    strides: tuple[int, int]
    margins: tuple[int, int, int, int]  # top, left, bottom, right
    height: int
    width: int

    @property
    def attributes(self) -> Attributes:
        return {"kernel_shape": self.size, "strides": self.strides, "pads": self.margins}


def slide(operator: Operator, image: Image, high: int, wide: int) -> Window:
    """Slide a window with an operator's strides and padding, counting each axis alone."""
    padding = operator.word("Padding")
    strides = (operator.number("StrideH"), operator.number("StrideW"))
    height, top, bottom = _places(image.height, high, strides[0], padding)
    width, left, right = _places(image.width, wide, strides[1], padding)
    pairs = zip(image.margins, (top, left, bottom, right), strict=True)
    up, before, down, after = (given + needed for given, needed in pairs)
    return Window((high, wide), strides, (up, before, down, after), height, width)


def _places(length: int, size: int, stride: int, padding: str) -> tuple[int, int, int]:
    """Count a window's places along an axis, and the margins it needs before and after."""
    if min(length, size, stride) < 1:
        raise unexpected("a window has no size")
    if padding == "SAME":
        places = -(-length // stride)
        margin = max((places - 1) * stride + size - length, 0)
        return places, margin // 2, margin - margin // 2  # an odd margin has one more after
    if padding != "VALID" or length < size:
        raise unexpected("a window is larger than its picture")
    return (length - size) // stride + 1, 0, 0
