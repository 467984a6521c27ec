"""EfficientAT's mn10_as (arXiv 2211.04772): MobileNetV3-Large (arXiv 1905.02244) on one channel."""

from __future__ import annotations

import torch
from torch import nn

from tests.doubles.blocks import ConvNorm, InvertedResidual, Style, rounded
from tests.doubles.calibration import aim, calibrate, powers, seeded
from tests.doubles.contract import Contract

_CLASSES = 527

CONTRACT = Contract(
    input="melspec",
    outputs=("features", "logits"),
    axes={0: "batch", 3: "frames"},
    labels="".join(f"Class {index:03d}\n" for index in range(_CLASSES)),
)

_EARLY = Style(activation=nn.ReLU, squeezed=nn.ReLU, gate=nn.Hardsigmoid)
_LATE = Style(activation=nn.Hardswish, squeezed=nn.ReLU, gate=nn.Hardsigmoid)

# Kernel, expanded channels, channels, squeeze-excite, style and stride: table 1 of MobileNetV3.
_LAYERS = (
    (3, 16, 16, False, _EARLY, 1),
    (3, 64, 24, False, _EARLY, 2),
    (3, 72, 24, False, _EARLY, 1),
    (5, 72, 40, True, _EARLY, 2),
    (5, 120, 40, True, _EARLY, 1),
    (5, 120, 40, True, _EARLY, 1),
    (3, 240, 80, False, _LATE, 2),
    (3, 200, 80, False, _LATE, 1),
    (3, 184, 80, False, _LATE, 1),
    (3, 184, 80, False, _LATE, 1),
    (3, 480, 112, True, _LATE, 1),
    (3, 672, 112, True, _LATE, 1),
    (5, 672, 160, True, _LATE, 2),
    (5, 960, 160, True, _LATE, 1),
    (5, 960, 160, True, _LATE, 1),
)


def _body() -> nn.Sequential:
    """Make the layers that turn [N,1,128,T] into [N,960,4,T/32]."""
    channels = 16
    layers: list[nn.Module] = [ConvNorm(1, channels, 3, stride=2, activation=nn.Hardswish)]
    for kernel, expanded, outputs, squeeze, style, stride in _LAYERS:
        layers.append(
            InvertedResidual(
                channels,
                expanded,
                outputs,
                kernel,
                stride=stride,
                squeezed=rounded(expanded / 4) if squeeze else 0,
                style=style,
            )
        )
        channels = outputs
    layers.append(ConvNorm(channels, 960, 1, activation=nn.Hardswish))
    return nn.Sequential(*layers)


class EfficientAT(nn.Module):
    """Scaled log-mel energies [N,1,128,T] to features [N,960] and logits [N,527]."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Sequential(_body(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.hidden = nn.Sequential(nn.Linear(960, 1280), nn.Hardswish())
        self.classify = nn.Linear(1280, _CLASSES)

    def forward(self, melspec: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features = self.embed(melspec)
        return features, self.classify(self.hidden(features))


def examples(count: int, frames: int = 1000) -> torch.Tensor:
    """Draw log-mel energies [count,1,128,frames] as its front end scales them."""
    return (torch.log(1e-3 * powers(count, 128, frames, level=2.0) + 1e-5) + 4.5) / 5


def build() -> nn.Module:
    """Make the network, the same at every call and in evaluation mode."""
    with seeded(2):
        network = EfficientAT()
        features = calibrate(network.embed, examples(16))
        aim(network.classify, calibrate(network.hidden, features))
    return network.eval()
