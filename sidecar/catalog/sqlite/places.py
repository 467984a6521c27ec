"""Sites, deployments and the rules of clocks: changed in batches, which a person can undo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sidecar.audio.clock import ClockRules
from sidecar.catalog.sqlite.clocks import put_rule, rule_at, settle
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows
from sidecar.catalog.sqlite.named import place_by_names, take_out
from sidecar.catalog.sqlite.rows import insert, now
from sidecar.catalog.values import PlaceChange, PlacesChanged
from sidecar.characters import spellings
from sidecar.errors import InvalidParams

# The key of each table that a batch changes, and the tables whose rows would go with its row.
_KEYS = {
    "ClockRule": "ruleId",
    "Survey": "surveyId",
    "Site": "siteId",
    "Recorder": "recorderId",
    "Deployment": "deploymentId",
}
_USED_BY = {
    "Survey": ("Site",),
    "Site": ("Deployment",),
    "Recorder": ("Deployment",),
    "Deployment": ("Recording",),
}
_TABLES = {"site": "Site", "deployment": "Deployment"}

_NAMED_SITE = """SELECT t.site_code AS code, t.surveyId, v.surveyname AS survey
  FROM Site t LEFT JOIN Survey v ON v.surveyId = t.surveyId WHERE t.siteId = ?"""
_NAMESAKE = "SELECT 1 FROM Site WHERE surveyId IS ? AND site_code IN (?, ?) AND siteId <> ?"

# Of a recording, a batch notes the deployment that its name gave, and whether that is new.
_PLACED, _MADE = "placed", "made"

# Or the deployment in which it was. Undoing leaves out one that is gone.
_DEPLOYMENT = "deploymentId"
_RETURN = """UPDATE Recording SET deploymentId = :deployment WHERE recordingId = :recording
  AND (:deployment IS NULL
    OR EXISTS (SELECT 1 FROM Deployment WHERE deploymentId = :deployment))"""

_RECORDINGS_OF = {
    "siteId": """SELECT recordingId FROM Recording JOIN Deployment USING (deploymentId)
                 WHERE siteId = ?""",
    "deploymentId": "SELECT recordingId FROM Recording WHERE deploymentId = ?",
    "recordingId": "SELECT recordingId FROM Recording WHERE recordingId = ?",
    "folder": r"""SELECT recordingId FROM Recording
                  WHERE substr(replace(url, '\', '/'), 1, length(?1) + 1) = ?1 || '/'""",
}


@door
class SqlitePlaces:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def change(
        self, changes: Sequence[PlaceChange], what: str, *, dry_run: bool = False
    ) -> PlacesChanged:
        try:
            with self._database.transaction() as db:
                batch = _Batch(db, what)
                ids = [batch.apply(each) for each in changes]
                batch.require_one_of_each_name()
                changed = batch.settled(ids)
                if dry_run:
                    raise _Tried(changed)
                return changed
        except _Tried as tried:  # nothing is kept
            return replace(tried.changed, batch_id=None, ids=[])

    def undo(self, batch_id: int | None = None) -> PlacesChanged:
        with self._database.transaction() as db:
            return _undo(db, batch_id)


class _Tried(Exception):
    """Ends the transaction of a dry run."""

    def __init__(self, changed: PlacesChanged) -> None:
        super().__init__()
        self.changed = changed


class _Batch:
    """Makes changes, and notes each row as it was."""

    def __init__(self, db: sqlite3.Connection, what: str) -> None:
        self._db = db
        self._number = 0
        self.batch_id = insert(db, "PlaceBatch", what=what, madeAt=now())
        self._concerned: dict[int, None] = {}
        self._renamed: dict[int, str] = {}  # sites, and the fields that name them

    def apply(self, change: PlaceChange) -> int | None:
        """Make one change; gives the id of its site or deployment."""
        key: int | str
        if change.of in _TABLES:
            key = self._remove(change) if change.removes else self._put(change)
            of = f"{change.of}Id"
        else:
            of, key = self._of_rule(change)
        if change.of == "recording" and _DEPLOYMENT in change.columns:
            self._assign(int(key), change.columns[_DEPLOYMENT], change.about)
        if change.removes or change.clock:
            self._rule(of, key, None if change.removes else change.clock)
        self._concerned |= dict.fromkeys(concerned(self._db, of, key))
        return key if change.of in _TABLES and isinstance(key, int) else None

    def require_one_of_each_name(self) -> None:
        """Refuse a site's new name that another site of its survey has: nobody could tell them."""
        for site_id, field in self._renamed.items():
            site = self._db.execute(_NAMED_SITE, (site_id,)).fetchone()
            if site is None or site["code"] is None:
                continue
            those = (site["surveyId"], *spellings(site["code"]), site_id)
            if self._db.execute(_NAMESAKE, those).fetchone() is None:
                continue
            of = f'The survey "{site["survey"]}"' if site["survey"] else "The catalog"
            raise InvalidParams(
                f'{of} has a site "{site["code"]}" already.',
                field=f"{field}.site",
                hint="Give another name, or put the deployments at that site.",
            )

    def settled(self, ids: Sequence[int | None]) -> PlacesChanged:
        placed, unknown = 0, dict[str, None]()
        for each in place_by_names(self._db):
            if each.deployment_id is None:
                unknown[each.site] = None
                continue
            placed += 1
            earlier = {_PLACED: each.deployment_id, _MADE: each.made}
            self._keep("Recording", each.recording_id, json.dumps(earlier))
            self._concerned[each.recording_id] = None
        recording_ids = list(self._concerned)
        settled = settle(self._db, recording_ids)
        return PlacesChanged(
            self.batch_id,
            ids,
            len(recording_ids),
            settled.changed,
            settled.kept,
            placed,
            list(unknown),
            settled.moved,
        )

    def _of_rule(self, change: PlaceChange) -> tuple[str, int | str]:
        """Give what a rule is about: the column of ClockRule, and its value."""
        assert change.key is not None
        if change.of != "rule":
            return {"folder": "folder", "recording": "recordingId"}[change.of], change.key
        sql = "SELECT * FROM ClockRule WHERE ruleId = ?"
        row = self._db.execute(sql, (change.key,)).fetchone()
        if row is None:
            raise InvalidParams(f"The catalog has no rule {change.key}.", field=change.about)
        of = next(name for name in _RECORDINGS_OF if row[name] is not None)
        return of, row[of]

    def _rule(self, of: str, key: int | str, fields: Mapping[str, object] | None) -> None:
        row = self._db.execute(f"SELECT ruleId FROM ClockRule WHERE {of} = ?", (key,)).fetchone()
        if row is not None:
            self._note("ClockRule", row["ruleId"])
        elif fields is None:
            return
        rules = None if fields is None else _changed(rule_at(self._db, of, key), fields)
        put_rule(self._db, of, key, rules)
        if row is None:
            made = self._db.execute(f"SELECT ruleId FROM ClockRule WHERE {of} = ?", (key,))
            for (rule_id,) in made.fetchall():
                self._note("ClockRule", rule_id, new=True)

    def _put(self, change: PlaceChange) -> int:
        table, values = _TABLES[change.of], dict(change.columns)
        names = change.names
        if table == "Site" and change.key is None:
            survey = self._named("Survey", "surveyname", names.get("survey"))
            return self._site(survey, names.get("site"), values, change.about)
        if table == "Site" and "site" in names:
            values["site_code"] = names["site"]
        if table == "Site" and {"site", "survey"} & set(names):
            self._renamed[int(change.key or 0)] = change.about
        if "survey" in names:
            survey = self._named("Survey", "surveyname", names["survey"])
            if table == "Site":
                values["surveyId"] = survey
        if table == "Deployment":
            values |= self._at(names, change.about)
        return self._write(table, change.key, values, change.about)

    def _at(self, names: Mapping[str, str | None], field: str) -> dict[str, object]:
        """Find or add the site and recorder of a deployment."""
        found: dict[str, object] = {}
        if names.get("site") is not None:
            survey = self._named("Survey", "surveyname", names.get("survey"))
            found["siteId"] = self._site(survey, names["site"], {}, field)
        if "recorder" in names:
            found["recorderId"] = self._named("Recorder", "code", names["recorder"])
        return found

    def _site(
        self, survey: int | None, code: str | None, values: Mapping[str, object], field: str
    ) -> int:
        """Find the site of a code, or add it; without a survey, the code must be of one site.

        A site without a survey joins the named one.
        """
        sites = self._db.execute(
            "SELECT siteId, surveyId FROM Site WHERE site_code IN (?, ?)", spellings(code)
        ).fetchall()
        found = [each for each in sites if survey in (None, each["surveyId"])]
        if not found and (found := [each for each in sites if each["surveyId"] is None]):
            values = {**values, "surveyId": survey}
        if len(found) > 1:
            raise InvalidParams(
                f'{len(found)} sites have the code "{code}".',
                field=f"{field}.site",
                hint="Name the survey, or give the siteId.",
            )
        if found:
            return self._write("Site", found[0]["siteId"], values, field)
        return self._write("Site", None, {"site_code": code, "surveyId": survey, **values}, field)

    def _named(self, table: str, column: str, name: str | None) -> int | None:
        if name is None:
            return None
        key = _KEYS[table]
        row = self._db.execute(
            f"SELECT {key} FROM {table} WHERE {column} IN (?, ?) ORDER BY {key}", spellings(name)
        ).fetchone()
        return int(row[0]) if row else self._write(table, None, {column: name}, "")

    def _write(
        self, table: str, key: int | str | None, values: Mapping[str, object], field: str
    ) -> int:
        if key is None:
            number = insert(self._db, table, **values)
            self._note(table, number, new=True)
            return number
        number = self._there(table, key, field)
        if values:
            self._note(table, number, only=values)
            _update(self._db, table, number, values)
        return number

    def _there(self, table: str, key: int | str, field: str) -> int:
        name = _KEYS[table]
        sql = f"SELECT 1 FROM {table} WHERE {name} = ?"
        if not self._db.execute(sql, (key,)).fetchone():
            raise InvalidParams(
                f"The catalog has no {table.lower()} {key}.", field=f"{field}.{name}".lstrip(".")
            )
        return int(key)

    def _assign(self, recording_id: int, deployment_id: int | None, field: str) -> None:
        """Put a recording into a deployment, or into none."""
        if deployment_id is not None:
            self._there("Deployment", deployment_id, field)
        row = self._db.execute(
            "SELECT deploymentId FROM Recording WHERE recordingId = ?", (recording_id,)
        ).fetchone()
        if row is None or row[_DEPLOYMENT] == deployment_id:
            return
        self._keep("Recording", recording_id, json.dumps({_DEPLOYMENT: row[_DEPLOYMENT]}))
        sql = "UPDATE Recording SET deploymentId = ? WHERE recordingId = ?"
        self._db.execute(sql, (deployment_id, recording_id))

    def _remove(self, change: PlaceChange) -> int:
        table, key = _TABLES[change.of], change.key
        assert key is not None
        number = self._there(table, key, change.about)
        _require_unused(self._db, table, number, change.about)
        self._rule(f"{change.of}Id", number, None)  # it would go along, and no undo would know
        self._note(table, number)
        self._db.execute(f"DELETE FROM {table} WHERE {_KEYS[table]} = ?", (number,))
        return number

    def _note(self, table: str, key: int, *, new: bool = False, only: Collection[str] = ()) -> None:
        """Note a row as it was; `only` some columns, so that undoing keeps later changes."""
        row = None
        if not new:
            sql = f"SELECT {', '.join(only) or '*'} FROM {table} WHERE {_KEYS[table]} = ?"
            row = json.dumps(dict(self._db.execute(sql, (key,)).fetchone()))
        self._keep(table, key, row)

    def _keep(self, table: str, key: int, earlier: str | None) -> None:
        self._number += 1
        insert(
            self._db,
            "PlaceChange",
            batchId=self.batch_id,
            number=self._number,
            tableName=table,
            rowKey=key,
            earlier=earlier,
        )


def concerned(db: sqlite3.Connection, of: str, key: int | str) -> list[int]:
    """List the recordings of a site, deployment or folder."""
    key = key.rstrip("/") if isinstance(key, str) else key
    return [recording_id for (recording_id,) in db.execute(_RECORDINGS_OF[of], (key,))]


@from_rows()
def _changed(rules: ClockRules, fields: Mapping[str, object]) -> ClockRules:
    return replace(rules, **fields)  # type: ignore[arg-type] # the contract gives the types


def _undo(db: sqlite3.Connection, wanted: int | None) -> PlacesChanged:
    batch_id = _latest(db, wanted)
    changes = db.execute(
        "SELECT * FROM PlaceChange WHERE batchId = ? ORDER BY number DESC", (batch_id,)
    ).fetchall()
    recordings: dict[int, None] = {}
    for change in changes:
        recordings |= dict.fromkeys(_concerned_by(db, change))
        _put_back(db, change)
        recordings |= dict.fromkeys(_concerned_by(db, change))
    db.execute("UPDATE PlaceBatch SET undoneAt = ? WHERE batchId = ?", (now(), batch_id))
    settled = settle(db, list(recordings))
    return PlacesChanged(
        batch_id, [], len(recordings), settled.changed, settled.kept, moved=settled.moved
    )


def _latest(db: sqlite3.Connection, wanted: int | None) -> int:
    row = db.execute(
        "SELECT max(batchId) AS batchId FROM PlaceBatch WHERE undoneAt IS NULL"
    ).fetchone()
    latest = row["batchId"]
    if latest is None:
        raise InvalidParams("There is nothing to undo: no batch is left.", field="batchId")
    if wanted is not None and wanted != latest:
        raise InvalidParams(
            f"Batch {wanted} is not the latest batch of places.",
            field="batchId",
            hint=f"Undo batch {latest} first." if wanted < latest else "",
        )
    return int(latest)


def _put_back(db: sqlite3.Connection, change: sqlite3.Row) -> None:
    table, number = change["tableName"], change["rowKey"]
    key = _KEYS.get(table, "")
    if change["earlier"] is None:
        _require_unused(db, table, number, "batchId")
        db.execute(f"DELETE FROM {table} WHERE {key} = ?", (number,))
        return
    with from_rows():
        values = dict(json.loads(change["earlier"]))
        if table == "Recording" and _DEPLOYMENT in values:
            db.execute(_RETURN, {"recording": number, "deployment": values[_DEPLOYMENT]})
            return
        if table == "Recording":
            take_out(db, number, values[_PLACED], made=values[_MADE])
            return
    if db.execute(f"SELECT 1 FROM {table} WHERE {key} = ?", (number,)).fetchone():
        _update(db, table, number, values)
    elif key in values and (table != "ClockRule" or _target_is_there(db, values)):
        insert(db, table, **values)


def _target_is_there(db: sqlite3.Connection, rule: Mapping[str, object]) -> bool:
    """Tell whether what a rule was about is still in the catalog."""
    for table, key in (("Recording", "recordingId"), ("Deployment", "deploymentId")):
        if rule[key] is not None:
            sql = f"SELECT 1 FROM {table} WHERE {key} = ?"
            return db.execute(sql, (rule[key],)).fetchone() is not None
    if rule["siteId"] is None:
        return True
    sql = "SELECT 1 FROM Site WHERE siteId = ?"
    return db.execute(sql, (rule["siteId"],)).fetchone() is not None


def _concerned_by(db: sqlite3.Connection, change: sqlite3.Row) -> Collection[int]:
    """List the recordings whose start may follow from a row."""
    table, number = change["tableName"], change["rowKey"]
    if table in ("Site", "Deployment"):
        return concerned(db, _KEYS[table], number)
    if table == "Recording":
        return (number,)
    if table != "ClockRule":
        return ()
    row = db.execute("SELECT * FROM ClockRule WHERE ruleId = ?", (number,)).fetchone()
    if row is None:
        return ()
    of = next(name for name in _RECORDINGS_OF if row[name] is not None)
    return concerned(db, of, row[of])


def _update(db: sqlite3.Connection, table: str, number: int, values: Mapping[str, object]) -> None:
    sets = ", ".join(f"{name} = :{name}" for name in values)
    sql = f"UPDATE {table} SET {sets} WHERE {_KEYS[table]} = :_key"
    db.execute(sql, {**values, "_key": number})


def _require_unused(db: sqlite3.Connection, table: str, number: int, field: str) -> None:
    """Refuse to remove what others refer to: SQLite would remove them too."""
    for other in _USED_BY.get(table, ()):
        sql = f"SELECT count(*) FROM {other} WHERE {_KEYS[table]} = ?"
        (count,) = db.execute(sql, (number,)).fetchone()
        if count:
            noun = other.lower() if count == 1 else f"{other.lower()}s"
            raise InvalidParams(
                f"{table} {number} still has {count} {noun}.",
                field=field,
                hint=f"Give its {other.lower()}s another {table.lower()} first.",
            )
