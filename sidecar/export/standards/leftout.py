"""Rows that a publication leaves out: counted by reason, so that none goes missing unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from sidecar.unpublished import Reason

_MOST_EXAMPLES = 5


class Why(NamedTuple):
    """A reason in words, and what a person can do about it."""

    message: str
    hint: str = ""


_SITES = "Set it with `linnet sites set`, or import the recordings with a pattern of their folders."
REASONS: Mapping[Reason, Why] = {
    "unverified": Why("Nobody judged these rows.", "To publish them too, ask for unverified rows."),
    "rejected": Why("A person judged these rows as wrong."),
    "unsure": Why("The person who judged these rows could not tell."),
    "unread": Why("These recordings were never read, so they have no digest.", "Import them."),
    "copy": Why("These recordings hold the sound of another one of the publication."),
    "noStart": Why("These recordings have no start.", "Set it with `linnet recordings update`."),
    "noOffset": Why(
        "The offset of these recordings from UTC is unknown.",
        "Set their time zone with `linnet sites set`, or give the offset of such clocks.",
    ),
    "noDeployment": Why("These recordings have no deployment.", _SITES),
    "noPlace": Why("These recordings have no coordinates.", _SITES),
    "notScientific": Why("The name of these rows is no scientific name of a species."),
    "repeated": Why("These rows say the same as another row of their recording."),
}


class LeftOut:
    """Counts rows and recordings by the reason for which they are left out."""

    def __init__(self) -> None:
        self.rows: Counter[Reason] = Counter()
        self.recordings: Counter[Reason] = Counter()
        self.examples: dict[Reason, list[str]] = {}

    def add(self, reason: Reason, rows: int, *, recording: str | None = None) -> None:
        """Count rows; `recording` is the path of one that is left out as a whole."""
        self.rows[reason] += rows
        if recording is not None:
            self.recordings[reason] += 1
            found = self.examples.setdefault(reason, [])
            if len(found) < _MOST_EXAMPLES:
                found.append(recording)

    @property
    def reasons(self) -> list[Reason]:
        """List the reasons for which something was left out, in the order of `REASONS`."""
        return [each for each in REASONS if self.rows[each] or self.recordings[each]]
