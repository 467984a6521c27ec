"""The totals of recordings, which counts read in place of detections.

A trigger notes each recording whose total may be wrong (`TotalsDue`), whoever wrote. Each
transaction of Linnet's computes these totals at its end. `totalling.py` computes them.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

# Recordings in one transaction; with more, the next transactions go on.
_AT_ONCE = 20_000

_ALL_VERDICTS = """SELECT n.speciesId, count(*) AS annotations, sum(n.verified = 'YES') AS yes,
    sum(n.verified = 'NO') AS no, sum(n.verified = 'UNVERIFIED') AS unverified,
    count({percent}) AS percents, total({percent}) AS percentSum
  FROM Annotation n INDEXED BY AnnotationBySpecies
  WHERE n.mostRecent = 1 AND n.speciesId IN (SELECT speciesId FROM Species) GROUP BY n.speciesId"""
_PERCENT = """CASE typeof(n.speciesProbability) WHEN 'integer' THEN n.speciesProbability
  WHEN 'real' THEN CAST(round(n.speciesProbability * iif(n.speciesProbability <= 1, 100, 1))
    AS INTEGER) END"""

# As migration 8 counts them, before there was a mark.
_VERDICTS_WITHOUT_UNSURE = _ALL_VERDICTS.format(percent=_PERCENT)

_WITHOUT_UNSURE = "(speciesId, annotations, yes, no, unverified, percents, percentSum)"

_UNSURE = """SELECT n.speciesId, count(*) AS unsure
  FROM Unsure u CROSS JOIN Annotation n USING (annotationId) WHERE n.mostRecent = 1
  GROUP BY n.speciesId"""

# In the order of SpeciesVerdict's columns.
VERDICTS = f"""SELECT v.speciesId, v.annotations, v.yes, v.no,
    v.unverified - coalesce(u.unsure, 0) AS unverified, v.percents, v.percentSum,
    coalesce(u.unsure, 0) AS unsure
  FROM ({_VERDICTS_WITHOUT_UNSURE}) v LEFT JOIN ({_UNSURE}) u ON u.speciesId = v.speciesId"""


def are_due(db: sqlite3.Connection) -> bool:
    """Tell whether any recording's total may be wrong."""
    return db.execute("SELECT 1 FROM TotalsDue LIMIT 1").fetchone() is not None


def settle(db: sqlite3.Connection) -> None:
    """Compute the totals that are due, inside the caller's transaction."""
    if not are_due(db):
        return
    from sidecar.catalog.sqlite.totalling import put_totals  # NumPy takes a while to import

    found = db.execute("SELECT recordingId FROM TotalsDue LIMIT ?", (_AT_ONCE,))
    put_totals(db, [row[0] for row in found])


def total_all(db: sqlite3.Connection, _: Path) -> None:
    """Compute all totals of an older catalog."""
    db.execute(f"INSERT INTO SpeciesVerdict {_WITHOUT_UNSURE} {_VERDICTS_WITHOUT_UNSURE}")
    found = db.execute("SELECT recordingId FROM Recording ORDER BY recordingId").fetchall()
    if not found:
        return
    from sidecar.catalog.sqlite.totalling import put_totals

    put_totals(db, [row[0] for row in found])


def mend_totals(db: sqlite3.Connection) -> None:
    """Compute the totals that are wrong, missing or due."""
    from sidecar.catalog.sqlite.totalling import put_totals, wrong

    due = [row[0] for row in db.execute("SELECT recordingId FROM TotalsDue").fetchall()]
    put_totals(db, [*wrong(db), *due])
