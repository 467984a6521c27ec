"""A catalog with many stored windows whose embeddings are spread as a real model's are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.vectors import append
from sidecar.values import Float32

WINDOWS_EACH = 100  # five minutes in windows of 3 s
_BLOCK = 20_000
_CLUSTERS = 20_000


class Cloud:
    """A mixture of clusters; their variance falls along directions as BirdNET's does.

    Of BirdNET's embeddings of varied sounds the first 8, 32 and 128 directions hold 54, 77 and
    95 % of the variance; here 54, 71 and 85 %, which is harder to search.
    """

    def __init__(self, dimension: int, seed: int = 4) -> None:
        rng = np.random.default_rng(seed)
        falling = np.arange(1, dimension + 1, dtype=np.float32) ** -0.6
        self._spread = falling / np.linalg.norm(falling)
        self._turn = np.linalg.qr(rng.standard_normal((dimension, dimension)))[0].astype(np.float32)
        self._centres = self._draw(rng, _CLUSTERS)
        self._chance = rng.pareto(1.2, _CLUSTERS) + 0.05
        self._chance /= self._chance.sum()
        self._mean = np.abs(rng.standard_normal(dimension)).astype(np.float32)
        self._mean /= np.linalg.norm(self._mean)

    def _draw(self, rng: np.random.Generator, count: int) -> Float32:
        drawn = rng.standard_normal((count, len(self._spread)), dtype=np.float32)
        return np.asarray(drawn * self._spread, np.float32)

    def take(self, count: int, seed: int) -> Float32:
        """Draw embeddings [count, d]; two of them have a cosine of about 0.55."""
        rng = np.random.default_rng(seed)
        centres = self._centres[rng.choice(_CLUSTERS, count, p=self._chance)]
        points = 0.8 * centres + 0.6 * self._draw(rng, count)
        lengths = rng.uniform(14.0, 20.0, (count, 1)).astype(np.float32)
        return np.asarray((self._mean * 1.1 + points @ self._turn) * lengths, np.float32)


def stored_windows(folder: Path, rows: int, dimension: int) -> tuple[SqliteCatalog, int]:
    """Open, or make once, a catalog of so many stored windows; returns it with its modelId."""
    path = folder / f"stored-{rows}-{dimension}.sqlite"
    made = path.exists()
    catalog = SqliteCatalog(path)
    model_id = catalog.runs.model_id(ModelVersion("bench", "Bench", "1", "b" * 64, "1", "free"))
    if not made:
        _fill(catalog, model_id, rows, dimension)
    return catalog, model_id


def _fill(catalog: SqliteCatalog, model_id: int, rows: int, dimension: int) -> None:
    cloud = Cloud(dimension)
    offsets = (np.arange(WINDOWS_EACH) * 144_000).astype("<i8").tobytes()

    def blocks() -> Iterator[Float32]:
        for number, first in enumerate(range(0, rows, _BLOCK)):
            yield cloud.take(min(_BLOCK, rows - first), seed=number)

    with catalog.transaction() as db:
        append(db, catalog.path, model_id, dimension, blocks())
        seconds = WINDOWS_EACH * 3.0
        for recording in range(1, rows // WINDOWS_EACH + 1):
            db.execute(
                """INSERT INTO Recording (recordingId, url, directory, datetime, duration,
                   samplerate) VALUES (?, ?, '/', ?, ?, 48000)""",
                (recording, f"/{recording}.wav", f"2026-05-{recording % 28 + 1:02}", seconds),
            )
            db.execute(
                """INSERT INTO RecordingFacts (recordingId, sizeBytes, modifiedNs, frames, channels,
                   container, encoding) VALUES (?, 1, 1, ?, 1, 'WAV', 'PCM_16')""",
                (recording, round(seconds * 48_000)),
            )
            db.execute(
                """INSERT INTO WindowSet (recordingId, modelId, windowsDigest, status,
                   secondsReached, windows, quietWindows, dimension, sizeBytes, modifiedNs,
                   firstVector, offsets) VALUES (?, ?, 'w', 'done', ?, ?, 0, ?, 1, 1, ?, ?)""",
                (
                    recording,
                    model_id,
                    seconds,
                    WINDOWS_EACH,
                    dimension,
                    (recording - 1) * WINDOWS_EACH,
                    offsets,
                ),
            )
