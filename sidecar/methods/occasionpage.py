"""Answers `query select=occasions`: a page of rows, of which there may be millions."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.occasions import BestDetection, CellPlace
from sidecar.catalog.values import Where
from sidecar.contract.occasions import OccasionOptions
from sidecar.contract.query import QueryRequest
from sidecar.contract.rows import OccasionRow
from sidecar.errors import InvalidParams
from sidecar.export.occasions.table import OccasionTable
from sidecar.methods.occasionquestion import Surveyed, surveyed
from sidecar.occasions.calendar import OccasionCalendar, told
from sidecar.occasions.states import CHECKED, KNOWN, NOT_KNOWN, WHY

# What a row tells of its best detection, which is looked up row by row.
_OF_BEST = ("maxDetectionId", "maxPath", "maxDigest", "maxStart", "maxEnd")


@dataclass(frozen=True)
class OccasionPage:
    """Rows of a page, and the cursors of the pages beside it."""

    rows: list[dict[str, Any]]
    total: int
    next_cursor: str | None
    prev_cursor: str | None


def occasion_page(
    engine: Engine, request: QueryRequest, where: Where, ledger: Ledger
) -> OccasionPage:
    """Read one page; sites and occasions are those of the first page, whatever came since."""
    _check_fields(request)
    asked = surveyed(
        engine, where, request.occasions or OccasionOptions(), request.threshold_set, ledger
    )
    digest = _digest(request)
    first = 0
    if request.cursor is not None:
        asked, first = _at(asked, _read(request.cursor, digest))
    end = min(first + request.limit, asked.rows)
    begin = max(first, 0)
    return OccasionPage(
        rows=[*_rows(asked, begin, end, request.fields)],
        total=asked.rows,
        next_cursor=_write(asked, digest, end) if end < asked.rows else None,
        prev_cursor=_write(asked, digest, max(0, begin - request.limit)) if begin else None,
    )


def _check_fields(request: QueryRequest) -> None:
    known = [field.alias or name for name, field in OccasionRow.model_fields.items()]
    for number, name in enumerate(request.fields):
        if name not in known:
            raise InvalidParams(
                f'There is no field "{name}" to show.',
                field=f"fields.{number}",
                hint=f"Fields: {', '.join(known)}.",
            )


def _digest(request: QueryRequest) -> str:
    asked = request.model_dump(
        mode="json", include={"where", "occasions", "threshold_set"}, by_alias=True
    )
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class _Cursor:
    """A row by its site, and its number among the site's rows; the occasions of the first page."""

    site_id: int
    place: int
    first: int
    count: int


def _write(asked: Surveyed, digest: str, row: int) -> str:
    calendar = asked.frame.calendar
    assert calendar is not None
    site, place = divmod(row, calendar.count * len(asked.question.species))
    parts = [digest, int(asked.frame.sites[site]), place, calendar.first, calendar.count]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def _read(text: str, digest: str) -> _Cursor:
    try:
        of, *numbers = json.loads(base64.urlsafe_b64decode(text.encode()))
        if len(numbers) != 4 or not all(type(each) is int for each in numbers):
            raise ValueError("a cursor has four numbers")
        if not (0 <= numbers[1] < 2**40 and abs(numbers[2]) < 10**7 and 0 < numbers[3] < 10**7):
            raise ValueError("a number of the cursor is beyond all bounds")
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise InvalidParams("The cursor is not valid.", field="cursor") from error
    if of != digest:
        raise InvalidParams(
            "The cursor belongs to another question.",
            field="cursor",
            hint="After a change of filter or options, ask for the first page, without a cursor.",
        )
    return _Cursor(*numbers)


def _at(asked: Surveyed, cursor: _Cursor) -> tuple[Surveyed, int]:
    """Go back to the occasions of the first page, and find a cursor's row among those of now."""
    found = np.flatnonzero(asked.frame.sites == cursor.site_id)
    if not len(found) or asked.frame.calendar is None:
        raise InvalidParams(
            "The site with which the page begins is no longer there.",
            field="cursor",
            hint="Ask for the first page, without a cursor.",
        )
    calendar = replace(asked.frame.calendar, first=cursor.first, count=cursor.count)
    asked = replace(asked, frame=replace(asked.frame, calendar=calendar))
    of_site = calendar.count * len(asked.question.species)
    return asked, int(found[0]) * of_site + min(cursor.place, of_site - 1)


def _rows(asked: Surveyed, begin: int, end: int, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Make the rows from `begin` to before `end`, reading only their sites."""
    calendar = asked.frame.calendar
    if calendar is None or end <= begin:
        return
    of_site = calendar.count * len(asked.question.species)
    first, last = begin // of_site, -(-end // of_site)
    row = first * of_site
    for table in asked.tables(asked.frame.sites[first:last].tolist()):
        cells = len(table.block.sites) * of_site
        some = range(max(begin - row, 0), min(end - row, cells))
        yield from Rows(asked, table).each(some, fields)
        row += cells


class Rows:
    """Makes rows of a table's cells."""

    def __init__(self, asked: Surveyed, table: OccasionTable) -> None:
        self._asked, self._table = asked, table
        self._curves = asked.curves

    def each(self, cells: range, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Make the rows of some cells, with all fields or some; without `cell` none is told."""
        wants_best = not fields or not set(_OF_BEST).isdisjoint(fields)
        best = self._best(cells) if wants_best else {}
        for cell in cells:
            row = self.row(cell) | _told(best.get(cell))
            yield {n: v for n, v in row.items() if not fields or n in ("cell", *fields)}

    def _places(self, cell: int) -> tuple[int, int, int]:
        _, occasions, species = self._table.shape
        key, of = divmod(cell, species)
        site, occasion = divmod(key, occasions)
        return site, occasion, of

    def _best(self, cells: range) -> dict[int, BestDetection | None]:
        calendar, question = self._table.block.calendar, self._asked.question
        wanted, places = [], []
        for cell in cells:
            site, occasion, of = place = self._places(cell)
            if np.isfinite(best := self._table.best[place]):
                begin = calendar.begin_s + occasion * calendar.length_s
                site_id = self._table.block.sites[site].site_id
                end = begin + calendar.length_s
                name = question.species[of]
                wanted.append(CellPlace(site_id, begin, end, name, float(best)))
                places.append(cell)
        found = self._asked.engine.catalog.questions.best_of(question.model, wanted)
        return dict(zip(places, found, strict=True))

    def row(self, cell: int) -> dict[str, Any]:
        """Make a row, without what is looked up of its best detection."""
        table, asked = self._table, self._asked
        site, occasion, of = place = self._places(cell)
        known = table.why[place] == KNOWN
        where, calendar = table.block.sites[site], table.block.calendar
        name = asked.question.species[of]
        key = site * calendar.count + occasion
        best = float(table.best[place])
        masked = table.masked_hours
        return {
            "cell": f"{where.site_id} {calendar.name(occasion)} {name}",
            "survey": where.survey,
            "siteId": where.site_id,
            "site": where.site,
            "latitude": where.latitude,
            "longitude": where.longitude,
            **_when(calendar, occasion),
            "species": name,
            "detected": _known(table.detected[place]),
            "unknown": None if known else WHY[table.why[place]],
            "n": int(table.count[place]) if known else None,
            "maxScore": best if np.isfinite(best) else None,
            "maxProbability": self._probability(name, best),
            "firstHeardAt": told(table.first[place]) if known else None,
            "lastHeardAt": told(table.last[place]) if known else None,
            "hoursAnalysed": float(table.hours[place]),
            "recorderHours": float(table.recorder_hours[place]),
            "hoursMasked": None if masked is None else float(masked[place]),
            "recordings": int(table.block.recordings[key]),
            "failed": int(table.block.failed[key]),
            "verified": CHECKED[table.checked[place]] if known else None,
            "y2": _known(table.y2[place]),
            "threshold": float(asked.question.thresholds[of]),
            "model": asked.question.model,
            "thresholdSet": None if asked.kept is None else asked.kept.name,
        }

    def _probability(self, species: str, best: float) -> float | None:
        curves = self._curves
        if curves is None or not np.isfinite(best):
            return None
        found = curves.probability(curves.sha256, species, best)
        return None if found is None else round(found, 6)


def _when(calendar: OccasionCalendar, occasion: int) -> Mapping[str, Any]:
    return {
        "occasion": occasion + 1,
        "date": calendar.name(occasion),
        "start": calendar.begins_at(occasion),
        "end": calendar.begins_at(occasion + 1),
    }


def _told(best: BestDetection | None) -> dict[str, Any]:
    if best is None:
        return dict.fromkeys(_OF_BEST)
    values = (best.detection_id, best.path, best.digest, best.start, best.end)
    return dict(zip(_OF_BEST, values, strict=True))


def _known(value: np.int8) -> int | None:
    return None if value == NOT_KNOWN else int(value)
