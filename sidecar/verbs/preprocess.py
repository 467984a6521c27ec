"""`preprocess`: what recordings are, and how a model would see them."""

from __future__ import annotations

import time
from pathlib import Path

from sidecar.audio.decode import open_recording
from sidecar.audio.metadata import read_metadata
from sidecar.audio.path import path_text
from sidecar.audio.windows import count
from sidecar.contract.infer import (
    PreparedRecording,
    PreprocessRequest,
    PreprocessResult,
    PreprocessStats,
)
from sidecar.engine import Engine
from sidecar.errors import LinnetError, at
from sidecar.model.manifest import Manifest
from sidecar.rpc.verb import Call
from sidecar.verbs.inputs import file_error, find_inputs
from sidecar.verbs.windowing import hop_samples


def preprocess(engine: Engine, request: PreprocessRequest, call: Call) -> PreprocessResult:
    """Read each recording's header into the catalog and count its windows.

    Models that take the waveform itself have nothing to compute beforehand, so nothing is cached
    for them.
    """
    manifest = engine.manifest(request.model)
    hop = hop_samples(request.overlap, manifest)
    inputs = find_inputs(engine, request)
    began = time.monotonic()
    recordings: list[PreparedRecording] = []
    errors = [file_error(path, error) for path, error in inputs.errors]
    for path in inputs.paths:
        call.check()
        try:
            recordings.append(_prepare(engine, manifest, request, hop, path))
        except LinnetError as error:
            errors.append(file_error(path_text(path), error))
    return PreprocessResult(
        recordings=recordings,
        errors=errors,
        stats=PreprocessStats(
            files=len(inputs.paths) + len(inputs.errors),
            windows=sum(recording.windows for recording in recordings),
            audio_seconds=sum(recording.duration for recording in recordings),
            elapsed_seconds=round(time.monotonic() - began, 3),
        ),
    )


def _prepare(
    engine: Engine, manifest: Manifest, request: PreprocessRequest, hop: int, path: Path
) -> PreparedRecording:
    with at(path), open_recording(path) as audio:
        facts = audio.facts
    metadata = read_metadata(path)
    rate_hz, length = manifest.input.sample_rate, manifest.window_samples
    frames = round(facts.frames * rate_hz / facts.rate_hz)
    windows = count(frames, length=length, hop=hop, padding=request.padding)
    return PreparedRecording(
        recording_id=engine.catalog.add_recording(path_text(path), facts, metadata),
        path=path_text(path),
        sample_rate=facts.rate_hz,
        channels=facts.channels,
        duration=facts.duration_s,
        start=metadata.start.isoformat() if metadata.start else None,
        recorder=metadata.recorder,
        windows=windows,
        shape=[windows, length],
        dtype=request.dtype,
        cache_path=None,
        cached=False,
    )
