"""The channels of a recording are kept together, and planned from what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sidecar.audio import fingerprint
from sidecar.errors import UnreadableAudio
from sidecar.run.gather import Gathering
from sidecar.run.inline import InlineExecutor
from sidecar.run.judging import Origin
from sidecar.run.plan import Analysis, Known, Planner
from sidecar.run.work import Failed, Outcome, Read, Stands, Work, released
from sidecar.values import Channel
from tests.factories import owl, tone, write_wav
from tests.run.fake import FakeModel, job, judging, tools_of


def _work(name: str, channel: Channel = None, channels: Sequence[Channel] = (None,)) -> Work:
    return Work(Path(name), name, channel=channel, channels=tuple(channels))


def _stands(name: str, channel: Channel, channels: Sequence[Channel]) -> Stands:
    return Stands(_work(name, channel, channels), 1, channel or 9)


def test_a_recording_waits_for_its_last_channel() -> None:
    gathering = Gathering()
    second, first = _stands("a", 2, (1, 2)), _stands("a", 1, (1, 2))
    other = _stands("b", None, (None,))
    assert gathering.add([second, other]) == [other]
    assert gathering.add([first]) == [first, second]
    assert gathering.add([]) == []


def test_a_recording_fails_as_a_whole() -> None:
    gathering = Gathering()
    broken = Failed(_work("a", 2, (1, 2)), UnreadableAudio("Cut short."))
    assert gathering.add([_stands("a", 1, (1, 2)), broken]) == [broken]


def _planner(channel: str | int | None = "each") -> Planner:
    return Planner(
        judging=judging(),
        dtypes=("float32",),
        rejudges=False,
        embeddings=False,
        channel=channel,  # type: ignore[arg-type]
    )


def _stereo(folder: Path) -> Path:
    return write_wav(folder / "a.wav", np.stack([owl(3.0), tone(3.0)], axis=1))


def test_each_channel_of_an_unknown_recording_is_read_and_one_identifies_it(tmp_path: Path) -> None:
    stereo, mono = _stereo(tmp_path), write_wav(tmp_path / "b.wav", tone(3.0))
    files = [(stereo, "a"), (mono, "b"), (tmp_path / "lost.wav", "c")]
    plan = _planner().plan(files, {})
    assert [(work.url, work.channel, work.identifies) for work in plan.read] == [
        ("a", 1, True),
        ("a", 2, False),
        ("b", None, True),
        ("c", None, True),
    ]
    assert plan.read[0].channels == plan.read[1].channels == (1, 2)


def test_a_channel_that_stands_is_not_read_and_the_other_identifies(tmp_path: Path) -> None:
    stereo = _stereo(tmp_path)
    status = stereo.stat()
    version = status.st_size, status.st_mtime_ns
    digest = judging().digests(judging().place(Origin()), "float32", 1).settings
    known = Known(
        analyses={(digest, version): Analysis(1, 7)}, version=version, channels=2, cancels=True
    )
    plan = _planner().plan([(stereo, "a")], {"a": known})
    assert [(each.work.channel, each.analysis_id) for each in plan.stands] == [(1, 7)]
    (work,) = plan.read
    assert (work.channel, work.identifies, work.cancels) == (2, True, True)
    one = _planner(1).plan([(stereo, "a")], {"a": known})
    assert [each.work.channels for each in one.stands] == [(1,)]


def test_the_samples_are_digested_once_for_all_channels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    class Counting(fingerprint.Identifier):
        def __init__(self, audio: object) -> None:
            made.append(audio)
            super().__init__(audio)  # type: ignore[arg-type]

    monkeypatch.setattr("sidecar.run.prepare.Identifier", Counting)
    plan = _planner().plan([(_stereo(tmp_path), "a")], {})
    executor = InlineExecutor(tools_of(FakeModel()))
    outcomes: list[Outcome] = []
    for some in executor.run(job(), plan.read, lambda tally: None):
        outcomes += some
    first, second = outcomes
    assert isinstance(first, Read) and isinstance(second, Read)
    assert len(made) == 1 and first.identity is not None and second.identity is None
    assert first.digests.settings != second.digests.settings
    mean = replace(plan.read[0], channel=None, channels=(None,))
    ((alone,),) = executor.run(job(), [mean], lambda tally: None)
    assert isinstance(alone, Read) and alone.identity == first.identity


def test_what_is_let_go_holds_no_embeddings(tmp_path: Path) -> None:
    plan = _planner().plan([(_stereo(tmp_path), "a")], {})
    executor = InlineExecutor(tools_of(FakeModel()))

    def read() -> list[Read]:
        found = [each for (each,) in executor.run(job(embeddings=True), plan.read, lambda _: None)]
        return [each for each in found if isinstance(each, Read)]

    def closed(each: Read) -> bool:
        assert each.embeddings is not None
        return each.embeddings._file.closed

    stopped, failed = Gathering(), Gathering()
    first, second = read()
    assert stopped.add([first]) == [] and not closed(first)
    stopped.close()
    assert closed(first)
    with released([second]):
        broken = Failed(first.work, UnreadableAudio("Cut short."))
        assert failed.add([second, broken]) == [broken] and closed(second)
