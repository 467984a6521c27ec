"""What `spectrogram`, `waveform` and `sound` share: a stretch's file."""

from __future__ import annotations

from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.path import text_path
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
    known = engine.catalog.recordings.find([request.recording_id])
    if not known:
        raise RecordingNotFound(f"The catalog has no recording {request.recording_id}.")
    path = path_of(engine, request.recording_id, field="recordingId")
    check_sound(known[0], path)
    return path
