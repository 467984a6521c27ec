"""The rule by which a sample is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

_LIMITS = ("cap", "block_ms")

By = Literal["site", "hour", "day", "siteDay"]
"""What parts each band further: sites, hours or days of the recorder's clock, or site-days."""


@dataclass(frozen=True)
class Design:
    """A rule; the defaults are those that served best in simulations (docs/samples.md).

    Scores are parted into `bands` of equal width in logit. Each gets clips by its size ** `power`,
    `least` at least. `cap` windows of each recording and band may be drawn, or one of each block of
    `block_ms`. `by` parts each band further, such as by site.
    With `unit_clips`, whole units are drawn, and so many clips of each are listened to at most.
    """

    bands: int = 5
    power: float = 1 / 3
    least: int = 2
    cap: int | None = None
    block_ms: int | None = None
    by: By | None = None
    unit_clips: int | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Design:
        """Read a design that was kept; raises ValueError, TypeError or KeyError if it is wrong."""
        cap, block_ms = (kept[name] if kept[name] is None else int(kept[name]) for name in _LIMITS)
        design = cls(
            bands=int(kept["bands"]),
            power=float(kept["power"]),
            least=int(kept["least"]),
            cap=cap,
            block_ms=block_ms,
            by=kept["by"] if "by" in kept else "site" if kept["by_site"] else None,
            unit_clips=None if (clips := kept.get("unit_clips")) is None else int(clips),
        )
        known = design.by is None or design.by in get_args(By)
        units = design.unit_clips is None or design.unit_clips > 0
        shares = 0 <= design.power <= 1 and 0 <= design.least <= 1_000
        if not (known and units and shares and design.bands > 0):
            raise ValueError(f"no sample is drawn by {kept!r}")
        return design

    @property
    def thins(self) -> bool:
        """Tell whether some windows of a recording cannot be drawn."""
        return self.cap is not None or self.block_ms is not None
