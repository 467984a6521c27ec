"""What each window's level is brought to."""

from __future__ import annotations

from typing import Literal

# The largest sample, or the root of the mean square.
Level = Literal["peak", "rms"]

# In dBFS: a peak that just fits, and a level that leaves most sounds their peaks.
USUAL_DBFS: dict[Level, float] = {"peak": 0.0, "rms": -20.0}
