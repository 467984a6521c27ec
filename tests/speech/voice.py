"""A made voice: pulses of a throat through the resonances of vowels, in syllables."""

from __future__ import annotations

import numpy as np

from sidecar.values import Float32

# The first three formants of vowels, in Hz (Peterson and Barney 1952, means of men).
_VOWELS = (
    (730, 1090, 2440),
    (270, 2290, 3010),
    (300, 870, 2240),
    (530, 1840, 2480),
    (570, 840, 2410),
)
_WIDTHS = (80.0, 100.0, 140.0)

_SYLLABLE_S = 0.2


def voice(seconds: float, *, rate_hz: int = 16_000, level: float = 0.1, seed: int = 1) -> Float32:
    """Make [n] samples of a voice that says vowels one after the other, at a level (RMS)."""
    chance = np.random.default_rng(seed)
    count = round(seconds * rate_hz)
    syllables = int(np.ceil(seconds / _SYLLABLE_S)) + 1
    at = np.arange(count) / rate_hz
    places = np.arange(syllables) * _SYLLABLE_S
    vowels = np.array(_VOWELS, float)[chance.integers(len(_VOWELS), size=syllables)]
    pitch = np.interp(at, places, chance.uniform(95, 145, syllables))
    formants = np.array([np.interp(at, places, vowels[:, each]) for each in range(3)])
    # Each harmonic of the pitch, as loud as the resonances near it make it.
    sound, phase = np.zeros(count), 2 * np.pi * np.cumsum(pitch) / rate_hz
    for harmonic in range(1, 34):
        hertz = harmonic * pitch
        loud = sum(
            1 / (1 + ((hertz - each) / width) ** 2) / (number + 1)
            for number, (each, width) in enumerate(zip(formants, _WIDTHS, strict=True))
        )
        sound += np.where(hertz < rate_hz / 2, loud, 0) * np.sin(harmonic * phase) / harmonic**0.3
    # Syllables swell and fade, and a pause stands after each sixth.
    within = (at % _SYLLABLE_S) / _SYLLABLE_S
    swell = np.sin(np.pi * within) ** 0.5
    pause = (at // _SYLLABLE_S % 7) == 6
    sound *= np.where(pause, 0.0, swell)
    voiced: Float32 = (sound * level / np.sqrt(np.mean(sound**2))).astype(np.float32)
    return voiced
