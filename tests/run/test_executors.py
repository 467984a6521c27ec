"""Where the work is done makes no difference to what is found, and trouble stays where it is."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from sidecar.errors import InferenceFailed, InvalidParams, RequestCancelled
from sidecar.models.interface import Model
from sidecar.run import threads
from sidecar.run.executor import Executor
from sidecar.run.inline import InlineExecutor
from sidecar.run.tally import Tally
from sidecar.run.threads import Effort, ThreadExecutor
from sidecar.run.tools import OpenTools
from sidecar.run.work import Failed, Job, Outcome, Read, Work, released
from sidecar.values import Float32
from tests.factories import write_wav
from tests.run.fake import RATE_HZ, FakeModel, job, tools_of


class Elsewhere:
    """Works as a machine elsewhere would: all that goes there and comes back is sent as bytes."""

    def __init__(self, tools: OpenTools) -> None:
        self._there = InlineExecutor(tools, batch=3)

    def run(
        self, job: Job, work: Iterable[Work], tell: Callable[[Tally], None]
    ) -> Iterator[Sequence[Outcome]]:
        job, sent = pickle.loads(pickle.dumps((job, list(work))))
        for outcomes in self._there.run(job, sent, tell):
            with released(outcomes):
                back = pickle.dumps(outcomes)
            yield pickle.loads(back)


EXECUTORS: dict[str, Callable[[OpenTools], Executor]] = {
    "one reader": lambda tools: ThreadExecutor(tools, Effort(callers=1, readers=1)),
    "three readers": lambda tools: ThreadExecutor(tools, Effort(callers=2, readers=3)),
    "windows one by one": lambda tools: ThreadExecutor(tools, Effort(callers=3, batch=1)),
    "inline": lambda tools: InlineExecutor(tools),
    "elsewhere": Elsewhere,
}

Make = Callable[[Model], Executor]


@pytest.fixture(params=EXECUTORS)
def make(request: pytest.FixtureRequest) -> Make:
    return lambda model: EXECUTORS[request.param](tools_of(model))


def _loud(levels: Sequence[float]) -> Float32:
    """Make a second for each level: its loudest sample."""
    samples = np.zeros(len(levels) * RATE_HZ, np.float32)
    samples[np.arange(len(levels)) * RATE_HZ + 100] = levels
    return samples


@pytest.fixture
def night(tmp_path: Path) -> dict[str, list[float]]:
    """Write recordings of other lengths, and tell the level of each of their windows."""
    chance = np.random.default_rng(5)
    levels = {
        str(tmp_path / f"{number:02}.wav"): chance.choice([0.2, 0.9], 1 + 7 * number % 19).tolist()
        for number in range(12)
    }
    for path, each in levels.items():
        write_wav(Path(path), _loud(each), rate_hz=RATE_HZ, subtype="FLOAT")
    return levels


def _work(paths: Iterable[str]) -> list[Work]:
    return [Work(Path(path), path) for path in paths]


def _outcomes(
    executor: Executor, work: Iterable[Work], job: Job, tell: Callable[[Tally], None] | None = None
) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for outcomes in executor.run(job, work, tell or (lambda tally: None)):
        for each in outcomes:
            assert each.work.url not in found
            found[each.work.url] = each
    return found


def _heard(outcome: Outcome) -> list[tuple[float, str]]:
    assert isinstance(outcome, Read)
    return [(row.start_s, row.species) for row in outcome.found]


def _expected(levels: Sequence[float]) -> list[tuple[float, str]]:
    return [
        (float(second), "Strix aluco" if level > 0.5 else "Parus major")
        for second, level in enumerate(levels)
    ]


def test_a_recording_tells_that_its_channels_cancel(make: Make, tmp_path: Path) -> None:
    left = _loud([0.9, 0.9])
    for name, right in (("opposite", -left), ("same", left)):
        stereo = np.stack([left, right], axis=1)
        write_wav(tmp_path / f"{name}.wav", stereo, rate_hz=RATE_HZ, subtype="FLOAT")
    paths = [str(tmp_path / "opposite.wav"), str(tmp_path / "same.wav")]
    cancel = []
    for outcome in _outcomes(make(FakeModel()), _work(paths), job()).values():
        assert isinstance(outcome, Read)
        cancel.append((Path(outcome.work.url).stem, outcome.cancels, len(_heard(outcome))))
    # The mean of opposite channels is silent, and no model is asked about silence.
    assert sorted(cancel) == [("opposite", True, 0), ("same", False, 2)]


def test_recordings_that_end_soon_after_one_another_come_together(
    night: dict[str, list[float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def sizes() -> list[int]:
        executor = ThreadExecutor(tools_of(FakeModel()), Effort(callers=2, readers=2))
        return [len(each) for each in executor.run(job(), _work(night), lambda tally: None)]

    monkeypatch.setattr(threads, "_TOGETHER_S", 3600.0)  # even on a slow machine
    monkeypatch.setattr(threads, "_TOGETHER_PART", 1e9)  # and from the first one on
    assert sizes() == [12]
    monkeypatch.setattr(threads, "_MOST_TOGETHER", 5)
    assert sizes() == [5, 5, 2]
    monkeypatch.setattr(threads, "_TOGETHER_S", 0.0)
    assert max(sizes()) <= 5


def test_every_recording_ends_once_with_what_is_in_it(
    make: Make, night: dict[str, list[float]]
) -> None:
    found = _outcomes(make(FakeModel()), _work(night), job())
    assert {url: _heard(each) for url, each in found.items()} == {
        url: _expected(levels) for url, levels in night.items()
    }


def test_embeddings_come_window_by_window(make: Make, night: dict[str, list[float]]) -> None:
    found = _outcomes(make(FakeModel()), _work(night), job(embeddings=True))
    for url, outcome in found.items():
        assert isinstance(outcome, Read) and outcome.embeddings is not None
        with released([outcome]):
            (rows,) = outcome.embeddings.blocks(len(night[url]))
            np.testing.assert_allclose(rows[:, 0], night[url], rtol=1e-6)
            assert outcome.windows.offsets.tolist() == [
                second * RATE_HZ for second in range(len(night[url]))
            ]


def test_without_embeddings_none_come(make: Make, night: dict[str, list[float]]) -> None:
    found = _outcomes(make(FakeModel()), _work(night), job())
    assert all(isinstance(each, Read) and each.embeddings is None for each in found.values())


def test_a_recording_that_cannot_be_read_ends_and_the_others_too(
    make: Make, night: dict[str, list[float]], tmp_path: Path
) -> None:
    (tmp_path / "bad.wav").write_bytes(b"RIFF but no more")
    bad = [str(tmp_path / "bad.wav"), str(tmp_path / "missing.wav")]
    found = _outcomes(make(FakeModel()), _work([bad[0], *night, bad[1]]), job())
    assert {url for url, each in found.items() if isinstance(each, Failed)} == set(bad)
    assert len(found) == len(night) + 2
    for url in bad:
        outcome = found[url]
        assert isinstance(outcome, Failed) and outcome.error.path is not None


def test_a_model_that_fails_in_the_middle_ends_its_recordings_and_no_other(
    make: Make, night: dict[str, list[float]]
) -> None:
    def fail_once(calls: int, logits: Float32) -> None:
        if calls == 3:
            raise RuntimeError("the driver is gone")

    found = _outcomes(make(FakeModel(fail_once)), _work(night), job())
    assert set(found) == set(night)
    failed = [each for each in found.values() if isinstance(each, Failed)]
    assert failed
    assert all(isinstance(each.error, InferenceFailed) for each in failed)
    assert "the driver is gone" in failed[0].error.hint
    for url, outcome in found.items():
        if isinstance(outcome, Read):
            assert _heard(outcome) == _expected(night[url])


def test_windows_without_numbers_are_told_and_nothing_is_named_in_them(
    make: Make, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a.wav", _loud([0.9] * 5), rate_hz=RATE_HZ, subtype="FLOAT")

    def broken(calls: int, logits: Float32) -> Float32 | None:
        return np.full_like(logits, np.nan) if calls == 1 else None

    outcome = _outcomes(make(FakeModel(broken)), _work([str(path)]), job())[str(path)]
    assert isinstance(outcome, Read)
    assert outcome.windows.status == "partial"
    said = outcome.windows.trouble or ""
    silent = 5 - len(outcome.found)
    assert 0 < silent <= 5 and said == f"The model gave no numbers for {silent} of 5 windows."


def test_progress_adds_up_and_what_it_raises_stops_the_work(
    make: Make, night: dict[str, list[float]]
) -> None:
    seen: list[tuple[int, float]] = []
    fresh = 0

    def tell(tally: Tally) -> None:
        nonlocal fresh
        seen.append((tally.windows, tally.audio_s))
        fresh += sum(len(each.start_s) for each in tally.take_fresh())

    _outcomes(make(FakeModel()), _work(night), job(), tell)
    windows = sum(map(len, night.values()))
    assert seen == sorted(seen)
    assert seen[-1][0] == windows == pytest.approx(seen[-1][1])
    assert fresh == windows

    def stop(tally: Tally) -> None:
        raise RequestCancelled

    with pytest.raises(RequestCancelled):
        _outcomes(make(FakeModel()), _work(night), job(), stop)


def test_a_job_that_cannot_begin_says_why(make: Make, night: dict[str, list[float]]) -> None:
    def no_tools(job: Job) -> None:
        raise InvalidParams("There is no such model.", field="model")

    for kind in EXECUTORS.values():
        with pytest.raises(InvalidParams, match="no such model"):
            _outcomes(kind(no_tools), _work(night), job())  # type: ignore[arg-type]


def test_nobody_waits_for_a_model_that_hangs(night: dict[str, list[float]]) -> None:
    goes_on = threading.Event()

    def hang(calls: int, logits: Float32) -> None:
        goes_on.wait(60)

    told = 0

    def tell(tally: Tally) -> None:
        nonlocal told
        told += 1
        if told == 3:
            raise RequestCancelled

    executor = ThreadExecutor(
        tools_of(FakeModel(hang)), Effort(callers=2, readers=3), patience_s=0.01
    )
    with pytest.raises(RequestCancelled):
        _outcomes(executor, _work(night), job(), tell)
    assert not goes_on.is_set()
    goes_on.set()
