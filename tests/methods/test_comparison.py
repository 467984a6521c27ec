"""`models/compare`: two analyses of the same recordings, crossed by species and by time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest
from sidecar.contract.comparison import CompareModelsRequest, CompareModelsResult
from sidecar.contract.heads import ApplyHeadRequest, TrainHeadRequest
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer
from sidecar.methods.comparison import compare_models
from sidecar.methods.heads import apply, train
from sidecar.methods.likeliest import _Judge, _within
from sidecar.models.add import Wanted, add
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.settings import Settings
from tests.factories import tone, write_wav
from tests.keeping import heard, keep_run
from tests.stored import engine_with_base, label, store_windows
from tests.tiny import write_model

OLD = ModelVersion("bird", "Bird", "1", "a" * 64, "1", "free")
NEW = replace(OLD, version="2", sha256="b" * 64)
OTHER = ModelVersion("other", "Other", "1", "c" * 64, "1", "free")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", tmp_path / "none"))
    yield engine
    engine.close()


def _detection(
    start: float, species: str, confidence: float, *, common: str = "", seconds: float = 3.0
) -> Detection:
    return Detection(
        start_s=start,
        end_s=start + seconds,
        species=species,
        common=common or species,
        confidence=confidence,
    )


def _keep(
    engine: Engine,
    model: ModelVersion,
    found: dict[str, list[Detection]],
    *,
    least: float = 0.1,
    seconds: float = 60.0,
) -> None:
    outcomes = [
        heard(url, *detections, seconds=seconds, offsets=np.arange(20) * 144_000)
        for url, detections in found.items()
    ]
    keep_run(engine.catalog, model, *outcomes, settings=json.dumps({"minConfidence": least}))


def _compare(engine: Engine, a: str, b: str, **asked: object) -> CompareModelsResult:
    request = CompareModelsRequest.model_validate({"a": a, "b": b, **asked})
    return compare_models(engine, request, Call())


def test_two_models_are_compared_as_by_hand(bare: Engine) -> None:
    _keep(
        bare,
        OLD,
        {
            "/a.wav": [_detection(0, "owl", 0.9), _detection(3, "tit", 0.5)],
            "/b.wav": [_detection(6, "owl", 0.7)],
        },
    )
    _keep(
        bare,
        OTHER,
        {
            "/a.wav": [_detection(0, "owl", 0.6), _detection(3, "wren", 0.8)],
            "/b.wav": [],
            "/c.wav": [_detection(0, "owl", 0.9)],
        },
    )
    found = _compare(bare, "bird", "other")
    assert (found.recordings, found.stretches, found.stretch_seconds) == (2, 40, 3.0)
    assert (found.both, found.only_a, found.only_b) == (1, 2, 1)
    assert found.agreement == 0.25
    assert (found.first_stretches, found.first_agreement, found.five_agreement) == (2, 0.5, 0.5)
    table = {each.species: (each.both, each.only_a, each.only_b) for each in found.species}
    assert table == {"owl": (1, 1, 0), "tit": (0, 1, 0), "wren": (0, 0, 1)}
    assert (found.a.recordings, found.b.recordings) == (2, 3)
    assert (found.a.detections, found.b.detections) == (3, 2)
    assert (found.crossing, found.shared_species) == ("names", None)


def test_disagreements_name_recording_and_time_with_the_surest_first(bare: Engine) -> None:
    _keep(bare, OLD, {"/a.wav": [_detection(3, "tit", 0.5)], "/b.wav": [_detection(6, "owl", 0.7)]})
    _keep(bare, OTHER, {"/a.wav": [_detection(3, "wren", 0.8)], "/b.wav": []})
    first, second = _compare(bare, "bird", "other").disagreements
    assert (first.path, first.start, first.end) == ("/a.wav", 3.0, 6.0)
    assert (first.species_a, first.confidence_a) == ("tit", 0.5)
    assert (first.species_b, first.confidence_b) == ("wren", 0.8)
    assert (second.path, second.start, second.species_a) == ("/b.wav", 6.0, "owl")
    assert (second.species_b, second.confidence_b, second.detection_b) == (None, None, None)
    assert second.detection_a is not None
    stretch = bare.catalog.questions.stretch("detection", second.detection_a)
    assert stretch and (stretch.recording_id, stretch.start_s) == (second.recording_id, 6.0)


def test_disagreements_are_bounded_and_the_rest_is_counted(bare: Engine) -> None:
    many = [_detection(3.0 * n, "owl", 0.5 + n / 100) for n in range(20)]
    _keep(bare, OLD, {f"/{n:04}.wav": many for n in range(60)})
    _keep(bare, OTHER, {f"/{n:04}.wav": [] for n in range(60)})
    found = _compare(bare, "bird", "other", limit=7)
    assert [row.confidence_a for row in found.disagreements] == [pytest.approx(0.69)] * 7
    assert [row.path for row in found.disagreements] == [f"/{n:04}.wav" for n in range(7)]
    assert (found.disagreeing_stretches, found.left_out) == (1200, 1193)
    assert _compare(bare, "bird", "other", limit=0).left_out == 1200


def test_groups_of_recordings_change_nothing(bare: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    for model in (OLD, OTHER):
        _keep(
            bare,
            model,
            {
                f"/{n}.wav": [
                    _detection(
                        3.0 * int(rng.integers(20)), f"bird {rng.integers(4)}", float(rng.random())
                    )
                    for _ in range(15)
                ]
                for n in range(30)
            },
        )
    whole = _compare(bare, "bird", "other", limit=50)
    monkeypatch.setattr("sidecar.methods.comparison._GROUP", 4)
    assert _compare(bare, "bird", "other", limit=50) == whole
    assert whole.both and whole.only_a and whole.only_b


def test_two_versions_of_one_model_are_compared_though_one_took_over(bare: Engine) -> None:
    _keep(bare, OLD, {"/a.wav": [_detection(0, "owl", 0.9), _detection(9, "tit", 0.9)]})
    _keep(bare, NEW, {"/a.wav": [_detection(0, "owl", 0.8)]})
    found = _compare(bare, "bird", f"bird@{OLD.version_id}")
    assert found.a.model.version_id == NEW.version_id
    assert (found.both, found.only_a, found.only_b) == (1, 0, 1)


def test_windows_of_other_lengths_overlap_in_time(bare: Engine) -> None:
    _keep(bare, OLD, {"/a.wav": [_detection(3, "owl", 0.9), _detection(6, "owl", 0.9)]})
    _keep(bare, OTHER, {"/a.wav": [_detection(0, "owl", 0.9, seconds=5.0)]})
    found = _compare(bare, "bird", "other")
    assert (found.stretch_seconds, found.stretches) == (5.0, 12)
    assert (found.a.window, found.b.window) == (3.0, 5.0)
    assert (found.both, found.only_a, found.only_b) == (1, 1, 0)


def test_detections_count_from_a_confidence_that_both_kept(bare: Engine) -> None:
    _keep(bare, OLD, {"/a.wav": [_detection(0, "owl", 0.3), _detection(3, "tit", 0.9)]}, least=0.1)
    _keep(bare, OTHER, {"/a.wav": [_detection(3, "tit", 0.6)]}, least=0.5)
    found = _compare(bare, "bird", "other")
    assert (found.min_confidence, found.both, found.only_a) == (0.5, 1, 0)
    assert found.notes == []
    told = _compare(bare, "bird", "other", minConfidence=0.2)
    assert [note.examples for note in told.notes] == [["minConfidence"]]
    assert _compare(bare, "bird", "other", minConfidence=0.7).only_a == 1


def test_filters_choose_recordings(bare: Engine) -> None:
    found = {f"/{name}.wav": [_detection(0, "owl", 0.9)] for name in "ab"}
    _keep(bare, OLD, found)
    _keep(bare, OTHER, found)
    assert _compare(bare, "bird", "other", where={"path": {"contains": "a.wav"}}).recordings == 1


def test_channels_are_compared_with_the_same_channel(bare: Engine) -> None:
    def of(model: ModelVersion, species: dict[int, str]) -> None:
        outcomes = []
        for channel, name in species.items():
            made = heard(
                "/a.wav",
                _detection(0, name, 0.9),
                seconds=60.0,
                offsets=np.arange(20) * 144_000,
            )
            work = replace(made.work, channel=channel, channels=(*species,))
            outcomes.append(
                replace(made, work=work, digests=replace(made.digests, settings=str(channel)))
            )
        keep_run(bare.catalog, model, *outcomes)

    of(OLD, {1: "owl", 2: "tit"})
    of(OTHER, {1: "owl", 2: "wren"})
    found = _compare(bare, "bird", "other")
    assert (found.recordings, found.stretches) == (1, 40)
    assert (found.both, found.only_a, found.only_b) == (1, 1, 1)
    (row,) = found.disagreements
    assert (row.channel, row.species_a, row.species_b) == (2, "tit", "wren")


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("bird", "bird", "Both names mean the same version"),
        ("nobody", "bird", "no analyses by nobody"),
        ("bird@none", "other", "no analyses by the version none of bird"),
        ("bird", "other", "no recording that both models analysed"),
    ],
)
def test_what_cannot_be_compared_says_why(bare: Engine, a: str, b: str, said: str) -> None:
    _keep(bare, OLD, {"/a.wav": []})
    _keep(bare, OTHER, {"/b.wav": []})
    with pytest.raises(InvalidParams, match=said) as refused:
        _compare(bare, a, b)
    assert refused.value.hint


# Installed models, whose labels say what each knows.


def _install(engine: Engine, home: Path, name: str, labels: str) -> None:
    model = write_model(home / f"{name}.onnx", shape=(144_000,), classes=labels.count("\n"))
    (home / f"{name}.txt").write_text(labels, "utf-8")
    add(engine.registry, Wanted(model, home / f"{name}.txt", {"name": name, "title": name}))
    request = InferRequest(inputs=[str(home / "card")], model=name, min_confidence=0.01)
    infer(engine, request, Call())


def test_two_installed_models_are_crossed_by_names_and_synonyms(
    bare: Engine, tmp_path: Path
) -> None:
    write_wav(tmp_path / "card" / "a.wav", tone(6.0))
    _install(
        bare,
        tmp_path,
        "one",
        "Strix aluco_Tawny Owl\nCorvus monedula_Eurasian Jackdaw\nHyla arborea_Tree Frog\n",
    )
    _install(
        bare,
        tmp_path,
        "two",
        "Coloeus monedula_Eurasian Jackdaw\nStrix aluco_Tawny Owl\n"
        "Asio otus_Long-eared Owl\nWind_Wind\n",
    )
    found = _compare(bare, "one", "two")
    assert (found.crossing, found.shared_species) == ("labels", 2)
    assert (found.both, found.only_a, found.only_b, found.agreement) == (4, 0, 0, 1.0)
    table = {each.species: (each.known_to, each.both) for each in found.species}
    assert table["Strix aluco"] == ("both", 2)
    assert table["Hyla arborea"] == ("a", 0) and table["Asio otus"] == ("b", 0)
    # Of the shared species, one model is surest of the jackdaw, and the other of the owl.
    assert (found.first_stretches, found.first_agreement, found.five_agreement) == (2, 0.0, 1.0)


# The likeliest species of stored windows.


def _heads(home: Path, count: int) -> Engine:
    """Make two heads on one model's embeddings, each with so many species of both."""
    engine = engine_with_base(home, dimension=4)
    rng = np.random.default_rng(1)
    blocks = rng.normal(0.0, 1.0, (400, 4)).astype(np.float32)
    for recording_id in store_windows(engine, [blocks], each=4, count=400):
        for window in range(4):
            label(engine, recording_id, window, f"bird {rng.integers(count)}")
            label(engine, recording_id, window, f"bird {rng.integers(count)}", "NO")
    for name, seed in (("night", 1), ("day", 2)):
        train(engine, TrainHeadRequest(name=name, least=2, seed=seed, kind="mlp"), Call())
        apply(engine, ApplyHeadRequest(name=name, min_confidence=0.3), Call())
    return engine


def test_the_likeliest_species_are_those_of_the_last_layers(tmp_path: Path) -> None:
    engine = _heads(tmp_path, 12)
    found = _compare(engine, "night", "day", windows=1_000)
    assert found.without_likeliest is None and found.likeliest is not None
    catalog = engine.catalog
    (model_id,) = catalog.embeddings.versions("base")
    embeddings = catalog.embeddings.read(model_id, np.arange(400))
    scores = []
    for name in ("night", "day"):
        session = engine.session(name)
        logits = session.rejudge(embeddings)
        assert logits is not None
        scores.append({each: logits[:, place] for place, each in enumerate(session.labels.species)})
    shared = sorted(scores[0].keys() & scores[1].keys())
    one, other = (np.argsort(-np.stack([each[name] for name in shared]), axis=0) for each in scores)
    first = (one[0] == other[0]).mean()
    five = np.mean([len({*a} & {*b}) / 5 for a, b in zip(one[:5].T, other[:5].T, strict=True)])
    assert (found.likeliest.windows, found.likeliest.species) == (400, len(shared))
    assert (found.likeliest.first, found.likeliest.five) == pytest.approx((first, five))
    assert 0 < found.likeliest.five < 1
    sampled = _compare(engine, "night", "day", windows=50).likeliest
    assert sampled and sampled.windows == 50
    engine.close()


def test_why_no_window_is_judged_again_is_said(bare: Engine, tmp_path: Path) -> None:
    _keep(bare, OLD, {"/a.wav": []})
    _keep(bare, OTHER, {"/a.wav": []})
    found = _compare(bare, "bird", "other")
    assert found.likeliest is None and found.without_likeliest is not None
    assert found.without_likeliest.startswith("bird@")
    assert found.without_likeliest.endswith(" is not installed, or damaged.")
    found = _compare(bare, "bird", "other", windows=0)
    assert found.without_likeliest == "The request asks for no windows."


def test_a_few_shared_species_agree_by_chance_so_they_are_not_compared(tmp_path: Path) -> None:
    engine = _heads(tmp_path, 4)
    found = _compare(engine, "night", "day")
    assert found.without_likeliest == "Both models know only 4 species."
    engine.close()


def test_shorter_windows_count_in_the_longer_one_that_holds_their_middle() -> None:
    session: Any = None

    def judge(window_s: float, rows: list[tuple[int, int, float]]) -> _Judge:
        recording, channel, start = (np.array(each) for each in zip(*rows, strict=True))
        return _Judge(session, 1, window_s, np.arange(len(rows)), recording, channel, start * 1.0)

    longer = judge(5.0, [(7, 0, 0.0), (7, 0, 5.0), (7, 0, 10.0), (8, 0, 0.0), (7, 1, 0.0)])
    shorter = judge(3.0, [(7, 0, 3.0), (7, 0, 0.0), (7, 0, 6.0), (8, 0, 3.5), (7, 1, 0.0)])
    chosen, parts, number = _within(longer, shorter, 100)
    inside: dict[int, list[int]] = {}
    for part, each in zip(parts.tolist(), number.tolist(), strict=True):
        inside.setdefault(int(chosen[each]), []).append(part)
    assert inside == {0: [1, 0], 1: [2], 4: [4]}  # the middle of the one at 3.5 s lies at 5 s
    assert number.tolist() == sorted(number.tolist())


def test_the_command_prints_agreement_species_and_the_worst_disagreements(
    bare: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    _keep(bare, OLD, {"/a.wav": [_detection(0, "owl", 0.9), _detection(33, "tit", 0.5)]})
    _keep(bare, OTHER, {"/a.wav": [_detection(0, "owl", 0.6)]})
    typed = ["models", "compare", "bird", "other"]
    assert run_command(bare.settings, parse(typed)) == 0
    said = capsys.readouterr().out
    assert "50 %" in said and "/a.wav" in said and "0:33" in said and "tit" in said
    assert run_command(bare.settings, parse([*typed, "--json"])) == 0
    assert json.loads(capsys.readouterr().out)["onlyA"] == 1
