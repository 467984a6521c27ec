"""Says how many recordings were not measured, where a request asks for their minutes."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.values import Question, Where
from sidecar.indices.masks import MASKS
from sidecar.recordings.sunless import OF_RECORDINGS

# Filters of detections that need the minutes of their recordings.
_OF_MINUTES = frozenset(MASKS) | {f"in{name.title()}" for name in MASKS}


def note_unmeasured(engine: Engine, where: Where, ledger: Ledger, *, minutes: bool) -> None:
    """Count recordings that were not measured, if filters or the select `minutes` need it.

    Only those count that pass the filters of places and recordings.
    """
    if not (minutes or _OF_MINUTES & where.keys()):
        return
    places = {name: wanted for name, wanted in where.items() if name in OF_RECORDINGS}
    question = Question("recordings", {**places, "measured": 0}, [])
    found = engine.catalog.questions.page(question, limit=1, exact=True, fields=["path"])
    if found.total:
        ledger.add("notMeasured", str(found.rows[0]["path"]), count=found.total)
