"""Heads are compared on recordings from which neither learnt; dry runs count what apply finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.values import Question
from sidecar.contract.headcomparison import CompareHeadsRequest, CompareHeadsResult
from sidecar.errors import InvalidParams
from sidecar.heads.record import read_training
from sidecar.methods.headfiles import compare_heads
from sidecar.rpc.verb import Call
from tests.methods.night import FROG, OWL, apply, label_recording, listed, nightly, train


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = nightly(tmp_path / "home")
    yield engine
    engine.close()


def _compare(engine: Engine, a: str, b: str) -> CompareHeadsResult:
    return compare_heads(engine, CompareHeadsRequest(a=a, b=b), Call())


def _training(engine: Engine, name: str = "gate") -> Any:
    return read_training(engine.registry.path(name))


# Comparison.


def test_versions_are_scored_on_what_both_held_back(engine: Engine) -> None:
    first = train(engine, hold_back=0.25, background=0)
    assert first.held_back == 2
    held = set(_training(engine).held_back)
    assert not held & set(_training(engine).recordings)
    for recording_id in range(9, 13):
        label_recording(engine, recording_id)
    second = train(engine, hold_back=0.25, background=0)
    assert second.held_back == 3
    assert held < set(_training(engine).held_back), "what was held back once stays so"
    compared = _compare(engine, "gate@1", "gate@2")
    assert (compared.a.number, compared.b.number) == (1, 2)
    assert compared.recordings == 3, "the third was held back by one and unknown to the other"
    assert compared.learnt_from == 9
    for row in compared.species:
        assert row.a is not None and row.b is not None and row.difference is not None
        assert row.difference.auroc == row.b.auroc - row.a.auroc
        assert row.positives == row.recordings == 3
        assert row.a.average_precision > 0.5


def test_labels_since_the_training_are_enough(engine: Engine) -> None:
    train(engine, background=0)
    train(engine, "owls", species=[OWL], background=0, seed=1)
    with pytest.raises(InvalidParams, match="0 labelled recordings are left") as refused:
        _compare(engine, "gate", "owls")
    assert "--hold-back" in refused.value.hint
    label_recording(engine, 9)
    with pytest.raises(InvalidParams, match="1 labelled recording is left"):
        _compare(engine, "gate", "owls")
    label_recording(engine, 10)
    compared = _compare(engine, "gate", "owls")
    assert [row.species for row in compared.species] == [OWL]
    assert (compared.only_a, compared.only_b) == ([FROG], [])
    assert (compared.recordings, compared.learnt_from) == (2, 8)


def test_background_windows_count_as_learnt(engine: Engine) -> None:
    train(engine, background=500)  # more than there are: it learns from every recording
    train(engine, background=0)
    label_recording(engine, 9)
    label_recording(engine, 10)
    with pytest.raises(InvalidParams, match="0 labelled recordings are left"):
        _compare(engine, "gate@1", "gate@2")


def test_a_copy_of_what_was_learnt_does_not_count(engine: Engine) -> None:
    with engine.catalog.transaction() as db:
        db.executemany(
            "INSERT INTO RecordingIdentity (recordingId, sampleDigest) VALUES (?, ?)",
            [(each, bytes([(each - 1) % 8]) * 24) for each in range(1, 11)],
        )
    train(engine, background=0)
    train(engine, background=0, kind="mlp")
    label_recording(engine, 9)
    label_recording(engine, 10)
    with pytest.raises(InvalidParams, match="0 labelled recordings are left"):
        _compare(engine, "gate@1", "gate@2")


def test_the_order_of_two_versions_changes_the_sign_alone(engine: Engine) -> None:
    train(engine, background=0)
    train(engine, background=0, kind="mlp")
    for recording_id in range(9, 15):
        label_recording(engine, recording_id)
    compared, back = (_compare(engine, f"gate@{a}", f"gate@{3 - a}") for a in (1, 2))
    assert (compared.mean_a, compared.mean_b) == (back.mean_b, back.mean_a)
    assert compared.difference.average_precision == -back.difference.average_precision


def test_what_cannot_be_compared_is_refused(engine: Engine) -> None:
    train(engine)
    train(engine, "frogs", species=[FROG])
    train(engine, "owls", species=[OWL])
    for a, b, why in (
        ("gate", "gate@1", "Both are version 1 of gate"),
        ("frogs", "owls", "no species in common"),
        ("base", "gate", "is not a head"),
    ):
        with pytest.raises(InvalidParams, match=why):
            _compare(engine, a, b)


def test_too_few_recordings_hold_none_back(tmp_path: Path) -> None:
    few = nightly(tmp_path / "few", labelled=3)
    with pytest.raises(InvalidParams, match="Only 3 recordings have labels") as refused:
        train(few, hold_back=0.25)
    assert refused.value.field == "holdBack"
    few.close()


# Counts before applying.


def _rows(engine: Engine, **where: Any) -> list[Any]:
    return list(engine.catalog.questions.rows(Question("detections", where), ["recordingId"]))


@pytest.mark.parametrize("settings", [{}, {"min_confidence": 0.2}, {"top_k": 1}])
def test_a_dry_run_counts_what_applying_finds(engine: Engine, settings: dict[str, Any]) -> None:
    train(engine)
    wanted = [0.1, 0.5, 0.9]
    told = apply(engine, dry_run=True, thresholds=wanted, **settings)
    assert told.run_id is None and told.counts is not None
    assert _rows(engine) == [] and not list(
        engine.catalog.questions.rows(Question("runs"), ["runId"])
    )
    applied = apply(engine, **settings)
    assert told.detections == applied.detections > 0
    assert (told.windows, told.recordings) == (applied.windows, applied.recordings)
    for count in told.counts:
        found = _rows(engine, species=count.species)
        assert (count.own.detections, count.own.recordings) == (len(found), len({*map(str, found)}))
    for place, threshold in enumerate(wanted):
        applied = apply(engine, min_confidence=threshold, top_k=settings.get("top_k"))
        assert sum(each.at[place].detections for each in told.counts) == applied.detections
    numbers = [at.detections for at in told.counts[0].at]
    assert numbers == sorted(numbers, reverse=True)


def test_a_dry_run_takes_a_version_and_some_recordings(engine: Engine) -> None:
    train(engine)
    train(engine, seed=1)
    told = apply(engine, "gate@1", dry_run=True, where={"recordingId": [1, 2]})
    assert (told.recordings, told.windows) == (2, 12)
    assert told.counts is not None
    tested = {each.species: each.threshold for each in listed(engine).versions[1].species}
    assert {each.species: each.own.threshold for each in told.counts} == tested
