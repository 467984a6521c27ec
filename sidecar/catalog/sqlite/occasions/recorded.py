"""The recordings of some sites, with how far each analysis that counts reached."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sidecar.catalog.occasions import AnalysisBasis
from sidecar.catalog.sqlite.occasions.chosen import ChosenRecordings
from sidecar.catalog.sqlite.query.effort import DURATION
from sidecar.catalog.sqlite.query.filters import START_S
from sidecar.values import Bool, Float64, Int64

_ROWS = f"""SELECT r.recordingId, p.siteId, {START_S.sql} AS begin, {DURATION}, a.analysisId,
    a.secondsReached, a.runId, a.latitude, a.longitude, a.week, coalesce(t.latitude, 0) < 0
  FROM Deployment p CROSS JOIN Recording r ON r.deploymentId = p.deploymentId {{joins}}
  LEFT JOIN Analysis a ON a.recordingId = r.recordingId AND a.current = 1
    AND a.modelId IN (SELECT value FROM json_each(?))
  WHERE p.siteId IN (SELECT value FROM json_each(?)) AND {{tested}}"""


@dataclass(frozen=True, eq=False)
class SiteRecordings:
    """Recordings with a start, one row for each analysis that counts [n], and one without any.

    Rows of one recording follow each other. `site` is the place of the site among those asked for.
    `basis` is the place of the analysis's basis in `bases`, or -1 without one. `reached` is how far
    it came, in seconds.
    """

    recording: Int64
    site: Int64
    south: Int64
    begin: Float64
    length: Float64
    analysis: Int64
    reached: Float64
    basis: Int64
    bases: Sequence[AnalysisBasis]

    @property
    def firsts(self) -> Int64:
        """The first row of each recording."""
        new = np.append(True, self.recording[1:] != self.recording[:-1])
        return np.flatnonzero(new[: len(self.recording)])

    def furthest(self, counted: Bool) -> Float64:
        """Give how far any of the counted rows [n] came, by recording."""
        firsts = self.firsts
        if not len(firsts):
            return np.zeros(0)
        return np.maximum.reduceat(np.where(counted, self.reached, 0.0), firsts)


def recorded(
    db: sqlite3.Connection, asked_of: ChosenRecordings, sites: Sequence[int]
) -> SiteRecordings:
    """Read the recordings of some sites that pass the filters on recordings."""
    sql = _ROWS.format(joins=asked_of.joins("t", "f"), tested=asked_of.sql)
    found = db.execute(sql, [asked_of.model_ids, json.dumps([*sites]), *asked_of.values])
    found.row_factory = None
    rows = found.fetchall()
    columns = [*zip(*rows, strict=True)] if rows else [()] * 11
    bases, basis = _bases(columns[6:10])
    rising = np.argsort(np.array(sites, np.int64))
    at = np.searchsorted(np.array(sites, np.int64)[rising], np.array(columns[1], np.int64))
    site = rising[at].astype(np.int64)
    begin, length = np.array(columns[2], np.float64), np.array(columns[3], np.float64)
    recording = np.array(columns[0], np.int64)
    reached = np.nan_to_num(np.array(columns[5], np.float64))
    order = np.lexsort((basis, recording, begin, site))
    order = order[~np.isnan(begin[order])]
    return SiteRecordings(
        recording=recording[order],
        site=site[order],
        south=np.array(columns[10], np.int64)[order],
        begin=begin[order],
        length=length[order],
        analysis=np.nan_to_num(np.array(columns[4], np.float64), nan=-1).astype(np.int64)[order],
        reached=np.clip(reached, 0, length)[order],
        basis=basis[order],
        bases=bases,
    )


def _bases(columns: Sequence[Sequence[Any]]) -> tuple[list[AnalysisBasis], Int64]:
    """Number the bases of rows, given as columns of runs, places and weeks; -1 without a run."""
    known = np.array([[*each] for each in columns], np.float64).T.reshape(-1, 4)
    there = np.flatnonzero(~np.isnan(known[:, 0]))
    # What is unknown equals itself here, and no place or week.
    keys = np.nan_to_num(known[there], nan=-1e9)
    _, first, place = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    basis = np.full(len(known), -1, np.int64)
    basis[there] = place.reshape(-1)
    rows = there[first].tolist()
    return [AnalysisBasis(*(column[row] for column in columns)) for row in rows], basis
