"""Masks: stretches of time in which nobody could have heard a bird, such as rain or speech.

This is the one place where masks join the occasions. Whoever measures rain or speech gives spans
here; then hours are masked and detections under them do not count, everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.occasions.calendar import OccasionCalendar
from sidecar.occasions.union import Pieces, cut, united
from sidecar.values import Bool, Float64, Int64


@dataclass(frozen=True)
class Masks:
    """Masked spans of sites [n]: places of sites, and seconds since 1970 by the recorder's clock.

    None of this type is "not measured", which is another thing than no span.
    """

    site: Int64
    begin: Float64
    end: Float64

    def covers(self, site: Int64, moments: Float64) -> Bool:
        """Tell which moments [m] of sites lie within a mask."""
        found = np.zeros(len(moments), np.bool_)
        for place in np.unique(self.site).tolist():
            own = np.flatnonzero(self.site == place)
            order = own[np.argsort(self.begin[own], kind="stable")]
            begin, end = self.begin[order], np.maximum.accumulate(self.end[order])
            asked = np.flatnonzero(site == place)
            at = np.searchsorted(begin, moments[asked], side="right") - 1
            found[asked] = (at >= 0) & (moments[asked] < end[np.maximum(at, 0)])
        return found


def masked(
    masks: Masks | None, analysed: Pieces, keys: int, calendar: OccasionCalendar
) -> Float64 | None:
    """Add up the analysed seconds under masks by key [keys]; None if nobody measured any."""
    if masks is None:
        return None
    over = cut(masks.site, masks.begin, masks.end, calendar)
    both = Pieces(
        np.concatenate([analysed.owner, over.owner]),
        np.concatenate([analysed.key, over.key]),
        np.concatenate([analysed.begin, over.begin]),
        np.concatenate([analysed.end, over.end]),
    )
    # What two unions share is their sum without the union of both.
    alone = [united(each, keys, calendar) for each in (analysed, over, both)]
    return np.asarray(alone[0] + alone[1] - alone[2], np.float64)
