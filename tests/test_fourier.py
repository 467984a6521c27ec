"""Our way to SciPy's transform gives SciPy's own numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.fft

from sidecar.fourier import rfft


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize(("shape", "size"), [((7, 512), None), ((3, 2, 400), 512), ((5, 9), 9)])
def test_spectra_are_scipys_to_the_bit(
    kind: type, shape: tuple[int, ...], size: int | None
) -> None:
    frames: Any = np.random.default_rng(5).normal(size=shape).astype(kind)
    expected = scipy.fft.rfft(frames, n=size)
    assert rfft(frames, size).dtype == expected.dtype
    assert np.array_equal(rfft(frames, size), expected)
