"""Whoever receives results: each outcome once, in any grouping, and nothing after the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.app.report import Report
from sidecar.contract.runprogress import InferProgress
from sidecar.errors import UnreadableAudio
from sidecar.methods.answer import Answer, Wishes
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests, Place
from sidecar.run.sink import Sink
from sidecar.run.windows import Stored
from sidecar.run.work import Failed, Kept, Rejudged, Stands, Work
from tests.keeping import heard

OWL = Detection("Strix aluco", "Tawny Owl", 0.0, 3.0, 0.5)


class Listed:
    """A sink of the tests: the urls it was given, in order."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def take(self, kept: Sequence[Kept]) -> None:
        self.urls += [each.outcome.work.url for each in kept]

    def close(self) -> None:
        self.urls.append("closed")


def _answer() -> tuple[Sink, Callable[[], int]]:
    answer = Answer(Wishes({}, kept=False, by_place=False, unknown_species=[], unknown_to_range=0))
    return answer, lambda: len(answer.recordings) + len(answer.skipped) + len(answer.errors)


def _report() -> tuple[Sink, Callable[[], int]]:
    told: list[InferProgress] = []

    def send(value: object, last: bool) -> bool:
        assert isinstance(value, InferProgress)
        told.append(value)
        return True

    report = Report(Call(send, every_s=0.0), None, 9, window_s=3.0)
    return report, lambda: told[-1].done if told else 0


def _listed() -> tuple[Sink, Callable[[], int]]:
    listed = Listed()
    return listed, lambda: len(set(listed.urls) - {"closed"})


SINKS = {"answer": _answer, "report": _report, "list": _listed}


def _kept(number: int) -> Kept:
    """Make one of the four kinds of outcome, as it was kept."""
    url = f"/card/{number}.wav"
    work = Work(Path(url), url)
    match number % 4:
        case 0:
            return Kept(heard(url, OWL, seconds=6.0, offsets=np.array([0])), number, number)
        case 1:
            return Kept(Stands(work, number, number), number, number)
        case 2:
            return Kept(Failed(work, UnreadableAudio("It is cut short.")))
    stored = Stored(
        window_set_id=1,
        recording_id=number,
        url=url,
        first=0,
        offsets=np.array([0]),
        duration_s=6.0,
        reached_s=6.0,
    )
    again = Rejudged(
        work=work, windows=stored, place=Place(), found=[OWL], digests=Digests("w", "s")
    )
    return Kept(again, number, number)


@pytest.mark.parametrize("kind", SINKS)
@given(cuts=st.lists(st.integers(0, 9), max_size=5).map(sorted))
def test_a_sink_hears_of_every_outcome_once_however_they_come(kind: str, cuts: list[int]) -> None:
    sink, counted = SINKS[kind]()
    outcomes = [_kept(number) for number in range(9)]
    for begin, end in zip([0, *cuts], [*cuts, 9], strict=True):
        sink.take(outcomes[begin:end])
        assert counted() == end
    sink.close()
    assert counted() == 9


def test_the_answer_parts_outcomes_by_their_kind() -> None:
    answer = Answer(Wishes({}, kept=False, by_place=True, unknown_species=[], unknown_to_range=0))
    answer.take([_kept(number) for number in range(8)])
    assert [row.path for row in answer.skipped] == ["/card/1.wav", "/card/5.wav"]
    assert [row.path for row in answer.errors] == ["/card/2.wav", "/card/6.wav"]
    assert [(row.path, row.rescored) for row in answer.recordings] == [
        ("/card/0.wav", False),
        ("/card/3.wav", True),
        ("/card/4.wav", False),
        ("/card/7.wav", True),
    ]
    stats = answer.stats({"done": 4, "failed": 2, "skipped": 2})
    assert (stats.files, stats.windows, stats.detections, stats.without_place) == (8, 2, 4, 4)
