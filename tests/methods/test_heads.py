"""Learning from labels: what heads find, what they leave alone, and what they say they cannot."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.heads import (
    ApplyHeadRequest,
    ApplyHeadResult,
    SuggestRequest,
    SuggestResult,
    TrainHeadRequest,
    TrainHeadResult,
)
from sidecar.contract.models import ListModelsRequest, VerifyModelRequest
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled, RequestCancelled
from sidecar.heads import apply as applying
from sidecar.learn.training import logits
from sidecar.methods import heads
from sidecar.methods.models import list_models, verify_model
from sidecar.models.headweights import write_head
from sidecar.models.install import install
from sidecar.models.layer import Layer
from sidecar.models.runtime import onnxruntime
from sidecar.rpc.verb import Call
from sidecar.run import stored
from sidecar.values import Float32
from tests.stored import add_base, engine_at, engine_with_base, label, store_windows

DIMENSION, EACH, RECORDINGS = 32, 20, 30
OWL, FROG = "Strix aluco", "Hyla arborea"

# Every tenth window has an owl, from the third of each recording on; frogs follow the owls.
IS_OWL = np.arange(EACH * RECORDINGS) % 10 == 3
IS_FROG = np.arange(EACH * RECORDINGS) % 10 == 4


def _night() -> Float32:
    rng = np.random.default_rng(8)
    x = rng.normal(5.0, 1.0, (EACH * RECORDINGS, DIMENSION))
    x += np.repeat(rng.normal(0.0, 0.5, (RECORDINGS, DIMENSION)), EACH, axis=0)
    x[IS_OWL, 0] += 8.0
    x[IS_FROG, 1] += 8.0
    return x.astype(np.float32)


def _label(engine: Engine, recording_id: int) -> None:
    """Label each owl and frog of a recording, and a window of none."""
    for window in (3, 13):
        label(engine, recording_id, window, OWL)
        label(engine, recording_id, window + 1, FROG)
    label(engine, recording_id, 7, OWL, "NO")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Thirty recordings; in eight, each owl and frog is labelled, and a window of none."""
    engine = engine_with_base(tmp_path / "home", dimension=DIMENSION)
    ids = store_windows(engine, [_night()], each=EACH, count=EACH * RECORDINGS)
    for recording_id in ids[:8]:
        _label(engine, recording_id)
    yield engine
    engine.close()


def _train(engine: Engine, **fields: Any) -> TrainHeadResult:
    return heads.train(engine, TrainHeadRequest(**{"name": "night", **fields}), Call())


def _apply(engine: Engine, **fields: Any) -> ApplyHeadResult:
    return heads.apply(engine, ApplyHeadRequest(**{"name": "night", **fields}), Call())


def _suggest(engine: Engine, **fields: Any) -> SuggestResult:
    return heads.suggest(engine, SuggestRequest(**{"name": "night", **fields}), Call())


def _rows(engine: Engine, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in engine.catalog.reader().execute(sql, values)]


def _found(engine: Engine) -> set[tuple[str, int]]:
    """List what is found now: species and number of the window among all."""
    rows = _rows(
        engine,
        """SELECT species, recordingId, startTime FROM Detection d JOIN Species USING (speciesId)
           JOIN Analysis a USING (analysisId) WHERE d.current = 1""",
    )
    return {
        (species, (recording - 1) * EACH + round(start / 3.0)) for species, recording, start in rows
    }


def _planted() -> set[tuple[str, int]]:
    owls = {(OWL, int(window)) for window in np.nonzero(IS_OWL)[0]}
    return owls | {(FROG, int(window)) for window in np.nonzero(IS_FROG)[0]}


@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_what_was_labelled_in_some_recordings_is_found_in_all(engine: Engine, kind: str) -> None:
    trained = _train(engine, kind=kind)
    assert [each.species for each in trained.classes] == [FROG, OWL]
    for each in trained.classes:
        assert each.average_precision is not None
        assert each.average_precision > 0.95
        assert (each.positives, each.recordings) == (16, 8)
    applied = _apply(engine)
    assert (applied.recordings, applied.windows) == (RECORDINGS, EACH * RECORDINGS)
    found, planted = _found(engine), _planted()
    assert len(found & planted) > 0.6 * len(planted)
    assert len(found - planted) < 0.1 * len(planted)


def test_applying_again_adds_nothing(engine: Engine) -> None:
    _train(engine)
    first = _apply(engine)
    before = _rows(engine, "SELECT * FROM Detection ORDER BY detectionId")
    again = _apply(engine)
    assert (again.recordings, again.skipped, again.detections) == (0, RECORDINGS, 0)
    assert _rows(engine, "SELECT * FROM Detection ORDER BY detectionId") == before
    assert len(before) == first.detections
    assert _rows(engine, "SELECT status, files FROM Run ORDER BY runId") == [
        ("complete", RECORDINGS),
        ("complete", RECORDINGS),
    ]


def test_other_settings_and_later_heads_take_over(engine: Engine) -> None:
    _train(engine)
    _apply(engine, min_confidence=0.01)
    many = len(_found(engine))
    _apply(engine, min_confidence=0.9)
    few = len(_found(engine))
    assert few < many
    recent = "SELECT count(*) FROM Annotation n JOIN Labeler l USING (labelerId) WHERE isHuman = 0"
    # Where a person has decided, that word stands and not the head's.
    undecided = "SELECT count(*) FROM Detection WHERE current = 1 AND verified = 'UNVERIFIED'"
    assert _rows(engine, f"{recent} AND mostRecent = 1") == _rows(engine, undecided)
    # Taught more, it is another model, and what the earlier one found is no longer current.
    label(engine, 20, 3, OWL)
    _train(engine)
    _apply(engine, min_confidence=0.5)
    models = _rows(engine, "SELECT count(DISTINCT modelId) FROM Analysis WHERE current = 1")
    assert models == [(1,)]
    assert _rows(engine, f"{recent} AND mostRecent = 1") == _rows(engine, undecided)
    # And back again, without a detection doubled.
    _apply(engine, min_confidence=0.9)
    _apply(engine, min_confidence=0.5)
    doubled = """SELECT 1 FROM Detection WHERE current = 1
                 GROUP BY annotationId HAVING count(*) > 1"""
    assert _rows(engine, doubled) == []


def test_what_people_decided_stays_as_it_was(engine: Engine) -> None:
    _train(engine)
    _apply(engine)
    # In the app: a decision written into the model's annotation, and one beside it.
    with engine.catalog.transaction() as db:
        db.execute(
            """UPDATE Annotation SET verified = 'NO' WHERE annotationId =
               (SELECT annotationId FROM Detection JOIN Analysis USING (analysisId)
                WHERE recordingId = 25 LIMIT 1)"""
        )
    label(engine, 26, 3, OWL)
    decided = """SELECT n.* FROM Annotation n LEFT JOIN Labeler l USING (labelerId)
                 WHERE n.verified <> 'UNVERIFIED' OR l.isHuman = 1 ORDER BY n.annotationId"""
    before = _rows(engine, decided)
    _train(engine, seed=1)
    _apply(engine, min_confidence=0.3)
    assert _rows(engine, decided) == before
    verified = """SELECT d.verified FROM Detection d JOIN Analysis a USING (analysisId)
                  WHERE a.recordingId = 26 AND d.current = 1 AND d.startTime = 9.0"""
    assert _rows(engine, verified) == [("YES",)]


def test_only_the_recordings_asked_for_are_scored(engine: Engine) -> None:
    _train(engine)
    applied = _apply(engine, where={"recordingId": [3, 4]})
    assert (applied.recordings, applied.windows) == (2, 2 * EACH)
    assert _rows(engine, "SELECT DISTINCT recordingId FROM Analysis") == [(3,), (4,)]


def test_the_file_scores_as_what_was_fitted(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    layers = (
        Layer(rng.normal(size=(16, 8)), rng.normal(size=8)),
        Layer(rng.normal(size=(8, 3)), rng.normal(size=3)),
    )
    x = rng.normal(size=(50, 16)).astype(np.float32)
    for count in (1, 2):
        write_head(tmp_path / "head.onnx", layers[-count:], properties={})
        session = onnxruntime.InferenceSession(tmp_path / "head.onnx")
        given = x if count == 2 else x[:, :8]
        (found,) = session.run(["logits"], {"embedding": given})
        assert found == pytest.approx(logits(layers[-count:], given), abs=1e-4)


def test_equal_labels_give_the_same_model(engine: Engine) -> None:
    first, second = _train(engine), _train(engine)
    assert first.sha256 == second.sha256
    assert _train(engine, seed=5).sha256 != first.sha256


@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_recordings_stored_and_labelled_in_another_order_give_the_same_head(
    engine: Engine, tmp_path: Path, kind: str
) -> None:
    other = engine_with_base(tmp_path / "other", dimension=DIMENSION)
    names = np.random.default_rng(3).permutation(RECORDINGS).tolist()
    night = _night().reshape(RECORDINGS, EACH, DIMENSION)[names].reshape(-1, DIMENSION)
    ids = store_windows(other, [night], each=EACH, count=len(night), names=names)
    for recording_id, name in zip(ids, names, strict=True):
        if name < 8:
            _label(other, recording_id)
    trained, again = _train(engine, kind=kind), _train(other, kind=kind)
    assert again.classes == trained.classes
    assert again.sha256 == trained.sha256, "the weights differ"
    other.close()


def test_a_head_is_a_model_with_a_record_of_its_training(engine: Engine) -> None:
    trained = _train(engine, title="Night voices")
    (row,) = [
        row
        for row in list_models(engine, ListModelsRequest(), Call()).models
        if row.name == "night"
    ]
    assert (row.base, row.classes, row.installed) == ("base", 2, True)
    assert verify_model(engine, VerifyModelRequest(name="night"), Call()).passed
    record = json.loads((engine.registry.path(trained.name) / "training.json").read_text("utf-8"))
    assert len(record["labels"]) == trained.labels == 40
    assert record["base"]["sha256"] == engine.session("base").identity
    assert record["folds"] == 5


def test_a_dry_run_says_what_a_training_learns_from_and_trains_nothing(engine: Engine) -> None:
    foreseen = _train(engine, dry_run=True)
    assert (foreseen.number, foreseen.version, foreseen.path, foreseen.before) == (None,) * 4
    assert "night" not in engine.registry.manifests
    trained = _train(engine)
    none = {"average_precision": None, "auroc": None, "threshold": None}
    assert foreseen.classes == [each.model_copy(update=none) for each in trained.classes]
    told = ("windows", "labels", "held_back", "folds", "notes")
    assert [getattr(foreseen, each) for each in told] == [getattr(trained, each) for each in told]
    assert _train(engine, dry_run=True, hold_back=0.25).before == trained.number
    with pytest.raises(InvalidParams, match="No species has enough labels"):
        _train(engine, dry_run=True, least=1000)


def test_a_head_cannot_be_installed_from_files(engine: Engine, tmp_path: Path) -> None:
    name = _train(engine).model
    with pytest.raises(InvalidParams, match="trained here") as refused:
        install(engine.registry, name, source=str(tmp_path), on_step=lambda *step: None)
    assert refused.value.field == "source"
    assert engine.registry.installed(name)


@pytest.mark.parametrize("content", [None, "{", "{}", '{"classes": [1]}'])
def test_a_head_without_what_training_found_says_so(engine: Engine, content: str | None) -> None:
    record = engine.registry.path(_train(engine).name) / "training.json"
    engine.session("night")  # what is loaded is not checked again
    record.unlink() if content is None else record.write_text(content, "utf-8")
    with pytest.raises(ModelInvalid, match="missing or damaged") as caught:
        _apply(engine)
    assert "heads train night" in caught.value.hint


def test_windows_are_read_of_more_recordings_than_a_statement_has_variables(
    engine: Engine,
) -> None:
    embeddings = engine.catalog.embeddings
    windows = embeddings.windows(1)
    engine.catalog.reader().setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 5)
    cut = embeddings.cut(windows)
    assert cut.offsets is not None and len(cut.offsets) == len(cut) == EACH * RECORDINGS


def test_a_head_without_its_base_says_so(engine: Engine, tmp_path: Path) -> None:
    _train(engine)
    add_base(engine, dimension=DIMENSION, classes=4)
    with pytest.raises(ModelInvalid, match="another version of Base"):
        _apply(engine)
    (row,) = [
        row
        for row in list_models(engine, ListModelsRequest(), Call()).models
        if row.name == "night"
    ]
    assert row.trouble is not None
    engine.registry.path("base").rename(tmp_path / "gone")
    with pytest.raises(ModelNotInstalled, match="not installed"):
        _suggest(engine)


def test_suggestions_are_uncertain_unlabelled_and_of_many_recordings(engine: Engine) -> None:
    _train(engine)
    suggested = _suggest(engine, k=12)
    assert len(suggested.windows) == 12
    assert suggested.considered == EACH * RECORDINGS - 40
    labelled = {(recording, 3.0 * w) for recording in range(1, 9) for w in (3, 4, 13, 14, 7)}
    places = [(each.recording_id, each.start) for each in suggested.windows]
    assert not labelled & set(places)
    assert len({recording for recording, _ in places}) > 6
    # They are more uncertain than windows are as a rule.
    every = _suggest(engine, k=1000)
    bits = [each.uncertainty for each in every.windows]
    assert len(bits) == suggested.considered
    assert min(each.uncertainty for each in suggested.windows) > np.quantile(bits, 0.9)
    assert {each.species for each in _suggest(engine, species=OWL).windows} == {OWL}


def test_stopping_keeps_whole_recordings(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "_GROUP", EACH)
    _train(engine)
    call = Call()
    saved = []

    def stop_after_five(value: Any, last: bool) -> bool:
        saved.append(value.done)
        if value.done >= 5 * EACH:
            call.cancelled.set()
        return True

    call = Call(stop_after_five, every_s=0.0)
    with pytest.raises(RequestCancelled):
        heads.apply(engine, ApplyHeadRequest(name="night"), call)
    assert _rows(engine, "SELECT status FROM Run") == [("cancelled",)]
    assert _rows(engine, "SELECT count(*) FROM Analysis") == [(5,)]
    rest = _apply(engine)
    assert (rest.recordings, rest.skipped) == (RECORDINGS - 5, 5)


_KILLED = """
import os, signal, sys
from pathlib import Path
from sidecar.contract.heads import ApplyHeadRequest
from sidecar.rpc.verb import Call
from sidecar.run import stored
from sidecar.catalog.sqlite import findings
from sidecar.catalog.sqlite import outcomes
from sidecar.methods import heads
from tests.stored import engine_at

home = Path(sys.argv[1])
stored._GROUP = 40
written = []

def put(db, model_id, found):
    findings.put_findings(db, model_id, found)
    written.append(len(found))
    if len(written) == 4:
        os.kill(os.getpid(), signal.SIGKILL)  # written, but not committed

outcomes.put_findings = put
heads.apply(engine_at(home), ApplyHeadRequest(name="night"), Call())
"""


def test_killed_in_the_middle_it_leaves_whole_recordings(engine: Engine) -> None:
    _train(engine)
    home = engine.settings.home
    engine.close()
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, str(home)],
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    with_home = engine_at(home)
    try:
        assert _rows(with_home, "SELECT count(*) FROM Analysis") == [(6,)]
        assert _rows(with_home, "SELECT status FROM Run") == [("interrupted",)]
        rest = _apply(with_home)
        assert (rest.recordings, rest.skipped) == (RECORDINGS - 6, 6)
        (partly,) = _rows(with_home, "SELECT count(*) FROM Detection")
        assert partly == (len(_found(with_home)),)
        assert _rows(with_home, "PRAGMA integrity_check") == [("ok",)]
    finally:
        with_home.close()


@pytest.mark.parametrize("moment", ["_plan", "_keep"])
@pytest.mark.parametrize(
    "meanwhile",
    [
        "DELETE FROM Recording WHERE recordingId = 30",
        "UPDATE WindowSet SET windowSetId = 900 WHERE recordingId = 30",
        "UPDATE WindowSet SET firstVector = 0 WHERE recordingId = 30",
    ],
    ids=["taken out", "done anew", "done anew under its old number"],
)
def test_what_others_replace_meanwhile_is_left_alone_and_told(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, meanwhile: str, moment: str
) -> None:
    _train(engine)
    step = getattr(applying.Applying, moment)

    def late(run: Any, *arguments: Any) -> Any:
        given = step(run) if moment == "_plan" else None
        if moment == "_keep" and not arguments[0]:
            return None  # what stands: nothing is judged yet
        with engine.catalog.transaction() as db:
            db.execute(meanwhile)
        return given or step(run, *arguments)

    monkeypatch.setattr(applying.Applying, moment, late)
    applied = _apply(engine)
    assert (applied.recordings, applied.windows) == (29, 29 * EACH)
    assert applied.detections == len(_found(engine)) > 0
    assert _rows(engine, "SELECT count(*) FROM Analysis WHERE recordingId = 30") == [(0,)]
    assert _rows(engine, "SELECT url FROM RunFile WHERE status = 'failed'") == [
        ("/night/000029.wav",)
    ]
    assert [(note.kind, note.examples) for note in applied.notes] == [
        ("windowsGone", ["/night/000029.wav"])
    ]
    assert not _rows(engine, "SELECT 1 FROM RunFile WHERE status = 'waiting'")
    lost = """SELECT 1 FROM Annotation JOIN Labeler USING (labelerId) WHERE isHuman = 0
              AND annotationId NOT IN (SELECT annotationId FROM Detection)"""
    assert not _rows(engine, lost)


def test_too_few_labels_are_told(engine: Engine) -> None:
    label(engine, 1, 9, "Bubo bubo")
    trained = _train(engine)
    (skipped,) = [note for note in trained.notes if note.kind == "speciesSkipped"]
    assert "Bubo bubo: it has 1 label and needs 3" in skipped.examples and skipped.changes_results
    with pytest.raises(InvalidParams, match="No species has enough labels"):
        _train(engine, species=["Bubo bubo"])
    with pytest.raises(InvalidParams, match="Nobody has labelled"):
        _train(engine, species=["Dodo"])


def test_labels_of_one_recording_train_but_earn_no_score(engine: Engine, tmp_path: Path) -> None:
    alone = engine_with_base(tmp_path / "alone", dimension=DIMENSION)
    (first, *_) = store_windows(alone, [_night()], each=EACH, count=EACH * RECORDINGS)
    for window in (3, 13, 4):
        label(alone, first, window, OWL)
    label(alone, first, 8, OWL, "NO")
    (report,) = _train(alone).classes
    assert report.auroc is report.average_precision is report.threshold is None
    assert report.note is not None
    assert "Too few recordings to test" in report.note
    assert _apply(alone).detections > 0
    alone.close()


def test_only_positives_are_enough_where_others_may_be_drawn(tmp_path: Path) -> None:
    alone = engine_with_base(tmp_path / "alone", dimension=DIMENSION)
    ids = store_windows(alone, [_night()], each=EACH, count=EACH * RECORDINGS)
    for recording_id in ids[:6]:
        label(alone, recording_id, 3, OWL)
    (report,) = _train(alone).classes
    assert report.note is not None
    assert "Nobody labelled" in report.note
    with pytest.raises(InvalidParams, match="needs windows without it"):
        _train(alone, background=0)
    alone.close()


def test_training_tells_how_far_it_is(engine: Engine) -> None:
    told: list[Any] = []

    def listen(value: Any, last: bool) -> bool:
        told.append((value.kind, value.done, value.total, value.unit))
        return True

    heads.train(engine, TrainHeadRequest(name="night"), Call(listen, every_s=0.0))
    assert [each[0] for each in told] == ["begin", *["report"] * 5, "end"]
    assert [each[1:] for each in told] == [(done, 6, "fit") for done in range(7)]


def test_a_name_that_is_taken_is_refused(engine: Engine) -> None:
    with pytest.raises(InvalidParams, match="is the name of Base"):
        _train(engine, name="base")
    with pytest.raises(InvalidParams, match="is not a head"):
        _apply(engine, name="base")


def test_labels_without_embeddings_are_counted_out(engine: Engine) -> None:
    with engine.catalog.transaction() as db:
        db.execute("UPDATE WindowSet SET firstVector = NULL WHERE recordingId <= 4")
    trained = _train(engine)
    (left_out,) = [note for note in trained.notes if note.kind == "labelsLeftOut"]
    assert left_out.message.startswith("20 labels were left out: their recordings")
    assert left_out.examples == [f"/night/{number:06}.wav" for number in range(4)]
    assert trained.labels == 20
    with engine.catalog.transaction() as db:
        db.execute("UPDATE WindowSet SET firstVector = NULL WHERE recordingId <= 8")
    with pytest.raises(InvalidParams) as told:
        _train(engine, name="day")
    assert told.value.hint is not None
    assert told.value.hint.startswith("40 labels were left out: ")


def test_copies_of_one_recording_are_held_back_together(engine: Engine) -> None:
    with engine.catalog.transaction() as db:
        db.execute(
            """INSERT INTO RecordingIdentity (recordingId, sampleDigest)
               SELECT recordingId, CAST(recordingId / 3 AS BLOB) FROM Recording
               WHERE recordingId <= 8"""
        )
    trained = _train(engine)
    assert {each.recordings for each in trained.classes} == {3}
