"""Recordings that get the site that their name tells, by the pattern of a rule.

Functions that write run inside a transaction of Catalog's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from sidecar.audio.folders import Folders
from sidecar.audio.name_pattern import Named, from_pattern
from sidecar.catalog.sqlite.clocks import plain, rules_of
from sidecar.catalog.sqlite.deployments import put_deployment
from sidecar.characters import spellings
from sidecar.values import Metadata

# Folders' rules that read a site, and the recordings below them that have no deployment.
_WITHOUT = r"""
SELECT DISTINCT r.recordingId, r.url FROM ClockRule k JOIN Recording r
  ON substr(replace(r.url, '\', '/'), 1, length(rtrim(k.folder, '/')) + 1)
    = rtrim(k.folder, '/') || '/'
WHERE k.folder IS NOT NULL AND k.pattern LIKE '%{site}%' AND r.deploymentId IS NULL
ORDER BY r.recordingId"""

_SITES = """SELECT count(*) FROM Site t LEFT JOIN Survey v ON v.surveyId = t.surveyId
WHERE t.site_code IN (?1, ?2) AND (?3 IS NULL OR v.surveyname IN (?3, ?4))"""

# What nobody described and nobody needs.
_UNUSED = """DELETE FROM Deployment WHERE deploymentId = ?1
  AND coalesce(start_date, end_date, deployed_by, note) IS NULL
  AND NOT EXISTS (SELECT 1 FROM Recording WHERE deploymentId = ?1)
  AND NOT EXISTS (SELECT 1 FROM ClockRule WHERE deploymentId = ?1)"""

# Recordings whose rules are read together.
_AT_ONCE = 1_000


@dataclass(frozen=True)
class Placed:
    """A recording that its name puts at a site; `deployment_id` is None for an unknown site.

    `made`: the deployment is new.
    """

    recording_id: int
    site: str
    deployment_id: int | None
    made: bool


def place_by_names(db: sqlite3.Connection) -> Iterator[Placed]:
    """Put recordings without a deployment at the sites that their names tell by a rule."""
    found = db.execute(_WITHOUT).fetchall()
    for first in range(0, len(found), _AT_ONCE):
        some = {row["recordingId"]: row["url"] for row in found[first : first + _AT_ONCE]}
        rules = rules_of(db, list(some))
        for recording_id, url in some.items():
            named = _named(rules[recording_id].pattern, url)
            if named is None or named.site is None:
                continue
            deployment_id, made = _deployment(db, named)
            if deployment_id is not None:
                sql = "UPDATE Recording SET deploymentId = ? WHERE recordingId = ?"
                db.execute(sql, (deployment_id, recording_id))
            yield Placed(recording_id, named.site, deployment_id, made)


def deployment_by_name(db: sqlite3.Connection, pattern: str | None, url: str) -> int | None:
    """Find or add the deployment at the site that a new recording's name tells."""
    named = _named(pattern, url)
    return None if named is None else _deployment(db, named)[0]


def take_out(db: sqlite3.Connection, recording_id: int, deployment_id: int, *, made: bool) -> None:
    """Take a recording out of the deployment that its name gave; it stays in any other.

    A deployment that was `made` for it goes when no recording needs it any more.
    """
    sql = "UPDATE Recording SET deploymentId = NULL WHERE recordingId = ? AND deploymentId = ?"
    db.execute(sql, (recording_id, deployment_id))
    if made:
        db.execute(_UNUSED, (deployment_id,))


def _named(pattern: str | None, url: str) -> Named | None:
    if pattern is None or "{site}" not in pattern:
        return None
    return from_pattern(pattern, PurePosixPath(plain(url)).name)


def _deployment(db: sqlite3.Connection, named: Named) -> tuple[int | None, bool]:
    """Find or add the deployment at a site, and tell whether it is new.

    None unless the catalog has just one site of this code.
    """
    if named.site is None:
        return None, False
    (sites,) = db.execute(_SITES, (*spellings(named.site), *spellings(named.survey))).fetchone()
    if sites != 1:
        return None, False
    names = Folders(survey=named.survey, site=named.site, recorder=named.recorder)
    return put_deployment(db, names, Metadata(start=named.start))
