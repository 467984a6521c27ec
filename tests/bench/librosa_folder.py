"""A folder's mel spectrograms as a script with librosa makes them, in two processes."""

from __future__ import annotations

import sys
from multiprocessing import Pool
from pathlib import Path

import librosa
import numpy as np


def spectrograms(path: str) -> int:
    """Compute every 5-s window of a recording; returns how many."""
    sound, rate = librosa.load(path, sr=22_050)
    windows = 0
    for first in range(0, len(sound), 5 * int(rate)):
        window = sound[first : first + 5 * int(rate)]
        window = np.pad(window, (0, 5 * int(rate) - len(window)))
        librosa.feature.melspectrogram(
            y=window, sr=rate, n_fft=2048, hop_length=256, n_mels=256
        ) / 255
        windows += 1
    return windows


if __name__ == "__main__":
    with Pool(2) as pool:
        pool.map(spectrograms, [str(path) for path in sorted(Path(sys.argv[1]).glob("*.wav"))])
