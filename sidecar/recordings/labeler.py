"""The person who decides."""

from __future__ import annotations

import getpass

from sidecar.catalog.values import Person
from sidecar.contract.labels import LabelerName


def person(labeler: LabelerName | None) -> Person:
    """Name the person who decides; by default, this computer's user."""
    if labeler:
        return Person(labeler.name, labeler.email)
    try:
        return Person(getpass.getuser())
    except (KeyError, OSError, ImportError):  # neither the environment nor the system gives a name
        return Person("user")
