"""What people say of recorders' clocks, checked and in the catalog's values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidecar.app.ledger import Ledger
from sidecar.audio.clock import zone
from sidecar.audio.name_pattern import from_pattern
from sidecar.audio.source import Kind
from sidecar.contract.places import ClockFields
from sidecar.errors import InvalidParams

# Fields of the contract, and of the rules.
_FIELDS = {
    "timezone": "timezone",
    "shift_seconds": "shift_s",
    "source": "source",
    "pattern": "pattern",
}
_KINDS = {kind.word: kind for kind in Kind}


def clock_of(fields: ClockFields, about: str = "") -> dict[str, Any]:
    """Take the fields that were given; raises InvalidParams for a wrong zone or pattern."""
    try:
        if fields.timezone is not None:
            zone(fields.timezone)
        if fields.pattern is not None:
            from_pattern(fields.pattern, "")
    except InvalidParams as error:
        error.field = f"{about}.{error.field}".lstrip(".")
        raise
    given = {
        own: getattr(fields, name)
        for name, own in _FIELDS.items()
        if name in fields.model_fields_set
    }
    if given.get("source") is not None:
        given["source"] = _KINDS[given["source"]]
    return given


def note_kept(ledger: Ledger, urls: Sequence[str]) -> None:
    """Note the recordings whose start a person set, so that no rule changes it."""
    for url in urls:
        ledger.add("startKept", url)
