"""`models/drift` compares two groups of stored windows, and says what each figure means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.rows import add_model, insert
from sidecar.catalog.sqlite.vectors import append
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest
from sidecar.contract.drift import DriftFigure, DriftRequest, DriftResult
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer
from sidecar.methods.drift import drift
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.factories import tone, write_wav
from tests.stored import engine_with_base, store_windows

EACH = 10
# Recordings of `store_windows` are of May 2026, on the day after their number.
EARLY = {"where": {"date": {"lt": "2026-05-11"}}}
LATE = {"where": {"date": {"ge": "2026-05-11"}}}


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_with_base(tmp_path, dimension=4)
    yield engine
    engine.close()


def _drift(engine: Engine, **asked: object) -> DriftResult:
    return drift(engine, DriftRequest.model_validate({"name": "base", **asked}), Call())


def _figures(result: DriftResult) -> dict[str, DriftFigure]:
    return {figure.name: figure for figure in result.figures}


def _windows(
    count: int, *, norm: float = 10.0, turned: float = 0.0, seed: int = 1, noise: float = 0.1
) -> Float32:
    """Make embeddings about one direction, turned by an angle, of norms about one length."""
    rng = np.random.default_rng(seed)
    directions = np.array([np.cos(turned), np.sin(turned), 0, 0])
    directions = directions + rng.normal(0, noise, (count, 4))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    return np.asarray(directions * rng.normal(norm, 0.5, (count, 1)), np.float32)


def _store(engine: Engine, *parts: Float32) -> None:
    embeddings = np.concatenate(parts)
    store_windows(engine, [embeddings], each=EACH, count=len(embeddings))


def test_groups_of_one_kind_are_alike(base: Engine) -> None:
    _store(base, _windows(280))
    found = _drift(base, first=EARLY, second=LATE)
    assert {figure.reading for figure in found.figures} == {"alike"}
    assert (found.first.windows, found.second.windows) == (100, 180)
    assert (found.first.recordings, found.second.recordings) == (10, 18)
    assert found.notes == []


def test_the_figures_are_those_of_numpy(base: Engine) -> None:
    first, second = _windows(100), _windows(180, norm=10.5, turned=0.3, seed=2)
    _store(base, first, second)
    figures = _figures(_drift(base, first=EARLY, second=LATE))
    one, other = (np.linalg.norm(each.astype(np.float64), axis=1) for each in (first, second))
    at = np.concatenate([one, other])
    gaps = [abs((one <= cut).mean() - (other <= cut).mean()) for cut in at]
    assert figures["normKs"].value == pytest.approx(max(gaps), abs=1e-6)
    means = [
        (each / np.linalg.norm(each, axis=1, keepdims=True)).mean(axis=0)
        for each in (first, second)
    ]
    cosine = means[0] @ means[1] / np.linalg.norm(means[0]) / np.linalg.norm(means[1])
    assert figures["centroid"].value == pytest.approx(1 - cosine, abs=1e-3)
    cuts = np.quantile(one, np.arange(1, 10) / 10)
    shares = [
        (np.histogram(each, [-np.inf, *cuts, np.inf])[0] + 0.5) / (len(each) + 5)
        for each in (one, other)
    ]
    index = ((shares[1] - shares[0]) * np.log(shares[1] / shares[0])).sum()
    assert figures["normPsi"].value == pytest.approx(index, rel=0.05)


def test_louder_norms_and_other_directions_lie_apart(base: Engine) -> None:
    _store(base, _windows(100), _windows(180, norm=14.0, turned=1.0))
    readings = {
        name: each.reading
        for name, each in _figures(_drift(base, first=EARLY, second=LATE)).items()
    }
    assert readings == {"normKs": "apart", "normPsi": "apart", "centroid": "apart"}


def test_what_differs_between_recordings_anyway_is_usual(base: Engine) -> None:
    """Each recording has sounds of its own, so two groups always differ a little."""
    parts = [_windows(EACH, norm=10 + n % 5, turned=0.2 * (n % 7), seed=n) for n in range(28)]
    _store(base, *parts)
    figures = _figures(_drift(base, first=EARLY, second=LATE))
    assert figures["centroid"].reading == figures["normKs"].reading == "alike"
    assert figures["centroid"].usual and figures["centroid"].usual > 0.002


def test_too_few_windows_are_said_and_not_measured(base: Engine) -> None:
    _store(base, _windows(140))
    found = _drift(base, first=EARLY, second=LATE)
    (note,) = found.notes
    assert (note.kind, note.count, note.what) == ("fewWindows", 40, "The second group")
    assert {figure.reading for figure in found.figures} == {"notMeasured"}
    assert {figure.value for figure in found.figures} == {None}


def test_no_window_at_all_is_said(base: Engine) -> None:
    _store(base, _windows(140))
    found = _drift(base, first=EARLY, second={"where": {"date": {"ge": "2030-01-01"}}})
    assert (found.second.windows, found.second.norms) == (0, None)
    assert found.notes[0].message == (
        "The second group has only 0 windows with an embedding, too few to tell anything."
    )


def test_a_single_recording_has_no_usual(base: Engine) -> None:
    store_windows(base, [_windows(100)], each=100, count=100, names=[0])
    store_windows(base, [_windows(100, seed=2)], each=100, count=100, names=[20])
    figure = _figures(_drift(base, first=EARLY, second=LATE))["centroid"]
    assert (figure.reading, figure.usual) == ("notMeasured", None)
    assert "single recording" in figure.message


def test_nan_and_silence_spoil_no_figure(base: Engine) -> None:
    first = _windows(280)
    first[150], first[151] = np.nan, 0.0
    _store(base, first)
    found = _drift(base, first=EARLY, second=LATE)
    assert {figure.reading for figure in found.figures} == {"alike"}
    assert found.second.norms and found.second.norms.count == 178


def test_a_large_group_is_sampled_and_this_is_told(base: Engine) -> None:
    _store(base, _windows(2800))
    found = _drift(base, first=EARLY, second=LATE, windows=150)
    assert (found.first.windows, found.first.available) == (150, 1000)
    assert found.first.recordings == 100  # spread over all of them


def test_the_same_group_twice_is_refused(base: Engine) -> None:
    _store(base, _windows(280))
    with pytest.raises(InvalidParams, match="Both groups are the same windows"):
        _drift(base)


def test_a_wrong_filter_names_its_group(base: Engine) -> None:
    _store(base, _windows(280))
    with pytest.raises(InvalidParams) as refused:
        _drift(base, first=EARLY, second={"where": {"colour": "red"}})
    assert refused.value.field == "second.where.colour"


# Versions.


def _second_version(engine: Engine, embeddings: Float32, dimension: int = 4) -> str:
    """Store other embeddings of the same windows by another version; returns its name."""
    from dataclasses import replace

    from sidecar.app.modelnames import model_version

    version = replace(model_version(engine.session("base")), converter="99")
    catalog = engine.catalog
    with catalog.transaction() as db:
        model_id = add_model(db, version)
        first = append(db, catalog.path, model_id, dimension, [embeddings])
        for place, row in enumerate(
            db.execute("SELECT * FROM WindowSet ORDER BY firstVector").fetchall()
        ):
            values = dict(zip(row.keys(), row, strict=True))
            del values["windowSetId"]
            values |= {"modelId": model_id, "firstVector": first + place * EACH}
            values["dimension"] = dimension
            insert(db, "WindowSet", **values)
    return f"base@{version.version_id}"


def _exact(engine: Engine) -> str:
    return f"base@{engine.registry.require('base').version_id}"


def test_two_versions_are_compared_window_by_window(base: Engine) -> None:
    embeddings = _windows(280)
    _store(base, embeddings)
    other = embeddings.copy()
    other[:, 1] += 1.0
    against = _second_version(base, other)
    found = _drift(base, name=_exact(base), against=against)
    units, theirs = (
        each / np.linalg.norm(each, axis=1, keepdims=True) for each in (embeddings, other)
    )
    by_hand = (1 - (units * theirs).sum(axis=1)).mean()
    figures = _figures(found)
    assert figures["pairs"].value == pytest.approx(by_hand, abs=1e-3)
    assert found.first.windows == found.second.windows == 280
    assert found.first.model.version_id != found.second.model.version_id


def test_versions_that_agree_are_alike(base: Engine) -> None:
    embeddings = _windows(280)
    _store(base, embeddings)
    against = _second_version(base, embeddings)
    figures = _figures(_drift(base, name=_exact(base), against=against, first=EARLY))
    assert {figure.reading for figure in figures.values()} == {"alike"}
    assert figures["pairs"].value == pytest.approx(0.0, abs=1e-3)


def test_versions_of_other_lengths_are_not_compared_by_direction(base: Engine) -> None:
    embeddings = _windows(280)
    _store(base, embeddings)
    longer = np.concatenate([embeddings, embeddings], axis=1)
    figures = _figures(
        _drift(base, name=_exact(base), against=_second_version(base, longer, dimension=8))
    )
    assert figures["pairs"].reading == figures["centroid"].reading == "notMeasured"
    assert "different lengths" in figures["pairs"].message


def test_one_version_twice_is_refused(base: Engine) -> None:
    _store(base, _windows(280))
    with pytest.raises(InvalidParams, match="same version"):
        _drift(base, name=_exact(base), against="base")
    with pytest.raises(InvalidParams, match="over the windows of the first group"):
        _drift(base, against="base", second=LATE)


# Species.


def test_species_are_compared_by_their_confidences(base: Engine, tmp_path: Path) -> None:
    for name, level in (("20260501_050000", 0.2), ("20260520_050000", 0.4)):
        samples = np.concatenate(
            [tone(3.0, level=0.02) + level * (0.8 + n / 100) for n in range(40)]
        )
        write_wav(tmp_path / "card" / f"{name}.wav", samples.astype(np.float32))
    infer(
        base,
        InferRequest(inputs=[str(tmp_path / "card")], model="base", min_confidence=0.01),
        Call(),
    )
    found = _drift(base, first=EARLY, second=LATE)
    by = {each.species: each for each in found.species}
    assert set(by) == {"bird0", "bird1", "bird2"}  # class k has the mean plus k for its logit
    one = by["bird0"]
    assert (one.first, one.second, one.ks) == (40, 40, 1.0)
    assert one.first_median and one.second_median and one.first_median < one.second_median
    assert found.species_left_out == 0


def test_the_command_prints_each_figure_with_its_reading(
    base: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    _store(base, _windows(100), _windows(180, norm=14.0, turned=1.0))
    typed = [
        "models",
        "drift",
        "base",
        "--first",
        "date<2026-05-11",
        "--second",
        "date>=2026-05-11",
    ]
    assert run_command(base.settings, parse(typed)) == 0
    said = capsys.readouterr().out
    assert "apart" in said and "Kolmogorov-Smirnov" in said and "100" in said
    assert run_command(base.settings, parse([*typed, "--json"])) == 0
    assert json.loads(capsys.readouterr().out)["second"]["windows"] == 180
