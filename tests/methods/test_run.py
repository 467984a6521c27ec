"""A run as a page shows it: a plan before it, its outcomes while it goes on, and what lasts."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.runs import NewRun
from sidecar.contract.analyze import InferRequest, InferResult, ResumeRunRequest
from sidecar.contract.plan import InferPlan
from sidecar.contract.query import QueryRequest
from sidecar.contract.runprogress import InferProgress
from sidecar.errors import LinnetError, RecordingNotFound
from sidecar.methods.analyze import infer, resume_run
from sidecar.methods.plan import plan
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from tests.factories import RECORDINGS, owl, tone, write_wav
from tests.keeping import BIRDNET, heard
from tests.shared import needs_recordings
from tests.stored import engine_at, engine_with_base

# Of each window the tiny model names its three classes with about 0.5, 0.73 and 0.88.
CLASSES = 3


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_with_base(tmp_path, dimension=4)
    yield engine
    engine.close()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Write three recordings of two windows, one cut short, and one that is no sound."""
    for number in range(3):
        write_wav(tmp_path / "card" / f"{number}.wav", tone(6.0, hertz=500.0 * (number + 1)))
    cut = write_wav(tmp_path / "card" / "cut.wav", tone(6.0, hertz=3000.0))
    cut.write_bytes(cut.read_bytes()[:300_000])
    (tmp_path / "card" / "text.wav").write_text("no sound")
    return tmp_path / "card"


def _request(**fields: Any) -> InferRequest:
    return InferRequest.model_validate({"model": "base", "minConfidence": 0.6, **fields})


def _infer(engine: Engine, call: Call | None = None, **fields: Any) -> InferResult:
    return infer(engine, _request(**fields), call or Call())


def _plan(engine: Engine, **fields: Any) -> InferPlan:
    return plan(engine, _request(**fields), Call())


def _rows(engine: Engine, select: str, **where: Any) -> list[Any]:
    request = QueryRequest.model_validate({"select": select, "where": where, "limit": 1000})
    return query(engine, request, Call()).rows


def _counts(plan: InferPlan) -> tuple[int, int, int, int]:
    return plan.new, plan.rescored, plan.skipped, plan.missing


def _listening() -> tuple[Call, list[InferProgress]]:
    told: list[InferProgress] = []

    def send(value: object, last: bool) -> bool:
        assert isinstance(value, InferProgress)
        told.append(value)
        return True

    return Call(send, every_s=0.0), told


def _content(engine: Engine) -> str:
    with closing(sqlite3.connect(engine.catalog_path)) as db:
        return "\n".join(db.iterdump())


class TestPlan:
    def test_a_plan_says_what_the_run_then_does(self, base: Engine, card: Path) -> None:
        named: dict[str, Any] = {"inputs": [str(card)]}
        assert _counts(_plan(base, **named)) == (5, 0, 0, 0)
        assert _infer(base, **named).stats.skipped == 0
        # The file without sound is no recording of the catalog, and is tried again.
        assert _counts(_plan(base, **named)) == (1, 0, 4, 0)
        assert _infer(base, **named).stats.skipped == 4
        # This model cannot judge stored windows.
        assert _counts(_plan(base, **named, overlap=1.0)) == (5, 0, 0, 0)
        assert _infer(base, **named, overlap=1.0).stats.skipped == 0

    def test_a_plan_adds_up_and_names_files_that_are_missing(
        self, base: Engine, card: Path
    ) -> None:
        _infer(base, inputs=[str(card)])
        (card / "1.wav").unlink()
        write_wav(card / "2.wav", tone(9.0, hertz=4000.0))
        planned = _plan(base, where={})
        assert _counts(planned) == (1, 0, 2, 1) and planned.files == 4
        assert [error.path for error in planned.errors] == [str(card / "1.wav")]
        assert planned.errors[0].kind == "RecordingNotFound"

    def test_a_plan_writes_nothing(self, base: Engine, card: Path) -> None:
        _infer(base, inputs=[str(card)])
        (card / "1.wav").unlink()
        before = _content(base)
        _plan(base, where={}, minConfidence=0.1)
        _plan(base, recordingIds=[1, 2])
        _plan(base, inputs=[str(card)], overlap=1.0)
        assert _content(base) == before

    def test_the_time_comes_from_earlier_runs_and_is_unknown_before_them(
        self, base: Engine, card: Path
    ) -> None:
        assert _plan(base, inputs=[str(card)]).seconds_needed is None
        _infer(base, inputs=[str(card / "0.wav")], embeddings=False)
        anew = _plan(base, where={}, overlap=1.5)
        assert (anew.new, anew.audio_seconds, anew.without_duration) == (1, 6.0, 0)
        models = base.catalog.runs.models(
            NewRun(BIRDNET, "{}", "linnet", [])  # a model that the catalog does not have
        )
        assert (models.model_id, base.catalog.runs.speed(models).heard) == (None, None)
        with closing(sqlite3.connect(base.catalog_path)) as db, db:
            db.execute("UPDATE RunTotal SET audioSeconds = 600, readSeconds = 20")
        assert _plan(base, where={}, overlap=1.5).seconds_needed == pytest.approx(0.2)

    def test_a_plan_counts_sound_whose_length_is_unknown_apart(
        self, base: Engine, card: Path
    ) -> None:
        planned = _plan(base, inputs=[str(card)])
        assert (planned.audio_seconds, planned.without_duration) == (0.0, 5)

    def test_a_plan_has_the_notes_of_the_run(self, base: Engine, card: Path) -> None:
        _infer(base, inputs=[str(card)])
        planned = _plan(base, where={}, speciesList=["bird0", "bird9"], topK=3)
        assert planned.unmatched_species == ["bird9"]
        kinds = {note.kind: note.count for note in planned.notes}
        ran = {
            note.kind: note.count
            for note in _infer(base, where={}, speciesList=["bird0", "bird9"], topK=3).notes
        }
        assert kinds == ran and {"listLine", "noEffect", "withoutStart"} <= kinds.keys()


class TestWhere:
    def test_filters_choose_recordings_of_the_catalog(self, base: Engine, card: Path) -> None:
        _infer(base, inputs=[str(card)])
        chosen = _infer(base, where={"path": {"contains": "1.wav"}}, force=True)
        assert [row.path for row in chosen.recordings] == [str(card / "1.wav")]
        with pytest.raises(RecordingNotFound, match="passes the filters"):
            _infer(base, where={"path": "nowhere"})
        assert _plan(base, where={"path": "nowhere"}).files == 0

    def test_a_missing_file_is_an_error_of_the_run_and_marked(
        self, base: Engine, card: Path
    ) -> None:
        _infer(base, inputs=[str(card)])
        (card / "1.wav").unlink()
        result = _infer(base, where={})
        assert [error.path for error in result.errors] == [str(card / "1.wav")]
        marked = _rows(base, "recordings", missingSince={"ne": None})
        assert [row.path for row in marked] == [str(card / "1.wav")]

    def test_finished_recordings_can_be_left_out_of_a_run(self, base: Engine, card: Path) -> None:
        _infer(base, inputs=[str(card / "0.wav"), str(card / "cut.wav")])
        result = _infer(base, inputs=[str(card)], notAnalysed=True)
        assert (result.stats.files, result.stats.skipped) == (3, 0)
        partly = [note for note in result.notes if note.kind == "partialBefore"]
        assert [note.count for note in partly] == [1], "what was left out is still partial"
        with pytest.raises(RecordingNotFound, match="All these recordings are done"):
            _infer(base, where={}, notAnalysed=True)


class TestAnswer:
    def test_a_brief_answer_has_the_same_stats_and_no_rows(self, base: Engine, card: Path) -> None:
        whole = _infer(base, inputs=[str(card)])
        brief = _infer(base, inputs=[str(card)], force=True, answer="brief")
        assert brief.recordings == [] and brief.skipped == []
        by_path = {each.path: each for each in whole.errors}
        assert {each.path: each for each in brief.errors} == by_path
        assert brief.notes == whole.notes
        same = {"files", "done", "failed", "partial", "windows", "detections", "below_threshold"}
        assert brief.stats.model_dump(include=same) == whole.stats.model_dump(include=same)
        assert brief.stats.detections_left_out == brief.stats.detections > 0

    def test_a_brief_answer_counts_the_errors_that_it_leaves_out(
        self, base: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sidecar.methods.answer._MOST_ERRORS", 2)
        for number in range(5):
            path = tmp_path / "bad" / f"{number}.wav"
            path.parent.mkdir(exist_ok=True)
            path.write_text("no sound")
        result = _infer(base, inputs=[str(tmp_path / "bad")], answer="brief")
        assert (len(result.errors), result.stats.errors_left_out) == (2, 3)
        assert len(_rows(base, "runFiles", runId=result.run_id, status="failed")) == 5


class TestProgress:
    def test_the_progress_tells_each_outcome_once(self, base: Engine, card: Path) -> None:
        call, told = _listening()
        result = _infer(base, call, inputs=[str(card)])
        outcomes = {each.path: each for message in told for each in message.outcomes}
        assert sum(len(message.outcomes) for message in told) == len(outcomes) == 5
        assert {each.run_id for each in told} == {result.run_id}
        assert {Path(path).name: each.status for path, each in outcomes.items()} == {
            "0.wav": "done",
            "1.wav": "done",
            "2.wav": "done",
            "cut.wav": "partial",
            "text.wav": "failed",
        }
        for row in result.recordings:
            told_of = outcomes[row.path]
            assert told_of.recording_id == row.recording_id
            assert (told_of.detections, told_of.trouble) == (len(row.detections), row.trouble)
        trouble = {error.path: error.message for error in result.errors}
        assert outcomes[str(card / "text.wav")].trouble == trouble[str(card / "text.wav")]
        kinds = {Path(path).name: each.kind for path, each in outcomes.items() if each.kind}
        assert kinds == {"text.wav": "UnreadableAudio"}
        assert (told[-1].failed, told[-1].done, told[-1].outcomes_left_out) == (1, 5, 0)

    @pytest.mark.parametrize("merge", [1, 2])
    def test_the_progress_counts_species_as_the_catalog_does(
        self, base: Engine, card: Path, merge: int
    ) -> None:
        call, told = _listening()
        result = _infer(base, call, inputs=[str(card)], mergeConsecutive=merge)
        heard = {each.species: each for message in told for each in message.species}
        rows = _rows(base, "species", runId=result.run_id)
        assert {name: (each.detections, each.max_confidence) for name, each in heard.items()} == {
            row.species: (row.detections, row.max_confidence) for row in rows
        }
        assert len(rows) == 2 and result.stats.detections > 2

    def test_a_message_has_a_hundred_outcomes_and_the_failures_come_first(
        self, base: Engine, tmp_path: Path
    ) -> None:
        write_wav(tmp_path / "one.wav", tone(3.0))
        (tmp_path / "many").mkdir()
        for number in range(149):
            shutil.copy(tmp_path / "one.wav", tmp_path / "many" / f"{number}.wav")
        (tmp_path / "many" / "z.wav").write_text("no sound")
        _infer(base, inputs=[str(tmp_path / "many")])
        told: list[InferProgress] = []

        def send(value: object, last: bool) -> bool:
            assert isinstance(value, InferProgress)
            told.append(value) if last else None
            return last

        result = _infer(base, Call(send, every_s=0.0), inputs=[str(tmp_path / "many")])
        assert [len(each.outcomes) for each in told] == [0, 100]
        assert told[-1].outcomes[0].status == "failed"
        assert told[-1].outcomes_left_out == result.stats.files - 100

    def test_known_lengths_give_the_sound_to_read_and_sites_are_told(
        self, base: Engine, card: Path
    ) -> None:
        _infer(base, inputs=[str(card)])
        with closing(sqlite3.connect(base.catalog_path)) as db, db:
            db.execute("INSERT INTO Site (siteId, site_code) VALUES (7, 'Tapir-03')")
            db.execute("INSERT INTO Deployment (deploymentId, siteId) VALUES (9, 7)")
            db.execute("UPDATE Recording SET deploymentId = 9 WHERE url LIKE '%/1.wav'")
        call, told = _listening()
        _infer(base, call, where={}, overlap=1.0)
        expected = sum(row.duration for row in _rows(base, "recordings"))
        assert told[-1].audio_seconds_total == pytest.approx(expected, abs=0.1)
        assert told[-1].audio_seconds == pytest.approx(expected, rel=0.5)
        places = {
            Path(each.path).name: (each.deployment_id, each.site)
            for message in told
            for each in message.outcomes
        }
        assert places["1.wav"] == (9, "Tapir-03") and places["0.wav"] == (None, None)


class TestLasting:
    def test_outcomes_last_with_their_words(self, base: Engine, card: Path, tmp_path: Path) -> None:
        result = _infer(base, inputs=[str(card)])
        base.close()
        again = engine_at(tmp_path)
        rows = {Path(row.path).name: row for row in _rows(again, "runFiles", runId=result.run_id)}
        again.close()
        assert [rows[name].status for name in ("0.wav", "cut.wav", "text.wav")] == [
            "done",
            "partial",
            "failed",
        ]
        errors = {Path(error.path).name: error for error in result.errors}
        failed, error = rows["text.wav"], errors["text.wav"]
        assert (failed.code, failed.kind, failed.message, failed.hint or "") == (
            error.code,
            error.kind,
            error.message,
            error.hint,
        )
        assert rows["cut.wav"].message == errors["cut.wav"].message
        found = {Path(row.path).name: len(row.detections) for row in result.recordings}
        assert {name: rows[name].detections for name in found} == found

    def test_a_hint_lasts(self, base: Engine) -> None:
        runs = base.catalog.runs
        run = runs.begin(NewRun(BIRDNET, "{}", "linnet", ["/a.wav", "/b.wav"]))
        from sidecar.errors import UnreadableAudio
        from sidecar.run.work import Failed, Work

        error = UnreadableAudio("It is cut short.", hint="Copy it again.")
        runs.keep(run, [Failed(Work(Path("/a.wav"), "/a.wav"), error)])
        rows = _rows(base, "runFiles", runId=run.run_id)
        assert [(row.status, row.kind, row.message, row.hint) for row in rows] == [
            ("failed", "UnreadableAudio", "It is cut short.", "Copy it again."),
            ("waiting", None, None, None),
        ]

    def test_a_killed_run_keeps_how_far_it_came(self, base: Engine, tmp_path: Path) -> None:
        runs = base.catalog.runs
        run = runs.begin(NewRun(BIRDNET, "{}", "linnet", ["/a.wav", "/b.wav"]))
        runs.keep(run, [heard("/a.wav", seconds=6.0, offsets=np.arange(2))], seconds=0.5)
        base.close()
        with closing(sqlite3.connect(base.catalog_path)) as db, db:
            db.execute("UPDATE Run SET process = '0:0.00'")
        again = engine_at(tmp_path)
        (row,) = _rows(again, "runs")
        again.close()
        assert (row.status, row.files, row.waiting, row.done) == ("interrupted", 2, 1, 1)
        assert (row.audio_seconds, row.windows, row.detections) == (6.0, 2, 0)

    def test_a_resumed_run_names_the_one_that_it_goes_on_with(
        self, base: Engine, card: Path
    ) -> None:
        first = _infer(base, inputs=[str(card)])
        second = resume_run(base, ResumeRunRequest(run_id=first.run_id, answer="brief"), Call())
        assert second.recordings == [] and second.stats.skipped == 4
        rows = {row.run_id: row for row in _rows(base, "runs")}
        assert (rows[first.run_id].resumes, rows[second.run_id].resumes) == (None, first.run_id)
        assert rows[first.run_id].audio_seconds == pytest.approx(
            first.stats.audio_seconds, abs=0.001
        )
        assert rows[first.run_id].detections == first.stats.detections

    def test_a_run_of_an_earlier_version_has_no_totals(self, base: Engine, card: Path) -> None:
        _infer(base, inputs=[str(card)])
        with closing(sqlite3.connect(base.catalog_path)) as db, db:
            db.execute("DELETE FROM RunTotal")
        (row,) = _rows(base, "runs")
        assert (row.audio_seconds, row.detections, row.below_threshold) == (None, None, None)


class TestNothingFound:
    def test_a_result_without_detections_says_why(self, base: Engine, tmp_path: Path) -> None:
        sound = np.concatenate([tone(6.0), np.zeros(144_000, np.float32)])
        path = write_wav(tmp_path / "night" / "a.wav", sound)
        cases: list[tuple[dict[str, Any], tuple[int, int, int]]] = [
            ({"minConfidence": 0.95}, (6, 0, 0)),
            ({"minConfidence": 0.8, "speciesList": ["bird0"]}, (2, 2, 0)),
            ({"minConfidence": 0.3, "topK": 1}, (0, 0, 4)),
        ]
        for settings, expected in cases:
            result = _infer(base, inputs=[str(path)], **settings)
            stats, row = result.stats, _rows(base, "runs", runId=result.run_id)[0]
            for told in (stats, row):
                counted = told.below_threshold, told.not_listed, told.beyond_top_k
                assert counted == expected, settings
                assert (told.quiet_windows, told.out_of_range) == (1, 0)
                assert told.detections == (2 if "topK" in settings else 0)

    @pytest.mark.model
    def test_the_range_filter_says_what_it_left_out(self, engine: Engine, tmp_path: Path) -> None:
        path = write_wav(tmp_path / "20260520_220000.wav", owl(9.0))

        def run(**location: float) -> InferResult:
            request = {"inputs": [str(path)], "minConfidence": 0.5, "location": location or None}
            return infer(engine, InferRequest.model_validate(request), Call())

        anywhere, far = run(), run(latitude=-12.5, longitude=-70.1)
        assert anywhere.stats.out_of_range == 0 and anywhere.stats.detections == 3
        assert (far.stats.detections, far.stats.out_of_range) == (0, 3)

    @pytest.mark.model
    @needs_recordings
    def test_real_recordings_add_up(self, engine: Engine) -> None:
        def add_up(result: InferResult) -> None:
            stats = result.stats
            ends = stats.done + stats.empty + stats.partial + stats.failed + stats.skipped
            assert ends == stats.files == len(_rows(engine, "runFiles", runId=result.run_id))
            (row,) = _rows(engine, "runs", runId=result.run_id)
            for name in ("detections", "windows", "quiet_windows", "below_threshold"):
                assert getattr(row, name) == getattr(stats, name), name

        folder = {"inputs": [str(RECORDINGS)], "answer": "brief"}
        first = infer(engine, InferRequest.model_validate({**folder, "minConfidence": 0.9}), Call())
        add_up(first)
        assert first.stats.below_threshold > 0
        lower = InferRequest.model_validate({"where": {}, "minConfidence": 0.1, "answer": "brief"})
        planned = plan(engine, lower, Call())
        assert planned.rescored == planned.files > 0
        second = infer(engine, lower, Call())
        add_up(second)
        # What was below the threshold is found at a lower one.
        found = first.stats.detections + first.stats.below_threshold
        assert (second.stats.detections, second.stats.below_threshold) == (found, 0)


def test_a_request_names_recordings_in_one_way(base: Engine, card: Path) -> None:
    refusals: list[tuple[dict[str, Any], str]] = [
        ({"inputs": [str(card)], "where": {}}, "either by filters or one by one"),
        ({"recordingIds": [1], "where": {}}, "either by filters or one by one"),
        ({"where": {}, "notAnalysed": True, "force": True}, "leave finished recordings out"),
        ({"where": {}, "table": True, "answer": "brief"}, "has no table"),
    ]
    asks: list[Callable[..., Any]] = [_infer, _plan]
    for fields, words in refusals:
        for ask in asks:
            with pytest.raises(LinnetError, match=words):
                ask(base, **fields)
