"""A synthesised night of owls, with known truth: licence-free, and the same every time.

BirdNET knows these calls when they are whistled cleanly: 0.15 s of 1.10 kHz twice a second is a
Northern Saw-whet Owl, 0.3 s of 1.45 kHz every 1.8 s a Eurasian Pygmy-Owl, and two falling notes of
670 and 530 Hz every 1.5 s a Common Cuckoo.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

RATE_HZ = 48_000
_FADE_S = 0.03
_LEVEL = 0.3
_NOISE_DB = -26.0

Samples = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Call:
    """Notes (start in s, length in s, Hz) that repeat every `period_s`."""

    species: str
    common: str
    notes: tuple[tuple[float, float, float], ...]
    period_s: float


@dataclass(frozen=True)
class Heard:
    """One stretch of the truth."""

    start_s: float
    end_s: float
    species: str
    common: str


SAW_WHET = Call("Aegolius acadicus", "Northern Saw-whet Owl", ((0.0, 0.15, 1100.0),), 0.5)
PYGMY = Call("Glaucidium passerinum", "Eurasian Pygmy-Owl", ((0.0, 0.3, 1450.0),), 1.8)
CUCKOO = Call("Cuculus canorus", "Common Cuckoo", ((0.0, 0.2, 670.0), (0.35, 0.3, 530.0)), 1.5)

# Who calls when, in seconds; between the calls is only noise.
NIGHT = (
    (SAW_WHET, 9.0, 30.0),
    (PYGMY, 48.0, 69.0),
    (CUCKOO, 90.0, 111.0),
    (SAW_WHET, 126.0, 141.0),
)
LENGTH_S = 150.0


def write_night(path: Path) -> list[Heard]:
    """Write the night as a WAV file and return what is in it."""
    samples = _pink_noise(round(LENGTH_S * RATE_HZ), _LEVEL * 10 ** (_NOISE_DB / 20))
    for call, start_s, end_s in NIGHT:
        first, last = round(start_s * RATE_HZ), round(end_s * RATE_HZ)
        samples[first:last] += _LEVEL * _calling(call, end_s - start_s)
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, samples, RATE_HZ, subtype="PCM_16")
    return truth()


def truth() -> list[Heard]:
    """List who calls when."""
    return [Heard(start, end, call.species, call.common) for call, start, end in NIGHT]


def _calling(call: Call, seconds: float) -> Samples:
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    since = time % call.period_s
    sound = np.zeros_like(time)
    for start, length, hertz in call.notes:
        into = since - start
        loudness = np.clip(np.minimum(into, length - into) / _FADE_S, 0.0, 1.0)
        sound += loudness * np.sin(2 * np.pi * hertz * time)
    return sound


def _pink_noise(length: int, level: float) -> Samples:
    """Make noise [length] whose power falls as 1/f, of `level` RMS."""
    spectrum = np.fft.rfft(np.random.default_rng(2026).normal(size=length))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1.0))
    noise: Samples = np.fft.irfft(spectrum, length)
    return noise * (level / np.sqrt(np.mean(noise**2)))


if __name__ == "__main__":
    for heard in write_night(Path(sys.argv[1])):
        print(f"{heard.start_s:6.1f} {heard.end_s:6.1f}  {heard.common}")
