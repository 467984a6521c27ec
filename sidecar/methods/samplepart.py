"""Turns drawings into the parts of a sample that the catalog keeps, and into answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sidecar.catalog.interface import Catalog
from sidecar.catalog.samples import Item, Part, Unit, grouped
from sidecar.contract.samples import DrawnSpecies, SampleStratum
from sidecar.errors import Conflict
from sidecar.methods.sampleframe import SampledFrame, milliseconds
from sidecar.samples import prn
from sidecar.samples.draw import Cell, Drawing
from sidecar.samples.frame import Frame
from sidecar.samples.presence import best
from sidecar.samples.scores import Scores, confidence_of
from sidecar.values import Int64

# Windows that are kept to grow with, of all cells together and of each.
SPARE, _SPARE_OF_CELL = 10_000, 1_000


def part_of(
    catalog: Catalog,
    species: str,
    sampled: SampledFrame,
    drawing: Drawing,
    n: int,
    ends_of_batches: Sequence[int],
) -> Part:
    """Make the part of a random sample: its members, and those that come next when it grows."""
    allocation = drawing.allocated(n)
    order = drawing.rows(allocation.order).tolist()
    rank = {row: number for number, row in enumerate(order, 1)}
    spare = min(_SPARE_OF_CELL, SPARE // len(drawing.cells))
    kept = [
        (cell, place, row)
        for cell, queue in enumerate(drawing.queues)
        for place, row in enumerate(queue[: int(allocation.counts[cell]) + spare].tolist())
    ]
    ends = ends_ms(catalog, species, sampled, np.array([row for *_, row in kept], np.int64))
    items = [
        item_of(
            sampled.frame,
            row,
            end_ms,
            cell=cell,
            u=float(drawing.u[row]),
            weight=float(drawing.weight[row]),
            place=place,
            rank=rank.get(row),
            batch=batch_of(rank.get(row), ends_of_batches),
        )
        for (cell, place, row), end_ms in zip(kept, ends.tolist(), strict=True)
    ]
    return part_of_drawing(species, sampled.frame, sampled.silent, drawing, items)


def part_of_drawing(
    species: str, frame: Frame, silent: int, drawing: Drawing, items: Sequence[Item]
) -> Part:
    """Make the part of a drawing from a frame, with its items."""
    return Part(
        species=species,
        floor=frame.floor,
        deepest=frame.deepest,
        windows=len(frame),
        silent=silent,
        frame=frame.identity(species),
        edges=drawing.edges.tolist(),
        floor_band=drawing.floor_band,
        cells=drawing.cells,
        scores=Scores.of(frame.logit, drawing.cell, len(drawing.cells)).packed(),
        items=items,
    )


def item_of(
    frame: Frame,
    row: int,
    end_ms: int,
    *,
    cell: int,
    u: float,
    weight: float,
    place: int,
    rank: int | None,
    batch: int | None,
) -> Item:
    """Make an item of a row of a frame."""
    return Item(
        digest=frame.digests[frame.recording[row]],
        start_ms=int(frame.start_ms[row]),
        end_ms=end_ms,
        logit=float(frame.logit[row]),
        cell=cell,
        u=u,
        weight=weight,
        place=place,
        rank=rank,
        batch=batch,
    )


def part_of_best(
    catalog: Catalog,
    species: str,
    sampled: SampledFrame,
    seed: int,
    n: int,
    ends_of_batches: Sequence[int],
    group: Int64 | None,
) -> Part:
    """Make the part of a sample that shows where a species is: one cell, the best scores."""
    frame = sampled.frame
    rows = best(frame.logit, frame.order(), n, group)
    ends = ends_ms(catalog, species, sampled, rows)
    u = prn.numbers(seed, "draw", frame.digests, frame.recording[rows], frame.start_ms[rows])
    items = [
        item_of(
            frame,
            row,
            end_ms,
            cell=0,
            u=chance,
            weight=1.0,
            place=place,
            rank=place + 1,
            batch=batch_of(place + 1, ends_of_batches),
        )
        for place, (row, end_ms, chance) in enumerate(
            zip(rows.tolist(), ends.tolist(), u.tolist(), strict=True)
        )
    ]
    whole = np.zeros(len(frame), np.int64)
    return Part(
        species=species,
        floor=frame.floor,
        deepest=None,
        windows=len(frame),
        silent=sampled.silent,
        frame=frame.identity(species),
        edges=(),
        floor_band=0,
        cells=(Cell(0, None, len(frame), len(frame)),),
        scores=Scores.of(frame.logit, whole, 1).packed(),
        items=items,
    )


def drawn_species(
    part: Part, unit: Unit | None = None, sampled: SampledFrame | None = None
) -> DrawnSpecies:
    """Tell of a part; what was left out is known only of a new draw."""
    drawn = grouped((item for item in part.items if item.rank is not None), wholly=unit is not None)
    members = [clips[0].cell for clips in drawn]
    counts = np.bincount(np.array(members, np.int64), minlength=len(part.cells)).tolist()
    limits = [None, *confidence_of(np.array(part.edges)).tolist(), None]
    if part.floor_band == 0:
        limits[0] = float(confidence_of(part.floor))
    elif part.deepest is not None:
        limits[0] = float(confidence_of(part.deepest))
    return DrawnSpecies(
        species=part.species,
        floor=float(confidence_of(part.floor)),
        windows=part.windows,
        silent=part.silent,
        below_floor=None if sampled is None else sampled.below_floor,
        copies=None if sampled is None else sampled.copies,
        unreported=None if sampled is None else sampled.unreported,
        n=len(members),
        strata=[
            SampleStratum(
                band=cell.band,
                stratum=cell.stratum,
                low=limits[cell.band],
                high=limits[cell.band + 1],
                windows=cell.size,
                candidates=cell.candidates,
                n=n,
            )
            for cell, n in zip(part.cells, counts, strict=True)
        ],
    )


def batch_of(rank: int | None, ends: Sequence[int]) -> int | None:
    """Give the batch of a rank, both from 1 on; `ends` are the ranks at which batches end."""
    return None if rank is None else int(np.searchsorted(np.array(ends), rank)) + 1


def ends_ms(catalog: Catalog, species: str, sampled: SampledFrame, rows: Int64) -> Int64:
    """Give the ends [n] in milliseconds of some rows; the catalog tells those of detections."""
    windows = sampled.windows
    ends = windows.end_s[rows].copy()
    asked = np.isnan(ends)
    if asked.any():
        some = rows[asked]
        ends[asked] = catalog.samples.ends(
            species,
            windows.analysis[some],
            windows.start_s[some],
            windows.confidence[some],
        )
    if np.isnan(ends).any():
        raise Conflict(
            "Detections changed while the sample was drawn.", hint="Draw the sample again."
        )
    return milliseconds(ends)
