"""The acoustic indices of a minute, each a pure function of its spectrum.

docs/indices.md states every formula with its source, and how it differs from other programs.
"""

from __future__ import annotations

import numpy as np

from sidecar.indices.spectrum import HIGHEST_DIVERSE_HZ, Spectrum
from sidecar.values import Float32, Float64

# Kasten et al. (Ecological Informatics 12, 2012): what people make, and what lives.
_HUMAN_HZ = (1_000.0, 2_000.0)
_LIVING_HZ = (2_000.0, 11_000.0)
_STEP_HZ = 1_000.0

# Boelman et al. (Ecological Applications 17, 2007).
_BIRDS_HZ = (2_000.0, 8_000.0)
# Of the loudest bin: a bin without any sound has no level.
_FLOOR = 1e-12

# Villanueva-Rivera et al. (Landscape Ecology 26, 2011): a cell counts from 50 dB below the loudest.
_COUNTING_DB = -50.0


def complexity(spectrum: Spectrum) -> float:
    """Compute the Acoustic Complexity Index, ACI (Pieretti et al., 2011).

    The sum over bins of how much a bin's amplitude changes from frame to frame, as a part of all
    its amplitude. Bins without sound add nothing.
    """
    sounding = spectrum.amplitude > 0
    return float((spectrum.change[sounding] / spectrum.amplitude[sounding]).sum())


def difference(spectrum: Spectrum) -> float | None:
    """Compute the Normalised Difference Soundscape Index, NDSI: -1 to 1.

    None where half the sample rate is below 11 kHz.
    """
    if spectrum.bins.nyquist_hz < _LIVING_HZ[1]:
        return None
    human, living = (_power(spectrum, *band) for band in (_HUMAN_HZ, _LIVING_HZ))
    total = living + human
    return (living - human) / total if total > 0 else None


def _power(spectrum: Spectrum, lowest_hz: float, highest_hz: float) -> float:
    """Add up the mean power of each band of 1 kHz."""
    edges = np.arange(lowest_hz, highest_hz, _STEP_HZ)
    bands = (spectrum.mean_power[spectrum.bins.below(edge, edge + _STEP_HZ)] for edge in edges)
    return float(sum(band.mean() for band in bands))


def bioacoustic(spectrum: Spectrum) -> float | None:
    """Compute the Bioacoustic Index, BI, in dB x kHz.

    The area between the mean spectrum from 2 to 8 kHz, in dB, and its lowest value there. None
    where half the sample rate is below 8 kHz.
    """
    if spectrum.bins.nyquist_hz < _BIRDS_HZ[1]:
        return None
    amplitude = spectrum.mean_amplitude
    band = np.maximum(amplitude[spectrum.bins.between(*_BIRDS_HZ)], amplitude.max() * _FLOOR)
    levels = 20 * np.log10(band)
    return float((levels - levels.min()).sum() * spectrum.bins.width_hz / 1000)


def frequency_entropy(spectrum: Spectrum) -> float:
    """Compute the entropy of the mean power spectrum, Hf: 0 for a line, 1 for white noise."""
    return _entropy(spectrum.mean_power)


def temporal_entropy(envelope: Float32) -> float | None:
    """Compute the entropy of the squared envelope [frames], Ht: 0 for a click, 1 if steady.

    None with less than two frames, and without any sound.
    """
    if len(envelope) < 2 or not envelope.any():
        return None
    return _entropy(np.square(envelope, dtype=np.float64))


def _entropy(weights: Float64) -> float:
    """Compute Shannon's entropy of weights [n], as a part of the largest possible."""
    shares = weights / weights.sum()
    return _shannon(shares) / float(np.log(len(weights)))


def _shannon(shares: Float64) -> float:
    shares = shares[shares > 0]
    return float(-(shares * np.log(shares)).sum())


def diversity(spectrum: Spectrum) -> tuple[float, float] | None:
    """Compute the Acoustic Diversity Index, ADI, and the Acoustic Evenness Index, AEI.

    Both are of the shares of loud cells in ten bands of 1 kHz: Shannon's entropy, 0 to ln 10, and
    the Gini coefficient, 0 to 0.9. None where half the sample rate is below 10 kHz, and where no
    band has a loud cell.
    """
    bins = spectrum.bins
    if bins.nyquist_hz < HIGHEST_DIVERSE_HZ:
        return None
    loud = spectrum.cells >= spectrum.loudest * 10 ** (_COUNTING_DB / 20)
    by_bin = loud.mean(axis=0)
    edges = np.arange(0, HIGHEST_DIVERSE_HZ, _STEP_HZ)
    shares = np.array([by_bin[bins.nearest(edge, edge + _STEP_HZ)].mean() for edge in edges])
    total = shares.sum()
    return (_shannon(shares / total), _gini(shares)) if total > 0 else None


def _gini(values: Float64) -> float:
    count = len(values)
    ranked = float((np.sort(values) * np.arange(1, count + 1)).sum())
    return 2 * ranked / (count * float(values.sum())) - (count + 1) / count
