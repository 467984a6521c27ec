"""What an occasion says of a species: detected or not, and what people made of it."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from sidecar.values import Bool, Float64, Int64

Small = npt.NDArray[np.int8]

# Why nothing is known; the first that holds counts. The last one, "", is: something is known.
Why = Literal["notRecorded", "notAnalysed", "notModelled", "masked", "fewHours"]
WHY: tuple[Why, ...] = get_args(Why)
KNOWN = len(WHY)

# What people said of the detections of an occasion that reach the threshold.
Checked = Literal["none", "partial", "refuted", "confirmed"]
CHECKED: tuple[Checked, ...] = get_args(Checked)
_NONE, _PARTIAL, _REFUTED, CONFIRMED = range(len(CHECKED))

NOT_KNOWN = -1


def why_unknown(
    recorded: Bool, analysed: Bool, modelled: Float64, left: Float64, least_s: float
) -> Small:
    """Tell why nothing is known, as a place in WHY, or KNOWN; all arrays have one shape.

    `recorded` and `analysed` tell whether any sound was. `modelled` are the seconds in which the
    species could have been reported, and `left` those of them that no mask covers.
    """
    found = np.full(modelled.shape, KNOWN, np.int8)
    found[left < least_s] = WHY.index("fewHours")
    found[left <= 0] = WHY.index("masked")
    found[modelled <= 0] = WHY.index("notModelled")
    found[~analysed] = WHY.index("notAnalysed")
    found[~recorded] = WHY.index("notRecorded")
    return found


def detected(why: Small, count: Int64) -> Small:
    """Give 1 where the species was detected, 0 where it was not, NOT_KNOWN where nobody knows."""
    return np.where(why == KNOWN, (count > 0).astype(np.int8), np.int8(NOT_KNOWN))


def checked(count: Int64, yes: Int64, no: Int64) -> Small:
    """Tell what people said, as a place in CHECKED."""
    found = np.full(count.shape, _NONE, np.int8)
    found[no > 0] = _PARTIAL
    found[(no > 0) & (no >= count)] = _REFUTED
    found[yes > 0] = CONFIRMED
    return found


def y2(found: Small, said: Small) -> Small:
    """Give 0 for none or refuted, 1 for detected and not confirmed, 2 for confirmed.

    These are the observations of Royle & Link 2006 and Miller et al. 2011: 2 is certain.
    """
    value = np.where(said == CONFIRMED, np.int8(2), np.where(said == _REFUTED, np.int8(0), found))
    return np.where(found == NOT_KNOWN, np.int8(NOT_KNOWN), value).astype(np.int8)
