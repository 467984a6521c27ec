"""How much of the moon is lit.

The formulas are those of J. Meeus, Astronomical Algorithms, 2nd edition: the arguments of chapter
47 to their second power of time, and the phase angle 48.4. The fraction is that for the middle of
the earth, and so the same at all places. It is wrong by less than 0.005 (docs/time.md).
"""

from __future__ import annotations

import numpy as np

from sidecar.values import Float64

_J2000_S = 946_728_000.0  # 2000-01-01T12:00, where Meeus' centuries begin
_CENTURY_S = 36_525 * 86_400.0


def illuminated(utc_s: Float64 | float) -> Float64:
    """Compute the lit fraction of the moon's disc, 0 (new) to 1 (full), at seconds since 1970."""
    t = (np.asarray(utc_s, np.float64) - _J2000_S) / _CENTURY_S
    elongation = _angle(297.8501921, 445267.1114034, -0.0018819, t)
    sun = _angle(357.5291092, 35999.0502909, -0.0001536, t)
    moon = _angle(134.9633964, 477198.8675055, 0.0087414, t)
    phase = (
        180
        - np.degrees(elongation)
        - 6.289 * np.sin(moon)
        + 2.100 * np.sin(sun)
        - 1.274 * np.sin(2 * elongation - moon)
        - 0.658 * np.sin(2 * elongation)
        - 0.214 * np.sin(2 * moon)
        - 0.110 * np.sin(elongation)
    )
    return np.asarray((1 + np.cos(np.radians(phase))) / 2)


def _angle(start: float, per_century: float, squared: float, t: Float64) -> Float64:
    return np.asarray(np.radians((start + t * (per_century + squared * t)) % 360))
