"""Perch 2.0 (arXiv 2508.04665): log-mel spectrogram, EfficientNet-B3, one linear classifier."""

from __future__ import annotations

import torch
from torch import nn

from tests.doubles.calibration import aim, calibrate, powers, seeded
from tests.doubles.contract import Contract
from tests.doubles.efficientnet import body

_RATE, _SAMPLES = 32_000, 160_000
_FRAME, _HOP, _BANDS = 640, 320, 128
_BINS = _FRAME // 2 + 1
_LOW, _HIGH = 60.0, 16_000.0
# Below this a DFT in float32 holds rounding errors rather than sound, and runtimes differ.
_FLOOR = 1e-3
_CLASSES = 14_795

CONTRACT = Contract(
    input="inputs",
    outputs=("embedding", "spatial_embedding", "spectrogram", "label"),
    axes={0: "batch"},
    labels="inat2024_fsd50k\n"
    + "".join(f"Genus species{index:05d}\n" for index in range(_CLASSES)),
    labels_suffix=".csv",
)


def _fourier() -> torch.Tensor:
    """Compute the Hann-windowed DFT as kernels [cosines and sines of 321 bins,1,640]."""
    time = torch.arange(_FRAME, dtype=torch.float64)
    angles = 2 * torch.pi * time * torch.arange(_BINS)[:, None] / _FRAME
    window = torch.hann_window(_FRAME, dtype=torch.float64)
    return (window * torch.cat([torch.cos(angles), torch.sin(angles)]))[:, None].float()


def _mel_bank() -> torch.Tensor:
    """Compute triangles [321,128] on the HTK mel scale, none narrower than a bin."""
    low, high = (2595 * torch.log10(torch.tensor([_LOW, _HIGH]).double() / 700 + 1)).tolist()
    edges = 700 * (10 ** (torch.linspace(low, high, _BANDS + 2).double() / 2595) - 1)
    distance = torch.linspace(0, _RATE / 2, _BINS).double()[:, None] - edges[1:-1]
    # A band that lies between two bins would otherwise be empty.
    sides = edges.diff().clamp(min=_RATE / _FRAME)
    return (1 - distance.abs() / torch.where(distance < 0, sides[:-1], sides[1:])).relu().float()


class Spectrogram(nn.Module):
    """Samples [N,160000] to log-mel magnitudes [N,500,128]."""

    fourier: torch.Tensor
    mel_bank: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("fourier", _fourier())
        self.register_buffer("mel_bank", _mel_bank())

    def forward(self, samples: torch.Tensor) -> torch.Tensor:
        parts = nn.functional.conv1d(
            samples[:, None], self.fourier, stride=_HOP, padding=(_FRAME - _HOP) // 2
        )
        cosines, sines = parts.split(_BINS, dim=1)
        magnitudes = torch.sqrt(cosines * cosines + sines * sines)
        return 0.1 * torch.log((magnitudes.transpose(1, 2) @ self.mel_bank).clamp(min=_FLOOR))


class Perch(nn.Module):
    """Samples [N,160000] to [N,1536], [N,16,4,1536], [N,500,128] and logits [N,14795]."""

    def __init__(self) -> None:
        super().__init__()
        self.spectrogram = Spectrogram()
        self.body = body(width=1.2, depth=1.4)
        self.classify = nn.Linear(1536, _CLASSES)

    def forward(
        self, inputs: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        spectrogram = self.spectrogram(inputs)
        spatial = self.body(spectrogram[:, None]).permute(0, 2, 3, 1)
        embedding = spatial.mean(dim=(1, 2))
        return embedding, spatial, spectrogram, self.classify(embedding)


def examples(count: int) -> torch.Tensor:
    """Draw noise [count,160000] of changing colour, centred and with a peak of 0.25."""
    magnitudes = powers(count, _BINS, _SAMPLES // _HOP + 1)[:, 0].sqrt()
    phases = 2 * torch.pi * torch.rand_like(magnitudes)
    window = torch.hann_window(_FRAME)
    samples = torch.istft(
        torch.polar(magnitudes, phases), _FRAME, _HOP, window=window, length=_SAMPLES
    )
    samples -= samples.mean(dim=1, keepdim=True)
    return 0.25 * samples / samples.abs().amax(dim=1, keepdim=True)


def build() -> nn.Module:
    """Make the network, the same at every call and in evaluation mode."""
    with seeded(3):
        network = Perch()
        maps = calibrate(network.body, network.spectrogram(examples(16))[:, None])
        aim(network.classify, maps.mean(dim=(2, 3)))
    return network.eval()
