"""Finds the catalog's species by name."""

from __future__ import annotations

import sqlite3

from sidecar.catalog.sqlite import rows


class SpeciesNames:
    """Looks each name up once; use it within one transaction only."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[tuple[str, str | None], int] = {}

    def id(self, species: str, common: str | None = None) -> int:
        """Find a species by its scientific name, else by a common name of exactly one, or add it.

        A new species gets the name exactly as given.
        """
        key = (species, common)
        if key not in self._known:
            self._known[key] = self._find(species) or rows.insert(
                self._db, "Species", species=species, common=common
            )
        return self._known[key]

    def _find(self, name: str) -> int | None:
        for column in ("species = ?", "species = ? COLLATE NOCASE", "common = ? COLLATE NOCASE"):
            found = self._db.execute(
                f"SELECT min(speciesId), count(DISTINCT species) FROM Species WHERE {column}",
                (name,),
            ).fetchone()
            if found[1] == 1:
                return int(found[0])
        return None
