"""Recordings to measure with: real ones where they are, else synthesised, made as long as asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from tests.factories import RECORDINGS, owl


def real_sound(rate_hz: int, seconds: float) -> npt.NDArray[np.float32]:
    """Make mono sound [n] by repeating a real soundscape."""
    path = RECORDINGS / "birdnet_soundscape.flac"
    if path.exists():
        samples, found_hz = soundfile.read(path, dtype="float32")
        samples = soxr.resample(samples, found_hz, rate_hz)
    else:
        samples = owl(60.0, rate_hz=rate_hz)
    return np.asarray(np.resize(samples, round(rate_hz * seconds)), np.float32)


def write(path: Path, rate_hz: int, seconds: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, real_sound(rate_hz, seconds), rate_hz, subtype="PCM_16")
    return path


def write_day(path: Path, hours: float) -> Path:
    """Write a very long recording at 48 kHz, an hour at a time."""
    hour = real_sound(48_000, 3600.0)
    with soundfile.SoundFile(path, "w", 48_000, 1, "PCM_16", format="RF64") as file:
        for _ in range(int(hours)):
            file.write(hour)
        file.write(hour[: round(len(hour) * (hours % 1))])
    return path
