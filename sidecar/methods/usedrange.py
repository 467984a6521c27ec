"""The range model that judges the place of a request, and what a run's record says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.contract.models import UsedRangeModel
from sidecar.errors import InvalidParams
from sidecar.models.interface import Model, without_range
from sidecar.models.ranges.interface import RangeModel

# The record of a run holds this beside the request's own fields, if the model has no range model.
_RECORDED = "rangeModel"


def range_of(engine: Engine, request: InferRequest, session: Model) -> RangeModel | None:
    """Find the range model for a request with a place; None for one without.

    Raises InvalidParams if there is none, ModelInvalid for a damaged one.
    """
    if request.location is None:
        return None
    found = engine.ranges.of(session)
    if found is None:
        raise without_range(session)
    if request.location.week == 0 and not found.which.own:
        raise InvalidParams(
            f"{found.which.title} knows no week 0.",
            field="location.week",
            hint="Give a week from 1 to 48, or -1 for the whole year.",
        )
    return found


def used(ranges: RangeModel | None) -> UsedRangeModel | None:
    """Say in an answer which range model judged, and how many classes it knows."""
    if ranges is None:
        return None
    which = ranges.which
    return UsedRangeModel(
        name=which.name,
        title=which.title,
        version=which.version,
        sha256=which.sha256,
        own=which.own,
        classes=len(ranges.known),
        matched=int(ranges.known.sum()),
    )


def recorded(ranges: RangeModel | None) -> dict[str, Any]:
    """Give what the record of a run says of the range model; a model's own goes without saying."""
    if ranges is None or ranges.which.own:
        return {}
    return {_RECORDED: ranges.which.as_record(ranges.digest)}


def of_request(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Take the fields of the request from the record of a run."""
    return {name: value for name, value in settings.items() if name != _RECORDED}


def another(settings: Mapping[str, Any], ranges: RangeModel | None) -> str | None:
    """Say that a run's places were judged by another range model than `ranges`; None if not."""
    record = settings.get(_RECORDED)
    if record is None:
        if settings.get("location") is None or (ranges is not None and ranges.which.own):
            return None
        return "Places were judged by the model's own range model, which is not installed any more."
    told = record if isinstance(record, dict) else {}
    if ranges is not None and ranges.digest == told.get("digest"):
        return None
    now = "none is installed now" if ranges is None else f"{_named(ranges)} is installed now"
    name, title, sha256 = (str(told.get(each)) for each in ("name", "title", "sha256"))
    return f"Places were judged by {title} ({name}, SHA-256 {sha256[:12]}), and {now}."


def _named(ranges: RangeModel) -> str:
    """Name a range model; the same file may have been joined by another taxonomy."""
    which = ranges.which
    return f"{which.title} ({which.name}, SHA-256 {which.sha256[:12]}), joined as today,"
