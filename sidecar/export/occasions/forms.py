"""The table of forms."""

from __future__ import annotations

from pathlib import Path

from sidecar.export.earlier import sample
from sidecar.export.occasions.form import Form
from sidecar.export.occasions.long import LONG
from sidecar.export.occasions.methods import BEGIN
from sidecar.export.occasions.rscripts import BEGIN as SCRIPT_BEGIN
from sidecar.export.occasions.spoccupancy import SPOCCUPANCY
from sidecar.export.occasions.wide import CAMTRAP, UNMARKED

FORMS: dict[str, Form] = {each.name: each for each in (LONG, UNMARKED, SPOCCUPANCY, CAMTRAP)}


def is_occasions(path: Path) -> bool:
    """Tell whether a file is one of an earlier export of occasions, or is empty."""
    found = sample(path)
    if found is None:
        return False
    ours = not found.head or found.head.startswith((BEGIN.encode(), SCRIPT_BEGIN.encode()))
    return ours or any(each.wrote(found) for each in FORMS.values())
