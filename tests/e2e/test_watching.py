"""Metrics, monitor and log of a sidecar, over its pipe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.e2e.sidecar import Sidecar
from tests.factories import owl, write_wav

pytestmark = pytest.mark.model


@pytest.fixture
def sidecar(model_home: Path, tmp_path: Path) -> Iterator[Sidecar]:
    sidecar = Sidecar(model_home, tmp_path / "catalog.sqlite")
    yield sidecar
    sidecar.kill()


def _sum(text: str, name: str, **labels: str) -> float:
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


def test_a_run_is_counted_watched_and_reported(sidecar: Sidecar, tmp_path: Path) -> None:
    write_wav(tmp_path / "card" / "owl.wav", owl(30.0))
    before = sidecar.call("metrics")["result"]["text"]
    assert _sum(before, "linnet_windows_total") == 0
    run = sidecar.call("infer", {"inputs": [str(tmp_path / "card")]})["result"]
    text = sidecar.call("metrics")["result"]["text"]
    assert _sum(text, "linnet_windows_total", model="birdnet-v2.4") == 10
    assert _sum(text, "linnet_embedding_norm_count", model="birdnet-v2.4") == 10
    assert _sum(text, "linnet_inference_failures_total") == 0
    seen = sidecar.call("models/monitor", {"name": "birdnet-v2.4"})["result"]
    assert (seen["source"], seen["windows"], seen["recordings"]) == ("live", 10, 1)
    stored = sidecar.call("models/monitor", {"name": "birdnet-v2.4", "source": "catalog"})
    assert stored["result"]["norms"] == pytest.approx(seen["norms"], rel=1e-6)
    assert run["model"]["name"] == "birdnet-v2.4"


def test_waiting_requests_are_counted_by_schedule(sidecar: Sidecar, tmp_path: Path) -> None:
    write_wav(tmp_path / "card" / "owl.wav", owl(600.0))
    for _ in range(3):
        sidecar.send("infer", {"inputs": [str(tmp_path / "card")], "force": True})
    id = sidecar.send("metrics")
    while (message := sidecar.receive()).get("id") != id:
        pass
    text = message["result"]["text"]
    # The first runs, or is about to; the others wait for it.
    assert _sum(text, "linnet_queued_requests", schedule="work") >= 2
    assert _sum(text, "linnet_queued_requests", schedule="quick") == 0


def test_every_schedule_has_a_queue(sidecar: Sidecar) -> None:
    from typing import get_args

    from sidecar.rpc.verb import Schedule

    text = sidecar.call("metrics")["result"]["text"]
    schedules = {
        sample.labels["schedule"]
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "linnet_queued_requests"
    }
    assert schedules == set(get_args(Schedule))


def test_a_report_is_json_without_a_nan(sidecar: Sidecar, tmp_path: Path) -> None:
    write_wav(tmp_path / "card" / "owl.wav", owl(9.0))
    sidecar.call("infer", {"inputs": [str(tmp_path / "card")]})
    answer = sidecar.call("models/monitor", {"name": "birdnet-v2.4"})
    json.dumps(answer, allow_nan=False)
    assert answer["result"]["anomalyRate"] is None
    assert [note["kind"] for note in answer["result"]["notes"]] == ["fewWindows"]
