"""Reads a whole sample, with what people decided on its members."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, cast

from sidecar.catalog.samples import (
    Item,
    Look,
    Member,
    Part,
    Said,
    Sample,
    SampledModel,
    SampleRule,
    Unit,
    unit_of,
)
from sidecar.catalog.sqlite.door import WrongValue, from_rows, made
from sidecar.catalog.sqlite.samples.said import OF_SAMPLE
from sidecar.catalog.sqlite.samples.sound import PLACED, RECORDING, SITE
from sidecar.samples.draw import Cell

_HEAD = """SELECT name, seed, purpose, model, version, sha256, converter, rule, unit, shown,
  drawnBy, drawnAt FROM Sample WHERE sampleId = ?"""

_MODEL = ("model", "version", "sha256", "converter")

_MEMBERS = f"""
SELECT i.itemId, q.species, lower(hex(i.digest)), i.startMs, i.endMs, i.logit, i.cell, i.u,
  i.weight, i.place, i.rank, i.batch, c.band, r.recordingId, nullif({SITE}, ''), k.startsAt,
  EXISTS (SELECT 1 FROM SampleSkip z WHERE z.itemId = i.itemId), t.site_code
FROM SamplePart q CROSS JOIN SampleItem i INDEXED BY SampleItemByRank
  ON i.partId = q.partId AND i.rank IS NOT NULL
LEFT JOIN SampleCell c ON c.partId = i.partId AND c.cell = i.cell
LEFT JOIN Recording r ON r.recordingId = {RECORDING}
LEFT JOIN RecordingClock k ON k.recordingId = r.recordingId {PLACED}
WHERE q.sampleId = ? ORDER BY q.partId, i.rank"""


def read(db: sqlite3.Connection, sample_id: int) -> Sample | None:
    """Read a sample; None if there is none."""
    found = head(db, sample_id)
    if found is None:
        return None
    rows = db.execute(_MEMBERS, (sample_id,)).fetchall()
    said: dict[int, list[Said]] = {}
    for row in db.execute(OF_SAMPLE, {"sample": sample_id}):
        if not row["counts"] and row["itemId"] not in said:
            continue  # what set the opinion aside was taken back to no verdict
        with from_rows():
            said.setdefault(row["itemId"], []).append(
                Said(
                    str(row["word"]),
                    str(row["name"]),
                    str(row["at"]),
                    bool(row["person"]),
                    bool(row["settles"]),
                )
            )
    looks = db.execute(
        """SELECT lookedAt, species, labelled, what FROM SampleLook
           WHERE sampleId = ? ORDER BY lookId""",
        (sample_id,),
    )
    with from_rows():
        members = [_member(tuple(row), found.unit, said) for row in rows]
    return Sample(
        sample_id=sample_id,
        head=found,
        parts=parts(db, sample_id),
        members=members,
        looks=[Look(*row) for row in looks],
    )


@from_rows()
def head(db: sqlite3.Connection, sample_id: int) -> SampleRule | None:
    """Read what a sample is."""
    row = db.execute(_HEAD, (sample_id,)).fetchone()
    if row is None:
        return None
    rule = json.loads(row["rule"])
    if not isinstance(rule, dict):
        raise WrongValue(f"the rule of sample {sample_id} is {rule!r}")
    return SampleRule(
        name=str(row["name"]),
        seed=int(row["seed"]),
        purpose=row["purpose"],
        model=SampledModel(
            *(str(row[name]) for name in ("model", "version", "sha256", "converter"))
        ),
        rule=rule,
        unit=row["unit"],
        shown=row["shown"],
        drawn_by=str(row["drawnBy"]),
        drawn_at=str(row["drawnAt"]),
    )


@from_rows()
def parts(db: sqlite3.Connection, sample_id: int, *, items: bool = False) -> list[Part]:
    """Read the parts of a sample, with all their items if asked."""
    found = db.execute(
        """SELECT partId, species, floor, deepest, windows, silent, frame, edges, floorBand, scores
           FROM SamplePart WHERE sampleId = ? ORDER BY partId""",
        (sample_id,),
    ).fetchall()
    return [
        Part(
            species=str(row["species"]),
            floor=float(row["floor"]),
            deepest=None if row["deepest"] is None else float(row["deepest"]),
            windows=int(row["windows"]),
            silent=int(row["silent"]),
            frame=str(row["frame"]),
            edges=[float(each) for each in json.loads(row["edges"])],
            floor_band=int(row["floorBand"]),
            cells=cells(db, row["partId"]),
            scores=bytes(row["scores"]),
            items=_items(db, row["partId"]) if items else (),
        )
        for row in found
    ]


def cells(db: sqlite3.Connection, part_id: int) -> list[Cell]:
    """Read the cells of a part."""
    found = db.execute(
        "SELECT band, site, windows, candidates FROM SampleCell WHERE partId = ? ORDER BY cell",
        (part_id,),
    )
    return [made(Cell, row) for row in found]


def _items(db: sqlite3.Connection, part_id: int) -> list[Item]:
    found = db.execute(
        """SELECT lower(hex(digest)), startMs, endMs, logit, cell, u, weight, place, rank, batch
           FROM SampleItem WHERE partId = ? ORDER BY cell, place""",
        (part_id,),
    )
    return [made(Item, row) for row in found]


def _member(row: tuple[Any, ...], unit: Unit, said: Mapping[int, list[Said]]) -> Member:
    item_id, species, *item, band, recording_id, site, starts_at, skipped, code = row
    kept = made(Item, item)
    if kept.rank is None or kept.batch is None or not isinstance(band, int):
        raise WrongValue(f"the sample's item {item_id} has no batch or band")
    start_s = None if starts_at is None else float(starts_at) + kept.start_ms / 1000
    return Member(
        item_id=item_id,
        species=str(species),
        item=kept,
        rank=kept.rank,
        batch=kept.batch,
        band=band,
        recording_id=cast("int | None", recording_id),
        site=site,
        unit=unit_of(unit, recording_id, site, start_s),
        skipped=bool(skipped),
        said=tuple(said.get(item_id, ())),
        site_code=code,
    )
