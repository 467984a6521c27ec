"""The values of a minute in the order in which the catalog keeps them."""

from __future__ import annotations

from dataclasses import dataclass, fields

MINUTE_S = 60

VERSION = 1
"""Of the formulas and of the columns; a change of either raises it, and all is measured anew."""


@dataclass(frozen=True)
class Minute:
    """One minute, or the rest of a recording; None where the minute has no such value.

    `clipping` and `silence` are shares. `level` and `peak` are in dB of full scale, `offset` is of
    full scale. `alike` is 1 where left equals right, -1 where they are opposites, else 0; it is
    None unless there are two channels.
    """

    clipping: float | None = None
    silence: float | None = None
    offset: float | None = None
    level: float | None = None
    peak: float | None = None
    alike: float | None = None
    rain: float | None = None
    wind: float | None = None
    aci: float | None = None
    ndsi: float | None = None
    bi: float | None = None
    hf: float | None = None
    ht: float | None = None
    adi: float | None = None
    aei: float | None = None


COLUMNS = tuple(each.name for each in fields(Minute))
