"""The convolutional body of EfficientNet (arXiv 1905.11946, table 1 and section 3.3)."""

from __future__ import annotations

import math

from torch import nn

from tests.doubles.blocks import ConvNorm, InvertedResidual, Style, rounded

_STYLE = Style(activation=nn.SiLU, squeezed=nn.SiLU, gate=nn.Sigmoid)

# Expansion, kernel, stride, channels and repeats of the stages of B0.
_STAGES = (
    (1, 3, 1, 16, 1),
    (6, 3, 2, 24, 2),
    (6, 5, 2, 40, 2),
    (6, 3, 2, 80, 3),
    (6, 5, 1, 112, 3),
    (6, 5, 2, 192, 4),
    (6, 3, 1, 320, 1),
)


def body(*, width: float, depth: float) -> nn.Sequential:
    """Make the layers that turn [N,1,H,W] into [N,1280 width,H/32,W/32]."""
    channels = rounded(32 * width)
    layers: list[nn.Module] = [ConvNorm(1, channels, 3, stride=2, activation=_STYLE.activation)]
    for expansion, kernel, first_stride, base, repeats in _STAGES:
        outputs = rounded(base * width)
        for index in range(math.ceil(repeats * depth)):
            layers.append(
                InvertedResidual(
                    channels,
                    channels * expansion,
                    outputs,
                    kernel,
                    stride=first_stride if index == 0 else 1,
                    squeezed=max(1, channels // 4),
                    style=_STYLE,
                )
            )
            channels = outputs
    layers.append(ConvNorm(channels, rounded(1280 * width), 1, activation=_STYLE.activation))
    return nn.Sequential(*layers)
