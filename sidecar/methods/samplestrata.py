"""Strata of a sample besides its bands: sites, hours or days, which are drawn from apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from sidecar.catalog.samples import DAY_S
from sidecar.methods.sampleframe import SampledFrame
from sidecar.samples.design import By
from sidecar.samples.frame import Frame
from sidecar.values import Float64

_HOUR_S = 3_600

_Names = npt.NDArray[np.str_]


def stratified(sampled: SampledFrame, by: By | None) -> Frame:
    """Give a frame its strata; the name "" has what is not known."""
    if by is None:
        return sampled.frame
    strata, stratum = np.unique(_names(sampled, by), return_inverse=True)
    return replace(sampled.frame, strata=strata.tolist(), stratum=stratum.astype(np.int64))


def _names(sampled: SampledFrame, by: By) -> _Names:
    """Name the stratum of each window [n]."""
    sites = np.array(sampled.sites, np.str_)[sampled.site]
    if by == "site":
        return sites
    if by == "hour":
        return _named(np.floor(sampled.clock_s % DAY_S / _HOUR_S), lambda hour: f"{hour:02d}:00")
    days = _named(np.floor(sampled.clock_s / DAY_S), _date)
    if by == "day":
        return days
    between = np.where((sites == "") | (days == ""), "", ", ")
    return np.asarray(np.char.add(np.char.add(sites, between), days))


def _named(values: Float64, name: Callable[[int], str]) -> _Names:
    """Name whole values [n]; NaN is "", and so is a day that no calendar has."""
    known, place = np.unique(values, return_inverse=True)
    names = ["" if np.isnan(each) else name(int(each)) for each in known.tolist()]
    return np.array(names, np.str_)[place.reshape(-1)]


def _date(day: int) -> str:
    try:
        return datetime.fromtimestamp(day * DAY_S, UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return ""
