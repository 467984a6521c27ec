"""Listeners hear each recording once and whole, whoever reads it and wherever windows come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from sidecar.cache.features import Features, Keeping
from sidecar.frontends.named import NAMED
from sidecar.run.executor import Executor
from sidecar.run.hearing import Heard, Listener, Listening, hear
from sidecar.run.inline import InlineExecutor
from sidecar.run.prepare import Cutting, Dtype, preparing
from sidecar.run.threads import Effort, ThreadExecutor
from sidecar.run.tools import OpenTools
from sidecar.run.work import Failed, Read, Work
from sidecar.values import AudioFacts, Float32
from tests.factories import write_wav
from tests.run.fake import RATE_HZ, FakeModel, job, tools_of
from tests.run.test_executors import Elsewhere


@dataclass(frozen=True)
class Loudest:
    frames: int
    channels: int
    loudest: float
    kind: str = "loudest"


@dataclass
class LoudestListener:
    facts: AudioFacts
    frames: int = 0
    loudest: float = 0.0

    def hear(self, block: Float32, mean: Float32) -> None:
        assert block.shape == (len(mean), self.facts.channels)
        self.frames += len(block)
        self.loudest = max(self.loudest, float(np.abs(block).max()))

    def heard(self) -> Loudest:
        return Loudest(self.frames, self.facts.channels, round(self.loudest, 3))


@dataclass(frozen=True)
class Means:
    total: float
    kind: str = "means"


@dataclass
class MeansListener:
    facts: AudioFacts
    total: list[float] = field(default_factory=list)

    def hear(self, block: Float32, mean: Float32) -> None:
        self.total.append(float(np.abs(mean).sum(dtype=np.float64)))

    def heard(self) -> Means:
        return Means(round(sum(self.total), 3))


LISTENING: Sequence[Listening] = (LoudestListener, MeansListener)

EXECUTORS: dict[str, Callable[[OpenTools], Executor]] = {
    "three readers": lambda tools: ThreadExecutor(tools, Effort(callers=2, readers=3)),
    "inline": lambda tools: InlineExecutor(tools),
    "elsewhere": Elsewhere,
}


@pytest.fixture
def stereo(tmp_path: Path) -> Path:
    samples = np.zeros((5 * RATE_HZ // 2, 2), np.float32)
    samples[7000] = 0.75, -0.25
    path = tmp_path / "stereo.wav"
    write_wav(path, samples, rate_hz=RATE_HZ, subtype="FLOAT")
    return path


IN_IT: tuple[Heard, ...] = (Loudest(20000, 2, 0.75), Means(0.25))


@pytest.mark.parametrize("name", EXECUTORS)
def test_an_outcome_tells_what_each_listener_heard(name: str, stereo: Path) -> None:
    executor = EXECUTORS[name](tools_of(FakeModel(), LISTENING))
    channels = (1, 2)
    work = [
        Work(stereo, str(stereo), channel=each, channels=channels, identifies=each == 1)
        for each in channels
    ]
    heard = {}
    for outcomes in executor.run(job(), work, lambda tally: None):
        for outcome in outcomes:
            assert isinstance(outcome, Read)
            heard[outcome.work.channel] = outcome.heard
    assert heard == {1: IN_IT, 2: ()}


def test_a_recording_that_breaks_off_was_not_listened_to(stereo: Path) -> None:
    stereo.write_bytes(b"RIFF")
    executor = InlineExecutor(tools_of(FakeModel(), LISTENING))
    ((outcome,),) = executor.run(job(), [Work(stereo, str(stereo))], lambda tally: None)
    assert isinstance(outcome, Failed)


def test_a_recording_can_be_read_for_listeners_alone(stereo: Path) -> None:
    recording, heard = hear(stereo, LISTENING)
    assert heard == IN_IT
    assert recording.reached_s == 2.5
    assert not recording.trouble


@pytest.mark.parametrize("dtype", ["float32", "int8"])
def test_windows_that_the_cache_keeps_are_listened_to(
    dtype: Dtype, stereo: Path, tmp_path: Path
) -> None:
    cutting = Cutting(NAMED["ucsd-librosa-mel"], hop=110_250)
    features = Features(tmp_path / "cache", 1 << 24)

    def heard(*, force: bool, begin: Sequence[Listening]) -> tuple[bool, tuple[Heard, ...] | None]:
        keeping = Keeping(dtype=dtype, force=force)
        prepare = features.remembering(preparing(cutting, listening=begin), cutting, keeping)
        with prepare(stereo) as prepared:
            assert sum(len(each.offsets) for each in prepared.windows)
            return prepared.cached, prepared.heard and prepared.heard()

    assert heard(force=True, begin=LISTENING) == (False, IN_IT)
    assert heard(force=False, begin=()) == (True, None)
    assert heard(force=True, begin=LISTENING) == (False, IN_IT)


def test_the_tests_listeners_are_listeners(stereo: Path) -> None:
    facts = hear(stereo, ())[0].facts
    listeners: list[Listener] = [begin(facts) for begin in LISTENING]
    # A recording of no sample at all is heard too.
    assert [each.heard() for each in listeners] == [Loudest(0, 2, 0.0), Means(0.0)]
