"""Masks: the values from which a minute is left out for rain, wind, clipping or silence."""

from __future__ import annotations

from collections.abc import Mapping

MASKS: Mapping[str, float] = {"rain": 0.5, "wind": 0.5, "clipping": 0.001, "silence": 0.5}
"""By the value of a minute that masks it, the least value that does; scores or shares, 0 to 1."""
