"""What every catalog does, whatever keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sidecar import stop
from sidecar.catalog.interface import Labels, Recordings
from sidecar.catalog.matches import MatchQuestion, Side
from sidecar.catalog.measured import Measured
from sidecar.catalog.outbox import LastTry, OutboxStream
from sidecar.catalog.runs import ModelVersion, NewRun, Run, RunRequest, Speed
from sidecar.catalog.sameness import as_it_was
from sidecar.catalog.samples import (
    FrameQuestion,
    Growth,
    Item,
    Look,
    NewSample,
    Part,
    SampledModel,
    SampleRule,
)
from sidecar.catalog.speech import Redaction
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.thresholds import KeptCurve, KeptThreshold, ThresholdSet
from sidecar.catalog.values import (
    Change,
    DecidedStep,
    Decision,
    Intake,
    LabelBatch,
    Move,
    NewPlace,
    NewRecording,
    Person,
    PlaceChange,
    Question,
    Said,
    StoredRecording,
    Tally,
)
from sidecar.errors import (
    Conflict,
    InferenceFailed,
    InvalidParams,
    RequestCancelled,
    UnreadableAudio,
)
from sidecar.indices.columns import COLUMNS
from sidecar.indices.minutes import Minutes
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests, Place
from sidecar.run.plan import Known
from sidecar.run.windows import Stored
from sidecar.run.work import (
    Failed,
    Gone,
    Kept,
    Outcome,
    Read,
    Rejudged,
    Stands,
    Work,
    released,
)
from sidecar.samples.draw import Cell
from sidecar.samples.scores import Scores
from sidecar.speech.intervals import HeardSpeech, Interval
from sidecar.values import AudioFacts, Identity, Metadata
from tests.catalog.memory import MemoryCatalog
from tests.keeping import heard, said

ANA, BEN = Person("Ana", "ana@example.org"), Person("Ben", "ben@example.org")
_AT = "2026-04-0{}T10:00:00.000+00:00"

Any_ = SqliteCatalog | MemoryCatalog


@pytest.fixture(params=["sqlite", "memory"])
def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any_]:
    made: Any_ = MemoryCatalog()
    if request.param == "sqlite":
        made = SqliteCatalog(tmp_path / "catalog.sqlite")
    yield made
    made.close()


def _file(name: str, *, size: int = 1) -> AudioFacts:
    return AudioFacts(Path(f"/card/{name}.wav"), 48_000, 1, 480_000, "WAV", "PCM_16", size, size)


def _new(name: str, sound: bytes, *, size: int = 1, plain: bool = False) -> NewRecording:
    identity = Identity(sound.ljust(24, b"."), b"", 1, plain, plain)
    return NewRecording(f"/card/{name}.wav", _file(name, size=size), said(), identity)


def _put(recordings: Recordings, *names: str, sound: bytes = b"", plain: bool = False) -> list[int]:
    read = [_new(name, sound or name.encode(), plain=plain) for name in names]
    return [each.recording_id for each in recordings.put(read)]


def _detections(catalog: Any_, *names: str) -> None:
    """Let a model hear one owl in each of some new recordings."""
    _keep(catalog, _begin(catalog, *names), *(_read(name) for name in names))


def _known(recordings: Recordings, recording_id: int) -> StoredRecording:
    (known,) = recordings.find([recording_id])
    return known


def _hears(recording_id: int, species: str = "Strix aluco", verified: str = "YES") -> Decision:
    return Decision(
        recording_id=recording_id, start_s=0.0, end_s=3.0, species=species, verified=verified
    )


def _refuse(number: int, error: InvalidParams) -> None:
    raise error


def _stands(labels: Labels) -> set[tuple[int, str, bool]]:
    return {(each.recording_id, each.species, each.present) for each in labels.standing()}


MODEL = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")
HEAD = ModelVersion("head", "Head", "1", "h" * 64, "1", "free")
OWL = Detection("Strix aluco", "Tawny Owl", 0.0, 3.0, 0.5)


def _read(name: str, *, settings: str = "s", windows: str = "w", size: int = 1) -> Read:
    """Make what a run found in a file of four windows, with their embeddings."""
    return heard(
        f"/card/{name}.wav",
        OWL,
        seconds=12.0,
        offsets=np.arange(4) * 144_000,
        embeddings=np.ones((4, 8), np.float32),
        digests=Digests(windows, settings),
        facts=_file(name, size=size),
    )


def _channel(name: str, channel: int, *, size: int = 1) -> Read:
    """Make what a run found in one of both channels of a file."""
    read = _read(name, settings=f"s {channel}", windows=f"w {channel}", size=size)
    work = replace(read.work, channel=channel, channels=(1, 2))
    return replace(read, work=work, facts=replace(read.facts, channels=2))


def _waits(name: str) -> Failed:
    work = Work(Path(f"/card/{name}.wav"), f"/card/{name}.wav")
    return Failed(work, InferenceFailed("The model stopped with an error."), waits=True)


def _begin(catalog: Any_, *names: str, by: ModelVersion = MODEL) -> Run:
    urls = [f"/card/{name}.wav" for name in names]
    embedder = None if by == MODEL else MODEL
    return catalog.runs.begin(NewRun(by, '{"overlap": 0}', "linnet", urls, embedder))


def _keep(catalog: Any_, run: Run, *outcomes: Outcome) -> list[Kept | Gone]:
    with released(outcomes):
        return catalog.runs.keep(run, outcomes)


def _one(found: list[Kept | Gone]) -> Kept:
    (kept,) = found
    assert isinstance(kept, Kept)
    return kept


def _night(catalog: Any_) -> None:
    """Keep a recording across midnight, one without a start, and one that nobody analysed."""
    owls = [
        Detection("Strix aluco", "Tawny Owl", 1800.0 * n, 1800.0 * n + 3, round(0.5 + n / 10, 1))
        for n in range(4)
    ]
    night = heard(
        "/card/night.wav",
        *owls,
        seconds=7200.0,
        offsets=np.arange(4),
        metadata=Metadata(
            start=datetime.fromisoformat("2024-05-28T22:30:00-05:00"),
            latitude=4.6,
            longitude=-74.1,
        ),
    )
    # Its last quarter of an hour could not be read.
    night = replace(night, windows=replace(night.windows, reached_s=6300.0))
    tit = Detection("Parus major", "Great Tit", 0.0, 3.0, 0.9)
    undated = heard("/card/undated.wav", tit, seconds=36.0, offsets=np.arange(1))
    _keep(catalog, _begin(catalog, "night", "undated"), night, undated)
    facts = AudioFacts(Path("/card/later.wav"), 48_000, 1, 360 * 48_000, "WAV", "PCM_16", 1, 1)
    begins = Metadata(start=datetime.fromisoformat("2024-05-29T06:00:00"))
    catalog.recordings.put([NewRecording("/card/later.wav", facts, said(begins))])
    number = catalog.recordings.taken(["/card/night.wav"])["/card/night.wav"]
    catalog.labels.decide([_hears(number)], ANA)


def _again(stored: Stored, settings: str) -> Rejudged:
    """Make what a run found in stored windows."""
    return Rejudged(
        work=Work(Path(stored.url), stored.url),
        windows=stored,
        place=Place(),
        found=[OWL],
        digests=Digests("w", settings),
    )


class TestRuns:
    def test_a_run_ends_with_a_count_of_every_file(self, catalog: Any_) -> None:
        run = _begin(catalog, "a", "b", "c")
        broken = Failed(Work(Path("/card/b.wav"), "/card/b.wav"), UnreadableAudio("Cut short."))
        _keep(catalog, run, _read("a"), broken)
        assert catalog.runs.end(run, "complete") == {"done": 1, "failed": 1, "waiting": 1}
        assert [url for _, url in catalog.runs.analysed(run.run_id)] == ["/card/a.wav"]

    def test_what_was_asked_is_read_back(self, catalog: Any_) -> None:
        run = _begin(catalog, "b", "a")
        asked = catalog.runs.asked(run.run_id)
        urls = ["/card/a.wav", "/card/b.wav"]
        assert asked == RunRequest("m", MODEL.version_id, '{"overlap": 0}', urls)
        assert catalog.runs.asked(run.run_id + 1) is None

    def test_a_model_is_one_however_often_it_is_named(self, catalog: Any_) -> None:
        first = _begin(catalog, "a", by=HEAD)
        assert first.model_id != first.embedder_id == catalog.runs.model_id(MODEL)
        assert first.model_id == catalog.runs.model_id(HEAD)

    def test_a_run_to_come_adds_no_model_and_its_speed_is_measured(self, catalog: Any_) -> None:
        to_come = NewRun(MODEL, "{}", "linnet", [])
        models = catalog.runs.models(to_come)
        assert (models.model_id, models.embedder_id) == (None, None)
        assert catalog.runs.models(to_come) == models, "it was not added"
        run = _begin(catalog, "a", "b")
        models = catalog.runs.models(to_come)
        assert (models.model_id, models.embedder_id) == (run.model_id, run.embedder_id)
        assert catalog.runs.speed(models) == Speed(None, None)
        read = [_read("a"), _read("b")]
        with released(read):
            catalog.runs.keep(run, read, 2.0)
        assert catalog.runs.speed(models) == Speed(heard=12.0, rescored=None)
        known = catalog.runs.known(["/card/a.wav"], models)["/card/a.wav"]
        assert known.duration_s == 10.0
        again = _again(known.windows["w", (1, 1)], "other")
        catalog.runs.keep(_begin(catalog, "a"), [again], 0.5)
        assert catalog.runs.speed(models) == Speed(heard=12.0, rescored=8.0)

    def test_what_was_found_is_known_by_settings_and_version(self, catalog: Any_) -> None:
        run = _begin(catalog, "a")
        assert catalog.runs.known(["/card/a.wav"], run) == {}
        kept = _one(_keep(catalog, run, _read("a")))
        known = catalog.runs.known(["/card/a.wav", "/card/b.wav"], run)["/card/a.wav"]
        analysis = known.analyses["s", (1, 1)]
        assert (analysis.recording_id, analysis.analysis_id) == (
            kept.recording_id,
            kept.analysis_id,
        )
        windows = known.windows["w", (1, 1)]
        assert (windows.count, windows.reached_s, windows.url) == (4, 12.0, "/card/a.wav")
        assert windows.offsets.tolist() == [0, 144_000, 288_000, 432_000]

    def test_a_changed_file_leaves_no_windows_of_the_old_one(self, catalog: Any_) -> None:
        run = _begin(catalog, "a")
        _keep(catalog, run, _read("a"))
        _keep(catalog, run, _read("a", size=2))
        known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
        assert set(known.windows) == {("w", (2, 2))}

    def test_an_analysis_stands_for_a_later_run_unless_it_is_gone(self, catalog: Any_) -> None:
        kept = _one(_keep(catalog, _begin(catalog, "a"), _read("a")))
        assert kept.recording_id is not None and kept.analysis_id is not None
        later = _begin(catalog, "a", "b")
        work = Work(Path("/card/a.wav"), "/card/a.wav")
        there = Stands(work, kept.recording_id, kept.analysis_id)
        gone = Stands(work, kept.recording_id, kept.analysis_id + 70)
        found = _keep(catalog, later, there, gone)
        assert [type(each) for each in found] == [Kept, Gone]
        assert catalog.runs.end(later, "complete") == {"skipped": 1, "waiting": 1}
        assert catalog.runs.analysed(later.run_id) == [(kept.recording_id, "/card/a.wav")]

    def test_a_head_judges_the_windows_of_its_embedder(self, catalog: Any_) -> None:
        _keep(catalog, _begin(catalog, "a"), _read("a"))
        run = _begin(catalog, "a", by=HEAD)
        known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
        assert known.analyses == {}
        stored = known.windows["w", (1, 1)]
        kept = _one(_keep(catalog, run, _again(stored, "head")))
        assert catalog.runs.judged_before(run, "head") == {stored.window_set_id: kept.analysis_id}
        assert catalog.runs.judged_before(run, "s") == {}

    def test_windows_that_were_replaced_are_not_judged(self, catalog: Any_) -> None:
        run = _begin(catalog, "a")
        _keep(catalog, run, _read("a"))
        stored = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"].windows["w", (1, 1)]
        _keep(catalog, run, _read("a"))  # the same windows anew, in other rows
        (found,) = _keep(catalog, run, _again(stored, "other"))
        assert isinstance(found, Gone)
        known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
        assert ("other", (1, 1)) not in known.analyses

    def test_each_outcome_of_a_group_is_answered_in_its_place(self, catalog: Any_) -> None:
        first = _begin(catalog, "a", "b")
        a, b = _keep(catalog, first, _read("a"), _read("b"))
        assert isinstance(a, Kept) and isinstance(b, Kept)
        known = catalog.runs.known(["/card/a.wav", "/card/b.wav"], first)
        stored = {url: each.windows["w", (1, 1)] for url, each in known.items()}
        work = {name: Work(Path(f"/card/{name}.wav"), f"/card/{name}.wav") for name in "abcd"}
        assert a.recording_id is not None and a.analysis_id is not None
        group: list[Outcome] = [
            _again(stored["/card/a.wav"], "t"),
            _read("d"),
            Failed(work["c"], UnreadableAudio("Cut short.")),
            _again(replace(stored["/card/b.wav"], window_set_id=99), "t"),
            _again(stored["/card/b.wav"], "t"),
            Stands(work["a"], a.recording_id, a.analysis_id),
            Stands(work["a"], a.recording_id, 99),
        ]
        run = _begin(catalog, *"abcd")
        found = _keep(catalog, run, *group)
        assert [each.outcome for each in found] == group
        assert [type(each) for each in found] == [Kept, Kept, Kept, Gone, Kept, Kept, Gone]
        ids = [each.recording_id if isinstance(each, Kept) else None for each in found]
        assert ids[:1] + ids[2:] == [a.recording_id, None, None, b.recording_id, ids[0], None]
        assert catalog.runs.end(run, "complete") == {"skipped": 1, "done": 2, "failed": 1}

    def test_channels_of_a_recording_are_known_and_count_apart(self, catalog: Any_) -> None:
        run = _begin(catalog, "a")
        found = _keep(catalog, run, _channel("a", 1), _channel("a", 2))
        one, two = (each.analysis_id for each in found if isinstance(each, Kept))
        assert catalog.runs.end(run, "complete") == {"done": 1}
        known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
        assert known.channels == 2
        ids = {digest: each.analysis_id for (digest, _), each in known.analyses.items()}
        assert ids == {"s 1": one, "s 2": two}
        assert {digest: each.channel for (digest, _), each in known.windows.items()} == {
            "w 1": 1,
            "w 2": 2,
        }
        assert list(catalog.runs.judged_before(run, "s 2").values()) == [two]
        _keep(catalog, _begin(catalog, "a"), _read("a"))
        assert not catalog.runs.judged_before(run, "s 2")

    def test_that_channels_cancel_is_known_of_the_mean(self, catalog: Any_) -> None:
        run = _begin(catalog, "a")

        def known() -> bool:
            found: Known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
            return found.cancels

        _keep(catalog, run, replace(_read("a"), cancels=True))
        assert known()
        _keep(catalog, run, _channel("a", 1), _channel("a", 2))  # they tell nothing of the mean
        assert known()
        _keep(catalog, run, _read("a"))
        assert not known()

    def test_channels_are_kept_together_or_not_at_all(self, catalog: Any_) -> None:
        _keep(catalog, _begin(catalog, "a"), first := _channel("a", 1), _channel("a", 2))
        run = _begin(catalog, "a")
        lost = Stands(first.work, 1, 99)
        gone = _keep(catalog, run, lost, _channel("a", 2))
        gone += _keep(catalog, run, _channel("a", 1), _channel("a", 2, size=2))
        assert [type(each) for each in gone] == [Gone] * 4
        assert catalog.runs.end(run, "complete") == {"waiting": 1}

    def test_an_unfinished_reading_is_no_answer(self, catalog: Any_) -> None:
        run = _begin(catalog, "a")
        read = _read("a")
        cut = replace(read.windows, trouble="The card was pulled out.", again=True)
        _keep(catalog, run, replace(read, windows=cut))
        known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
        assert (dict(known.analyses), dict(known.windows)) == ({}, {})
        _keep(catalog, run, _read("a"))
        known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
        assert known.analyses and known.windows

    def test_of_two_outcomes_of_one_file_the_later_counts(self, catalog: Any_) -> None:
        run = _begin(catalog, "a")
        earlier, later = _keep(catalog, run, _read("a"), _read("a"))
        assert isinstance(earlier, Kept) and isinstance(later, Kept)
        assert earlier.recording_id == later.recording_id
        known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
        assert {each.analysis_id for each in known.analyses.values()} == {later.analysis_id}
        assert list(catalog.runs.judged_before(run, "s").values()) == [later.analysis_id]
        assert catalog.runs.end(run, "complete") == {"done": 1}


class TestRecordings:
    def test_what_fails_and_waits_is_listed_until_its_model_analyses_it(
        self, catalog: Any_
    ) -> None:
        first = _begin(catalog, "b", "a", "c")
        _keep(catalog, first, _waits("b"), _waits("a"), replace(_waits("c"), waits=False))
        (group,) = catalog.runs.waiting()
        assert group.urls == ["/card/a.wav", "/card/b.wav"]
        assert (group.model, group.version_id) == ("m", MODEL.version_id)
        assert group.settings == '{"overlap": 0}'
        assert group.of == first.waits
        assert catalog.runs.waiting("m") == [group] and catalog.runs.waiting("other") == []
        # Failing again adds nothing, and another model's analysis answers nothing.
        _keep(catalog, _begin(catalog, "a"), _waits("a"))
        _keep(catalog, _begin(catalog, "a", by=HEAD), _read("a"))
        assert catalog.runs.waiting() == [group]
        _keep(catalog, _begin(catalog, "a"), _read("a", settings="other"))
        assert [each.urls for each in catalog.runs.waiting()] == [["/card/b.wav"]]
        kept = _one(_keep(catalog, _begin(catalog, "b"), _read("b")))
        assert catalog.runs.waiting() == []
        # An analysis that stands answers as well as a new one.
        again = _begin(catalog, "b")
        _keep(catalog, again, _waits("b"))
        assert kept.recording_id is not None and kept.analysis_id is not None
        work = Work(Path("/card/b.wav"), "/card/b.wav")
        _keep(catalog, again, Stands(work, kept.recording_id, kept.analysis_id))
        assert catalog.runs.waiting() == []

    def test_each_settings_wait_apart_and_a_retry_knows_for_which(self, catalog: Any_) -> None:
        runs = [
            catalog.runs.begin(NewRun(MODEL, settings, "linnet", ["/card/a.wav"]))
            for settings in ("{}", '{"topK": 1}')
        ]
        for run in runs:
            _keep(catalog, run, _waits("a"))
        first, second = catalog.runs.waiting()
        assert {first.settings, second.settings} == {"{}", '{"topK": 1}'}
        # A later version of the model, with a setting more in its record.
        newer = replace(MODEL, sha256="b" * 64)
        new = NewRun(newer, '{"new": 0}', "linnet", ["/card/a.wav"], retries=first.of)
        _keep(catalog, catalog.runs.begin(new), _waits("a"))
        assert catalog.runs.waiting() == [first, second]
        catalog.runs.wait_no_longer(runs[0], ["/card/a.wav", "/card/b.wav"])
        assert [each.of for each in catalog.runs.waiting()] == [runs[1].waits]
        new = replace(new, retries=runs[1].waits)
        _keep(catalog, catalog.runs.begin(new), _read("a"))
        assert catalog.runs.waiting() == []

    def test_a_recording_taken_in_is_found_by_id_by_place_and_by_sound(self, catalog: Any_) -> None:
        first, second = _put(catalog.recordings, "a", "b")
        known = _known(catalog.recordings, first)
        assert (known.url, known.duration_s, known.rate_hz) == ("/card/a.wav", 10.0, 48_000)
        assert catalog.recordings.at(["CARD::b.wav", "/card/b.wav"]) == _known(
            catalog.recordings, second
        )
        assert catalog.recordings.at(["/card/c.wav"]) is None
        taken = catalog.recordings.taken(["/card/b.wav", "/card/c.wav", "/card/b.wav"])
        assert taken == {"/card/b.wav": second}
        assert catalog.recordings.find([second + 1]) == []
        assert catalog.recordings.beginning_with([b"a......."]) == [known]
        heads = [each.ljust(8, b".") for each in (b"c", b"b", b"a", b"b")]
        both = catalog.recordings.find([first, second])
        assert catalog.recordings.beginning_with(heads) == both
        assert catalog.recordings.beginning_with([]) == []
        assert len(catalog.recordings.beginning_with(None)) == 1

    def test_the_same_file_again_adds_nothing(self, catalog: Any_) -> None:
        assert _put(catalog.recordings, "a") == _put(catalog.recordings, "a")
        assert [each.url for each in catalog.recordings.places()] == ["/card/a.wav"]

    def test_a_deployment_that_is_not_there_is_refused_even_of_no_files(
        self, catalog: Any_
    ) -> None:
        with pytest.raises(InvalidParams) as caught:
            catalog.recordings.put([], 7)
        assert caught.value.field == "deploymentId"

    def test_copies_lead_to_the_earliest(self, catalog: Any_) -> None:
        first, second, third = _put(catalog.recordings, "a", "b", "c", sound=b"same")
        _put(catalog.recordings, "other")
        assert catalog.recordings.copies() == {second: first, third: first}

    def test_equal_silence_is_no_copy(self, catalog: Any_) -> None:
        _put(catalog.recordings, "a", "b", sound=b"none", plain=True)
        assert catalog.recordings.copies() == {}

    def test_another_sound_at_a_known_path_is_another_recording(self, catalog: Any_) -> None:
        (first,) = _put(catalog.recordings, "a", sound=b"one night")
        catalog.labels.decide([_hears(first)], ANA)
        night = _new("a", b"the next night")
        (added,) = catalog.recordings.put([night])
        assert added.recording_id != first == added.replaced
        assert catalog.recordings.at(["/card/a.wav"]) == _known(
            catalog.recordings, added.recording_id
        )
        before = _known(catalog.recordings, first)
        assert before.missing_since and as_it_was(before.url) == "/card/a.wav" != before.url
        assert _stands(catalog.labels) == {(first, "Strix aluco", True)}
        assert catalog.recordings.put([night])[0].replaced is None

    def test_a_sound_that_comes_back_to_its_path_has_its_labels(self, catalog: Any_) -> None:
        (first,) = _put(catalog.recordings, "a", sound=b"one night")
        catalog.labels.decide([_hears(first)], ANA)
        (second,) = _put(catalog.recordings, "a", sound=b"the next night")
        assert _put(catalog.recordings, "a", sound=b"one night") == [first]
        known = _known(catalog.recordings, first)
        assert (known.url, known.missing_since) == ("/card/a.wav", None)
        assert _known(catalog.recordings, second).missing_since

    def test_a_file_that_was_only_touched_is_the_same_recording(self, catalog: Any_) -> None:
        (first,) = _put(catalog.recordings, "a")
        catalog.labels.decide([_hears(first)], ANA)
        (added,) = catalog.recordings.put([_new("a", b"a", size=2)])
        assert (added.recording_id, added.replaced) == (first, None)

    def test_a_recording_moves_once_and_only_as_it_was_read(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        move = Move(_known(catalog.recordings, number), _file("moved", size=2))
        assert catalog.recordings.move([move, move]) == [True, False]
        known = _known(catalog.recordings, number)
        assert (known.url, known.size_bytes) == ("/card/moved.wav", 2)

    def test_two_that_are_one_become_one_with_the_labels_of_both(self, catalog: Any_) -> None:
        kept, gone = _put(catalog.recordings, "a", "b")
        catalog.labels.decide([_hears(gone)], ANA)
        move = Move(_known(catalog.recordings, kept), _file("b"), merged=gone)
        assert catalog.recordings.move([move]) == [True]
        assert catalog.recordings.find([gone]) == []
        assert _stands(catalog.labels) == {(kept, "Strix aluco", True)}

    def test_changes_are_made_all_or_none(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        change = Change(number, ["start"], "2026-05-01T05:30:00")
        with pytest.raises(InvalidParams) as caught:
            catalog.recordings.change([change, Change(number + 1, ["start"])])
        assert caught.value.field == "recordings.1.recordingId"
        assert _known(catalog.recordings, number).recorded_at is None
        place = NewPlace("/field/a.wav", there=True, head=None)
        catalog.recordings.change([change, Change(number, place=place)])
        known = _known(catalog.recordings, number)
        assert (known.recorded_at, known.url) == ("2026-05-01T05:30:00", "/field/a.wav")

    def test_what_is_missing_is_marked_since_when_and_found_again(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        since = "2026-05-01T05:30:00.123+00:00"
        catalog.recordings.mark(missing=[number], since=since)
        catalog.recordings.mark(missing=[number])
        assert _known(catalog.recordings, number).missing_since == since
        catalog.recordings.mark(found=[number])
        assert _known(catalog.recordings, number).missing_since is None
        catalog.recordings.mark(missing=[number])
        assert _known(catalog.recordings, number).missing_since

    def test_labelled_recordings_are_removed_only_where_that_is_said(self, catalog: Any_) -> None:
        labelled, free = _put(catalog.recordings, "a", "b")
        catalog.labels.decide([_hears(labelled)], ANA)

        def remove(*numbers: int, including_labels: bool = False) -> int:
            removed = catalog.recordings.remove(numbers, including_labels=including_labels)
            return removed.count

        for numbers in ([labelled, free], [free, free + 9]):
            with pytest.raises(InvalidParams):
                remove(*numbers)
        assert remove(free) == 1 and remove(labelled, including_labels=True) == 1
        assert catalog.recordings.places() == [] and catalog.labels.standing() == []

    def test_what_goes_with_recordings_is_counted(self, catalog: Any_) -> None:
        labelled, free = _put(catalog.recordings, "a", "b")
        catalog.labels.decide([_hears(labelled)], ANA)
        held = catalog.recordings.holdings([labelled, free])
        assert (held.detections, held.labelled, held.labels) == (0, 1, 1)
        assert catalog.recordings.holdings([free]).labels == 0

    def test_a_removal_in_steps_tells_of_each(self, catalog: Any_) -> None:
        numbers = _put(catalog.recordings, "a", "b")
        told: list[int] = []
        removed = catalog.recordings.remove(numbers, including_labels=False, kept=told.append)
        assert (removed.count, removed.kept, sum(told)) == (2, 0, 2)
        assert catalog.recordings.places() == []

    def test_who_stops_a_removal_in_time_keeps_all(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")

        with stop.stopped_by(lambda: True), pytest.raises(RequestCancelled):
            catalog.recordings.remove([number], including_labels=False)
        assert len(catalog.recordings.places()) == 1


class TestLabels:
    def test_the_latest_word_stands_and_an_undone_one_gives_way(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        catalog.labels.decide([_hears(number)], ANA)
        second = catalog.labels.decide([_hears(number, verified="NO")], BEN)
        assert second.added == 1 and second.made[0].replaced is not None
        assert _stands(catalog.labels) == {(number, "Strix aluco", False)}
        assert catalog.labels.undo().batch_id == second.batch_id
        assert _stands(catalog.labels) == {(number, "Strix aluco", True)}
        with pytest.raises(InvalidParams):
            catalog.labels.undo(second.batch_id)

    def test_what_is_undone_is_redone_until_somebody_decides(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        first = catalog.labels.decide([_hears(number)], ANA)
        second = catalog.labels.decide([_hears(number, verified="NO")], BEN)
        with pytest.raises(InvalidParams, match="nothing to redo"):
            catalog.labels.redo()
        for _ in range(2):
            catalog.labels.undo()
        assert catalog.labels.redo().batch_id == first.batch_id
        assert _stands(catalog.labels) == {(number, "Strix aluco", True)}
        assert catalog.labels.redo().batch_id == second.batch_id
        assert _stands(catalog.labels) == {(number, "Strix aluco", False)}
        catalog.labels.undo()
        catalog.labels.decide([_hears(number, verified="YES", species="Bubo bubo")], ANA)
        with pytest.raises(InvalidParams, match="nothing to redo"):
            catalog.labels.redo()
        catalog.labels.redo(second.batch_id)
        assert (number, "Strix aluco", False) in _stands(catalog.labels)

    def test_a_later_word_stays_when_an_earlier_one_is_redone(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        first = catalog.labels.decide([_hears(number)], ANA)
        catalog.labels.undo()
        catalog.labels.decide([_hears(number, verified="NO")], BEN)
        catalog.labels.redo(first.batch_id)
        assert _stands(catalog.labels) == {(number, "Strix aluco", False)}

    def test_a_label_is_taken_back_as_a_step_that_can_be_undone(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        (label,) = catalog.labels.decide([_hears(number)], ANA).made
        back = Decision(annotation_id=label.annotation_id, withdraw=True)
        assert catalog.labels.decide([back], BEN).added == 1
        assert _stands(catalog.labels) == set()
        with pytest.raises(InvalidParams):
            catalog.labels.decide([back], BEN)
        catalog.labels.undo()
        assert _stands(catalog.labels) == {(number, "Strix aluco", True)}
        catalog.labels.redo()
        assert _stands(catalog.labels) == set()

    def test_a_label_moves_and_keeps_what_was_said(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        (label,) = catalog.labels.decide([_hears(number, verified="NO")], ANA).made
        at = catalog.labels.standing()[0]
        moved = Decision(annotation_id=label.annotation_id, end_s=at.end_s - 0.5)
        (made,) = catalog.labels.decide([moved], BEN).made
        assert made.replaced == label.annotation_id
        (now,) = catalog.labels.standing()
        assert (now.start_s, now.end_s, now.present) == (at.start_s, at.end_s - 0.5, False)
        catalog.labels.undo()
        assert catalog.labels.standing() == [at]
        catalog.labels.redo()
        assert catalog.labels.standing() == [now]

    def test_the_last_word_of_each_person_is_told(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        catalog.labels.decide([_hears(number)], ANA)
        catalog.labels.decide([_hears(number, verified="NO")], BEN)
        catalog.labels.decide([_hears(number, verified="UNSURE")], ANA)
        catalog.labels.decide([_hears(number, "Bubo bubo")], ANA)
        catalog.labels.undo()
        told = [(each.person, each.species, each.verified) for each in catalog.labels.said()]
        owl = "Strix aluco"
        assert sorted(told, key=str) == [(ANA, owl, "UNSURE"), (BEN, owl, "NO")]

    def test_what_was_said_elsewhere_counts_by_its_moment(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a", sound=b"s" * 24)
        (known,) = catalog.recordings.find([number])
        wrong = Said(known.digest or b"", 0, 3000, "Strix aluco", None, "NO", ANA, _AT.format(1))
        right = replace(wrong, person=BEN, verified="YES", said_at=_AT.format(2))
        refused: list[int] = []

        def merge(*said: Said) -> LabelBatch:
            return catalog.labels.merge(
                said, ANA, "merge", lambda number, error: refused.append(number)
            )

        later = merge(right, replace(right, digest=b"?" * 24))
        assert (later.added, refused) == (1, [1])
        earlier = merge(wrong, right)
        assert (earlier.added, earlier.known) == (1, 1)
        assert _stands(catalog.labels) == {(number, "Strix aluco", True)}
        catalog.labels.undo(later.batch_id)
        assert {(each.person, each.verified) for each in catalog.labels.said()} == {(ANA, "NO")}
        settled = replace(wrong, said_at=_AT.format(0), settles=True)
        merge(right, settled)
        assert _stands(catalog.labels) == {(number, "Strix aluco", False)}

    def test_the_same_word_again_adds_nothing(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        catalog.labels.decide([_hears(number)], ANA)
        assert catalog.labels.decide([_hears(number)], ANA).added == 0

    def test_one_wrong_decision_refuses_all_and_names_its_field(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        wrong = Decision(recording_id=number, start_s=3.0, end_s=1.0, species="Bubo bubo")
        with pytest.raises(InvalidParams) as caught:
            catalog.labels.decide([_hears(number), wrong], ANA)
        assert caught.value.field == "annotations.1.end"
        assert catalog.labels.standing() == []

    def test_one_decision_on_many_detections_is_one_batch(self, catalog: Any_) -> None:
        _detections(catalog, "a", "b", "c")
        steps: list[DecidedStep] = []
        wrong = Decision(verified="NO")
        catalog.labels.decide_all([1, 2, 9], wrong, ANA, since=0, kept=steps.append)
        (step,) = steps
        assert step.batch_id == catalog.labels.latest_batch()
        assert (step.decided, step.gone, step.judged) == (2, 1, 0)
        assert _stands(catalog.labels) == {(n, "Strix aluco", False) for n in (1, 2)}
        assert catalog.labels.undo(step.batch_id).added == 2
        assert _stands(catalog.labels) == set()

    def test_what_a_person_judges_after_many_were_asked_for_stays(self, catalog: Any_) -> None:
        _detections(catalog, "a", "b")
        steps: list[DecidedStep] = []
        since = catalog.labels.latest_batch()
        catalog.labels.decide([_hears(1)], BEN)
        wrong = Decision(verified="NO")
        catalog.labels.decide_all([1, 2], wrong, ANA, since=since, kept=steps.append)
        assert [(each.decided, each.judged) for each in steps] == [(1, 1)]
        assert _stands(catalog.labels) == {(1, "Strix aluco", True), (2, "Strix aluco", False)}

    def test_many_decisions_that_say_nothing_new_make_no_batch(self, catalog: Any_) -> None:
        _detections(catalog, "a")
        steps: list[DecidedStep] = []
        wrong = Decision(verified="NO")
        for since in (0, 1):
            catalog.labels.decide_all([1], wrong, ANA, since=since, kept=steps.append)
        assert [(each.batch_id, each.decided) for each in steps] == [(1, 1), (None, 1)]

    def test_who_stops_before_the_first_step_of_many_decides_nothing(self, catalog: Any_) -> None:
        _detections(catalog, "a")
        steps: list[DecidedStep] = []
        wrong = Decision(verified="NO")
        with stop.stopped_by(lambda: True), pytest.raises(RequestCancelled):
            catalog.labels.decide_all([1], wrong, ANA, since=0, kept=steps.append)
        assert steps == [] and catalog.labels.latest_batch() == 0

    def test_taking_over_keeps_what_is_sound_and_new(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        refused: list[int] = []
        said = [_hears(number), _hears(number + 1), _hears(number)]
        batch = catalog.labels.take_over(
            said, ANA, Intake("table.txt"), lambda place, error: refused.append(place)
        )
        assert (batch.added, batch.known, refused) == (1, 1, [1])
        again = catalog.labels.take_over(said[:1], ANA, Intake("table.txt"), _refuse)
        assert (again.batch_id, again.added, again.known) == (None, 0, 1)

    def test_a_label_without_a_verdict_changes_no_verdict(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        catalog.labels.decide([_hears(number, verified="NO")], BEN)
        plain = [replace(_hears(number, name), verified=None) for name in ("Strix aluco", "x")]
        batch = catalog.labels.take_over(plain, ANA, Intake("table.txt"), _refuse)
        assert (list(batch.numbers), batch.added, batch.known) == ([1], 1, 1)
        assert _stands(catalog.labels) == {(number, "Strix aluco", False)}

    def test_the_result_of_a_model_decides_nothing(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        assert catalog.labels.labelers() == {}
        catalog.labels.decide([_hears(number)], BEN)
        heard = [
            replace(_hears(number, name), verified=None, model="BirdNET")
            for name in ("Strix aluco", "Bubo bubo")
        ]
        batch = catalog.labels.take_over(heard, ANA, Intake("table.txt"), _refuse)
        assert batch.added == 2
        people = catalog.labels.labelers()
        assert (people["Ben"], people["BirdNET"]) == (True, False)
        assert _stands(catalog.labels) == {(number, "Strix aluco", True)}
        again = catalog.labels.take_over(heard, BEN, Intake("table.txt"), _refuse)
        assert (again.batch_id, again.known) == (None, 2)
        assert catalog.labels.undo(batch.batch_id).added == 2
        assert _stands(catalog.labels) == {(number, "Strix aluco", True)}

    def test_a_file_read_again_replaces_what_it_lacks_now_and_undoing_brings_it_back(
        self, catalog: Any_
    ) -> None:
        (number,) = _put(catalog.recordings, "a")
        said = [replace(_hears(number, name), file="t.txt") for name in ("Strix aluco", "x")]
        first = Intake("t.txt", ["t.txt"])
        catalog.labels.take_over(said, ANA, first, _refuse)
        kept = catalog.labels.take_over(said[:1], ANA, first, _refuse)
        assert (kept.batch_id, kept.known, kept.earlier) == (None, 1, {"t.txt": 1})
        again = replace(first, replace=True)
        batch = catalog.labels.take_over(said[:1], ANA, again, _refuse)
        assert (batch.added, batch.known, batch.replaced, batch.earlier) == (0, 1, 1, {})
        assert _stands(catalog.labels) == {(number, "Strix aluco", True)}
        catalog.labels.undo(batch.batch_id)
        assert _stands(catalog.labels) == {(number, "Strix aluco", True), (number, "x", True)}


def _started(recordings: Recordings, name: str, start: str) -> int:
    """Put a recording whose recorder wrote a start."""
    told = said(Metadata(start=datetime.fromisoformat(start)))
    (added,) = recordings.put([replace(_new(name, name.encode()), provenance=told)])
    return added.recording_id


def _starts(recordings: Recordings, *numbers: int) -> list[str | None]:
    return [each.recorded_at for each in recordings.find(numbers)]


UTC_MOTH, LOCAL = "2024-05-01T19:00:00+00:00", "2024-05-01T21:00:00"


class TestPlaces:
    def test_a_folders_clock_gives_starts_without_the_audio_and_undoing_takes_them_back(
        self, catalog: Any_
    ) -> None:
        moth = _started(catalog.recordings, "moth", UTC_MOTH)
        local = _started(catalog.recordings, "local", LOCAL)
        rule = PlaceChange("folder", "/card", clock={"timezone": "Europe/Berlin"})
        changed = catalog.places.change([rule], "places/set")
        assert (changed.recordings, changed.starts, list(changed.kept)) == (2, 2, [])
        evening = "2024-05-01T21:00:00+02:00"
        assert _starts(catalog.recordings, moth, local) == [evening, evening]
        assert catalog.places.undo(changed.batch_id).starts == 2
        assert _starts(catalog.recordings, moth, local) == [UTC_MOTH, LOCAL]

    def test_the_nearest_rule_counts_and_a_start_set_by_hand_stays(self, catalog: Any_) -> None:
        shifted = _started(catalog.recordings, "a", LOCAL)
        by_hand = _started(catalog.recordings, "b", LOCAL)
        corrected = "2024-06-01T04:00:00"
        catalog.recordings.change([Change(by_hand, frozenset(["start"]), start=corrected)])
        rules = [
            PlaceChange("folder", "/card", clock={"shift_s": 3600.0}),
            PlaceChange("recording", shifted, clock={"shift_s": -3600.0}),
        ]
        changed = catalog.places.change(rules, "places/set")
        assert list(changed.kept) == ["/card/b.wav"]
        assert _starts(catalog.recordings, shifted, by_hand) == ["2024-05-01T20:00:00", corrected]

    def test_a_dry_run_says_which_starts_would_move_and_moves_none(self, catalog: Any_) -> None:
        number = _started(catalog.recordings, "a", LOCAL)
        rule = PlaceChange("folder", "/card", clock={"shift_s": 3600.0})
        tried = catalog.places.change([rule], "places/set", dry_run=True)
        assert (tried.batch_id, tried.recordings, tried.starts) == (None, 1, 1)
        assert _starts(catalog.recordings, number) == [LOCAL]
        with pytest.raises(InvalidParams):
            catalog.places.undo()

    def test_one_wrong_change_refuses_all_and_names_its_field(self, catalog: Any_) -> None:
        number = _started(catalog.recordings, "a", LOCAL)
        wrong = [
            PlaceChange("folder", "/card", clock={"shift_s": 60.0}),
            PlaceChange("site", 7, about="sites.1"),
        ]
        with pytest.raises(InvalidParams) as caught:
            catalog.places.change(wrong, "places/set")
        assert caught.value.field == "sites.1.siteId"
        assert _starts(catalog.recordings, number) == [LOCAL]

    def test_a_code_makes_a_site_once_and_batches_are_undone_from_the_latest(
        self, catalog: Any_
    ) -> None:
        site = PlaceChange("site", names={"site": "S1"})
        first = catalog.places.change([site], "places/set")
        again = catalog.places.change([site], "places/set")
        assert first.ids == again.ids and first.batch_id != again.batch_id
        with pytest.raises(InvalidParams):
            catalog.places.undo(first.batch_id)
        assert catalog.places.undo().batch_id == again.batch_id
        assert catalog.places.undo().batch_id == first.batch_id
        with pytest.raises(InvalidParams):
            catalog.places.undo()
        with pytest.raises(InvalidParams):
            catalog.places.change([PlaceChange("site", first.ids[0], about="sites.0")], "x")

    def test_no_site_takes_the_name_of_another(self, catalog: Any_) -> None:
        both = [PlaceChange("site", names={"site": each}) for each in ("North", "West 3")]
        north, west = catalog.places.change(both, "places/set").ids
        rename = PlaceChange("site", west, names={"site": "North"}, about="sites.0")
        with pytest.raises(InvalidParams) as raised:
            catalog.places.change([rename], "places/set")
        assert raised.value.field == "sites.0.site"
        (same,) = catalog.places.change([replace(rename, key=north)], "places/set").ids
        assert same == north


class TestCounts:
    def test_what_was_heard_is_counted_beside_the_hours_in_which_it_was_sought(
        self, catalog: Any_
    ) -> None:
        _night(catalog)
        counts = catalog.questions.counts
        hours = counts(Tally("detections", ["date", "hour"]), 99)
        measures = ("date", "hour", "detections", "recordings", "confirmed", "maxScore")
        assert [tuple(row[name] for name in measures) for row in hours] == [
            ("2024-05-28", 22, 1, 1, 1, 0.5),
            ("2024-05-28", 23, 2, 1, 0, 0.7),
            ("2024-05-29", 0, 1, 1, 0, 0.8),
            ("2024-05-29", 6, 0, 0, 0, None),
            (None, None, 1, 1, 0, 0.9),
        ]
        sought = [(row["hoursRecorded"], row["hoursAnalysed"]) for row in hours]
        assert sought == [
            pytest.approx(each)
            for each in [(0.5, 0.5), (1.0, 1.0), (0.5, 0.25), (0.1, 0.0), (0.01, 0.01)]
        ]

    def test_a_renamed_taxon_counts_once_and_a_split_does_not(self, catalog: Any_) -> None:
        names = ("Accipiter cooperii", "Astur cooperii", "Bubulcus ibis", "Ardea ibis")
        found = [Detection(name, "", 3.0 * n, 3.0 * n + 3, 0.5) for n, name in enumerate(names)]
        hawk = heard("/card/a.wav", *found, seconds=15.0, offsets=np.arange(5))
        older = heard("/card/b.wav", found[0], seconds=3.0, offsets=np.arange(1))
        _keep(catalog, _begin(catalog, "a", "b"), hawk, older)
        counted = catalog.questions.counts(Tally("detections", ["species"]), 99)
        measures = ("species", "detections", "recordings", "maxScore")
        assert [tuple(row[name] for name in measures) for row in counted] == [
            ("Ardea ibis", 1, 1, 0.5),
            ("Astur cooperii", 3, 2, 0.5),
            ("Bubulcus ibis", 1, 1, 0.5),
        ]
        for name, count in (("Astur cooperii", 3), ("Accipiter cooperii", 3), ("Ardea ibis", 1)):
            where = {"species": name}
            (row,) = catalog.questions.counts(Tally("detections", [], where), 99)
            assert row["detections"] == count, name

    def test_species_and_scores_have_no_hours_and_models_have_their_own(
        self, catalog: Any_
    ) -> None:
        _night(catalog)
        counts = catalog.questions.counts
        found = counts(Tally("detections", ["species"]), 99)
        assert [(row["species"], row["detections"]) for row in found] == [
            ("Parus major", 1),
            ("Strix aluco", 4),
        ]
        steps = counts(Tally("detections", ["score"], {"species": "Strix aluco"}), 99)
        assert [(row["score"], row["detections"]) for row in steps] == [
            (0.5, 1),
            (0.6, 1),
            (0.7, 1),
            (0.8, 1),
        ]
        assert all(row["hoursRecorded"] is row["hoursAnalysed"] is None for row in (*found, *steps))
        assert all(row["recordings"] is None for row in steps)
        by_model = counts(Tally("detections", ["model"]), 99)
        assert [(row["model"], row["hoursRecorded"]) for row in by_model] == [("m", None)]
        assert by_model[0]["hoursAnalysed"] == pytest.approx(1.76)

    def test_hours_from_the_sun_count_where_place_and_offset_are_known(self, catalog: Any_) -> None:
        """The sun of Bogotá sets at 18:04 and rises at 05:43; nobody knows the tit's place.

        The night was recorded from 22:30 to 00:30, and a quarter of its last hour not analysed.
        """
        _night(catalog)
        counts = catalog.questions.counts
        unknown = (None, 1, 0.11, 0.01)
        for key, cells in (
            ("hourFromSunset", [(4, 2, 0.57, 0.57), (5, 2, 1.0, 1.0), (6, 0, 0.43, 0.18), unknown]),
            (
                "hourFromSunrise",
                [(-8, 1, 0.22, 0.22), (-7, 2, 1.0, 1.0), (-6, 1, 0.78, 0.53), unknown],
            ),
            ("sun", [("night", 4, 2.0, 1.75), unknown]),
        ):
            found = counts(Tally("detections", [key]), 99)
            assert [(row[key], row["detections"]) for row in found] == [each[:2] for each in cells]
            effort = [(row["hoursRecorded"], row["hoursAnalysed"]) for row in found]
            assert effort == [pytest.approx(each[2:], abs=0.01) for each in cells]
        (night,) = counts(Tally("detections", [], {"sun": "night"}), 99)
        assert (night["detections"], night["recordings"], night["confirmed"]) == (4, 1, 1)
        assert night["hoursAnalysed"] == pytest.approx(1.75)
        (day,) = counts(Tally("detections", [], {"sun": "day"}), 99)
        assert (day["detections"], day["hoursRecorded"]) == (0, 0.0)
        (labels,) = counts(Tally("labels", ["sun"], {"sun": "night"}), 99)
        assert (labels["sun"], labels["labels"]) == ("night", 1)
        begins = counts(Tally("recordings", ["sun"]), 99)
        assert [(row["sun"], row["recordings"]) for row in begins] == [("night", 1), (None, 2)]
        assert [row["hoursRecorded"] for row in begins] == [
            pytest.approx(2.0),
            pytest.approx(0.11),
        ]

    def test_sums_count_all(self, catalog: Any_) -> None:
        counts = catalog.questions.counts
        (none,) = counts(Tally(), 99)
        assert (none["detections"], none["hoursRecorded"], none["maxScore"]) == (0, 0.0, None)
        _night(catalog)
        (all_,) = counts(Tally(), 99)
        assert (all_["detections"], all_["recordings"], all_["confirmed"]) == (5, 2, 1)
        assert all_["hoursRecorded"] == pytest.approx(2.11)
        (labels,) = counts(Tally("labels", ["verdict"]), 99)
        assert (labels["verdict"], labels["labels"], labels["confirmed"]) == ("YES", 1, 1)
        recordings = counts(Tally("recordings", ["date"]), 99)
        assert [(row["date"], row["recordings"]) for row in recordings] == [
            ("2024-05-28", 1),
            ("2024-05-29", 1),
            (None, 1),
        ]
        with pytest.raises(InvalidParams) as caught:
            counts(Tally("recordings", ["date"]), 2)
        assert caught.value.field == "by"


class TestQuestions:
    def test_pages_follow_each_other_and_hold_what_passes(self, catalog: Any_) -> None:
        numbers = _put(catalog.recordings, *"edcba")
        question = Question("recordings", {"recordingId": numbers[:4]}, ["-path"])
        paths, cursor = [], None
        while True:
            page = catalog.questions.page(question, limit=3, cursor=cursor)
            assert page.total == 4
            paths += [row["path"] for row in page.rows]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert paths == [f"/card/{name}.wav" for name in "edcb"]

    def test_pages_lead_back_to_the_rows_that_they_came_from(self, catalog: Any_) -> None:
        _put(catalog.recordings, *"gfedcba")
        question = Question("recordings", {}, ["-path"])
        page = catalog.questions.page(question, limit=3)
        forward = list(page.rows)
        assert page.prev_cursor is None
        while page.next_cursor:
            page = catalog.questions.page(question, limit=3, cursor=page.next_cursor)
            forward += page.rows
        back = list(page.rows)
        while page.prev_cursor:
            page = catalog.questions.page(question, limit=3, cursor=page.prev_cursor)
            assert page.total == 7 and page.next_cursor
            back = page.rows + back
        assert back == forward and len(forward) == 7

    @pytest.mark.parametrize("falling", [False, True])
    def test_a_jump_lands_where_the_whole_list_says(self, catalog: Any_, falling: bool) -> None:
        _put(catalog.recordings, *"bdfh")
        question = Question("recordings", {}, ["-path" if falling else "path"])
        names = [row["path"] for row in catalog.questions.page(question, limit=9).rows]
        for letter in "abcdefghi":
            value = f"/card/{letter}.wav"
            later = [name for name in names if (name <= value if falling else name >= value)]
            place = len(names) - len(later)
            page = catalog.questions.page(question, limit=3, at={"path": value}, before=2)
            first = max(0, place - 2)
            assert [row["path"] for row in page.rows] == names[first : first + 3]
            assert page.before == place - first
            assert (page.prev_cursor is None) == (first == 0)
            assert (page.next_cursor is None) == (first + 3 >= len(names))
        with pytest.raises(InvalidParams) as caught:
            catalog.questions.page(question, limit=3, at={"duration": 3.0})
        assert caught.value.field == "at.duration"

    def test_marks_lead_to_the_rows_that_they_name(self, catalog: Any_) -> None:
        question = Question("recordings", {}, ["path"])
        assert catalog.questions.marks(question, 3).marks == []
        _put(catalog.recordings, *"gfedcba")
        found = catalog.questions.marks(question, 3)
        assert [mark.row for mark in found.marks] == [0, 3, 6] and found.total == 7
        for mark in found.marks:
            page = catalog.questions.page(question, limit=2, cursor=mark.cursor)
            assert mark.values == {"path": page.rows[0]["path"]}
            assert page.rows[0]["path"] == f"/card/{'abcdefg'[mark.row]}.wav"
            assert page.total == 7
        assert [mark.row for mark in catalog.questions.marks(question, 512).marks] == [*range(7)]

    def test_rows_have_the_chosen_fields_and_their_id(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        page = catalog.questions.page(Question("recordings"), limit=3, fields=["path"])
        assert page.rows == [{"recordingId": number, "path": "/card/a.wav"}]
        with pytest.raises(InvalidParams) as caught:
            catalog.questions.page(Question("recordings"), limit=3, fields=["path", "paht"])
        assert caught.value.field == "fields.1"

    def test_rows_are_tuples_of_the_fields_that_were_asked_for(self, catalog: Any_) -> None:
        numbers = _put(catalog.recordings, "a", "b")
        catalog.labels.decide([_hears(numbers[1]), _hears(numbers[0], verified="NO")], ANA)
        question = Question("annotations", {"mostRecent": 1, "verified": "YES"})
        fields = ["species", "recordingId", "end"]
        with catalog.questions.snapshot():
            assert list(catalog.questions.rows(question, fields)) == [
                ("Strix aluco", numbers[1], 3.0)
            ]

    def test_two_models_are_compared_where_both_listened(self, catalog: Any_) -> None:
        other = replace(MODEL, name="n", sha256="b" * 64)
        owls = {
            MODEL: {"a": [(0.0, 3.0, 0.9), (9.0, 12.0, 0.4)], "b": [(3.0, 6.0, 0.7)]},
            other: {"a": [(1.0, 6.0, 0.6), (1.5, 4.5, 0.8), (20.0, 25.0, 0.5)]},
        }
        for model, night in owls.items():
            outcomes = [
                heard(
                    f"/card/{name}.wav",
                    *(Detection("Strix aluco", "Tawny Owl", *each) for each in found),
                    seconds=30.0,
                    offsets=np.arange(10) * 144_000,
                )
                for name, found in night.items()
            ]
            urls = [f"/card/{name}.wav" for name in night]
            _keep(catalog, catalog.runs.begin(NewRun(model, "{}", "linnet", urls)), *outcomes)
        asked = MatchQuestion(Side("m"), Side("n"), {})
        page = catalog.questions.matches(asked, limit=2)
        rest = catalog.questions.matches(asked, limit=2, cursor=page.next_cursor)
        names = ("heardBy", "startA", "startB", "confidenceB", "matches")
        assert [tuple(row[name] for name in names) for row in (*page.rows, *rest.rows)] == [
            ("both", 0.0, 1.0, 0.6, 2),
            ("onlyA", 9.0, None, None, 0),
            ("onlyB", None, 20.0, 0.5, 0),
        ]
        assert (rest.next_cursor, rest.passed) == (None, 3)
        kinds = ("both", "onlyA", "onlyB", "bothOfB", "notComparedA", "notComparedB")
        for row in catalog.questions.match_totals(asked, 10):
            assert [row[kind] for kind in kinds] == [1, 1, 1, 2, 1, 0]
        surer = MatchQuestion(Side("m"), Side("n", least=0.7), {"species": "Strix aluco"})
        told = [row["startB"] for row in catalog.questions.matches(surer, limit=9).rows]
        assert told == [1.5, None]

    def test_species_are_found_by_their_exact_name(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        catalog.labels.decide([_hears(number), _hears(number, "Parus major")], ANA)
        assert catalog.questions.species() == [("Strix aluco", None), ("Parus major", None)]
        assert catalog.questions.species("Parus major") == [("Parus major", None)]
        assert catalog.questions.species("parus major") == []

    def test_a_field_that_is_not_there_is_named(self, catalog: Any_) -> None:
        with pytest.raises(InvalidParams) as caught:
            catalog.questions.page(Question("recordings", {"color": "red"}), limit=1)
        assert caught.value.field == "where.color"

    def test_each_field_has_the_type_of_its_values(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        catalog.labels.decide([_hears(number)], ANA)
        for select in ("recordings", "annotations"):
            fields = catalog.questions.fields(select)
            (row,) = catalog.questions.page(Question(select), limit=9).rows
            assert fields.keys() >= row.keys()
            numbers = {name for name, value in row.items() if isinstance(value, int | float)}
            texts = {name for name, value in row.items() if isinstance(value, str)}
            assert {fields[name] for name in numbers} == {"number"}
            assert {fields[name] for name in texts} <= {"text", "time"}


def test_a_memo_is_changed_only_by_those_who_know_it(catalog: Any_) -> None:
    memos = catalog.memos
    first = memos.put("views/a", '{"b":1}', if_revision=None, most=2)
    kept = memos.get("views/a")
    assert kept is not None and (kept.head.revision, kept.value) == (first, {"b": 1})
    second = memos.put("views/a", "2", if_revision=first, most=2)
    with pytest.raises(Conflict):
        memos.put("views/a", "3", if_revision=first, most=2)
    memos.put("b", "null", if_revision=0, most=2)
    with pytest.raises(InvalidParams):
        memos.put("c", "1", if_revision=None, most=2)
    assert [(each.key, each.bytes) for each in memos.list("")] == [("b", 4), ("views/a", 1)]
    assert memos.put("views/a", None, if_revision=second, most=2) == 0
    assert memos.get("views/a") is None
    assert memos.put("views/a", "4", if_revision=None, most=2) > second


def test_a_set_of_thresholds_is_kept_by_its_name(catalog: Any_) -> None:
    curve = KeptCurve(-0.5, 1.2, -2.0, 4.0)
    certified = KeptThreshold("Strix aluco", 0.8, 1.386, 0.95, 0.91, 0.98, 40, 900, 1, None, curve)
    refused = KeptThreshold("Parus major", None, None, None, None, None, 0, 30, 0, "Few labels.")
    model = SampledModel("m", "1", "a" * 64, "1")
    rule = "lower limit/grid12/1"
    kept = ThresholdSet("Owls", 0.9, 0.95, rule, model, "May", [certified, refused], "Ana")
    assert catalog.thresholds.get("Owls") is None
    catalog.thresholds.put(kept)
    found = catalog.thresholds.get("Owls")
    assert found is not None and found.made_at
    assert replace(found, made_at="") == kept
    catalog.thresholds.put(replace(kept, name="Bats"))
    catalog.thresholds.put(replace(kept, target=0.8))
    assert [(each.name, each.target) for each in catalog.thresholds.list()] == [
        ("Bats", 0.9),
        ("Owls", 0.8),
    ]
    assert catalog.thresholds.remove("Owls") and not catalog.thresholds.remove("Owls")


class TestMeasurements:
    """Minutes: the first rains, the second is windy, and the third is 30 s long."""

    RAINS = Minutes(
        150.0,
        np.stack(
            [
                np.array(
                    {"rain": [0.9, 0.1, np.nan], "wind": [0.0, 0.7, 0.7]}.get(name, [0.0] * 3),
                    np.float32,
                )
                for name in COLUMNS
            ]
        ),
    )

    def test_a_run_keeps_what_was_measured_beside_its_analysis(self, catalog: Any_) -> None:
        run = _begin(catalog, "a", "b")
        measured = replace(_read("a"), heard=(self.RAINS,))
        numbers = [
            each.recording_id
            for each in _keep(catalog, run, measured, _read("b"))
            if isinstance(each, Kept)
        ]
        first, other = (number for number in numbers if number is not None)
        assert [*catalog.measurements.measured()] == [first]
        found = catalog.measurements.of([first, other])
        assert [*found] == [first]
        assert (found[first].seconds, [*found[first]]) == (150.0, [*self.RAINS])

    def test_a_mask_adds_up_the_minutes_of_measured_recordings(self, catalog: Any_) -> None:
        dry = replace(self.RAINS, values=np.zeros_like(self.RAINS.values))
        one, two, three = _put(catalog.recordings, "a", "b", "c")
        digests = {each.recording_id: each.digest for each in catalog.recordings.find([one, two])}
        kept = catalog.measurements.put(
            [
                Measured(number, minutes, digests[number] or b"")
                for number, minutes in ((one, self.RAINS), (two, dry))
            ]
        )
        assert kept == [True, True]
        masked = catalog.measurements.masked
        assert masked({"rain": 0.5}) == {one: 60.0, two: 0.0}
        assert masked({"rain": 0.5, "wind": 0.5}, [one, three]) == {one: 150.0}
        spans = catalog.measurements.masked_spans({"wind": 0.5})
        assert {each: found.tolist() for each, found in spans.items()} == {
            one: [[60.0, 150.0]],
            two: [],
        }
        with pytest.raises(ValueError, match="hail"):
            masked({"hail": 0.5})

    def test_only_the_recordings_own_sound_is_measured(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        other = Measured(number, self.RAINS, b"b".ljust(24, b"."))
        nobody = Measured(99, self.RAINS, b"a".ljust(24, b"."))
        assert catalog.measurements.put([other, nobody]) == [False, False]
        assert not catalog.measurements.measured()

    def test_a_removed_recording_is_not_measured_any_more(self, catalog: Any_) -> None:
        (number,) = _put(catalog.recordings, "a")
        own = Measured(number, self.RAINS, b"a".ljust(24, b"."))
        assert catalog.measurements.put([own]) == [True]
        catalog.recordings.remove([number], including_labels=True)
        assert not catalog.measurements.measured()


def _sample(name: str, sound: str, *, spare: int = 2) -> NewSample:
    """Make a sample of one owl in one recording, with two bands; the first window is a member."""
    digest = sound.encode().ljust(24, b".").hex()
    items = [
        Item(digest, 3_000 * n, 3_000 * n + 3_000, float(n), n % 2, (n + 1) / 9, 1.0, n // 2)
        for n in range(1 + spare)
    ]
    items[0] = replace(items[0], rank=1, batch=1)
    items.sort(key=lambda each: (each.cell, each.place))
    scores = Scores.of(np.array([0.0, 2.0, 1.0]), np.array([0, 0, 1]), 2)
    cells = [Cell(0, None, 2, 2), Cell(1, "S", 1, 1)]
    part = Part("Strix aluco", -1.0, None, 3, 4, "f" * 64, [0.5], 0, cells, scores.packed(), items)
    model = SampledModel("m", "1", "a" * 64, "1")
    rule = SampleRule(name, 7, "estimate", model, {"n": 1}, "siteDay", "rank", "Ana", "2026-05-01")
    return NewSample(rule, [part])


class TestSamples:
    def test_what_is_kept_comes_back_whole(self, catalog: Any_) -> None:
        new = _sample("Owls", "a")
        number = catalog.samples.add(new)
        assert catalog.samples.number("Owls") == number
        assert catalog.samples.whole(number) == new
        sample = catalog.samples.read(number)
        assert sample is not None and sample.head == new.head
        (part,), (member,) = sample.parts, sample.members
        assert part == replace(new.parts[0], items=())
        assert part.kept_scores().above(1.0).tolist() == [1, 1]
        assert (member.rank, member.batch, member.band, member.recording_id) == (1, 1, 0, None)
        assert catalog.samples.read(number + 1) is None is catalog.samples.whole(number + 1)

    def test_two_samples_have_two_names(self, catalog: Any_) -> None:
        catalog.samples.add(_sample("Owls", "a"))
        with pytest.raises(InvalidParams) as caught:
            catalog.samples.add(_sample("Owls", "b"))
        assert caught.value.field == "name"

    def test_a_sample_grows_by_the_next_of_each_cell(self, catalog: Any_) -> None:
        number = catalog.samples.add(_sample("Owls", "a", spare=4))
        assert catalog.samples.grow(number, [Growth("Strix aluco", [1, 0, 0, 0], 2)]) == 3
        sample = catalog.samples.read(number)
        assert sample is not None
        assert [(each.rank, each.batch, each.item.start_ms) for each in sample.members] == [
            (1, 1, 0),
            (2, 2, 3_000),
            (3, 2, 6_000),
            (4, 2, 12_000),
        ]

    def test_skips_looks_and_removals(self, catalog: Any_) -> None:
        number = catalog.samples.add(_sample("Owls", "a"))

        def skipped() -> bool:
            sample = catalog.samples.read(number)
            assert sample is not None
            return sample.members[0].skipped

        sample = catalog.samples.read(number)
        assert sample is not None
        (item,) = (each.item_id for each in sample.members)
        assert catalog.samples.skip([item], "Ana") == 1 and skipped()
        assert catalog.samples.skip([item], "Ben", reason="again") == 0
        assert catalog.samples.unskip([item, 999]) == 1 and not skipped()
        catalog.samples.look(number, Look("2026-05-02", None, 20, "estimate"))
        sample = catalog.samples.read(number)
        assert sample is not None
        assert sample.looks == [Look("2026-05-02", None, 20, "estimate")]
        assert catalog.samples.remove(number) and not catalog.samples.remove(number)
        assert catalog.samples.number("Owls") is None is catalog.samples.read(number)

    def test_decisions_on_half_of_a_clip_count_the_nearest_first(self, catalog: Any_) -> None:
        one, copy = _put(catalog.recordings, "a", "b", sound=b"x")
        number = catalog.samples.add(_sample("Owls", "x"))
        assert catalog.samples.known(["00", b"x".ljust(24, b".").hex()]) == {
            b"x".ljust(24, b".").hex()
        }

        def said() -> list[str]:
            sample = catalog.samples.read(number)
            assert sample is not None and sample.members[0].recording_id == one
            return [each.word for each in sample.members[0].said]

        decided = [
            Decision(
                recording_id=recording, start_s=start, end_s=end, species=species, verified=word
            )
            for recording, start, end, species, word in (
                (one, 0.0, 3.0, "Parus major", "YES"),  # another species
                (one, 2.0, 5.0, "Strix aluco", "YES"),  # covers a third
                (copy, 1.0, 4.0, "Strix aluco", "YES"),  # covers more than half, in a copy
                (one, 0.0, 3.0, "Strix aluco", "NO"),
            )
        ]
        for each, expected in zip(decided, ([], [], ["YES"], ["NO", "YES"]), strict=True):
            catalog.labels.decide([each], ANA)
            assert said() == expected
        catalog.labels.undo()
        assert said() == ["YES"]

    def test_detections_that_count_can_be_drawn(self, catalog: Any_) -> None:
        _detections(catalog, "a", "b")
        _detections(catalog, "a")  # another run of the same
        found = catalog.samples.windows(FrameQuestion("Strix aluco", 1))
        assert len(found.confidence) == 2
        assert found.confidence.tolist() == [0.5, 0.5]
        assert len({*found.recording[found.analysis].tolist()}) == 2
        analyses = found.analyses[found.analysis]
        asked = ("Strix aluco", analyses, found.start_s)
        ends = catalog.samples.ends(*asked, found.confidence)
        assert ends.tolist() == [3.0, 3.0]
        gone = catalog.samples.ends(*asked[:2], found.start_s + 1, found.confidence)
        assert np.isnan(gone).all()
        assert not len(catalog.samples.windows(FrameQuestion("Parus major", 1)).confidence)


def _ids(catalog: Any_) -> list[str]:
    return [each.id for each in catalog.outbox.waiting(99)]


def _forwarded(catalog: Any_, *names: str) -> None:
    outcomes = [_read(name) for name in names]
    with released(outcomes):
        catalog.runs.keep(_begin(catalog, *names), outcomes, forward=True)


def test_results_wait_in_order_until_they_are_sent(catalog: Any_) -> None:
    outbox, creek = catalog.outbox, OutboxStream("creek", '{"site": "Creek"}')
    outbox.add(creek, 0, [{"species": "a"}, {"species": "b"}])
    outbox.add(OutboxStream("hill", "{}"), 5, [{"species": "c"}])
    outbox.add(creek, 2, [{"species": "d"}])
    waiting = outbox.waiting(9)
    assert [each.id for each in waiting] == ["creek-0", "creek-1", "hill-5", "creek-2"]
    assert [json.loads(each.body)["species"] for each in waiting] == ["a", "b", "c", "d"]
    assert json.loads(waiting[3].head) == {"site": "Creek"}
    assert [each.row for each in waiting] == sorted({each.row for each in waiting})
    outbox.sent(waiting[:2])
    outbox.sent(waiting[:2])  # another sender was as fast
    assert _ids(catalog) == ["hill-5", "creek-2"]
    assert (outbox.state().waiting, outbox.state().last.sent) == (2, 2)
    assert outbox.state().oldest == waiting[2].queued_at


def test_what_was_sent_of_another_catalog_removes_nothing_here(catalog: Any_) -> None:
    outbox = catalog.outbox
    outbox.add(OutboxStream("creek", "{}"), 0, [{"n": 0}])
    (waiting,) = outbox.waiting(9)
    other = waiting._replace(stream_id="hill")
    outbox.sent([other])
    outbox.refuse(other, 400, "no")
    assert _ids(catalog) == ["creek-0"]
    assert (outbox.state().refused, outbox.state().last.sent) == (0, 0)


def test_a_result_that_is_queued_twice_waits_once(catalog: Any_) -> None:
    for _ in range(2):
        catalog.outbox.add(OutboxStream("creek", "{}"), 0, [{"species": "a"}])
    assert _ids(catalog) == ["creek-0"]


def test_a_refused_result_is_set_aside_and_can_be_queued_again(catalog: Any_) -> None:
    outbox = catalog.outbox
    outbox.add(OutboxStream("creek", '{"site": "Creek"}'), 0, [{"n": 0}, {"n": 1}, {"n": 2}])
    bad = outbox.waiting(9)[1]
    outbox.refuse(bad, 400, "no such species")
    outbox.refuse(bad, 400, "no such species")
    assert _ids(catalog) == ["creek-0", "creek-2"]
    assert outbox.state().refused == 1
    (told,) = outbox.refusals(9)
    assert told[:5] == ("creek", 1, '{"site": "Creek"}', 400, "no such species")
    outbox.sent(outbox.waiting(9))
    assert outbox.state().refused == 1  # its stream stays with it
    assert (outbox.add_refused(), outbox.add_refused()) == (1, 0)
    assert (_ids(catalog), outbox.refusals(9)) == (["creek-1"], [])
    (again,) = outbox.waiting(9)
    assert again.body == bad.body and again.queued_at >= told.refused_at


def test_trouble_lasts_until_something_is_sent(catalog: Any_) -> None:
    outbox = catalog.outbox
    outbox.add(OutboxStream("creek", "{}"), 0, [{"n": 0}])
    assert outbox.state().last == LastTry()
    outbox.note_trouble("nobody answers", "2026-05-01T05:00:01")
    since = outbox.state().last.trouble_since
    outbox.note_trouble("it is busy", "2026-05-01T05:00:02")
    assert outbox.state().last == LastTry(0, None, "it is busy", since, "2026-05-01T05:00:02")
    outbox.sent(outbox.waiting(9))
    last = outbox.state().last
    assert (last.sent, last.trouble, last.trouble_since, last.next_try) == (1, None, None, None)
    assert last.last_sent is not None


def test_what_a_run_keeps_waits_in_the_outbox_only_if_it_is_asked_for(catalog: Any_) -> None:
    _detections(catalog, "a")
    assert _ids(catalog) == []
    _forwarded(catalog, "b", "c")
    waiting = catalog.outbox.waiting(9)
    kinds = [(each.sequence, json.loads(each.body)["kind"]) for each in waiting]
    assert kinds == [(0, "recording"), (1, "detection"), (0, "recording"), (1, "detection")]
    assert [json.loads(each.body).get("species") for each in waiting[:2]] == [None, OWL.species]
    assert len({each.stream_id for each in waiting}) == 2


def test_results_of_earlier_runs_can_be_queued_and_have_the_same_ids(catalog: Any_) -> None:
    _detections(catalog, "a")
    _forwarded(catalog, "b")
    ids = _ids(catalog)
    assert catalog.outbox.add_runs("2000-01-01") == 2  # those of the first run
    assert set(ids) < set(_ids(catalog)) and len(_ids(catalog)) == 4
    catalog.outbox.sent(catalog.outbox.waiting(9))
    assert catalog.outbox.add_runs("2999-01-01") == 0
    assert catalog.outbox.add_runs("2000-01-01") == 4
    assert set(ids) < set(_ids(catalog))


def test_a_recording_that_was_analysed_before_is_not_queued_again(catalog: Any_) -> None:
    _forwarded(catalog, "a")
    catalog.outbox.sent(catalog.outbox.waiting(9))
    run = _begin(catalog, "a")
    known = catalog.runs.known(["/card/a.wav"], run)["/card/a.wav"]
    ((_, standing),) = known.analyses.items()
    work = Work(Path("/card/a.wav"), "/card/a.wav")
    stands = Stands(work, standing.recording_id, standing.analysis_id)
    catalog.runs.keep(run, [stands], forward=True)
    assert _ids(catalog) == []


_SPOKEN = HeardSpeech("voices 1", 12.0, (Interval(500, 1500, 0.9), Interval(4000, 4500, 0.6)))


def test_what_was_heard_of_speech_is_kept_until_it_is_heard_again(catalog: Any_) -> None:
    first, second, third = _put(catalog.recordings, "a", "b", "c")
    assert not catalog.speech.any
    catalog.speech.put({first: _SPOKEN, second: HeardSpeech("voices 1", 3.0), 999: _SPOKEN})
    assert catalog.speech.any
    ids = [second, third, first, first]
    assert catalog.speech.heard(ids) == {first: _SPOKEN, second: HeardSpeech("voices 1", 3.0)}
    assert catalog.speech.listened(ids) == {first, second}
    assert catalog.speech.listened(ids, "voices 2") == set()
    again = HeardSpeech("voices 2", 12.0, (Interval(0, 900, 0.7),))
    catalog.speech.put({first: again})
    assert catalog.speech.heard([first]) == {first: again}
    assert catalog.speech.listened([first, second], "voices 2") == {first}


def test_what_a_run_heard_is_kept_with_its_outcome(catalog: Any_) -> None:
    kept = _one(_keep(catalog, _begin(catalog, "a"), replace(_read("a"), heard=(_SPOKEN,))))
    assert kept.recording_id is not None
    assert catalog.speech.heard([kept.recording_id]) == {kept.recording_id: _SPOKEN}
    # A run that listens to nothing changes nothing of it.
    _keep(catalog, _begin(catalog, "a"), _read("a", settings="other"))
    assert catalog.speech.heard([kept.recording_id]) == {kept.recording_id: _SPOKEN}


def test_a_copy_without_speech_knows_its_original(catalog: Any_) -> None:
    original, copy, other = _put(catalog.recordings, "a", "b", "c")
    link = Redaction(copy, original, b"sound", "voices 1", [(0, 900)], "Ana")
    catalog.speech.link(link)
    for ids in ([original], [copy], [copy, original, other]):
        (found,) = catalog.speech.redactions(ids)
        assert found.made_at and replace(found, made_at="") == link
    assert catalog.speech.redactions([other]) == []
    with pytest.raises(InvalidParams):
        catalog.speech.link(replace(link, recording_id=999))
