"""Inverted residual blocks of MobileNetV3 (arXiv 1905.02244) and EfficientNet (1905.11946)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn


def rounded(channels: float) -> int:
    """Round to a multiple of 8 that is no less than nine tenths of `channels`."""
    nearest = max(8, int(channels + 4) // 8 * 8)
    return nearest if nearest >= 0.9 * channels else nearest + 8


@dataclass(frozen=True)
class Style:
    """What the two families do differently: activation, and inside the squeeze-excite."""

    activation: Callable[[], nn.Module]
    squeezed: Callable[[], nn.Module]
    gate: Callable[[], nn.Module]


class ConvNorm(nn.Module):
    """Convolution without bias, BatchNorm, activation if any: [N,C,H,W] to [N,C',H/s,W/s]."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int,
        *,
        stride: int = 1,
        groups: int = 1,
        activation: Callable[[], nn.Module] | None = None,
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(
            inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False
        )
        self.norm = nn.BatchNorm2d(outputs)
        self.activated = activation is not None
        self.activation = nn.Identity() if activation is None else activation()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.activation(self.norm(self.conv(x)))


class SqueezeExcite(nn.Module):
    """Weigh the channels of [N,C,H,W] by what their means say."""

    def __init__(self, channels: int, squeezed: int, style: Style) -> None:
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.squeeze = nn.Conv2d(channels, squeezed, 1)
        self.activation = style.squeezed()
        self.excite = nn.Conv2d(squeezed, channels, 1)
        self.gate = style.gate()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        squeezed = self.activation(self.squeeze(self.pool(x)))
        return x * self.gate(self.excite(squeezed))


class InvertedResidual(nn.Module):
    """Expand, filter by channel, squeeze-excite unless `squeezed` is 0, project: [N,C,H,W]."""

    def __init__(
        self,
        inputs: int,
        expanded: int,
        outputs: int,
        kernel: int,
        *,
        stride: int,
        squeezed: int,
        style: Style,
    ) -> None:
        super().__init__()
        self.residual = stride == 1 and inputs == outputs
        self.expand = (
            nn.Identity()
            if expanded == inputs
            else ConvNorm(inputs, expanded, 1, activation=style.activation)
        )
        self.filter = ConvNorm(
            expanded, expanded, kernel, stride=stride, groups=expanded, activation=style.activation
        )
        self.weigh = SqueezeExcite(expanded, squeezed, style) if squeezed else nn.Identity()
        self.project = ConvNorm(expanded, outputs, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        changed = self.project(self.weigh(self.filter(self.expand(x))))
        return x + changed if self.residual else changed
