"""Catalogs of stored windows, with labels, without a recording or a real model behind them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.modelnames import model_version
from sidecar.catalog.sqlite.rows import insert, now, species_id
from sidecar.catalog.sqlite.vectors import append
from sidecar.models.add import Wanted, add
from sidecar.models.registry import RECORD_FILE, read_record
from sidecar.models.versions import VERSIONS_FOLDER
from sidecar.settings import Settings
from sidecar.values import Float32
from tests.tiny import write_labels, write_model

RATE_HZ, WINDOW_S = 48_000, 3.0


def engine_at(home: Path) -> Engine:
    """Open what `engine_with_base` made."""
    settings = Settings(
        home=home, catalog=home / "catalog.sqlite", manifests=home / "none", model="base"
    )
    return Engine(settings)


def engine_with_base(home: Path, *, dimension: int) -> Engine:
    """Make an engine whose active model, "base", gives embeddings of `dimension` numbers."""
    engine = engine_at(home)
    add_base(engine, dimension=dimension)
    return engine


def add_base(engine: Engine, *, dimension: int, classes: int = 3) -> None:
    """Install the model "base"; other `classes` make another version of it."""
    target = engine.registry.path("base")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_base(dimension, classes), target)


def add_version(engine: Engine, *, dimension: int, classes: int) -> str:
    """Install another version of the model "base" beside it; returns its id."""
    source = _base(dimension, classes)
    version_id = read_record(source / RECORD_FILE).version_id
    shutil.copytree(source, engine.settings.models / VERSIONS_FOLDER / "base" / version_id)
    return version_id


def other_version(home: Path) -> str:
    """Name the version that `add_version` installed; empty where it did not."""
    beside = (home / "models" / VERSIONS_FOLDER / "base").glob("*/")
    return next((folder.name for folder in beside), "")


@cache
def _base(dimension: int, classes: int) -> Path:
    """Add the model "base" once, for its trial takes a second; returns its folder."""
    scratch = Path(tempfile.mkdtemp(prefix="linnet-base-"))
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    engine = engine_at(scratch / "home")
    model = write_model(
        scratch / "base.onnx", shape=(144_000,), classes=classes, embedding=dimension
    )
    labels = write_labels(scratch / "base.txt", classes)
    added = add(engine.registry, Wanted(model, labels, {"name": "base", "title": "Base"}))
    return engine.registry.path(added.installed.manifest.name)


def store_windows(
    engine: Engine,
    blocks: Iterable[Float32],
    *,
    each: int,
    count: int,
    names: Sequence[int] | None = None,
) -> list[int]:
    """Store `count` windows as recordings of `each` windows; returns the recordings' ids.

    `names` has the number in each recording's file name; without it, they count up from 0.
    """
    catalog = engine.catalog
    session = engine.session("base")
    model_id = catalog.runs.model_id(model_version(session))
    dimension = session.manifest.embedding
    assert dimension is not None
    step = round(WINDOW_S * RATE_HZ)
    ids = []
    with catalog.transaction() as db:
        first = append(db, catalog.path, model_id, dimension, blocks)
        for place, number in enumerate(names or range(count // each)):
            seconds = each * WINDOW_S
            recording_id = insert(
                db,
                "Recording",
                url=f"/night/{number:06}.wav",
                directory="/night",
                datetime=f"2026-05-{number % 28 + 1:02}T22:00:00",
                duration=seconds,
                samplerate=RATE_HZ,
            )
            db.execute(
                """INSERT INTO RecordingFacts (recordingId, sizeBytes, modifiedNs, frames, channels,
                   container, encoding) VALUES (?, 1, 1, ?, 1, 'WAV', 'PCM_16')""",
                (recording_id, round(seconds * RATE_HZ)),
            )
            insert(
                db,
                "WindowSet",
                recordingId=recording_id,
                modelId=model_id,
                windowsDigest="w",
                status="done",
                secondsReached=seconds,
                windows=each,
                quietWindows=0,
                dimension=dimension,
                sizeBytes=1,
                modifiedNs=1,
                firstVector=first + place * each,
                offsets=(np.arange(each) * step).astype("<i8").tobytes(),
            )
            ids.append(recording_id)
    return ids


def label(
    engine: Engine,
    recording_id: int,
    window: int,
    species: str,
    verified: str = "YES",
    *,
    person: str = "Ana",
) -> int:
    """Let a person decide on a species in a window; returns the annotationId."""
    catalog = engine.catalog
    start = window * WINDOW_S
    with catalog.transaction() as db:
        db.execute(
            "INSERT OR IGNORE INTO Labeler (name, email, isHuman) VALUES (?, '', 1)", (person,)
        )
        (labeler_id,) = db.execute(
            "SELECT labelerId FROM Labeler WHERE name = ?", (person,)
        ).fetchone()
        db.execute(
            """INSERT OR IGNORE INTO RegionOfInterest (recordingId, starttime, endtime)
               VALUES (?, ?, ?)""",
            (recording_id, start, start + WINDOW_S),
        )
        (region_id,) = db.execute(
            """SELECT regionId FROM RegionOfInterest
               WHERE recordingId = ? AND starttime = ? AND endtime = ?""",
            (recording_id, start, start + WINDOW_S),
        ).fetchone()
        return insert(
            db,
            "Annotation",
            verified=verified,
            regionId=region_id,
            labelerId=labeler_id,
            annotationDate=now(),
            speciesId=species_id(db, species, species),
            mostRecent=1,
        )
