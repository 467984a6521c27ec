"""Which rows of Species are one taxon. This is the one place that says so.

Models that name a species alike but for case mean the same taxon, whatever its common names. So do
names of one taxon by the kept table of synonyms.
"""

from __future__ import annotations

import json
import sqlite3

# The name that rows of one taxon share; `s` is a row of Species.
_TAXON = "lower(trim(accepted_name(s.species)))"


def taxa(db: sqlite3.Connection) -> dict[int, int]:
    """Number the taxon of each speciesId: by the first of its speciesIds."""
    return {
        int(species): int(taxon)
        for species, taxon in db.execute(
            f"SELECT s.speciesId, min(s.speciesId) OVER (PARTITION BY {_TAXON}) FROM Species s"
        )
    }


def names(db: sqlite3.Connection, chosen: list[int]) -> dict[int, tuple[str, str | None]]:
    """Give the scientific and the common name of taxa."""
    found = db.execute(
        "SELECT speciesId, species, common FROM Species"
        " WHERE speciesId IN (SELECT value FROM json_each(?))",
        (json.dumps(chosen),),
    )
    return {int(row[0]): (str(row[1]), row[2]) for row in found}
