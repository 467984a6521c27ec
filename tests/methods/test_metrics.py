"""`metrics` counts what models did, in the text format of Prometheus, and opens no socket."""

from __future__ import annotations

import errno
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from prometheus_client.parser import text_string_to_metric_families

from sidecar.app.engine import Engine
from sidecar.app.metrics import Figure, Histogram, Metrics
from sidecar.app.textfile import Textfile, kept_up, metrics_text
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest
from sidecar.contract.metrics import MetricsRequest
from sidecar.errors import InferenceFailed, RequestCancelled
from sidecar.methods.analyze import infer
from sidecar.methods.metrics import metrics
from sidecar.models.guard import Guard, ModelCall
from sidecar.models.interface import Scores
from sidecar.rpc.verb import Call
from sidecar.settings import MetricsSettings, Settings
from tests.factories import tone, write_wav
from tests.stored import engine_with_base

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")

LABELS = {"model": "base", "version": "v"}


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_with_base(tmp_path, dimension=4)
    yield engine
    engine.close()


def _samples(text: str) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    """Read a text as Prometheus does: values by name and labels."""
    found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sorted(sample.labels.items()))] = sample.value
    return found


def _value(text: str, name: str, **labels: str) -> float:
    return _samples(text)[name][tuple(sorted(labels.items()))]


def _metrics(engine: Engine) -> str:
    return metrics(engine, MetricsRequest(), Call()).text


def _call(seconds: float, *, windows: int = 4, norm: float | None = None) -> ModelCall:
    embeddings = None if norm is None else np.full((windows, 4), norm / 2, np.float32)
    scores = Scores(np.zeros((windows, 3), np.float32), embeddings)
    return ModelCall("base", "v", windows, seconds, scores)


def _engine_of(metrics: Metrics, tmp_path: Path) -> Engine:
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", tmp_path / "none"))
    engine.metrics = metrics
    return engine


def test_a_histogram_counts_each_value_in_the_first_bucket_that_holds_it() -> None:
    histogram = Histogram((1.0, 2.0))
    for value in (0.5, 1.0, 1.5, 2.0, 7.0):
        histogram.add(value)
    assert histogram.counts == [2, 2, 1]
    assert histogram.sum == 12.0


def test_buckets_are_cumulative_and_end_with_all_values(tmp_path: Path) -> None:
    counted = Metrics()
    for seconds in (0.004, 0.03, 0.03, 61.0):
        counted.heard(_call(seconds))
    text = metrics_text(_engine_of(counted, tmp_path))
    buckets = _samples(text)["linnet_inference_seconds_bucket"]
    upto = {dict(labels)["le"]: value for labels, value in buckets.items()}
    assert (upto["0.005"], upto["0.025"], upto["0.05"], upto["60"]) == (1, 1, 3, 3)
    assert upto["+Inf"] == _value(text, "linnet_inference_seconds_count", **LABELS) == 4
    assert _value(text, "linnet_inference_seconds_sum", **LABELS) == pytest.approx(61.064)


def test_norms_are_those_before_l2_and_no_nan_spoils_their_sum(tmp_path: Path) -> None:
    counted = Metrics()
    counted.heard(_call(0.1, norm=3.0))
    broken = np.array([[np.nan, 0, 0, 0], [np.inf, 0, 0, 0], [0, 6, 8, 0]], np.float32)
    counted.heard(ModelCall("base", "v", 3, 0.1, Scores(np.zeros((3, 3), np.float32), broken)))
    text = metrics_text(_engine_of(counted, tmp_path))
    assert _value(text, "linnet_embedding_norm_sum", **LABELS) == 4 * 3.0 + 10.0
    assert _value(text, "linnet_embedding_norm_count", **LABELS) == 5
    assert _value(text, "linnet_embedding_norm_bucket", le="5", **LABELS) == 4
    assert _value(text, "linnet_embeddings_without_numbers_total", **LABELS) == 2


def test_failures_are_counted_by_kind_and_a_stop_is_none(tmp_path: Path) -> None:
    counted = Metrics()
    guard = Guard("base", "v", [counted])

    def fail(error: Exception) -> None:
        def score(halt: object) -> Scores:
            raise error

        with pytest.raises(type(error)):
            guard.run(score, 4)

    for error in (ValueError(), InferenceFailed("no"), InferenceFailed("no"), RequestCancelled()):
        fail(error)
    text = metrics_text(_engine_of(counted, tmp_path))
    failures = _samples(text)["linnet_inference_failures_total"]
    assert {dict(labels)["kind"]: value for labels, value in failures.items()} == {
        "ValueError": 1,
        "InferenceFailed": 2,
    }
    assert _value(text, "linnet_windows_total", **LABELS) == 0
    assert _value(text, "linnet_inference_seconds_count", **LABELS) == 3


def test_a_run_counts_its_windows_by_exact_model(base: Engine, tmp_path: Path) -> None:
    for name in "ab":
        write_wav(tmp_path / "card" / f"{name}.wav", tone(15.0))
    infer(base, InferRequest(inputs=[str(tmp_path / "card")], model="base", batch=4), Call())
    version = base.registry.require("base").version_id
    text = _metrics(base)
    exact = {"model": "base", "version": version}
    assert _value(text, "linnet_windows_total", **exact) == 10
    assert _value(text, "linnet_inference_seconds_count", **exact) == 3  # of 4, 4 and 2 windows
    assert _value(text, "linnet_embedding_norm_count", **exact) == 10
    assert _value(text, "linnet_queued_batches") == 0
    assert _value(text, "linnet_cache_requests_total", cache="session", result="miss") == 1
    assert _value(text, "linnet_cache_requests_total", cache="session", result="hit") >= 1


def test_kept_inputs_are_hits_of_the_feature_cache(tmp_path: Path) -> None:
    from sidecar.models.add import Wanted, add
    from tests.tiny import UCSD, write_labels, write_model

    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", tmp_path / "none"))
    model, labels = (
        write_model(tmp_path / "mel.onnx", shape=UCSD, classes=3),
        write_labels(tmp_path / "mel.txt", 3),
    )
    add(engine.registry, Wanted(model, labels, {"name": "mel", "title": "Mel"}))
    write_wav(tmp_path / "card" / "a.wav", tone(10.0))
    request = InferRequest(inputs=[str(tmp_path / "card")], model="mel", force=True, cache=True)
    for _ in range(3):
        infer(engine, request, Call())
    text = _metrics(engine)
    assert _value(text, "linnet_cache_requests_total", cache="feature", result="miss") == 1
    assert _value(text, "linnet_cache_requests_total", cache="feature", result="hit") == 2
    engine.close()


def test_every_metric_has_help_and_type_before_its_samples(base: Engine, tmp_path: Path) -> None:
    base.metrics.heard(_call(0.1, norm=1.0))
    base.metrics.show(Figure("forward_waiting", "Results that wait.", [], lambda: [({}, 7.0)]))
    seen: dict[str, set[str]] = {}
    for line in _metrics(base).splitlines():
        if line.startswith("# "):
            _, what, name, *_ = line.split(" ")
            seen.setdefault(name, set()).add(what)
            continue
        name = line.split("{")[0].split(" ")[0]
        family = name
        for end in ("_bucket", "_sum", "_count"):
            family = family.removesuffix(end) if family not in seen else family
        assert seen.get(family) == {"HELP", "TYPE"}, line
        assert name.startswith("linnet_")
    assert "linnet_forward_waiting" in seen


def test_counters_end_in_total_and_times_are_in_seconds(base: Engine) -> None:
    base.metrics.heard(_call(0.1, norm=1.0))
    for family in text_string_to_metric_families(_metrics(base)):
        for sample in family.samples:
            if family.type == "counter":
                assert sample.name.endswith("_total")
        assert not family.name.endswith(("_ms", "_milliseconds", "_kb"))


def test_another_parts_gauge_is_read_when_somebody_asks(base: Engine) -> None:
    waiting = {"quick": 1.0}
    base.metrics.show(
        Figure(
            "queued_requests",
            "Requests that wait.",
            ["schedule"],
            lambda: [({"schedule": name}, value) for name, value in waiting.items()],
        )
    )
    assert _value(_metrics(base), "linnet_queued_requests", schedule="quick") == 1
    waiting["quick"] = 5.0
    assert _value(_metrics(base), "linnet_queued_requests", schedule="quick") == 5


def test_a_gauge_that_fails_hides_no_other_metric(base: Engine) -> None:
    def broken() -> list[tuple[dict[str, str], float]]:
        raise OSError("the outbox is locked")

    base.metrics.show(Figure("forward_waiting", "Results that wait.", [], broken))
    text = _metrics(base)
    assert "linnet_forward_waiting" not in text
    assert "linnet_info" in text


def test_a_name_of_any_characters_is_read_back(base: Engine) -> None:
    nasty = 'a"b\\c\nd'
    base.metrics.heard(replace(_call(0.1), model=nasty))
    assert _value(_metrics(base), "linnet_windows_total", model=nasty, version="v") == 4


def test_calls_of_many_threads_are_all_counted(base: Engine) -> None:
    def work() -> None:
        for _ in range(200):
            base.metrics.heard(_call(0.01, norm=1.0))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    text = _metrics(base)
    assert _value(text, "linnet_windows_total", **LABELS) == 8 * 200 * 4
    assert _value(text, "linnet_embedding_norm_count", **LABELS) == 8 * 200 * 4


# The file for a collector.


def test_the_textfile_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "linnet.prom"
    texts = iter(["one 1\n" * 100_000, "two 2\n"])
    file = Textfile(path, lambda: next(texts))
    file.write()
    with path.open() as reader:  # a collector that is reading
        file.write()
        assert set(reader.read().splitlines()) == {"one 1"}
    assert path.read_text() == "two 2\n"
    assert [each.name for each in tmp_path.iterdir()] == ["linnet.prom"]


@on_posix
def test_the_textfile_is_readable_by_the_collectors_user(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        Textfile(tmp_path / "linnet.prom", lambda: "a 1\n").write()
    finally:
        os.umask(before)
    assert (tmp_path / "linnet.prom").stat().st_mode & 0o777 == 0o644


def test_a_folder_that_is_not_there_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = Textfile(tmp_path / "none" / "linnet.prom", lambda: "a 1\n")
    for _ in range(3):
        file.write()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "linnet.prom" in caplog.text
    (tmp_path / "none").mkdir()
    file.write()
    assert (tmp_path / "none" / "linnet.prom").read_text() == "a 1\n"


@on_posix
@pytest.mark.usefixtures("permissions")
def test_a_folder_that_is_read_only_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "metrics"
    folder.mkdir()
    folder.chmod(0o555)
    Textfile(folder / "linnet.prom", lambda: "a 1\n").write()
    assert "Permission denied" in caplog.text
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_the_last_metrics(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "linnet.prom"
    Textfile(path, lambda: "before 1\n").write()

    def full(here: Path, text: str, *how: object, **more: object) -> int:
        here.write_bytes(text.encode()[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    file = Textfile(path, lambda: "after 1\n")
    file.write()
    file.write()
    assert [record.getMessage() for record in caplog.records] == [
        f"The metrics are not written to {path}: {os.strerror(errno.ENOSPC)}."
    ]
    assert path.read_text() == "before 1\n"
    assert [each.name for each in tmp_path.iterdir()] == ["linnet.prom"]


def test_a_file_that_no_collector_reads_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Textfile(tmp_path / "linnet.txt", lambda: "a 1\n").write()
    assert ".prom" in caplog.text
    assert list(tmp_path.iterdir()) == []


def _writing(engine: Engine, path: Path, every_s: float = 3600.0) -> None:
    engine.settings = replace(
        engine.settings, metrics=MetricsSettings(textfile=path, every_s=every_s)
    )


def test_a_sidecar_keeps_the_textfile_up_and_writes_it_at_its_end(
    base: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "linnet.prom"
    _writing(base, path, every_s=0.01)
    with kept_up(base):
        base.metrics.heard(_call(0.1, windows=1))
        while not (path.exists() and "linnet_windows_total{" in path.read_text()):
            pass  # a test that hangs here fails by its own guard
        base.metrics.heard(_call(0.1, windows=6))
    assert _value(path.read_text(), "linnet_windows_total", **LABELS) == 7


def test_a_command_leaves_the_metrics_of_its_models_and_linnet_metrics_prints_them(
    base: Engine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)  # Ctrl+C stays the tests' own
    path = tmp_path / "linnet.prom"
    _writing(base, path)
    write_wav(tmp_path / "card" / "a.wav", tone(6.0))
    typed = ["analyze", str(tmp_path / "card"), "--model", "base"]
    assert run_command(base.settings, parse(typed)) == 0
    written = path.read_text()
    version = base.registry.require("base").version_id
    assert _value(written, "linnet_windows_total", model="base", version=version) == 2
    assert run_command(base.settings, parse(["query", "species"])) == 0
    assert path.read_text() == written  # a question hides no run
    capsys.readouterr()
    assert run_command(base.settings, parse(["metrics"])) == 0
    assert capsys.readouterr().out == written


def test_without_a_textfile_linnet_metrics_says_what_to_set(
    base: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    assert run_command(base.settings, parse(["metrics"])) == 2
    assert ".prom" in capsys.readouterr().err


def test_nothing_of_prometheus_is_imported_before_somebody_asks() -> None:
    code = """import sys
import sidecar.serve, sidecar.cli.terminal, sidecar.methods.analyze
print("prometheus_client" in sys.modules, "http.server" in sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
