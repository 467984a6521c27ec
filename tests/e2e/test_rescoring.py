"""Scores from stored embeddings: what half precision costs."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
import soxr

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.methods.analyze import infer
from sidecar.rpc.verb import Call
from tests.factories import RECORDINGS
from tests.shared import needs_recordings


@pytest.mark.model
@needs_recordings
def test_every_probability_from_stored_embeddings_is_the_models_within_two_thousandths(
    engine: Engine,
) -> None:
    path = RECORDINGS / "birdnet_soundscape.flac"
    infer(engine, InferRequest(inputs=[str(path)]), Call())
    samples, rate_hz = soundfile.read(path, dtype="float32")
    samples = soxr.resample(samples, rate_hz, 48_000)
    windows = samples[: len(samples) // 144_000 * 144_000].reshape(-1, 144_000)
    session = engine.session(None)
    own = np.concatenate([session.run(windows[n : n + 1]).logits for n in range(len(windows))])
    again = session.rejudge(engine.catalog.embeddings.read(1, np.arange(len(windows))))
    assert again is not None
    assert own.shape == again.shape == (40, 6522)
    heard, judged = (1 / (1 + np.exp(-each.astype(np.float64))) for each in (own, again))
    assert heard.max() > 0.8  # something is heard
    assert 0 < np.abs(heard - judged).max() <= 2e-3
