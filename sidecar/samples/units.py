"""Units of windows, such as the nights of a site: samples may be drawn of whole ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.values import Float64, Int64


@dataclass(frozen=True, eq=False)
class Units:
    """Units [k] in order of place and number, and the rows [n] of their windows.

    The rows of unit j are `rows[begins[j] : begins[j + 1]]`, the highest score first.
    """

    place: Int64
    number: Int64
    rows: Int64
    begins: Int64

    def __len__(self) -> int:
        return len(self.place)

    @property
    def first(self) -> Int64:
        """Give the row [k] of the highest score of each unit."""
        return self.rows[self.begins[:-1]]

    def clips(self, unit: int, most: int) -> Int64:
        """Give the rows of a unit's highest scores, `most` at most."""
        begin, end = self.begins[unit], self.begins[unit + 1]
        return self.rows[begin : min(begin + most, end)]


def units_of(place: Int64, number: Int64, logit: Float64, order: Int64) -> Units:
    """Put windows [n] of one place and number together.

    `order` lists the rows [n]: the first comes first of equal scores.
    """
    by = order[np.argsort(-logit[order], kind="stable")]
    by = by[np.lexsort((number[by], place[by]))]
    fresh = np.ones(len(by), np.bool_)
    fresh[1:] = (np.diff(place[by]) != 0) | (np.diff(number[by]) != 0)
    begins = np.flatnonzero(fresh)
    rows = by.astype(np.int64)
    return Units(
        place[by[begins]], number[by[begins]], rows, np.append(begins, len(by)).astype(np.int64)
    )
