"""Files that hold another sound than the recording at their path: told, and never mixed up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sidecar.app.ledger import Ledger
from sidecar.audio.fingerprint import begins_otherwise
from sidecar.catalog.interface import Catalog
from sidecar.catalog.values import Question, StoredRecording
from sidecar.errors import UnreadableAudio

Replaced = Callable[[str, int, int], None]
"""Hears of a file's url, its recording now, and the recording before, of another sound."""


def noting_replaced(ledger: Ledger, catalog: Catalog) -> Replaced:
    """Note each file that holds another sound than before, and a deployment that it may not have.

    The recorder of a card that is used again stands at another site more often than not.
    """

    def replaced(url: str, now: int, before: int) -> None:
        ledger.add("replaced", url)
        question = Question("recordings", {"recordingId": {"in": [now, before]}}, [])
        rows = catalog.questions.rows(question, ["recordingId", "deploymentId"])
        deployments = {number: deployment for number, deployment in rows}
        left = deployments.get(before)
        if left is not None and deployments.get(now) is None:
            hint = f"`linnet recordings import FILE --deployment {left}` keeps it there."
            ledger.add("deploymentLeft", url, what=str(left), hint=hint)

    return replaced


def check_sound(known: StoredRecording, path: Path) -> None:
    """Raise UnreadableAudio for a file with another sound, which no run has seen yet."""
    if begins_otherwise(path, (known.size_bytes, known.modified_ns), known.digest):
        raise UnreadableAudio(
            "The file holds another sound than the recording.",
            hint="Analyse the file again; then find the recording's own sound with "
            "`recordings relink`.",
            path=path,
        )
