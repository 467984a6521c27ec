"""Conditions on species that share a taxon, and the key that groups them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.expression import Expression, column

# The species of a detection.
SPECIES_ID = column("d", "speciesId")


def is_one_of(species_id: Expression, leaders: Mapping[Any, Any]) -> Condition:
    """Test whether a species is one of those that share a taxon."""
    ids = tuple(leaders)
    return Condition(f"{{0}} IN ({', '.join('?' for _ in ids)})", ids, species_id, "in")


def leading(species_id: Expression, leaders: Mapping[Any, Any]) -> Expression:
    """Give one id for all species of a taxon."""
    cases = " ".join(f"WHEN {each} THEN {leader}" for each, leader in leaders.items())
    return Expression(
        f"(CASE {species_id.sql} {cases} ELSE {species_id.sql} END)", species_id.needs
    )
