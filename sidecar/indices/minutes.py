"""All minutes of a recording, as a value that the catalog keeps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sidecar.indices.columns import COLUMNS, MINUTE_S, VERSION, Minute
from sidecar.values import Float32, Float64

KIND = "indices"


@dataclass(frozen=True, eq=False)
class Minutes:
    """What was measured of a recording: `values` [columns, minutes], NaN where there is none.

    `seconds` is the length of the sound, so the last minute may be shorter than the others.
    """

    seconds: float
    values: Float32
    version: int = VERSION
    kind: str = KIND

    def packed(self) -> bytes:
        """Give the values as the catalog keeps them: little-endian, one column after the other."""
        return self.values.astype("<f4").tobytes()

    def __iter__(self) -> Iterator[Minute]:
        for column in self.values.T.tolist():
            yield Minute(*(None if math.isnan(value) else value for value in column))

    @property
    def lengths(self) -> Float64:
        """Seconds of each minute [minutes]."""
        count = self.values.shape[1]
        return np.clip(self.seconds - MINUTE_S * np.arange(count), 0, MINUTE_S)

    def masked(self, mask: Mapping[str, float]) -> Float64:
        """Find the spans [n, 2] in seconds of minutes of which any value reaches its least there.

        Minutes in a row are one span. A minute without such a value is not masked by it. Raises
        ValueError for an unknown name.
        """
        if unknown := mask.keys() - set(COLUMNS):
            raise ValueError(f"A minute has no {min(unknown)}.")
        masked = np.zeros(self.values.shape[1] + 2, np.int8)
        for name, least in mask.items():
            masked[1:-1] |= self.values[COLUMNS.index(name)] >= np.float32(least)
        edges = MINUTE_S * np.flatnonzero(np.diff(masked)).reshape(-1, 2)
        return np.minimum(edges, self.seconds).astype(np.float64)

    def masked_s(self, mask: Mapping[str, float]) -> float:
        """Add up the seconds that `masked` gives."""
        return float(np.diff(self.masked(mask)).sum())


def unpacked(packed: bytes, seconds: float) -> Minutes:
    """Read what `packed` wrote; raises ValueError for bytes of another shape."""
    values = np.frombuffer(packed, "<f4").astype(np.float32)
    return Minutes(seconds, values.reshape(len(COLUMNS), -1))
