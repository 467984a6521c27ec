"""Reads what two sides of a comparison heard, some recordings at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.catalog.counting import share
from sidecar.catalog.matches import Heard, MatchQuestion
from sidecar.catalog.sqlite.query.condition import Condition, joined, needed, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.expression import column
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.sides import SideAnalysis, chosen
from sidecar.catalog.sqlite.taxa import taxa
from sidecar.values import Bool, Channel, Int64

# Recordings that are read together: few at first, so that a page comes soon.
_FEW, _MANY = 16, 4096

_OF_RECORDINGS = frozenset("rptvcfi")
_SPECIES_ID = column("d", "speciesId")
_CHANNEL = "(SELECT k.channel FROM AnalysisChannel k WHERE k.analysisId = a.analysisId)"

_ROW = np.dtype(
    [
        ("analysis", "<i8"),
        ("id", "<i8"),
        ("species", "<i8"),
        ("start", "<f8"),
        ("end", "<f8"),
        ("confidence", "<f8"),
        ("passes", "?"),
    ]
)


@dataclass(frozen=True)
class MatchedRecording:
    """A recording that at least one side analysed."""

    recording_id: int
    site_id: int | None
    sides: tuple[Sequence[SideAnalysis], Sequence[SideAnalysis]]


@dataclass(frozen=True, eq=False)
class SideHeard:
    """What one side heard in some recordings: detections [n] by recording, start and id.

    `place` numbers their recordings. `compared` tells whether the other side listened there, and
    `passes` whether the filters choose a detection.
    """

    heard: Heard
    place: Int64
    taxon: Int64
    compared: Bool
    passes: Bool


class MatchReading:
    """The detections of a question. Raises InvalidParams for a wrong filter."""

    def __init__(self, db: sqlite3.Connection, asked: MatchQuestion) -> None:
        self._db = db
        self._sides = asked.a, asked.b
        self._chosen = chosen(db, asked.a), chosen(db, asked.b)
        self._taxon = taxa(db)
        tested = conditions(db, DETECTIONS, asked.where)[0]
        self._places = [each for each in tested if each.needs and each.needs <= _OF_RECORDINGS]
        self._tested = [each for each in tested if each not in self._places]
        self._species = self._wanted(self._tested)

    def chunks(self, from_id: int = 0) -> Iterator[list[MatchedRecording]]:
        """Give recordings in the order of their ids, more and more at once."""
        waiting: list[MatchedRecording] = []
        size = _FEW
        for each in self._recordings(from_id):
            waiting.append(each)
            if len(waiting) == size:
                yield waiting
                waiting, size = [], min(_MANY, 2 * size)
        if waiting:
            yield waiting

    def heard(self, recordings: Sequence[MatchedRecording]) -> tuple[SideHeard, SideHeard]:
        """Read what both sides heard in some recordings."""
        ids = {each.analysis_id for known in recordings for side in known.sides for each in side}
        rows = self._rows(sorted(ids))
        return self._side(recordings, rows, 0), self._side(recordings, rows, 1)

    def _recordings(self, from_id: int) -> Iterator[MatchedRecording]:
        of = [each.sql for each in self._chosen]
        needs = needed(self._places) | {"a", "p"}
        source = DETECTIONS.routes.chains["a"].source("", needs)  # type: ignore[union-attr]
        found = self._db.execute(
            f"""SELECT a.recordingId, p.siteId, a.analysisId, {_CHANNEL}, a.secondsReached,
                  {of[0]}, {of[1]}
                FROM {source} WHERE a.recordingId >= ? AND ({of[0]} OR {of[1]})
                  AND {joined(self._places)} ORDER BY a.recordingId, a.analysisId""",
            [from_id, *values(self._places)],
        )
        for recording, rows in groupby(map(tuple, found), key=lambda row: row[0]):
            there = list(rows)
            sides = [
                which.of_recording(SideAnalysis(*row[2:5]) for row in there if row[5 + side])
                for side, which in enumerate(self._chosen)
            ]
            yield MatchedRecording(int(recording), there[0][1], (sides[0], sides[1]))

    def _wanted(self, tested: Sequence[Condition]) -> str | None:
        """List the species of the taxa that filters on names choose, as JSON; None is all."""
        equal = {_SPECIES_ID: column("s", "speciesId")}
        named = [each.put(equal) for each in tested]
        named = [each for each in named if each.needs and each.needs <= {"s"}]
        if not named:
            return None
        found = self._db.execute(
            f"SELECT s.speciesId FROM Species s WHERE {joined(named)}", values(named)
        )
        wanted = {self._taxon[species] for (species,) in found}
        return json.dumps([each for each, taxon in self._taxon.items() if taxon in wanted])

    def _rows(self, analyses: Sequence[int]) -> npt.NDArray[Any]:
        chain = DETECTIONS.routes.chains["a"]  # type: ignore[union-attr]
        chain = replace(chain, begin=f"json_each(?) j CROSS JOIN {chain.begin}")
        source = chain.source("ON a.analysisId = j.value", needed(self._tested) | {"d"})
        of = "" if self._species is None else "AND d.speciesId IN (SELECT value FROM json_each(?))"
        found = self._db.execute(
            f"""SELECT d.analysisId, d.detectionId, d.speciesId, d.startTime, d.endTime,
                  d.confidence, ifnull(({joined(self._tested)}), 0)
                FROM {source} WHERE 1 {of}""",
            [
                *values(self._tested),
                json.dumps(analyses),
                *([] if self._species is None else [self._species]),
            ],
        )
        found.row_factory = None
        rows = np.fromiter(found, _ROW)
        if not (np.isfinite(rows["start"]) & np.isfinite(rows["end"])).all():
            raise ValueError("a detection has no finite time")
        return rows

    def _side(
        self, recordings: Sequence[MatchedRecording], rows: npt.NDArray[Any], side: int
    ) -> SideHeard:
        table = _analyses(recordings, side)
        ids = np.array([each[0] for each in table], np.int64)
        at = np.searchsorted(ids, rows["analysis"])
        mine = at < len(ids)
        mine[mine] = ids[at[mine]] == rows["analysis"][mine]
        mine &= rows["confidence"] >= self._sides[side].least
        rows, at = rows[mine], at[mine]
        place = np.array([each[1] for each in table], np.int64)[at]
        order = np.lexsort((rows["id"], rows["start"], place))
        rows, at, place = rows[order], at[order], place[order]
        taxon = _looked_up(self._taxon, rows["species"])
        reach = np.array([each[3] for each in table], np.float64)[at]
        return SideHeard(
            Heard(
                group=place * (max(self._taxon.values(), default=0) + 1) + taxon,
                channel=np.array([each[2] for each in table], np.int64)[at],
                start_s=rows["start"],
                end_s=rows["end"],
                confidence=rows["confidence"],
                ids=rows["id"],
            ),
            place,
            taxon,
            reach > rows["start"],
            rows["passes"],
        )


def _analyses(
    recordings: Sequence[MatchedRecording], side: int
) -> list[tuple[int, int, int, float]]:
    """List a side's analyses by id: id, place of the recording, channel, the other's reach."""
    return sorted(
        (
            mine.analysis_id,
            place,
            mine.channel or 0,
            _reach(each.sides[1 - side], mine.channel),
        )
        for place, each in enumerate(recordings)
        for mine in each.sides[side]
    )


def _reach(analyses: Sequence[SideAnalysis], channel: Channel) -> float:
    """Tell how far analyses came that share the sound of a channel; -1: there is none."""
    return max((each.reached_s for each in analyses if share(each.channel, channel)), default=-1.0)


def _looked_up(taxon: Mapping[int, int], species: Int64) -> Int64:
    """Give the taxa [n] of speciesIds [n]."""
    known, place = np.unique(species, return_inverse=True)
    of = np.array([taxon[each] for each in known.tolist()], np.int64)
    return of[place.reshape(-1)] if len(of) else np.empty(0, np.int64)
