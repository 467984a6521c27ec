"""The monitor of embeddings: what it counts, what it takes for an anomaly, and that threads may
tell it of windows in any order.
"""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.run.inline import InlineExecutor
from sidecar.run.monitor import HISTORY, Monitor, Track
from sidecar.run.stream import Stream
from sidecar.run.threads import Effort, ThreadExecutor
from sidecar.run.tools import Tools
from sidecar.run.work import Work, released
from sidecar.values import Float32
from tests.factories import write_wav
from tests.run.fake import CUTTING, RATE_HZ, FakeModel, job, tools_of

RATE, WINDOW_S = 10, 1.0


def _track(monitor: Monitor, path: str = "a.wav") -> Track:
    return monitor.track(rate_hz=RATE, window_s=WINDOW_S, path=path)


def _tell(track: Track, embeddings: Float32, first: int = 0, at_once: int = 4) -> None:
    for begin in range(0, len(embeddings), at_once):
        part = embeddings[begin : begin + at_once]
        offsets = (first + begin + np.arange(len(part))) * RATE
        track.heard(first + begin, offsets, part)


def _steady(count: int, seed: int = 1) -> Float32:
    """Make embeddings of norm 10 or so that hardly turn."""
    rng = np.random.default_rng(seed)
    directions = np.array([1.0, 0.0, 0.0, 0.0]) + rng.normal(0, 0.01, (count, 4))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    lengths = rng.normal(10.0, 0.1, (count, 1))
    return np.asarray(directions * lengths, np.float32)


def test_norms_and_distances_are_those_of_numpy() -> None:
    rng = np.random.default_rng(2)
    embeddings = rng.normal(size=(30, 4)).astype(np.float32)
    monitor = Monitor()
    _tell(_track(monitor), embeddings, at_once=7)
    seen = monitor.watched()
    lengths = np.linalg.norm(embeddings.astype(np.float64), axis=1)
    units = embeddings / lengths[:, np.newaxis]
    distances = 1.0 - (units[1:] * units[:-1]).sum(axis=1)
    assert np.sort(seen.norms) == pytest.approx(np.sort(lengths), rel=1e-6)
    assert np.sort(seen.distances) == pytest.approx(np.sort(distances), abs=1e-6)
    assert (seen.windows, seen.recordings) == (30, 1)


@given(st.permutations(range(8)), st.integers(1, 5))
def test_groups_may_come_in_any_order(order: list[int], at_once: int) -> None:
    embeddings = np.random.default_rng(3).normal(size=(8 * at_once, 4)).astype(np.float32)
    plain, mixed = Monitor(), Monitor()
    _tell(_track(plain), embeddings, at_once=at_once)
    track = _track(mixed)
    for number in order:
        begin = number * at_once
        _tell(track, embeddings[begin : begin + at_once], first=begin, at_once=at_once)
    one, other = plain.watched(), mixed.watched()
    assert len(other.distances) == 8 * at_once - 1
    assert np.sort(one.distances) == pytest.approx(np.sort(other.distances), abs=1e-7)
    assert not track._firsts and len(track._lasts) == 1  # nothing is left but the end


def test_no_distance_is_taken_across_recordings() -> None:
    monitor = Monitor()
    for path in ("a.wav", "b.wav"):
        _tell(_track(monitor, path), _steady(1))
    assert len(monitor.watched().distances) == 0


def test_fewer_than_a_hundred_windows_make_no_anomaly() -> None:
    monitor = Monitor()
    track = _track(monitor)
    _tell(track, _steady(99))
    _tell(track, 50 * _steady(1), first=99)
    seen = monitor.watched()
    assert (seen.judged, seen.anomalous) == (0, 0)


def test_an_odd_norm_is_named_with_its_recording_and_time() -> None:
    monitor = Monitor()
    track = _track(monitor)
    _tell(track, _steady(300))
    _tell(track, 3 * _steady(1), first=300)
    (found,) = monitor.watched().anomalies
    assert (found.place.path, found.place.start_s, found.place.end_s) == ("a.wav", 300.0, 301.0)
    assert found.reasons == ["norm"]
    assert found.norm == pytest.approx(30.0, rel=0.1)
    assert found.deviations is not None and found.deviations > 100


def test_an_odd_turn_is_an_anomaly_of_distance() -> None:
    monitor = Monitor()
    track = _track(monitor)
    _tell(track, _steady(300))
    turned = np.roll(_steady(2, seed=9), 1, axis=1)
    _tell(track, turned, first=300, at_once=2)
    (found,) = monitor.watched().anomalies  # the first turned one; the second is like it
    assert (found.reasons, found.place.start_s) == (["distance"], 300.0)
    assert found.distance == pytest.approx(1.0, abs=0.1)


def test_an_odd_turn_is_found_whichever_side_came_first() -> None:
    monitor = Monitor()
    track = _track(monitor)
    _tell(track, _steady(300))
    _tell(track, np.roll(_steady(2, seed=9), 1, axis=1), first=302, at_once=2)
    _tell(track, _steady(2, seed=8), first=300, at_once=2)
    (found,) = monitor.watched().anomalies
    assert (found.reasons, found.place.start_s) == (["distance"], 302.0)


def test_a_window_that_is_odd_in_two_ways_counts_once() -> None:
    monitor = Monitor()
    track = _track(monitor)
    _tell(track, _steady(300))
    _tell(track, 3 * np.roll(_steady(1, seed=9), 1, axis=1), first=301, at_once=1)
    _tell(track, _steady(1, seed=8), first=300, at_once=1)
    seen = monitor.watched()
    (found,) = seen.anomalies
    assert sorted(found.reasons) == ["distance", "norm"]
    assert (seen.anomalous, seen.judged) == (1, 202)


def test_nan_and_silence_spoil_no_figure() -> None:
    monitor = Monitor()
    track = _track(monitor)
    embeddings = _steady(200)
    embeddings[50] = np.nan
    embeddings[60, 2] = np.inf
    embeddings[70] = 0.0
    _tell(track, embeddings)
    seen = monitor.watched()
    assert (seen.without_numbers, seen.without_direction) == (2, 1)
    assert np.isfinite(seen.norms).all() and np.isfinite(seen.distances).all()
    assert (len(seen.norms), len(seen.distances)) == (197, 199 - 6)
    assert [(each.place.start_s, each.reasons) for each in seen.anomalies] == [
        (50.0, ["numbers"]),
        (60.0, ["numbers"]),
    ]
    assert [each.deviations for each in seen.anomalies] == [None, None]


def test_the_memory_is_bounded_whatever_comes() -> None:
    monitor = Monitor()
    embeddings = np.full((4096, 4), np.nan, np.float32)
    for number in range(4):
        _tell(_track(monitor, f"{number}.wav"), embeddings, at_once=4096)
        _tell(_track(monitor, f"{number}.wav"), _steady(4096), at_once=4096)
    seen = monitor.watched()
    assert len(seen.norms) == HISTORY
    assert len(seen.anomalies) == 1_000
    assert seen.without_numbers == 4 * 4096


def test_the_history_follows_what_came_last() -> None:
    monitor = Monitor()
    _tell(_track(monitor), _steady(HISTORY), at_once=1000)
    _tell(_track(monitor, "b.wav"), 2 * _steady(HISTORY), at_once=1000)
    assert np.median(monitor.watched().norms) == pytest.approx(20.0, rel=0.01)


def test_many_threads_lose_no_window() -> None:
    monitor = Monitor()

    def work(number: int) -> None:
        _tell(_track(monitor, f"{number}.wav"), _steady(400, seed=number))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen = monitor.watched()
    assert (seen.windows, seen.recordings) == (3200, 8)
    assert len(seen.distances) == 8 * 399


# Runs and streams.


def _loud(levels: list[float]) -> Float32:
    samples = np.zeros(len(levels) * RATE_HZ, np.float32)
    samples[::RATE_HZ] = levels
    return samples


@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("threads", [True, False])
def test_a_run_tells_of_every_window_once(tmp_path: Path, batch: int, threads: bool) -> None:
    levels = [0.1 * (number % 7 + 1) for number in range(40)]
    path = write_wav(tmp_path / "a.wav", _loud(levels), rate_hz=RATE_HZ, subtype="FLOAT")
    monitor = Monitor()

    def tools(asked: object) -> Tools:
        made = tools_of(FakeModel())(asked)  # type: ignore[arg-type]
        return Tools(made.prepare, made.model, made.judge, monitor)

    executor = (
        ThreadExecutor(tools, Effort(callers=3, batch=batch))
        if threads
        else InlineExecutor(tools, batch=batch)
    )
    for outcomes in executor.run(job(), [Work(path, "the url")], lambda tally: None):
        with released(outcomes):
            pass
    seen = monitor.watched()
    assert (seen.windows, seen.recordings, len(seen.distances)) == (40, 1, 39)
    assert np.sort(seen.norms) == pytest.approx(np.sort(levels), rel=1e-6)


def test_a_stream_is_one_recording(tmp_path: Path) -> None:
    monitor = Monitor()
    track = monitor.track(rate_hz=RATE_HZ, window_s=1.0, stream="s1")
    stream = Stream(FakeModel(), CUTTING, rate_hz=RATE_HZ, form="f32le", track=track)
    samples = _loud([0.5] * 6)
    for part in np.array_split(samples, 9):
        list(stream.push(part.astype("<f4").tobytes()))
    list(stream.finish())
    seen = monitor.watched()
    assert (seen.windows, len(seen.distances)) == (6, 5)
    assert seen.distances == pytest.approx([0.0] * 5, abs=1e-6)
