"""Keeps samples; every function runs inside a transaction of Catalog's."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sidecar.catalog.samples import Growth, Look, NewSample, Part
from sidecar.catalog.sqlite.rows import insert, now
from sidecar.errors import InvalidParams


def add(db: sqlite3.Connection, sample: NewSample) -> int:
    """Keep a new sample; raises InvalidParams if another has its name."""
    head = sample.head
    if number(db, head.name) is not None:
        raise InvalidParams(
            f'There is a sample "{head.name}" already.',
            field="name",
            hint="Give the new sample another name, or remove the other one.",
        )
    sample_id = insert(
        db,
        "Sample",
        name=head.name,
        seed=head.seed,
        purpose=head.purpose,
        model=head.model.name,
        version=head.model.version,
        sha256=head.model.sha256,
        converter=head.model.converter,
        rule=json.dumps(head.rule, ensure_ascii=False),
        unit=head.unit,
        shown=head.shown,
        drawnAt=head.drawn_at or now(),
        drawnBy=head.drawn_by,
    )
    for part in sample.parts:
        _add_part(db, sample_id, part)
    for shown in sample.looks:
        look(db, sample_id, shown)
    return sample_id


def _add_part(db: sqlite3.Connection, sample_id: int, part: Part) -> None:
    part_id = insert(
        db,
        "SamplePart",
        sampleId=sample_id,
        species=part.species,
        floor=part.floor,
        deepest=part.deepest,
        windows=part.windows,
        silent=part.silent,
        frame=part.frame,
        edges=json.dumps([*part.edges]),
        floorBand=part.floor_band,
        scores=part.scores,
    )
    db.executemany(
        "INSERT INTO SampleCell VALUES (?, ?, ?, ?, ?, ?)",
        (
            (part_id, place, cell.band, cell.stratum, cell.size, cell.candidates)
            for place, cell in enumerate(part.cells)
        ),
    )
    db.executemany(
        """INSERT INTO SampleItem
             (partId, digest, startMs, endMs, logit, confidence, cell, u, weight, place, rank,
              batch)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            (
                part_id,
                bytes.fromhex(item.digest),
                item.start_ms,
                item.end_ms,
                item.logit,
                round(1.0 / (1.0 + math.exp(-item.logit)), 6),
                item.cell,
                item.u,
                item.weight,
                item.place,
                item.rank,
                item.batch,
            )
            for item in part.items
        ),
    )


def number(db: sqlite3.Connection, name: str) -> int | None:
    """Find the sample of a name."""
    row = db.execute("SELECT sampleId FROM Sample WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row["sampleId"])


def grow(db: sqlite3.Connection, sample_id: int, growths: Iterable[Growth]) -> int:
    """Let the next items of cells become members, after those that are."""
    added = 0
    for growth in growths:
        row = db.execute(
            "SELECT partId FROM SamplePart WHERE sampleId = ? AND species = ?",
            (sample_id, growth.species),
        ).fetchone()
        if row is None:
            raise InvalidParams("The sample was changed meanwhile.", field="enlarge")
        added += _grow(db, row["partId"], growth)
    return added


def _grow(db: sqlite3.Connection, part_id: int, growth: Growth) -> int:
    (last,) = db.execute(
        "SELECT coalesce(max(rank), 0) FROM SampleItem WHERE partId = ?", (part_id,)
    ).fetchone()
    spare: dict[int, list[int]] = defaultdict(list)
    for item_id, cell in db.execute(
        """SELECT itemId, cell FROM SampleItem WHERE partId = ? AND rank IS NULL
           ORDER BY cell, place""",
        (part_id,),
    ):
        spare[cell].append(item_id)
    following = {cell: iter(items) for cell, items in spare.items()}
    chosen = [item for cell in growth.cells if (item := next(following.get(cell, iter(())), None))]
    db.executemany(
        "UPDATE SampleItem SET rank = ?, batch = ? WHERE itemId = ?",
        ((last + 1 + place, growth.batch, item) for place, item in enumerate(chosen)),
    )
    return len(chosen)


def skip(
    db: sqlite3.Connection,
    item_ids: Sequence[int],
    by: str,
    *,
    because: int | None,
    reason: str | None,
) -> int:
    """Pass members over; those that are skipped already stay as they are."""
    before = db.execute("SELECT count(*) FROM SampleSkip").fetchone()[0]
    db.executemany(
        "INSERT OR IGNORE INTO SampleSkip VALUES (?, ?, ?, ?, ?)",
        ((item, now(), by, because, reason) for item in item_ids),
    )
    after = db.execute("SELECT count(*) FROM SampleSkip").fetchone()[0]
    return int(after - before)


def unskip(db: sqlite3.Connection, item_ids: Collection[int]) -> int:
    """Take skips back."""
    found = db.execute(
        "DELETE FROM SampleSkip WHERE itemId IN (SELECT value FROM json_each(?))",
        (json.dumps([*item_ids]),),
    )
    return int(found.rowcount)


def look(db: sqlite3.Connection, sample_id: int, shown: Look) -> None:
    """Note that an estimate was shown."""
    insert(
        db,
        "SampleLook",
        sampleId=sample_id,
        species=shown.species,
        lookedAt=shown.at or now(),
        labelled=shown.labelled,
        what=shown.what,
    )
