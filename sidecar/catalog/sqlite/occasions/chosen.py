"""The filters of a question about occasions: those on recordings and places, and those on times."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from sidecar.catalog.occasions import OccasionQuestion
from sidecar.catalog.sqlite.query.condition import Condition, joined, needed, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.filters import PLACE_JOINS
from sidecar.catalog.sqlite.query.select.recordings import RECORDINGS
from sidecar.catalog.sqlite.query.stretches import TIME_FILTERS
from sidecar.catalog.values import Where
from sidecar.errors import InvalidParams

# Filters that choose whole recordings.
_OF_RECORDINGS = (
    *("recordingId", "path", "deploymentId", "siteId", "site", "surveyId", "survey"),
    *("recorderId", "recorder"),
)


@dataclass(frozen=True)
class ChosenRecordings:
    """Conditions on recordings `r` and their places, filters on times, and the model's versions."""

    tested: list[Condition]
    times: Where
    model_ids: str  # JSON

    @property
    def sql(self) -> str:
        return joined(self.tested)

    @property
    def values(self) -> list[object]:
        return values(self.tested)

    def joins(self, *more: str) -> str:
        """Write the joins behind a recording `r` and its deployment `p`."""
        wanted = {*more, *needed(self.tested)}
        for join in reversed(PLACE_JOINS):
            if join.table in wanted:
                wanted.add(join.to)
        return " ".join(
            join.sql for join in PLACE_JOINS if join.table in wanted and join.table != "p"
        )


def chosen(db: sqlite3.Connection, asked: OccasionQuestion) -> ChosenRecordings:
    """Part the filters; raises InvalidParams for one that is of neither kind."""
    for name in asked.where:
        if name not in _OF_RECORDINGS and name not in TIME_FILTERS:
            raise InvalidParams(
                f"Occasions cannot be filtered by {name}: their hours do not follow it.",
                field=f"where.{name}",
                hint=f"Fields: species, model, {', '.join(_OF_RECORDINGS)}, "
                f"{', '.join(sorted(TIME_FILTERS))}.",
            )
    places = {name: wanted for name, wanted in asked.where.items() if name in _OF_RECORDINGS}
    found = db.execute("SELECT modelId FROM ModelVersion WHERE name = ?", (asked.model,))
    return ChosenRecordings(
        conditions(db, RECORDINGS, places)[0],
        {name: wanted for name, wanted in asked.where.items() if name in TIME_FILTERS},
        json.dumps([row[0] for row in found]),
    )
