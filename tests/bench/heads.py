"""Learning from fifty labels, and the head over a million stored windows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sidecar.app.engine import Engine
from sidecar.contract.heads import ApplyHeadRequest, SuggestRequest, TrainHeadRequest
from sidecar.methods import heads as verbs
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.bench.row import Row
from tests.stored import engine_with_base, label, store_windows

_DIMENSION = 1024
_EACH = 100  # five minutes in windows of 3 s
_BLOCK = 20_000
_SPECIES = 5
_LABELS = 50
# In so many windows there is one of the species, in the others none.
_ONE_IN = 40


def heads(place: Path, windows: int = 1_000_000) -> Iterator[Row]:
    """Time training, applying, applying again and suggesting."""
    engine = engine_with_base(place / "heads", dimension=_DIMENSION)
    ids = store_windows(engine, _blocks(windows), each=_EACH, count=windows)
    _label(engine, ids, windows)
    marks = [time.perf_counter()]
    trained = verbs.train(engine, TrainHeadRequest(name="bench"), Call())
    marks.append(time.perf_counter())
    applied = verbs.apply(engine, ApplyHeadRequest(name="bench"), Call())
    marks.append(time.perf_counter())
    verbs.apply(engine, ApplyHeadRequest(name="bench"), Call())
    marks.append(time.perf_counter())
    verbs.suggest(engine, SuggestRequest(name="bench"), Call())
    marks.append(time.perf_counter())
    learnt_s, applied_s, again_s, asked_s = np.diff(marks).tolist()
    right = _right(engine, windows)
    engine.close()
    size = f"{windows:,} stored windows of {_DIMENSION:,} numbers"
    yield Row(
        f"head trained on {trained.labels} labels of {len(trained.classes)} species, with "
        f"{trained.folds}-fold cross-validation",
        f"{learnt_s:.2f} s; mean AP {trained.average_precision:.3f}",
        "",
    )
    yield Row(
        f"it applied to {size}, detections written",
        f"{applied_s:.1f} s; {applied.detections:,} detections, {right:.0%} of them right",
        "10 s",
    )
    yield Row(f"training and applying, {size}", f"{learnt_s + applied_s:.1f} s", "10 s")
    yield Row("the same asked again: nothing to do", f"{again_s:.1f} s", "")
    yield Row(f"20 suggestions out of {size}", f"{asked_s:.1f} s", "")


def _species_of(windows: int) -> np.ndarray:
    """Plant a species [windows] in some windows, -1 in the others."""
    rng = np.random.default_rng(9)
    species = rng.integers(0, _SPECIES, windows)
    return np.where(rng.random(windows) < 1 / _ONE_IN, species, -1)


def _blocks(windows: int) -> Iterator[Float32]:
    """Make embeddings of noise; a voice in it is a quarter as long."""
    species = _species_of(windows)
    rng = np.random.default_rng(10)
    voices = rng.standard_normal((_SPECIES, _DIMENSION), dtype=np.float32) * np.float32(0.35)
    for first in range(0, windows, _BLOCK):
        mine = species[first : first + _BLOCK]
        x = rng.standard_normal((len(mine), _DIMENSION), dtype=np.float32)
        x[mine >= 0] += voices[mine[mine >= 0]]
        yield x


def _label(engine: Engine, ids: list[int], windows: int) -> None:
    """Let a person say YES to each species in seven windows, and NO in three."""
    species = _species_of(windows)
    rng = np.random.default_rng(11)
    each = _LABELS // _SPECIES
    for number in range(_SPECIES):
        yes = rng.choice(np.nonzero(species == number)[0], each - 3, replace=False)
        no = rng.choice(np.nonzero(species < 0)[0], 3, replace=False)
        for verified, chosen in (("YES", yes), ("NO", no)):
            for window in chosen.tolist():
                place = ids[window // _EACH], window % _EACH
                label(engine, *place, f"Species {number}", verified)


def _right(engine: Engine, windows: int) -> float:
    """Tell which share of the detections is where the species was planted."""
    species = _species_of(windows)
    rows = (
        engine.catalog.reader()
        .execute(
            """SELECT (a.recordingId - 1) * ? + CAST(round(d.startTime / 3.0) AS INTEGER),
                 CAST(substr(s.species, 9) AS INTEGER)
               FROM Detection d JOIN Analysis a USING (analysisId) JOIN Species s USING (speciesId)
               WHERE d.current = 1""",
            (_EACH,),
        )
        .fetchall()
    )
    found = np.array([tuple(row) for row in rows]).reshape(-1, 2)
    return float((species[found[:, 0]] == found[:, 1]).mean()) if len(found) else 0.0
