"""The sites and the occasions that a question has, before anything is counted."""

from __future__ import annotations

import math
import sqlite3
from typing import Any

import numpy as np

from sidecar.catalog.occasions import AnalysisBasis, OccasionFrame, OccasionQuestion
from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.sqlite.occasions.chosen import ChosenRecordings, chosen
from sidecar.catalog.sqlite.query.effort import DURATION, LONGEST_S
from sidecar.catalog.sqlite.query.filters import START_S
from sidecar.catalog.sqlite.query.stretches import Spans, Stretches
from sidecar.occasions.calendar import calendar_of

# By site: how many recordings, how many with a start, and from when to when they are.
# SQLite would compute a begin again for each of these, if it were not kept.
_BY_SITE = f"""WITH h AS MATERIALIZED (SELECT p.siteId, {START_S.sql} AS begin,
    {DURATION} AS length, r.url FROM Recording r
    LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId {{joins}} WHERE {{tested}})
  SELECT siteId, min(begin), max(begin + length), count(*), count(begin),
    min(length), max(length), min(url), min(iif(begin IS NULL, url, NULL))
  FROM h GROUP BY siteId"""
_IN_ORDER = """SELECT t.siteId FROM json_each(?) j CROSS JOIN Site t ON t.siteId = j.value
  LEFT JOIN Survey v ON v.surveyId = t.surveyId ORDER BY v.surveyname, t.site_code, t.siteId"""
_BASES = """SELECT DISTINCT a.runId, a.latitude, a.longitude, a.week FROM Analysis a
  WHERE a.current = 1 AND a.modelId IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3, 4"""
_VERSIONS = """SELECT j.value FROM json_each(?) j WHERE EXISTS
  (SELECT 1 FROM Analysis a WHERE a.modelId = j.value AND a.current = 1)"""


@from_rows()
def frame(db: sqlite3.Connection, asked: OccasionQuestion) -> OccasionFrame:
    """Find sites, occasions and bases; raises InvalidParams for a wrong filter."""
    asked_of = chosen(db, asked)
    sql = _BY_SITE.format(joins=asked_of.joins("f"), tested=asked_of.sql)
    rows = [tuple(row) for row in db.execute(sql, asked_of.values).fetchall()]
    for row in rows:
        if not 0 <= row[5] <= row[6] < LONGEST_S:
            raise ValueError("a recording lasts for less than nothing, or for more than 30 years")
    placed = [row for row in rows if row[0] is not None]
    nowhere = [row for row in rows if row[0] is None]
    dated = [row for row in placed if row[4]]
    span = _span(db, asked_of, dated)
    return OccasionFrame(
        calendar=None
        if span is None
        else calendar_of(*span, days=asked.days, start_s=asked.start_s, first=asked.first),
        sites=_in_order(db, dated),
        without_site=sum(row[3] for row in nowhere),
        undated=sum(row[3] - row[4] for row in placed),
        example_without_site=min((row[7] for row in nowhere), default=None),
        example_undated=min((row[8] for row in placed if row[8] is not None), default=None),
        bases=[
            AnalysisBasis(*map(_plain, row)) for row in db.execute(_BASES, (asked_of.model_ids,))
        ],
        model_ids=[int(row[0]) for row in db.execute(_VERSIONS, (asked_of.model_ids,))],
        span=span,
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column
    if value is not None and not (isinstance(value, int | float) and math.isfinite(value)):
        raise ValueError(f"a place or a week is {value!r}")
    return value


def _span(
    db: sqlite3.Connection, asked_of: ChosenRecordings, dated: list[tuple[Any, ...]]
) -> tuple[float, float] | None:
    """Give the first and last moment that pass the filters on times; None if there is none."""
    if not dated:
        return None
    first, last = float(min(row[1] for row in dated)), float(max(row[2] for row in dated))
    if not asked_of.times:
        return first, last
    spans = Spans(np.array([first]), np.array([last - first]))
    stretches = Stretches(db, asked_of.times, (), spans)
    passing = stretches.passing(south=False) | stretches.passing(south=True)
    places = np.flatnonzero(passing[:-1])
    edges = stretches.edges
    places = places[(edges[places + 1] > first) & (edges[places] <= last)]
    if not len(places):
        return None
    return max(first, float(edges[places[0]])), min(last, float(edges[places[-1] + 1]))


def _in_order(db: sqlite3.Connection, dated: list[tuple[Any, ...]]) -> Any:  # noqa: ANN401
    """Order sites by the names of their surveys, their own names, and their ids."""
    listed = "[" + ",".join(str(int(row[0])) for row in dated) + "]"
    return np.array([row[0] for row in db.execute(_IN_ORDER, (listed,))], np.int64)
