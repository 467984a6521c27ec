"""What front ends are tried on: sounds that are hard on them, and real recordings."""

from __future__ import annotations

import numpy as np
import soundfile
import soxr

from sidecar.values import Float32
from tests.factories import RECORDINGS

_REAL = ("aru_1.wav", "birds_10s.wav", "birdnet_soundscape.flac", "powdermill_snippet.wav")


def made_up(rate_hz: int, samples: int) -> dict[str, Float32]:
    """Make one window [samples] of each kind; the same everywhere."""
    time = np.arange(samples) / rate_hz
    rising = np.pi * (rate_hz / 2 - 100) * time**2 / time[-1]
    click = np.zeros(samples)
    click[0], click[samples // 3] = -1.0, 1.0
    signals = {
        "noise": np.random.default_rng(1).normal(0.0, 0.1, samples),
        "chirp": 0.5 * np.sin(2 * np.pi * 50 * time + rising),
        "silence": np.zeros(samples),
        "clicks": click,
        "square": np.where(time * 440 % 1 < 0.5, 1.0, -1.0),
    }
    return {name: signal.astype(np.float32) for name, signal in signals.items()}


def recorded(rate_hz: int, samples: int) -> dict[str, Float32]:
    """Read the first window [samples] of real recordings; none where they are absent."""
    windows = {}
    for name in _REAL:
        if not (RECORDINGS / name).exists():
            continue
        sound, rate = soundfile.read(RECORDINGS / name, dtype="float32", always_2d=True)
        mono = soxr.resample(sound.mean(axis=1), rate, rate_hz)[:samples]
        windows[name] = np.pad(mono, (0, samples - len(mono))).astype(np.float32)
    return windows
