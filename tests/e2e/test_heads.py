"""Learning a voice on BirdNET's embeddings of real recordings, and finding it in others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import soxr

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.heads import ApplyHeadRequest, TrainHeadRequest
from sidecar.methods.analyze import infer
from sidecar.methods.heads import apply, train
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.factories import RECORDINGS, write_wav
from tests.shared import needs_recordings
from tests.stored import label

RATE_HZ, WINDOW = 48_000, 144_000
VOICE = "Parus major 'the one by the gate'"
BACKGROUNDS = ["powdermill_snippet.wav", "red_faced_spinetail.wav", "birds_10s.wav", "stereo.wav"]

pytestmark = needs_recordings


def _read(name: str) -> Float32:
    sound, rate = soundfile.read(RECORDINGS / name, dtype="float32", always_2d=True)
    return np.asarray(soxr.resample(sound.mean(axis=1), rate, RATE_HZ), np.float32)


def _loud(sound: Float32, level: float) -> Float32:
    return np.asarray(sound / np.sqrt((sound**2).mean() + 1e-12) * level, np.float32)


def _recording(path: Path, background: str, voice: Float32, *, seed: int) -> list[int]:
    """Write half a minute of a place, with a voice in some windows; returns which."""
    rng = np.random.default_rng(seed)
    place = _loud(_read(background), 0.02)
    sound = np.tile(place, -(-10 * WINDOW // len(place)))[: 10 * WINDOW].copy()
    windows = sorted(rng.choice(10, 3, replace=False).tolist())
    for window in windows:
        begins = rng.integers(0, max(1, len(voice) - WINDOW))
        piece = voice[begins : begins + WINDOW]
        sound[window * WINDOW : window * WINDOW + len(piece)] += _loud(piece, 0.03)
    write_wav(path, np.clip(sound, -1.0, 1.0), rate_hz=RATE_HZ)
    return windows


def _infer(engine: Engine, *inputs: Path, **settings: Any) -> InferResult:
    return infer(engine, InferRequest(inputs=[str(path) for path in inputs], **settings), Call())


def _found(engine: Engine, recording_id: int, model: str) -> list[tuple[Any, ...]]:
    rows = engine.catalog.reader().execute(
        """SELECT d.startTime, d.endTime, s.species, round(d.confidence, 2) AS confidence
           FROM Detection d JOIN Analysis a USING (analysisId) JOIN Species s USING (speciesId)
           JOIN ModelVersion m USING (modelId)
           WHERE a.recordingId = ? AND m.name = ? AND d.current = 1 ORDER BY d.startTime""",
        (recording_id, model),
    )
    return [tuple(row) for row in rows]


def test_a_voice_learnt_in_some_places_is_found_in_another(engine: Engine, tmp_path: Path) -> None:
    voice = _read("labelled_clips/BioDCASE26_TEST_0353_Great_Tit.wav")
    places = BACKGROUNDS * 2
    paths = [tmp_path / f"{number}.wav" for number in range(len(places))]
    sung = [
        _recording(path, place, voice, seed=number)
        for number, (path, place) in enumerate(zip(paths, places, strict=True))
    ]
    rows = {row.path: row for row in _infer(engine, *paths).recordings}  # in order of their ends
    *known, unknown = (rows[str(path)] for path in paths)
    for recording, windows in zip(known, sung[:-1], strict=True):
        for window in range(10):
            verified = "YES" if window in windows else "NO"
            label(engine, recording.recording_id, window, VOICE, verified)
    trained = train(engine, TrainHeadRequest(name="gate"), Call())
    (report,) = trained.classes
    assert report.average_precision is not None
    assert report.average_precision > 0.8
    assert (report.positives, report.negatives, report.recordings) == (21, 49, 7)

    applied = apply(engine, ApplyHeadRequest(name="gate", min_confidence=0.5), Call())
    assert applied.windows == 80
    found = _found(engine, unknown.recording_id, "gate")
    starts = {round(start / 3.0) for start, *_ in found}
    assert len(starts ^ set(sung[-1])) <= 1

    # The head is a model like any other: from stored windows, and from the sound itself.
    again = _infer(engine, *paths, model="gate", min_confidence=0.5)
    assert all(recording.rescored for recording in again.recordings)
    assert _found(engine, unknown.recording_id, "gate") == found
    fresh = _infer(engine, paths[-1], model="gate", min_confidence=0.5, force=True)
    assert not fresh.recordings[0].rescored
    heard = _found(engine, unknown.recording_id, "gate")
    assert [row[:3] for row in heard] == [row[:3] for row in found]
    assert [row[3] for row in heard] == pytest.approx([row[3] for row in found], abs=0.011)
    sets = engine.catalog.reader().execute("SELECT DISTINCT modelId FROM WindowSet").fetchall()
    assert len(sets) == 1  # its windows are BirdNET's


def test_sound_that_birdnet_never_heard_is_kept_as_birdnets(engine: Engine, tmp_path: Path) -> None:
    voice = _read("labelled_clips/BioDCASE26_TEST_0353_Great_Tit.wav")
    path, later = tmp_path / "a.wav", tmp_path / "b.wav"
    sung = _recording(path, BACKGROUNDS[0], voice, seed=1)
    _recording(later, BACKGROUNDS[1], voice, seed=2)
    (recording,) = _infer(engine, path).recordings
    for window in sung:
        label(engine, recording.recording_id, window, VOICE)
    train(engine, TrainHeadRequest(name="gate", background=5), Call())
    assert not _infer(engine, later, model="gate").recordings[0].rescored
    assert _infer(engine, later).recordings[0].rescored
