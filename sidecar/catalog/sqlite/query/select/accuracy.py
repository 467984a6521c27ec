"""How often models are right: the last decisions on regions, counted by species."""

from __future__ import annotations

from sidecar.catalog.sqlite.interval import Limit
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, species, text
from sidecar.catalog.sqlite.query.select.annotations import ANNOTATIONS, PERCENT
from sidecar.catalog.sqlite.unsure import said_verdict

_YES, _NO, _UNSURE, _UNVERIFIED = (
    f"sum({said_verdict('n', 'x')} = '{word}')" for word in ("YES", "NO", "UNSURE", "UNVERIFIED")
)

_COUNTS = f"""{_YES} AS yes, {_NO} AS no, {_UNSURE} AS unsure, {_UNVERIFIED} AS unverified,
  1.0 * {_YES} / nullif({_YES} + {_NO}, 0) AS accuracy,
  avg({PERCENT}) / 100.0 AS averageConfidence"""

# SpeciesVerdict holds the same counts of all annotations (0008.sql, 0010.sql).
_KEPT = """(SELECT s.speciesId, s.species, s.common, h.yes, h.no, h.unsure, h.unverified,
    1.0 * h.yes / nullif(h.yes + h.no, 0) AS accuracy,
    h.percentSum / nullif(h.percents, 0) / 100.0 AS averageConfidence
  FROM SpeciesVerdict h JOIN Species s ON s.speciesId = h.speciesId WHERE h.annotations > 0) t"""


def _limit(which: Limit) -> Field:
    """Give a limit of the accuracy (`interval.py`)."""
    return Field(Expression(f"wilson_{which}(t.yes, t.no)", frozenset(("t",))), "number")


# The counts that the desktop app shows by species; the last decision on a region counts.
ACCURACY = Select(
    source=f"""(SELECT s.speciesId, s.species, s.common, {_COUNTS}
      FROM {{source}} WHERE n.mostRecent = 1 AND s.speciesId IS NOT NULL AND {{inner}}
      GROUP BY s.speciesId) t""",
    whole=_KEPT,
    fields={
        "speciesId": number("t", "speciesId"),
        "species": species("t"),
        "common": text("t", "common"),
        "yes": number("t", "yes"),
        "no": number("t", "no"),
        "unsure": number("t", "unsure"),
        "unverified": number("t", "unverified"),
        "accuracy": number("t", "accuracy"),
        "averageConfidence": number("t", "averageConfidence"),
        "accuracyLow": _limit("low"),
        "accuracyHigh": _limit("high"),
    },
    key="speciesId",
    of=ANNOTATIONS,
    counted=frozenset("nsx"),
)
