"""What metrics, monitors and routing cost of a run's time: the same run with and without them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.metrics import Metrics
from sidecar.contract.analyze import InferRequest
from sidecar.methods.analyze import infer
from sidecar.models.guard import ModelCall
from sidecar.models.interface import Scores
from sidecar.models.versions import Arm
from sidecar.recordings.arms import by_arm
from sidecar.recordings.inputs import InputFiles
from sidecar.rpc.verb import Call
from sidecar.run.monitor import Monitor
from sidecar.settings import Settings
from tests.bench import sounds
from tests.bench.row import Row

_WINDOWS = 200  # of 3 s: 10 minutes
_ROUNDS = 9
_BATCH, _DIMENSION, _CLASSES = 4, 1024, 6522
_CALLS, _POOL = 2_000, 500
_AN_HOUR = 1_200 / _BATCH  # batches of a recording of an hour


class _Nobody:
    """Stands where monitors are, and watches nothing."""

    def of(self, model: object) -> None:
        return None


def watched(engine: Engine, on: bool) -> None:
    """Switch metrics and monitors of an engine on or off."""
    nobody: Any = _Nobody()
    fresh = Engine(engine.settings)
    engine.meters = [engine.metrics] if on else []
    engine.monitors = fresh.monitors if on else nobody
    if (session := engine.sessions.find("birdnet-v2.4")) is not None:
        session._guard._meters = engine.meters


def watching(engine: Engine, place: Path) -> Iterator[Row]:
    """Run BirdNET with and without all that watches it, in turn; then route a recording."""
    path = sounds.write(place / "watching" / "0.wav", 48_000, _WINDOWS * 3.0)
    settings = engine.settings
    ours = Engine(Settings(settings.home, place / "watching.sqlite", settings.manifests))
    request = InferRequest(inputs=[str(path)], force=True, cache=False, model="birdnet-v2.4")
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * _ROUNDS + 2):
        on = number % 2 == 0
        watched(ours, on)
        began = time.process_time()  # of all threads: another program's work is not ours
        infer(ours, request, Call())
        if number > 1:  # the first of each warms up
            times[on].append(time.process_time() - began)
    pairs = zip(times[True], times[False], strict=True)
    more = statistics.median(one / other - 1 for one, other in pairs)
    spread = statistics.stdev(times[False]) / statistics.mean(times[False])
    each_s = statistics.median(times[False]) / (_WINDOWS / _BATCH)
    own_s = _own_s()
    yield Row(
        "processor time of a run of BirdNET with metrics and monitors, against without",
        f"{more:+.2%} (runs without differ by {spread:.2%})",
        "<= 2 %",
    )
    yield Row(
        f"metrics and monitors of a batch of {_BATCH} windows",
        f"{1e6 * own_s:.0f} us, {own_s / each_s:.3%} of its time",
        "<= 2 %",
    )
    routed_s = _routed_s(path)
    yield Row(
        "to route a recording of an hour between two versions",
        f"{1e3 * routed_s:.2f} ms, {routed_s / (_AN_HOUR * each_s):.4%} of its run",
        "<= 2 %",
    )
    ours.close()


def _routed_s(path: Path) -> float:
    """Time the choice of a version for a recording, which reads its beginning alone."""
    arms = [Arm(version_id=name, weight=0.5) for name in ("a", "b")]
    inputs, times = InputFiles([path], []), []
    for _ in range(_CALLS):
        began = time.process_time()
        by_arm(inputs, arms, name="birdnet-v2.4")
        times.append(time.process_time() - began)
    return statistics.median(times)


def _own_s() -> float:
    """Time metrics and monitor alone, once both have a long history."""
    metrics, monitor = Metrics(), Monitor()
    track = monitor.track(rate_hz=48_000, window_s=3.0, path="a.wav")
    rng = np.random.default_rng(1)
    pool = rng.normal(size=(_POOL, _BATCH, _DIMENSION)).astype(np.float32)
    logits = np.zeros((_BATCH, _CLASSES), np.float32)
    times = []
    for number in range(2 * _CALLS):
        offsets = (number * _BATCH + np.arange(_BATCH)) * 144_000
        embeddings = pool[number % _POOL]
        call = ModelCall("birdnet-v2.4", "1", _BATCH, 0.1, Scores(logits, embeddings))
        began = time.process_time()
        metrics.heard(call)
        track.heard(number * _BATCH, offsets, embeddings)
        times.append(time.process_time() - began)
    return statistics.mean(times[_CALLS:])
