"""Which species a model's range model expects where and when a recording was made."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.values import Occasion
from sidecar.contract.analyze import Location
from sidecar.errors import ModelInvalid, ModelNotInstalled, RecordingNotFound
from sidecar.models.interface import ALL_YEAR
from sidecar.run.judging import Place
from sidecar.run.species import week_of
from sidecar.text import folded

_EPOCH = datetime(1970, 1, 1)  # by the recorder's clock, whose zone may be unknown

_NO_RANGE = "The model has no range model, so Linnet expects no species anywhere."


def expected_species(
    engine: Engine, recording_id: int, model: str | None, ledger: Ledger
) -> frozenset[str]:
    """Give the folded names of the species that are expected where a recording was made.

    Without a model, a range model or a place there are none, and the ledger says why. Raises
    RecordingNotFound.
    """
    questions = engine.catalog.questions
    occasion = questions.occasion(recording_id)
    if occasion is None:
        raise RecordingNotFound(f"The catalog has no recording {recording_id}.")
    with questions.reading():
        place = _place(occasion)
    if place.latitude is None or place.longitude is None or place.week is None:
        ledger.add("withoutPlace", changes_results=False)
        return frozenset()
    try:
        session = engine.session(model)
    except (ModelNotInstalled, ModelInvalid) as error:
        ledger.add("noEffect", "recordingId", what=str(error), changes_results=False)
        return frozenset()
    try:
        ranges = engine.ranges.of(session)
    except ModelInvalid as error:
        ledger.add("noEffect", "recordingId", what=str(error), changes_results=False)
        return frozenset()
    if ranges is None:
        ledger.add("noEffect", "recordingId", what=_NO_RANGE, changes_results=False)
        return frozenset()
    likely = ranges.occurrence(place.latitude, place.longitude, place.week)
    there = np.flatnonzero(likely >= Location().threshold)
    return frozenset(folded(session.labels.species[each]) for each in there.tolist())


def _place(occasion: Occasion) -> Place:
    """Take a recording's own place and date, else those that its last run took for it."""
    latitude, longitude = occasion.latitude, occasion.longitude
    if latitude is None or longitude is None:
        latitude, longitude = occasion.judged_latitude, occasion.judged_longitude
    if occasion.starts_at is not None:
        week = week_of((_EPOCH + timedelta(seconds=occasion.starts_at)).date())
    else:
        week = occasion.judged_week or ALL_YEAR
    return Place(latitude, longitude, week)
