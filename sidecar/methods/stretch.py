"""What `spectrogram`, `waveform` and `sound` share: a stretch's file."""

from __future__ import annotations

from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.path import text_path
from sidecar.contract.picture import Stretch
from sidecar.recordings.inputs import path_of
from sidecar.recordings.replaced import check_sound


def place_of(engine: Engine, request: Stretch) -> Path:
    """Find the file of a stretch; raises UnreadableAudio if it holds another sound."""
    if request.path is not None:
        return text_path(request.path).absolute()
    assert request.recording_id is not None
    path = path_of(engine, request.recording_id, field="recordingId")
    for known in engine.catalog.recordings.find([request.recording_id]):
        check_sound(known, path)
    return path
