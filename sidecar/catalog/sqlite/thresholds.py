"""Sets of thresholds in SQLite."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sidecar.catalog.samples import SampledModel
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import WrongValue, door, from_rows, made
from sidecar.catalog.sqlite.rows import now
from sidecar.catalog.thresholds import KeptCurve, KeptThreshold, ThresholdSet

_ALL = """SELECT name, target, level, rule, model, version, sha256, converter, sample, rows,
  madeBy, madeAt FROM ThresholdSet"""


@door
class SqliteThresholds:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def list(self) -> list[ThresholdSet]:
        rows = self._database.reader().execute(f"{_ALL} ORDER BY name").fetchall()
        return [_kept(row) for row in rows]

    def get(self, name: str) -> ThresholdSet | None:
        row = self._database.reader().execute(f"{_ALL} WHERE name = ?", (name,)).fetchone()
        return None if row is None else _kept(row)

    def put(self, kept: ThresholdSet) -> None:
        rows = json.dumps([asdict(each) for each in kept.rows], ensure_ascii=False)
        model = kept.model
        values = (
            *(kept.name, kept.target, kept.level, kept.rule),
            *(model.name, model.version, model.sha256, model.converter),
            *(kept.sample, rows, kept.made_by, kept.made_at or now()),
        )
        with self._database.transaction() as db:
            db.execute(
                f"""INSERT OR REPLACE INTO ThresholdSet (name, target, level, rule, model, version,
                      sha256, converter, sample, rows, madeBy, madeAt)
                    VALUES ({", ".join("?" * len(values))})""",
                values,
            )

    def remove(self, name: str) -> bool:
        with self._database.transaction() as db:
            return bool(db.execute("DELETE FROM ThresholdSet WHERE name = ?", (name,)).rowcount)


@from_rows()
def _kept(row: sqlite3.Row) -> ThresholdSet:
    name, target, level, rule, *model, sample, rows, made_by, made_at = tuple(row)
    held = json.loads(rows)
    if not isinstance(held, list):
        raise WrongValue(f"the thresholds of {name!r} are {held!r}")
    return ThresholdSet(
        name=str(name),
        target=float(target),
        level=float(level),
        rule=str(rule),
        model=SampledModel(*map(str, model)),
        sample=str(sample),
        rows=[_threshold(each) for each in held],
        made_by=str(made_by),
        made_at=str(made_at),
    )


def _threshold(held: dict[str, Any]) -> KeptThreshold:
    *values, curve = (held[key] for key in KeptThreshold.__dataclass_fields__)
    kept = None
    if curve is not None:
        kept = made(KeptCurve, tuple(curve[key] for key in KeptCurve.__dataclass_fields__))
    return made(KeptThreshold, (*values, kept))
