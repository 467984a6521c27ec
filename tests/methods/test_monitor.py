"""`models/monitor` reports what runs of this process gave, and what the catalog holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.values import Where
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest
from sidecar.contract.monitor import MonitorModelRequest, MonitorModelResult
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer
from sidecar.methods.monitor import monitor_model
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.factories import tone, write_wav
from tests.stored import engine_with_base, store_windows

EACH = 10


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_with_base(tmp_path, dimension=4)
    yield engine
    engine.close()


def _monitor(engine: Engine, **asked: object) -> MonitorModelResult:
    request = MonitorModelRequest.model_validate({"name": "base", **asked})
    return monitor_model(engine, request, Call())


def _steady(count: int) -> Float32:
    rng = np.random.default_rng(1)
    embeddings = np.array([10.0, 0, 0, 0]) + rng.normal(0, 0.1, (count, 4))
    return np.asarray(embeddings, np.float32)


def _store(engine: Engine, embeddings: Float32) -> None:
    store_windows(engine, [embeddings], each=EACH, count=len(embeddings))


def test_the_report_of_the_catalog_is_that_of_numpy(base: Engine) -> None:
    embeddings = _steady(300)
    _store(base, embeddings)
    found = _monitor(base)
    lengths = np.linalg.norm(embeddings.astype(np.float64), axis=1)
    units = (embeddings / lengths[:, np.newaxis]).reshape(30, EACH, 4)
    distances = 1.0 - (units[:, 1:] * units[:, :-1]).sum(axis=2).ravel()
    assert found.source == "catalog" and found.norms and found.distances
    for told, there, off in ((found.norms, lengths, 1e-5), (found.distances, distances, 2e-3)):
        at = [told.p5, told.p25, told.p50, told.p75, told.p95]
        assert at == pytest.approx(np.percentile(there, [5, 25, 50, 75, 95]).tolist(), abs=off)
        assert (told.mean, told.std) == pytest.approx((there.mean(), there.std()), abs=off)
    assert (found.windows, found.available, found.recordings) == (300, 300, 30)
    assert (found.norms.count, found.distances.count) == (300, 270)
    assert (found.judged, found.anomalous, found.anomaly_rate) == (300, 0, 0.0)
    assert found.model.version_id == base.registry.require("base").version_id


def test_anomalies_of_the_catalog_are_named_with_recording_and_time(base: Engine) -> None:
    embeddings = _steady(300)
    embeddings[57] *= 4.0  # window 7 of recording 5
    embeddings[123] = [0, 10, 0, 0]  # window 3 of recording 12
    embeddings[200] = np.nan
    embeddings[210] = 0.0
    _store(base, embeddings)
    found = _monitor(base)
    told = {(each.path, each.start): each for each in found.anomalies}
    assert told["/night/000005.wav", 21.0].reasons == ["norm"]
    assert told["/night/000005.wav", 21.0].end == 24.0
    assert told["/night/000012.wav", 9.0].reasons == ["distance"]
    assert told["/night/000012.wav", 12.0].reasons == ["distance"]  # the turn back
    assert found.anomalies[0].reasons == ["numbers"]
    assert (found.without_numbers, found.without_direction) == (1, 1)
    assert found.anomalous == len(told) == 4
    assert found.anomaly_rate == pytest.approx(4 / 300)
    ids = {row.recording_id for row in found.anomalies}
    assert all(number is not None for number in ids)


def test_the_worst_anomalies_are_listed_and_the_rest_is_counted(base: Engine) -> None:
    embeddings = _steady(300)
    for place in range(5):
        embeddings[10 * place] *= 3.0 + place
    _store(base, embeddings)
    found = _monitor(base, limit=2)
    assert [each.path for each in found.anomalies] == ["/night/000004.wav", "/night/000003.wav"]
    assert (found.anomalous, found.left_out) == (5, 3)


def test_fewer_deviations_find_more(base: Engine) -> None:
    _store(base, _steady(300))
    assert _monitor(base, deviations=2).anomalous > _monitor(base, deviations=3).anomalous > 0


def test_few_windows_are_said(base: Engine) -> None:
    _store(base, _steady(90))
    found = _monitor(base)
    (note,) = found.notes
    assert (note.kind, note.count, note.what) == ("fewWindows", 90, "base")
    assert (found.judged, found.anomaly_rate) == (0, None)


@pytest.mark.parametrize(
    ("where", "recordings"),
    [({"date": {"lt": "2026-05-11"}}, 10 + 2), ({"path": {"contains": "00000"}}, 10)],
)
def test_filters_choose_the_windows(base: Engine, where: Where, recordings: int) -> None:
    _store(base, _steady(300))
    found = _monitor(base, where=where)
    assert (found.recordings, found.available) == (recordings, recordings * EACH)
    assert found.distances and found.distances.count == recordings * (EACH - 1)


def test_a_large_catalog_is_sampled_by_recordings_and_this_is_told(base: Engine) -> None:
    _store(base, _steady(3000))
    found = _monitor(base, windows=500)
    assert (found.windows, found.available, found.recordings) == (500, 3000, 50)


def test_another_version_is_chosen_by_its_id(base: Engine) -> None:
    _store(base, _steady(200))
    version = base.registry.require("base").version_id
    assert _monitor(base, name=f"base@{version}").model.version_id == version
    with pytest.raises(InvalidParams, match="no stored embeddings by the version none of base"):
        _monitor(base, name="base@none")


def test_without_any_embedding_the_answer_says_what_to_do(base: Engine) -> None:
    with pytest.raises(InvalidParams, match="no stored embeddings by base"):
        _monitor(base)
    with pytest.raises(InvalidParams, match="has not run base yet"):
        _monitor(base, source="live")


def _run(engine: Engine, tmp_path: Path, windows: int) -> None:
    samples = np.concatenate([tone(3.0, level=0.1 + 0.001 * n) + 0.3 for n in range(windows)])
    write_wav(tmp_path / "card" / "a.wav", samples.astype(np.float32))
    infer(engine, InferRequest(inputs=[str(tmp_path / "card")], model="base"), Call())


def test_a_run_is_reported_live_and_its_anomalies_can_be_listened_to(
    base: Engine, tmp_path: Path
) -> None:
    samples = 0.2 + tone(450.0, level=0.05)  # the embedding is the mean, in each of 4 places
    samples[140 * 144_000 : 141 * 144_000] += 0.7
    write_wav(tmp_path / "card" / "a.wav", samples)
    infer(base, InferRequest(inputs=[str(tmp_path / "card")], model="base"), Call())
    found = _monitor(base)
    assert (found.source, found.windows, found.available, found.recordings) == ("live", 150, 150, 1)
    (anomaly,) = found.anomalies
    assert (anomaly.start, anomaly.end, anomaly.reasons) == (420.0, 423.0, ["norm"])
    assert anomaly.norm == pytest.approx(2 * 0.9, rel=1e-2)
    assert anomaly.path == str(tmp_path / "card" / "a.wav") or anomaly.path
    (recording_id,) = base.catalog.recordings.taken([anomaly.path or ""]).values()
    assert anomaly.recording_id == recording_id
    stored = _monitor(base, source="catalog")
    assert (stored.source, stored.windows) == ("catalog", 150)
    assert [each.start for each in stored.anomalies] == [420.0]


def test_options_of_the_catalog_have_no_effect_live(base: Engine, tmp_path: Path) -> None:
    _run(base, tmp_path, 3)
    notes = _monitor(base, deviations=3).notes
    assert [note.examples for note in notes if note.kind == "noEffect"] == [["deviations"]]


def test_the_command_prints_the_figures_and_the_anomalies(
    base: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    embeddings = _steady(300)
    embeddings[57] *= 4.0
    _store(base, embeddings)
    assert run_command(base.settings, parse(["models", "monitor", "base"])) == 0
    said = capsys.readouterr().out
    assert "000005.wav" in said and "0:21" in said and "0.333 %" in said
    assert run_command(base.settings, parse(["models", "monitor", "base", "--json"])) == 0
    assert json.loads(capsys.readouterr().out)["anomalous"] == 1
