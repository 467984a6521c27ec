"""Says how many recordings have no known sun, where a request asks for the sun."""

from __future__ import annotations

from collections.abc import Iterable

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.values import Question, Where

# What needs a place and an offset from UTC, and what needs the offset alone.
_OF_SUN = frozenset(
    ("sun", "hoursFromSunrise", "hoursFromSunset", "hourFromSunrise", "hourFromSunset")
)
_OF_UTC = frozenset(("heardAtUtc", "startUtc", "moonIlluminated"))

# Filters that choose whole recordings, for detections, labels and recordings alike.
OF_RECORDINGS = frozenset(
    ("recordingId", "path", "deploymentId", "siteId", "site", "surveyId", "survey", "recorder")
)


def note_sunless(engine: Engine, where: Where, ledger: Ledger, more: Iterable[str] = ()) -> None:
    """Count recordings of unknown sun, if filters or `more` fields and keys ask for the sun.

    Only those count that pass the filters of places and recordings.
    """
    asked = {*where, *(name.removeprefix("-") for name in more)}
    lacking = "sun" if asked & _OF_SUN else "startUtc" if asked & _OF_UTC else None
    if lacking is None:
        return
    places = {name: wanted for name, wanted in where.items() if name in OF_RECORDINGS}
    question = Question("recordings", {**places, lacking: None}, [])
    found = engine.catalog.questions.page(question, limit=1, exact=True, fields=["path"])
    if found.total:
        example = str(found.rows[0]["path"])
        ledger.add("withoutSun", example, count=found.total)
