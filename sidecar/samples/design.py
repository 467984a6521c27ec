"""The rule by which a sample is drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Design:
    """A rule; the defaults are those that served best in simulations (docs/samples.md).

    Scores are parted into `bands` of equal width in logit. Each gets clips by its size ** `power`,
    `least` at least. `cap` windows of each recording and band may be drawn, or one of each block of
    `block_ms`. With `by_site`, each band is parted by site.
    """

    bands: int = 5
    power: float = 1 / 3
    least: int = 2
    cap: int | None = None
    block_ms: int | None = None
    by_site: bool = False

    @property
    def thins(self) -> bool:
        """Tell whether some windows of a recording cannot be drawn."""
        return self.cap is not None or self.block_ms is not None
