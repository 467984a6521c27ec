"""The front ends as their models' authors computed them: torchaudio, and librosa for one.

Only where the reference group is installed (`make reference`).
"""

from __future__ import annotations

import importlib
import warnings
from typing import Any

from sidecar.values import Float32


def energies(name: str, window: Float32, *, double: bool = False) -> Any:
    """Compute the bands [bands, frames] of a window [n] before logarithm and scaling."""
    torch, torchaudio = importlib.import_module("torch"), importlib.import_module("torchaudio")
    samples = torch.from_numpy(window).to(torch.float64 if double else torch.float32)

    def mel_spectrogram(**options: object) -> Any:
        return torchaudio.transforms.MelSpectrogram(**options).to(samples.dtype)(samples)

    match name:
        case "ucsd-librosa-mel":
            librosa = importlib.import_module("librosa")
            return torch.from_numpy(
                librosa.feature.melspectrogram(
                    y=window, sr=22_050, n_fft=2048, hop_length=256, n_mels=256
                )
            )
        case "ucsd-torchaudio-mel":
            return mel_spectrogram(sample_rate=32_000, n_fft=1400, n_mels=194)
        case "seven-sense-log-mel":
            bands = mel_spectrogram(
                sample_rate=32_000, n_fft=2048, win_length=640, hop_length=320, f_min=60, n_mels=128
            )
            return bands[:, :500]
        case "efficientat":
            return _efficientat(torch, samples)
    raise ValueError(name)


def model_input(name: str, window: Float32, *, double: bool = False) -> Float32:
    """Compute what the model is given of a window [n], without batch and channels."""
    torch = importlib.import_module("torch")
    bands = energies(name, window, double=double)
    match name:
        case "ucsd-librosa-mel":
            given = bands / 255
        case "ucsd-torchaudio-mel":
            to_decibel = importlib.import_module("torchaudio").transforms.AmplitudeToDB("power")
            decibel = to_decibel(bands)
            given = torch.sigmoid((decibel - decibel.mean()) / (decibel.std() + 1e-6))
        case "seven-sense-log-mel":
            given = torch.log(bands + 1e-5).T
        case "efficientat":
            given = (torch.log(bands + 1e-5) + 4.5) / 5
        case _:
            raise ValueError(name)
    result: Float32 = given.numpy()
    return result


def _efficientat(torch: Any, samples: Any) -> Any:
    kernel = torch.tensor([[[-0.97, 1.0]]], dtype=samples.dtype)
    emphasised = torch.nn.functional.conv1d(samples[None, None], kernel)[0, 0]
    spectra = torch.stft(
        emphasised,
        n_fft=1024,
        hop_length=320,
        win_length=800,
        window=torch.hann_window(800, periodic=False, dtype=samples.dtype),
        center=True,
        pad_mode="reflect",
        return_complex=True,
    )
    bank = torch.nn.functional.pad(kaldi_bank(samples.dtype), (0, 1))
    return bank @ (spectra.real**2 + spectra.imag**2)


def kaldi_bank(dtype: Any) -> Any:
    """Make EfficientAT's filters [bands, bins] with torchaudio, in a precision of torch's.

    Made in single precision, they differ between processors by more than the tests allow.
    """
    torch = importlib.import_module("torch")
    usual = torch.get_default_dtype()
    torch.set_default_dtype(dtype)  # get_mel_banks makes all its tensors in it
    try:
        with warnings.catch_warnings():  # torchaudio announces its own retirement
            warnings.simplefilter("ignore")
            kaldi = importlib.import_module("torchaudio.compliance.kaldi")
            bank, _ = kaldi.get_mel_banks(
                128,
                1024,
                32_000.0,
                0.0,
                15_000.0,
                vtln_low=100.0,
                vtln_high=-500.0,
                vtln_warp_factor=1.0,
            )
    finally:
        torch.set_default_dtype(usual)
    return bank
