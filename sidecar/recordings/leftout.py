"""Notes on what a search for recordings left out."""

from __future__ import annotations

from sidecar.app.ledger import Ledger
from sidecar.audio.discover import Found
from sidecar.audio.path import path_text


def note_left_out(ledger: Ledger, found: Found, *, changes_results: bool | None = None) -> None:
    """Note folders that cannot be read, sound of other kinds, and clips of ours.

    `changes_results` replaces the weight of the reasons, for a request that needs some recordings
    and not each one.
    """
    for error in found.unreadable:
        ledger.add("folderUnreadable", str(error.path), changes_results=changes_results)
    for error in found.passed_over:
        ledger.add(
            "passedOver",
            str(error.path),
            what=error.message,
            hint=error.hint,
            changes_results=changes_results,
        )
    for clip in found.clips:
        ledger.add("ownClips", path_text(clip))
