"""Tiny real recordings for tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RECORDINGS = SHARED / "recordings"


def tone(
    seconds: float, *, hertz: float = 1000.0, rate_hz: int = 48_000, level: float = 0.5
) -> npt.NDArray[np.float32]:
    """Make a sine [n] of `level` full scale."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return (level * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def write_wav(
    path: Path,
    samples: npt.NDArray[np.float32],
    *,
    rate_hz: int = 48_000,
    subtype: str = "PCM_16",
) -> Path:
    """Write samples [n] or [n, channels] as a WAV file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, samples, rate_hz, subtype=subtype, format="WAV")
    return path


def owl(seconds: float, *, rate_hz: int = 48_000) -> npt.NDArray[np.float32]:
    """Make a Northern Saw-whet Owl, as BirdNET hears it: 0.15 s of 1.1 kHz twice a second."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    since = time % 0.5
    fade = np.clip(np.minimum(since, 0.15 - since) / 0.03, 0.0, 1.0)
    noise = np.random.default_rng(7).normal(0.0, 0.01, len(time))
    return (0.3 * fade * np.sin(2 * np.pi * 1100.0 * time) + noise).astype(np.float32)
