"""Catalogs with stored windows, made without a model."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile

import numpy as np

from sidecar.store.catalog import Catalog
from sidecar.store.entries import Digests, Found, ModelRow, NewAnalysis, Place, WindowSet
from sidecar.values import AudioFacts, Float32, Metadata

BIRDNET = ModelRow("birdnet-v2.4", "BirdNET", "2.4", "a" * 64, "1", "free")
WINDOW_S, RATE_HZ = 3.0, 48_000


def clustered(count: int, dimension: int, seed: int = 0, clusters: int = 40) -> Float32:
    """Draw embeddings [count, dimension] that lie about some centres, in random order."""
    centres = np.random.default_rng(1).standard_normal((clusters, dimension))
    rng = np.random.default_rng(seed)
    points = centres[rng.integers(clusters, size=count)]
    points += 0.6 * rng.standard_normal((count, dimension)) + 0.8
    return np.asarray(15 * points, np.float32)


def keep(
    catalog: Catalog,
    model_id: int,
    name: str,
    embeddings: Float32,
    *found: Found,
    settings: str = "s",
    hop_s: float = WINDOW_S,
    metadata: Metadata | None = None,
) -> int:
    """Keep a recording's windows with their embeddings [w, d]; returns its recordingId."""
    offsets = np.arange(len(embeddings)) * round(hop_s * RATE_HZ)
    seconds = (len(embeddings) - 1) * hop_s + WINDOW_S
    url = f"/{name}.wav"
    run = catalog.begin_run(model_id, "{}", "test", [url])
    with TemporaryFile() as file:
        file.write(embeddings.astype(np.float32).tobytes())
        windows = WindowSet(None, seconds, seconds, 0, offsets, embeddings.shape[1], file)
        facts = AudioFacts(Path(url), RATE_HZ, 1, round(seconds * RATE_HZ), "WAV", "PCM_16", 1, 1)
        digests = Digests(f"w {hop_s}", settings)
        analysis = NewAnalysis(url, facts, metadata or Metadata(), windows, digests, Place(), found)
        recording_id, _ = catalog.save(run, model_id, analysis)
    catalog.end_run(run, "complete")
    return recording_id
