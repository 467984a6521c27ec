"""Species that are one taxon under several names, by the kept table of synonyms."""

from __future__ import annotations

import sqlite3

from sidecar.text import folded


def teach_names(connection: sqlite3.Connection) -> None:
    """Add `accepted_name` of a scientific name: the latest checklist's, else the name itself."""
    connection.create_function("accepted_name", 1, _accepted, deterministic=True)


def _accepted(name: object) -> str | None:
    from sidecar.taxonomy.synonyms import synonyms  # a table that few questions need

    return synonyms().accepted(name) if isinstance(name, str) else None


def together(db: sqlite3.Connection) -> dict[int, int]:
    """Map the ids of species that share a taxon to one of them; others are not in the answer.

    That one has the accepted name, if any has it, else the first name of the alphabet.
    """
    from sidecar.taxonomy.synonyms import synonyms

    table = synonyms()
    groups: dict[str, list[tuple[bool, str, int]]] = {}
    for number, species in db.execute("SELECT speciesId, species FROM Species"):
        if isinstance(species, str) and (key := table.known(species)) is not None:
            older = folded(species) != key
            groups.setdefault(key, []).append((older, species, number))
    return {
        number: min(group)[2]
        for group in groups.values()
        if len(group) > 1
        for _, _, number in group
    }
