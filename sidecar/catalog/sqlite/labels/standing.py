"""The decisions of people that count now."""

from __future__ import annotations

import sqlite3

from sidecar.catalog.sqlite.door import made
from sidecar.catalog.values import Standing

_TOLD = ("annotationId", "recordingId", "starttime", "endtime", "species", "common")


def standing(db: sqlite3.Connection) -> list[Standing]:
    """List the current YES and NO on every species in every region.

    A person's annotation counts before a model's annotation that holds a decision from the app.
    """
    found = db.execute(
        """SELECT n.annotationId, n.regionId, n.speciesId, g.recordingId, g.starttime, g.endtime,
             s.species, coalesce(s.common, s.species) AS common, n.verified
           FROM (SELECT annotationId FROM Annotation WHERE +mostRecent = 1
                   AND verified <> 'UNVERIFIED'
                 UNION
                 SELECT annotationId FROM Annotation WHERE +mostRecent = 1 AND labelerId IN
                   (SELECT labelerId FROM Labeler WHERE isHuman = 1)) d
           CROSS JOIN Annotation n ON n.annotationId = d.annotationId
           CROSS JOIN RegionOfInterest g ON g.regionId = n.regionId
           CROSS JOIN Species s ON s.speciesId = n.speciesId
           LEFT JOIN Labeler l ON l.labelerId = n.labelerId
           ORDER BY coalesce(l.isHuman, 0), n.annotationId"""
    )
    latest = {(row["regionId"], row["speciesId"]): row for row in found}  # the last of each
    return [
        made(
            Standing,
            (
                *(row[name] for name in _TOLD),
                row["verified"] == "YES",
            ),
        )
        for row in latest.values()
        if row["verified"] != "UNVERIFIED"
    ]
