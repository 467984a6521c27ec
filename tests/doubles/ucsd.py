"""UC San Diego's pyha-analyzer classifier: EfficientNet-B1 (arXiv 1905.11946) on one channel."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from sidecar.frontends.compute import front_end
from sidecar.frontends.named import NAMED
from sidecar.values import Float32
from tests.doubles.calibration import aim, calibrate, seeded
from tests.doubles.contract import Contract
from tests.doubles.efficientnet import body

_LABELS = """\
gcrfin
whcspa
amepip
sposan
rocwre
brebla
daejun
foxspa
clanut
moublu
casfin
mallar3
herthr
amerob
yerwar
yelwar
dusfly
mouchi
orcwar
warvir
norfli
"""
_CLASSES = 21

CONTRACT = Contract(
    input="audio_in",
    outputs=("logits",),
    axes={0: "batch"},
    labels=_LABELS,
)


class Ucsd(nn.Module):
    """Mel powers [N,1,256,431] to logits [N,21]."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Sequential(
            body(width=1.0, depth=1.1), nn.AdaptiveAvgPool2d(1), nn.Flatten()
        )
        self.classify = nn.Linear(1280, _CLASSES)

    def forward(self, audio_in: torch.Tensor) -> torch.Tensor:
        return self.classify(self.embed(audio_in))


def examples(count: int) -> torch.Tensor:
    """Make inputs [count,1,256,431] as its front end does, of noise and chirps, loud and soft."""
    rng = np.random.default_rng(count)
    sounds = np.stack([_soundscape(rng) for _ in range(count)])
    return torch.from_numpy(front_end(NAMED["ucsd-librosa-mel"])(sounds))


def _soundscape(rng: np.random.Generator) -> Float32:
    time = np.arange(110_250) / 22_050
    level = 10 ** rng.uniform(-3.3, -1.0)
    sound = rng.normal(0.0, level, len(time))
    for _ in range(rng.integers(0, 8)):
        begin, length = rng.uniform(0.0, 4.5), rng.uniform(0.05, 0.8)
        since = np.clip(time - begin, 0.0, length)
        hertz, sweep = rng.uniform(500.0, 9000.0), rng.uniform(-3000.0, 3000.0)
        loudness = level * 10 ** rng.uniform(-0.5, 1.2) * np.sin(np.pi * since / length) ** 2
        sound += loudness * np.sin(2 * np.pi * (hertz + sweep * since / 2) * since)
    return np.clip(sound, -1.0, 1.0).astype(np.float32)


def build() -> nn.Module:
    """Make the network, the same at every call and in evaluation mode."""
    with seeded(1):
        network = Ucsd()
        aim(network.classify, calibrate(network.embed, examples(16)))
    return network.eval()
