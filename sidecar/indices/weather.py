"""Scores of rain and wind: simple published signs, put between 0 and 1.

They are no probabilities. Their ramps were not learnt from recordings of rain and wind, because
the level of both depends on the recorder (docs/indices.md).
"""

from __future__ import annotations

import numpy as np

from sidecar.indices.spectrum import Bins, Spectrum
from sidecar.values import Float64

# The bands in which Bedoya et al. (Ecological Indicators 75, 2017) and Metcalf et al. (hardRain,
# Ecological Indicators 109, 2020) look for rain.
_RAIN_HZ = ((600.0, 1_200.0), (4_400.0, 5_600.0))
# Where the two ramps of rain begin and end: the level in dB of full scale squared per hertz, and
# the mean of the band's bins as a multiple of their standard deviation.
_RAIN_DB = (-90.0, -70.0)
_RAIN_EVEN = (1.0, 3.0)

# Wind at a microphone falls by 5 to 7 dB an octave (Raspet et al., JASA 119, 2006); Nemer and
# LeBlanc (WASPAA 2009) find it by the slope of the low spectrum.
_SLOPE_HZ = (80.0, 1_000.0)
_FEWEST_BINS = 3
_WIND_SLOPE_DB = (3.0, 7.0)
_WIND_HZ = (80.0, 250.0)
_WIND_DB = (-80.0, -60.0)


def rain(spectrum: Spectrum) -> float | None:
    """Score rain from 0 to 1: loud and even in both of its bands.

    None where half the sample rate is below 5.6 kHz.
    """
    if spectrum.bins.nyquist_hz < _RAIN_HZ[-1][1]:
        return None
    density = spectrum.density
    return min(_rain_of(density[spectrum.bins.between(*band)]) for band in _RAIN_HZ)


def _rain_of(band: Float64) -> float:
    spread = float(band.std(ddof=1))
    even = float(band.mean()) / spread if spread > 0 else _RAIN_EVEN[1]
    return min(_ramp(_decibels(band), _RAIN_DB), _ramp(even, _RAIN_EVEN))


def wind(spectrum: Spectrum) -> float | None:
    """Score wind from 0 to 1: loud below 250 Hz, and falling steeply up to 1 kHz.

    None where half the sample rate is below 1 kHz.
    """
    bins, density = spectrum.bins, spectrum.density
    sloping = bins.between(*_SLOPE_HZ)
    if bins.nyquist_hz < _SLOPE_HZ[1] or sloping.stop - sloping.start < _FEWEST_BINS:
        return None
    slope = _slope(bins, density, sloping)
    low = _decibels(density[bins.between(*_WIND_HZ)])
    return min(_ramp(-slope, _WIND_SLOPE_DB), _ramp(low, _WIND_DB))


def _slope(bins: Bins, density: Float64, part: slice) -> float:
    """Fit a line through the levels of some bins, in dB an octave."""
    octaves = np.log2(bins.hertz[part])
    levels = 10 * np.log10(np.maximum(density[part], np.finfo(np.float64).tiny))
    centred = octaves - octaves.mean()
    return float((centred * levels).sum() / (centred * centred).sum())


def _decibels(band: Float64) -> float:
    return float(10 * np.log10(max(float(band.mean()), np.finfo(np.float64).tiny)))


def _ramp(value: float, ends: tuple[float, float]) -> float:
    """Rise from 0 at the first end to 1 at the second."""
    low, high = ends
    return min(1.0, max(0.0, (value - low) / (high - low)))
