"""The catalog's speech, as every catalog keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sidecar.catalog.speech import Redaction
from sidecar.speech.intervals import HeardSpeech


class Speech(Protocol):
    """Where people speak in recordings, and the copies whose speech is muted.

    What a listener heard during a run comes with the run's outcomes (`Runs.keep`).
    """

    def put(self, heard: Mapping[int, HeardSpeech]) -> None:
        """Keep what was heard of recordings, in place of what was heard before.

        Recordings that left the catalog are passed over.
        """

    def heard(self, recording_ids: Sequence[int]) -> dict[int, HeardSpeech]:
        """Tell what was heard of recordings; those in which nobody looked for speech are missing.

        Stretches come in order.
        """

    def listened(self, recording_ids: Sequence[int], detector: str | None = None) -> set[int]:
        """Tell in which of some recordings somebody looked for speech, or one detector did."""

    @property
    def any(self) -> bool:
        """Tell whether somebody looked for speech in any recording."""

    def link(self, redaction: Redaction) -> None:
        """Keep which recording a copy was made of, in place of an earlier word.

        Raises InvalidParams if the copy is not in the catalog.
        """

    def redactions(self, recording_ids: Sequence[int]) -> list[Redaction]:
        """List the copies among some recordings, and the copies of these recordings, by id."""
