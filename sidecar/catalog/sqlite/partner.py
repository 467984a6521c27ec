"""Teaches SQLite whether another model heard the same as a detection.

The rule is that of `sidecar/catalog/matches.py`. Detections of the other model are read when they
are first needed, and kept while one question is answered.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
import weakref
from bisect import bisect_left
from collections import OrderedDict
from dataclasses import dataclass, field

from sidecar.catalog.counting import share
from sidecar.catalog.matches import Side, matching, read_side
from sidecar.catalog.sqlite.sides import Chosen, SideAnalysis, chosen
from sidecar.catalog.sqlite.taxa import taxa
from sidecar.errors import RequestCancelled

FUNCTION = "partner_of"

# Questions whose detections are kept, and detections that one of them keeps.
_QUESTIONS, _DETECTIONS = 4, 1_000_000

_tokens = itertools.count(1)

_CHANNEL = "(SELECT c.channel FROM AnalysisChannel c WHERE c.analysisId = a.analysisId)"
_OF_ANALYSIS = f"SELECT a.recordingId, {_CHANNEL} FROM Analysis a WHERE a.analysisId = ?"
_OF_RECORDING = f"""SELECT a.analysisId, {_CHANNEL}, a.secondsReached FROM Analysis a
  WHERE a.recordingId = ? AND """
_DETECTED = """SELECT speciesId, startTime, endTime FROM Detection INDEXED BY DetectionByAnalysis
  WHERE analysisId = ? AND confidence >= ? {} ORDER BY startTime"""
_OF_TAXON = _DETECTED.format("AND speciesId IN (SELECT value FROM json_each(?))")
_OF_ALL = _DETECTED.format("")


def new_token() -> int:
    """Number a question, so that it reads the catalog as it is now."""
    return next(_tokens)


def teach_partner(connection: sqlite3.Connection) -> None:
    """Add `partner_of(token, side, analysisId, speciesId, start, end)`.

    It gives 1 for a detection that the side has too, 0 for one that it lacks though it listened,
    and null where it did not listen.
    """
    known = _Questions(weakref.ref(connection))
    connection.create_function(FUNCTION, 6, known.answer)


@dataclass
class _Stretches:
    """Detections of one analysis and taxon by start; `reaches` [n] is the last end so far."""

    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    reaches: list[float] = field(default_factory=list)

    def add(self, start_s: float, end_s: float) -> None:
        """Add a detection that starts no earlier than the others."""
        self.starts.append(start_s)
        self.ends.append(end_s)
        self.reaches.append(max(end_s, self.reaches[-1]) if self.reaches else end_s)

    def matches(self, start_s: float, end_s: float) -> bool:
        """Tell whether a detection matches any of these."""
        place = bisect_left(self.starts, end_s) - 1
        while place >= 0 and self.reaches[place] > start_s:
            if matching((start_s, end_s), (self.starts[place], self.ends[place]), (None, None)):
                return True
            place -= 1
        return False


_NONE = _Stretches()


@dataclass
class _Question:
    """What was read for one question."""

    side: Side
    chosen: Chosen
    taxon: dict[int, int]
    members: dict[int, str]  # the speciesIds of each taxon, as JSON
    others: dict[int, list[SideAnalysis]] = field(default_factory=dict)
    found: dict[int, dict[int, _Stretches]] = field(default_factory=dict)  # by analysis and taxon
    whole: set[int] = field(default_factory=set)  # analyses of which all taxa were read
    held: int = 0

    def answer(
        self, db: sqlite3.Connection, analysis: int, species: int, start_s: float, end_s: float
    ) -> int | None:
        others = self.others.get(analysis)
        if others is None:
            others = self.others[analysis] = self._others(db, analysis)
        taxon = self.taxon.get(species, species)
        if any(self._found(db, each, taxon).matches(start_s, end_s) for each in others):
            return 1
        return 0 if any(each.reached_s > start_s for each in others) else None

    def _others(self, db: sqlite3.Connection, analysis: int) -> list[SideAnalysis]:
        """List the side's analyses of the sound of an analysis."""
        recording, channel = db.execute(_OF_ANALYSIS, (analysis,)).fetchone()
        rows = db.execute(_OF_RECORDING + self.chosen.sql, (recording,)).fetchall()
        there = self.chosen.of_recording(SideAnalysis(*row) for row in rows)
        return [each for each in there if share(each.channel, channel)]

    def _found(self, db: sqlite3.Connection, analysis: SideAnalysis, taxon: int) -> _Stretches:
        """Find the detections of a taxon; who asks for a second one will ask for the others too."""
        number = analysis.analysis_id
        known = self.found.get(number)
        if known is not None and (taxon in known or number in self.whole):
            return known.get(taxon, _NONE)
        if self.held > _DETECTIONS:
            self.found.clear()
            self.whole.clear()
            self.held = 0
        of_all = number in self.found
        bound: list[float | str] = [number, self.side.least]
        if not of_all:
            bound.append(self.members.get(taxon, "[]"))
        read: dict[int, _Stretches] = {} if of_all else {taxon: _Stretches()}
        for species, start, end in db.execute(_OF_ALL if of_all else _OF_TAXON, bound):
            of = self.taxon.get(species, species)
            read.setdefault(of, _Stretches()).add(float(start), float(end))
            self.held += 1
        if of_all:
            self.whole.add(number)
        self.found[number] = read
        self.held += 1
        return read.get(taxon, _NONE)


class _Questions:
    """The latest questions of a connection, by token."""

    def __init__(self, connection: weakref.ref[sqlite3.Connection]) -> None:
        # The connection itself would never be freed, because SQLite holds this.
        self._connection = connection
        self._known: OrderedDict[int, _Question] = OrderedDict()

    def answer(
        self, token: int, side: str, analysis: int, species: int, start_s: float, end_s: float
    ) -> int | None:
        db = self._connection()
        if db is None:
            return None
        try:
            question = self._known.get(token) or self._begin(db, token, side)
            return question.answer(db, analysis, species, float(start_s), float(end_s))
        except RequestCancelled:
            return None  # the statement that asks ends in the same way

    def _begin(self, db: sqlite3.Connection, token: int, text: str) -> _Question:
        side = read_side(text, "where")
        taxon = taxa(db)
        members: dict[int, list[int]] = {}
        for species, of in taxon.items():
            members.setdefault(of, []).append(species)
        as_json = {of: json.dumps(each) for of, each in members.items()}
        question = self._known[token] = _Question(side, chosen(db, side), taxon, as_json)
        while len(self._known) > _QUESTIONS:
            self._known.popitem(last=False)
        return question
