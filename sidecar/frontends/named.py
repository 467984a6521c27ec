"""The front ends that published models were trained with, by name."""

from __future__ import annotations

from sidecar.frontends.interface import Description
from sidecar.frontends.spec import (
    Affine,
    Inside,
    MelBank,
    MelSpectrogram,
    Standardise,
    Unscaled,
    Waveform,
)

# BirdNET's spectrogram is inside the model.
_BIRDNET = Waveform(sample_rate=48_000, window=3.0)

# BirdNET 3.0's too; it takes any length and is published for 3 s.
_BIRDNET_3 = Waveform(sample_rate=32_000, window=3.0)

# Perch's as well; the level is that of perch-hoplite's loader.
_PERCH = Waveform(sample_rate=32_000, window=5.0, level="centred-peak", gain=0.25)

# UC San Diego, pyha-analyzer 2.0: librosa.feature.melspectrogram(n_fft=2048, hop_length=256,
# n_mels=256) at librosa's default rate, divided by 255; no decibels.
_UCSD_LIBROSA = MelSpectrogram(
    sample_rate=22_050,
    window=5.0,
    n_fft=2048,
    window_length=2048,
    taper="hann-periodic",
    hop=256,
    edge="zero",
    power=2,
    mel=MelBank(scale="slaney", bands=256, high=11_025.0, norm="slaney"),
    logarithm="none",
    scaling=Affine(kind="affine", divide=255.0),
    axes="band-frame",
    channels=1,
)

# UC San Diego, acoustic-multiclass-training: torchaudio's MelSpectrogram(n_fft=1400, n_mels=194)
# with its default hop and mels, AmplitudeToDB("power"), standardised and squashed.
_UCSD_TORCHAUDIO = MelSpectrogram(
    sample_rate=32_000,
    window=5.0,
    n_fft=1400,
    window_length=1400,
    taper="hann-periodic",
    hop=700,
    edge="reflect",
    power=2,
    mel=MelBank(scale="htk", bands=194, high=16_000.0),
    logarithm="decibel",
    offset=1e-10,
    scaling=Standardise(kind="standardise", epsilon=1e-6, sigmoid=True),
    axes="band-frame",
    channels=3,
)

# EfficientAT (arXiv 2211.04772), as its published checkpoints are evaluated.
_EFFICIENTAT = MelSpectrogram(
    sample_rate=32_000,
    window=10.0,
    pre_emphasis=0.97,
    n_fft=1024,
    window_length=800,
    taper="hann-symmetric",
    hop=320,
    edge="reflect",
    power=2,
    mel=MelBank(scale="kaldi", bands=128, high=15_000.0),
    logarithm="ln",
    offset=1e-5,
    scaling=Affine(kind="affine", add=4.5, divide=5.0),
    axes="band-frame",
    channels=1,
)

# ADR-007's log-mel for display and checks: 20 ms every 10 ms. The 20 ms are padded to 2,048
# points, because at 640 the lowest of 128 bands would lie between two bins and stay empty.
_SEVEN_SENSE = MelSpectrogram(
    sample_rate=32_000,
    window=5.0,
    n_fft=2048,
    window_length=640,
    taper="hann-periodic",
    hop=320,
    edge="reflect",
    frames="whole",
    power=2,
    mel=MelBank(scale="htk", bands=128, low=60.0, high=16_000.0),
    logarithm="ln",
    offset=1e-5,
    scaling=Unscaled(kind="none"),
    axes="frame-band",
    channels=0,
)

NAMED: dict[str, Description] = {
    "birdnet-v2.4": _BIRDNET,
    "birdnet-v3.0": _BIRDNET_3,
    "perch-v2": _PERCH,
    "ucsd-librosa-mel": _UCSD_LIBROSA,
    "ucsd-torchaudio-mel": _UCSD_TORCHAUDIO,
    "efficientat": _EFFICIENTAT,
    "seven-sense-log-mel": _SEVEN_SENSE,
}

# The spectrograms inside models, by the front end that gives them the waveform. BirdNET v2.4 has
# one for low and one for high sound; the numbers are those of its graph. Perch and BirdNET 3.0 have
# one too, but nothing tells all of its numbers.
INSIDE: dict[str, tuple[Inside, ...]] = {
    "birdnet-v2.4": (
        Inside(48_000, 2048, 278, MelBank(scale="kaldi", bands=96, low=0.0, high=3_000.0)),
        Inside(48_000, 1024, 280, MelBank(scale="kaldi", bands=96, low=500.0, high=15_000.0)),
    )
}
