"""A cap: at most so many rows or clips of each species, site, or both."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, TypeVar

T = TypeVar("T")


Worth = tuple[str | None, str | None, float | None]
"""What a cap must know of a row or clip: its species, its site, and how sure it is."""


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
        group, best, most = _GROUPS[self.per], self.pick == "best", self.most
        for number, item in enumerate(items):
            worth = of(item)
            sure = -1.0 if worth[2] is None else worth[2]
            value = sure if best else chance.random()
            heap = kept.setdefault(group(worth), [])
            if len(heap) < most:
                heapq.heappush(heap, (value, -number, item))
            elif value > heap[0][0]:  # of equal ones, the first stays
                heapq.heapreplace(heap, (value, -number, item))
        found = [entry for heap in kept.values() for entry in heap]
        return [item for _, _, item in sorted(found, key=lambda entry: -entry[1])]


_GROUPS: dict[str, Callable[[Worth], object]] = {
    "species": itemgetter(0),
    "site": itemgetter(1),
    "speciesAndSite": itemgetter(0, 1),
}
