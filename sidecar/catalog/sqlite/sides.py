"""Which analyses are one side of a comparison of two models."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sidecar.catalog.counting import counting
from sidecar.catalog.matches import Side
from sidecar.models.digest import version_id_of
from sidecar.values import Channel

_OF_RUN = "a.analysisId IN (SELECT analysisId FROM RunAnalysis WHERE runId = {})"


@dataclass(frozen=True)
class SideAnalysis:
    """An analysis of a side: its channel, and how far it came in its recording, in seconds."""

    analysis_id: int
    channel: Channel
    reached_s: float


@dataclass(frozen=True)
class Chosen:
    """SQL that tells whether an analysis `a` belongs to a side; of several, the `latest` counts."""

    sql: str
    latest: bool

    def of_recording(self, found: Iterable[SideAnalysis]) -> list[SideAnalysis]:
        """Choose the analyses that count of one recording."""
        there = list(found)
        if not self.latest:
            return there
        counted = counting((each.analysis_id, each.channel) for each in there)
        return [each for each in there if each.analysis_id in counted]


def chosen(db: sqlite3.Connection, side: Side) -> Chosen:
    """Find what belongs to a side; nothing does where the catalog lacks the model."""
    if side.run_id is not None:
        return Chosen(_OF_RUN.format(int(side.run_id)), latest=False)
    found = db.execute(
        "SELECT modelId, sha256, converter FROM ModelVersion WHERE name = ?", (side.name,)
    ).fetchall()
    if side.version_id is None:
        numbers = [int(row[0]) for row in found]
    else:
        numbers = [int(row[0]) for row in found if version_id_of(row[1], row[2]) == side.version_id]
    of_models = f"a.modelId IN ({', '.join(map(str, numbers))})"
    if side.version_id is None:
        return Chosen(f"({of_models} AND a.current = 1)", latest=False)
    return Chosen(of_models, latest=True)
