"""The people and the models among the app's labelers."""

from __future__ import annotations

import sqlite3

from sidecar.catalog.sqlite import rows
from sidecar.catalog.values import Person
from sidecar.errors import InvalidParams


def labeler_id(db: sqlite3.Connection, person: Person) -> int:
    """Find or add a person; without an email, the name alone finds the only person who has it.

    Raises InvalidParams when the name and email belong to a model.
    """
    found = db.execute(
        "SELECT labelerId, email, isHuman FROM Labeler WHERE name = ?", (person.name,)
    ).fetchall()
    same = [row for row in found if row["email"] == person.email]
    people = [row for row in same if row["isHuman"]]
    if not people and person.email is None:
        people = [row for row in found if row["isHuman"]]
        people = people if len(people) == 1 else []
    if people:
        return int(people[0]["labelerId"])
    if same and person.email is not None:
        raise InvalidParams(
            f'The labeler "{person.name}" with this email is a model, not a person.',
            field="labeler",
            hint="Give the name and email of a person.",
        )
    return rows.insert(db, "Labeler", name=person.name, email=person.email, isHuman=1)


def labelers(db: sqlite3.Connection) -> dict[str, bool]:
    """List all names, and whether each is a person's."""
    found = db.execute("SELECT name, max(isHuman) AS person FROM Labeler GROUP BY name")
    return {row["name"]: bool(row["person"]) for row in found}
