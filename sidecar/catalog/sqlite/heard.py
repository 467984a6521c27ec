"""Keeps what listeners heard in recordings, in the transaction of the outcome."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sidecar.catalog.sqlite.measurements import put_minutes
from sidecar.catalog.sqlite.speech import put_speech
from sidecar.indices.minutes import Minutes
from sidecar.run.hearing import Heard
from sidecar.speech.intervals import HeardSpeech


def put_heard(db: sqlite3.Connection, recording_id: int, heard: Sequence[Heard]) -> None:
    """Keep what listeners heard in a recording, in place of what they heard before."""
    for each in heard:
        if isinstance(each, Minutes):
            put_minutes(db, recording_id, each)
        elif isinstance(each, HeardSpeech):
            put_speech(db, recording_id, each)
        else:
            raise TypeError(f"The catalog has no table for what was heard of {each.kind}.")
