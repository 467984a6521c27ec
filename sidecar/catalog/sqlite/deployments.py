"""Deployments by the names of survey, site and recorder: the desktop app's rows, found or added."""

from __future__ import annotations

import re
import sqlite3

from sidecar.audio.folders import Folders
from sidecar.catalog.sqlite.rows import insert
from sidecar.characters import composed, spellings
from sidecar.values import Metadata


def put_deployment(db: sqlite3.Connection, names: Folders, metadata: Metadata) -> tuple[int, bool]:
    """Find or add the deployment of a recording; returns its deploymentId and whether it is new.

    The recorder's header (its make, its serial number, the place) goes into new rows only, and
    never into existing ones.
    """
    site_id = recorder_id = None
    if names.site is not None or names.survey is not None:
        survey_id = _survey(db, names.survey)
        site_id = _site(db, survey_id, names.site, metadata)
    if names.recorder is not None:
        recorder_id = _recorder(db, names.recorder, metadata)
    found = db.execute(
        """SELECT deploymentId, start_date, end_date FROM Deployment
           WHERE siteId IS ? AND recorderId IS ? ORDER BY deploymentId""",
        (site_id, recorder_id),
    ).fetchall()
    day = metadata.start.date().isoformat() if metadata.start else None
    fitting = [row for row in found if _within(row, day)]
    # A deployment whose dates hold the recording comes before one without dates.
    fitting.sort(key=lambda row: not (row["start_date"] or row["end_date"]))
    if fitting:
        return int(fitting[0]["deploymentId"]), False
    return insert(db, "Deployment", siteId=site_id, recorderId=recorder_id), True


def has_names(db: sqlite3.Connection, deployment_id: int, names: Folders) -> bool:
    """Tell whether a deployment has those names of survey, site and recorder that are given."""
    row = db.execute(
        """SELECT v.surveyname AS survey, t.site_code AS site, e.code AS recorder
           FROM Deployment d LEFT JOIN Site t USING (siteId)
           LEFT JOIN Survey v USING (surveyId) LEFT JOIN Recorder e USING (recorderId)
           WHERE d.deploymentId = ?""",
        (deployment_id,),
    ).fetchone()
    return row is not None and all(
        getattr(names, each) is None or getattr(names, each) in spellings(row[each])
        for each in ("survey", "site", "recorder")
    )


def goes_on(db: sqlite3.Connection, deployment_id: int, url: str, day: str | None) -> bool:
    """Tell whether a recording's folders name a deployment's place, or its dates hold the day."""
    row = db.execute(
        """SELECT coalesce(t.site_code, e.code) AS place, d.start_date, d.end_date
           FROM Deployment d LEFT JOIN Site t USING (siteId) LEFT JOIN Recorder e USING (recorderId)
           WHERE d.deploymentId = ?""",
        (deployment_id,),
    ).fetchone()
    if row is None:
        return False
    dated = day is not None and bool(row["start_date"] or row["end_date"])
    return in_folder_of(url, row["place"]) or (dated and _within(row, day))


def in_folder_of(url: str, place: str | None) -> bool:
    """Tell whether a folder of a recording is named after a site or recorder."""
    return place is not None and composed(place) in re.split(r"[\\/]|::", composed(url))[:-1]


def deployment_exists(db: sqlite3.Connection, deployment_id: int) -> bool:
    """Tell whether the catalog has this deployment."""
    return bool(
        db.execute("SELECT 1 FROM Deployment WHERE deploymentId = ?", (deployment_id,)).fetchone()
    )


def _within(row: sqlite3.Row, day: str | None) -> bool:
    first, last = row["start_date"] or "", row["end_date"] or ""
    if day is None:
        return not (first or last)
    return (not first or first[:10] <= day) and (not last or day <= last[:10])


def _survey(db: sqlite3.Connection, name: str | None) -> int | None:
    if name is None:
        return None
    row = db.execute(
        "SELECT surveyId FROM Survey WHERE surveyname IN (?, ?) ORDER BY surveyId", spellings(name)
    ).fetchone()
    return int(row["surveyId"]) if row else insert(db, "Survey", surveyname=name)


def _site(
    db: sqlite3.Connection, survey_id: int | None, code: str | None, metadata: Metadata
) -> int:
    named = "(site_code IS :code OR site_code = :parted)"
    known = f"surveyId IS :survey AND {named}"
    if survey_id is None:  # a pattern without surveys: the site of that name in any survey
        known = f"{named} AND (surveyId IS NULL OR 1 = (SELECT count(*) FROM Site WHERE {named}))"
    composed_code, parted = spellings(code)
    row = db.execute(
        f"SELECT siteId FROM Site WHERE {known} ORDER BY siteId",
        {"survey": survey_id, "code": composed_code, "parted": parted},
    ).fetchone()
    if row:
        return int(row["siteId"])
    return insert(
        db,
        "Site",
        surveyId=survey_id,
        site_code=code,
        latitude=metadata.latitude,
        longitude=metadata.longitude,
    )


def _recorder(db: sqlite3.Connection, code: str, metadata: Metadata) -> int:
    row = db.execute(
        "SELECT recorderId FROM Recorder WHERE code IN (?, ?) ORDER BY recorderId", spellings(code)
    ).fetchone()
    if row:
        return int(row["recorderId"])
    return insert(db, "Recorder", code=code, model=metadata.recorder, serialnbr=metadata.serial)
