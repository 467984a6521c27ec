"""Writes `maad.json`: what scikit-maad computes of the first minute of the shared recordings.

scikit-maad brings scikit-image, pandas, matplotlib and more along, so it is no dependency of the
tests. To write the file anew:

    python -m venv judge && judge/bin/pip install scikit-maad==1.5.2 soundfile
    PYTHONPATH=. judge/bin/python tests/indices/maadgoldens.py
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import numpy as np
import soundfile

RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "recordings"
GOLDENS = Path(__file__).with_name("maad.json")

# A frame has 512 samples at all of their rates.
FRAME = 512


def indices(sound: np.ndarray, rate_hz: int) -> dict[str, float]:
    """Compute the indices of a sound [n] with our frames and bands."""
    features, spectrogram = import_module("maad.features"), import_module("maad.sound").spectrogram

    # maad drops the last frame, so there is one more of silence.
    frames = len(sound) // FRAME
    padded = np.concatenate([sound[: frames * FRAME], np.zeros(FRAME)])
    options = {"window": "hann", "nperseg": FRAME, "noverlap": 0, "detrend": False}
    power, _, hertz, _ = spectrogram(padded, rate_hz, mode="psd", **options)
    amplitude, *_ = spectrogram(padded, rate_hz, mode="amplitude", **options)
    found = {
        "aci": features.acoustic_complexity_index(amplitude)[2],
        "hf": features.frequency_entropy(power, compatibility="QUT")[0],
        "ht": features.temporal_entropy(sound, compatibility="QUT", mode="fast", Nt=FRAME),
    }
    width = hertz[1] - hertz[0]
    if rate_hz >= 16_000:
        band = hertz[(hertz >= 2_000) & (hertz <= 8_000)]
        area = features.bioacoustics_index(amplitude, hertz, flim=(band[0], band[-1]))
        found["bi"] = area * width**2 / 1000
    if rate_hz >= 20_000:
        bands = {"fmax": 10_000, "bin_step": 1_000}
        found["adi"] = features.acoustic_diversity_index(amplitude, hertz, **bands)
        found["aei"] = features.acoustic_eveness_index(amplitude, hertz, **bands)
    if rate_hz >= 22_000:
        limits = {"flim_bioPh": (2_000, 10_000), "flim_antroPh": (1_000, 1_000)}
        found["ndsi"] = features.soundscape_index(power, hertz, R_compatible="seewave", **limits)[0]
    return {name: float(value) for name, value in found.items()}


def main() -> None:
    """Compute all, and write the file."""
    goldens = {}
    for path in sorted(RECORDINGS.rglob("*")):
        if path.suffix not in (".wav", ".flac", ".mp3", ".ogg", ".aiff"):
            continue
        try:
            samples, rate_hz = soundfile.read(path, dtype="float32")
        except soundfile.LibsndfileError:
            continue
        minute = samples[: 60 * rate_hz]
        if minute.ndim == 1 and len(minute) >= 2 * FRAME and np.ptp(minute) > 0:
            name = path.relative_to(RECORDINGS).as_posix()
            goldens[name] = indices(minute.astype(np.float64), rate_hz)
    GOLDENS.write_text(json.dumps(goldens, indent=1) + "\n")


if __name__ == "__main__":
    main()
