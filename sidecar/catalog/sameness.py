"""Tells whether a file holds the sound of a recording: a path, a size and a time do not.

What people decided belongs to the sound. So in doubt, a recording that people labelled is another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sidecar.audio.fingerprint import HEAD_BYTES, MOST_LONGER_S, VERSION, alike, contradict
from sidecar.audio.version import clock_was_set
from sidecar.catalog.values import StoredRecording
from sidecar.values import AudioFacts, Identity

# "same": all samples, or their lossy form. "edited": the same recording, which grew, was cut short
# or restored. "other": another sound.
Likeness = Literal["same", "edited", "other"]

_ASIDE = re.compile(r" \(replaced, recording \d+\)$")


def aside(url: str, recording_id: int) -> str:
    """Name a recording whose file was replaced; no file has this name."""
    return f"{url} (replaced, recording {recording_id})"


def as_it_was(url: str) -> str:
    """Give the url that a recording had before its file was replaced."""
    return _ASIDE.sub("", url)


def is_aside(url: str) -> bool:
    """Tell whether a recording's file was replaced by another sound."""
    return _ASIDE.search(url) is not None


@dataclass(frozen=True)
class Arrival:
    """A file that was read; `start` is its recorder's, in ISO 8601."""

    facts: AudioFacts
    start: str | None
    identity: Identity | None


def at_its_path(known: StoredRecording, file: Arrival, labelled: Callable[[], bool]) -> Likeness:
    """Compare a file with the recording that the catalog has at its path.

    `labelled` tells whether a person labelled the recording.
    """
    if known.size_bytes is None:  # the app added it, and Linnet never saw its sound
        return "same"
    facts = file.facts
    unchanged = known.is_file(facts.size_bytes, facts.modified_ns)
    if unchanged and clock_was_set(facts.modified_ns):
        return "same"
    if known.digest is None or file.identity is None:
        return "same" if unchanged else _by_facts(known, file, labelled)
    if not _both_whole(known, file.identity) and _begins_alike(known, file.identity):
        return _by_beginning(known, file, file.identity, labelled)
    return by_sound(known, file)


def by_sound(known: StoredRecording, file: Arrival) -> Likeness:
    """Compare the sound of a file and a recording, wherever their files are."""
    identity = file.identity
    if identity is None or known.digest is None:
        return "other"
    if _begins_alike(known, identity):
        return _of_one_beginning(known, file, identity)
    near = abs((known.duration_s or 0.0) - file.facts.duration_s) <= MOST_LONGER_S
    return "same" if near and _sounds_alike(known, identity) else "other"


def of_one_sound(known: StoredRecording, identity: Identity, likeness: Likeness) -> bool:
    """Tell whether a recording's earlier digest, another one, names the same sound.

    Without labels, any sound at its path may be the recording's; this one begins as it did.
    """
    if known.digest is None or known.digest == identity.digest:
        return False
    return likeness == "same" or _begins_alike(known, identity)


def _of_one_beginning(known: StoredRecording, file: Arrival, identity: Identity) -> Likeness:
    of_one_length = known.frames == file.facts.frames
    if _both_whole(known, identity) and known.digest == identity.digest:
        if identity.plain and _starts_differ(known, file):
            return "other"
        return "same" if of_one_length else "edited"
    if identity.begins_plain:  # many recordings begin with silence
        if identity.plain and known.plain:
            return "other" if _starts_differ(known, file) else "edited"
        return "edited" if _sounds_alike(known, identity) else "other"
    if known.fingerprint and identity.whole and known.version == identity.version:
        return "other" if contradict(known.fingerprint, identity.fingerprint) else "edited"
    return "edited"


def _by_beginning(
    known: StoredRecording, file: Arrival, identity: Identity, labelled: Callable[[], bool]
) -> Likeness:
    """Compare by the first third of a second and the size, as `relink` does."""
    if identity.begins_plain:
        return _by_facts(known, file, labelled)
    facts = file.facts
    equal = (known.frames, known.size_bytes) == (facts.frames, facts.size_bytes)
    return "same" if equal else "edited"


def _by_facts(known: StoredRecording, file: Arrival, labelled: Callable[[], bool]) -> Likeness:
    """Compare by the header: without labels there is nothing that could come to another sound."""
    if not labelled():
        return "edited"
    facts = file.facts
    equal = (known.frames, known.rate_hz, known.channels, known.file_start) == (
        facts.frames,
        facts.rate_hz,
        facts.channels,
        file.start,
    )
    return "edited" if equal and file.start is not None else "other"


def _begins_alike(known: StoredRecording, identity: Identity) -> bool:
    return (known.digest or b"")[:HEAD_BYTES] == identity.digest[:HEAD_BYTES]


def _both_whole(known: StoredRecording, identity: Identity) -> bool:
    return len(known.digest or b"") > HEAD_BYTES and identity.whole


def _sounds_alike(known: StoredRecording, identity: Identity) -> bool:
    return (
        known.fingerprint is not None
        and known.version == identity.version == VERSION
        and alike(known.fingerprint, identity.fingerprint)
    )


def _starts_differ(known: StoredRecording, file: Arrival) -> bool:
    return None not in (known.file_start, file.start) and known.file_start != file.start
