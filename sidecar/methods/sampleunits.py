"""Samples of whole units, such as the nights of a site on which a species was detected.

The precision of detections says little of nights: where every night has a false detection, most
detections may be right and most nights wrong. So whole nights are drawn, by their highest score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.catalog.interface import Catalog
from sidecar.catalog.samples import DAY_S, NOON_S, Item, Part, Unit
from sidecar.errors import InvalidParams
from sidecar.methods.sampleframe import SampledFrame, recordings_have
from sidecar.methods.samplepart import SPARE, batch_of, ends_ms, item_of, part_of_drawing
from sidecar.methods.samplestrata import stratified
from sidecar.samples.design import Design
from sidecar.samples.draw import Drawing, parted
from sidecar.samples.frame import Frame
from sidecar.samples.units import Units, units_of
from sidecar.values import Int64


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A frame whose rows are units, with what they are made of, and how it is parted."""

    frame: Frame
    units: Units
    drawing: Drawing


def part_of_units(
    catalog: Catalog,
    species: str,
    sampled: SampledFrame,
    design: Design,
    unit: Unit,
    seed: int,
    n: int,
    ends_of_batches: Sequence[int],
) -> Part:
    """Make the part of a sample of `n` units: the highest scores of each are its members.

    Raises InvalidParams if recordings have no start, so that their days are not known.
    """
    drawn = _drawn(sampled, design, unit, seed)
    items = _items(catalog, species, sampled, drawn, n, ends_of_batches)
    return part_of_drawing(species, drawn.frame, sampled.silent, drawn.drawing, items)


def _drawn(sampled: SampledFrame, design: Design, unit: Unit, seed: int) -> _Drawn:
    """Part the units of a frame by their highest scores, each with a random number of its own."""
    windows = stratified(sampled, design.by)
    names, place = np.unique(_places(sampled, unit), return_inverse=True)
    units = units_of(
        place.reshape(-1).astype(np.int64), _days(sampled, unit), windows.logit, windows.order()
    )
    frame = Frame(
        digests=names.tolist(),
        recording=units.place,
        start_ms=units.number,
        logit=windows.logit[units.first],
        floor=windows.floor,
        strata=windows.strata,
        stratum=None if windows.stratum is None else windows.stratum[units.first],
    )
    return _Drawn(frame, units, parted(frame, design, seed, "unit"))


def _places(sampled: SampledFrame, unit: Unit) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """Name the place of each window [n]; a recording without a site is a site of its own."""
    frame = sampled.frame
    own = np.char.add("recording ", np.array(frame.digests, np.str_))[frame.recording]
    if unit == "recording":
        return np.asarray(own)
    sites = np.array(sampled.sites, np.str_)[sampled.site]
    return np.asarray(np.where(sites == "", own, sites))


def _days(sampled: SampledFrame, unit: Unit) -> Int64:
    """Number the day of each window [n], from 1970; 0 where units are no days."""
    if unit in ("site", "recording"):
        return np.zeros(len(sampled.frame), np.int64)
    clock_s = sampled.clock_s
    unknown = len(np.unique(sampled.windows.recording[np.isnan(clock_s)]))
    if unknown:
        raise InvalidParams(
            f"{recordings_have(unknown)} no start time, so the days of its detections are not "
            "known.",
            field="unit",
            hint="Correct the start times, leave these recordings out by a filter, or draw the "
            "units site or recording.",
        )
    noon = NOON_S if unit == "siteNight" else 0
    return np.floor((clock_s - noon) / DAY_S).astype(np.int64)


def _items(
    catalog: Catalog,
    species: str,
    sampled: SampledFrame,
    drawn: _Drawn,
    n: int,
    ends_of_batches: Sequence[int],
) -> list[Item]:
    """List the clips of the units that are drawn, unit by unit, and of those that come next."""
    drawing, most = drawn.drawing, drawn.drawing.design.unit_clips
    assert most is not None
    allocation = drawing.allocated(n)
    number = {row: turn for turn, row in enumerate(drawing.rows(allocation.order).tolist(), 1)}
    ranked = [row for unit in number for row in drawn.units.clips(unit, most).tolist()]
    rank = {row: turn for turn, row in enumerate(ranked, 1)}
    spare = SPARE // (most * len(drawing.cells))
    kept = [
        (cell, unit, row)
        for cell, queue in enumerate(drawing.queues)
        for unit in queue[: int(allocation.counts[cell]) + spare].tolist()
        for row in drawn.units.clips(unit, most).tolist()
    ]
    ends = ends_ms(catalog, species, sampled, np.array([row for *_, row in kept], np.int64))
    places, items = [0] * len(drawing.cells), []
    for (cell, unit, row), end_ms in zip(kept, ends.tolist(), strict=True):
        items.append(
            item_of(
                sampled.frame,
                row,
                end_ms,
                cell=cell,
                u=float(drawing.u[unit]),
                weight=1.0,
                place=places[cell],
                rank=rank.get(row),
                batch=batch_of(number.get(unit), ends_of_batches),
            )
        )
        places[cell] += 1
    return items
