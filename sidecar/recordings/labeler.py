"""The person who decides."""

from __future__ import annotations

from sidecar.app.username import user_name
from sidecar.catalog.values import Person
from sidecar.contract.labels import LabelerName


def person(labeler: LabelerName | None) -> Person:
    """Name the person who decides; by default, this computer's user."""
    return Person(labeler.name, labeler.email) if labeler else Person(user_name())
