"""A cap: at most so many rows or clips of each species, site, or both."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

T = TypeVar("T")


class Worth(NamedTuple):
    """What a cap must know of a row or clip."""

    species: str | None
    site: str | None
    confidence: float | None


@dataclass(frozen=True)
class Cap:
    """Keeps at most `most` of each group: the surest, or some by chance with `seed`.

    What has no site is a group of its own.
    """

    most: int
    per: Literal["species", "site", "speciesAndSite"] = "species"
    pick: Literal["best", "random"] = "best"
    seed: int = 0

    def chosen(self, items: Iterable[T], of: Callable[[T], Worth]) -> list[T]:
        """Choose among all, in their order; of equal worth, the first."""
        chance = random.Random(self.seed)
        kept: dict[object, list[tuple[float, int, T]]] = {}
        for number, item in enumerate(items):
            worth = of(item)
            value = self._value(worth) if self.pick == "best" else chance.random()
            heap = kept.setdefault(self._group(worth), [])
            if len(heap) < self.most:
                heapq.heappush(heap, (value, -number, item))
            else:
                heapq.heappushpop(heap, (value, -number, item))
        found = [entry for heap in kept.values() for entry in heap]
        return [item for _, _, item in sorted(found, key=lambda entry: -entry[1])]

    def _group(self, worth: Worth) -> object:
        if self.per == "speciesAndSite":
            return worth.species, worth.site
        return worth.species if self.per == "species" else worth.site

    def _value(self, worth: Worth) -> float:
        return -1.0 if worth.confidence is None else worth.confidence
