"""What `spectrogram`, `waveform`, `sound` and `overview` share: a stretch's file."""

from __future__ import annotations

from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.path import text_path
from sidecar.catalog.values import StoredRecording
from sidecar.contract.picture import Stretch
from sidecar.errors import RecordingNotFound
from sidecar.recordings.inputs import path_of
from sidecar.recordings.replaced import check_sound


def place_of(engine: Engine, request: Stretch) -> Path:
    """Find the file of a stretch.

    Raises RecordingNotFound for an unknown recording, and UnreadableAudio if the file holds another
    sound.
    """
    if request.path is not None:
        return text_path(request.path).absolute()
    assert request.recording_id is not None
    return place_of_known(engine, known_recording(engine, request.recording_id))


def known_recording(engine: Engine, recording_id: int) -> StoredRecording:
    """Find a recording of the catalog; raises RecordingNotFound."""
    known = engine.catalog.recordings.find([recording_id])
    if not known:
        raise RecordingNotFound(f"The catalog has no recording {recording_id}.")
    return known[0]


def place_of_known(engine: Engine, known: StoredRecording) -> Path:
    """Find the file of a recording. Raises as `place_of`."""
    path = path_of(engine, known.recording_id, field="recordingId")
    check_sound(known, path)
    return path
