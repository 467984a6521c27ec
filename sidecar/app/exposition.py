"""Words the counts of this process in the text format of Prometheus; opens no socket."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import get_args

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from sidecar import __version__
from sidecar.app.metrics import Cache, Figure, Histogram, Metrics

_log = logging.getLogger(__name__)
_MODEL = ("model", "version")


def exposition(metrics: Metrics) -> str:
    """Write all metrics as text."""
    # A registry of our own: the library's holds the process's and Python's own figures.
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(metrics))
    return generate_latest(registry).decode()


class _Collected(Collector):
    """Gives the library the counts as they are now."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        info = GaugeMetricFamily("linnet_info", "Version of Linnet.", labels=["version"])
        info.add_metric([__version__], 1)
        yield info
        yield from self._of_models()
        yield from self._of_caches()
        waiting = "Batches of the present run that wait for the model."
        yield GaugeMetricFamily("linnet_queued_batches", waiting, value=self._metrics.batches)
        for figure in self._metrics.figures:
            yield from _shown(figure)

    def _of_models(self) -> Iterator[Metric]:
        seconds = HistogramMetricFamily(
            "linnet_inference_seconds", "Seconds that a call of a model took.", labels=_MODEL
        )
        windows = CounterMetricFamily(
            "linnet_windows", "Windows that a model scored.", labels=_MODEL
        )
        failures = CounterMetricFamily(
            "linnet_inference_failures",
            "Calls of a model that failed, by kind of error.",
            labels=(*_MODEL, "kind"),
        )
        batch = GaugeMetricFamily(
            "linnet_batch_windows", "Windows of a model's latest call.", labels=_MODEL
        )
        norms = HistogramMetricFamily(
            "linnet_embedding_norm", "Norms of embeddings before L2.", labels=_MODEL
        )
        numberless = CounterMetricFamily(
            "linnet_embeddings_without_numbers",
            "Embeddings with NaN or infinity.",
            labels=_MODEL,
        )
        for model, tally in sorted(self._metrics.tallies().items()):
            seconds.add_metric(model, _buckets(tally.seconds), tally.seconds.sum)
            windows.add_metric(model, tally.windows)
            for kind, count in sorted(tally.failures.items()):
                failures.add_metric((*model, kind), count)
            batch.add_metric(model, tally.batch)
            norms.add_metric(model, _buckets(tally.norms), tally.norms.sum)
            numberless.add_metric(model, tally.numberless)
        yield from (seconds, windows, failures, batch, norms, numberless)

    def _of_caches(self) -> Iterator[Metric]:
        asked = self._metrics.questions()
        requests = CounterMetricFamily(
            "linnet_cache_requests",
            "Questions to the caches of loaded models and of kept model inputs.",
            labels=("cache", "result"),
        )
        for cache in get_args(Cache):
            requests.add_metric((cache, "hit"), asked[cache, True])
            requests.add_metric((cache, "miss"), asked[cache, False])
        yield requests


def _buckets(histogram: Histogram) -> list[tuple[str, float]]:
    """List the upper bounds with the number of values up to each."""
    bounds = [f"{bound:g}" for bound in histogram.bounds]
    return list(zip([*bounds, "+Inf"], accumulate(histogram.counts), strict=True))


def _shown(figure: Figure) -> Iterator[Metric]:
    """Read a figure of another part; one that fails hides no other metric."""
    kind = CounterMetricFamily if figure.counts else GaugeMetricFamily
    family = kind(f"linnet_{figure.name}", figure.help, labels=figure.labels)
    try:
        for labels, value in figure.read():
            family.add_metric([labels[name] for name in figure.labels], value)
    except Exception:
        _log.exception("the metric %s cannot be read", figure.name)
        return
    yield family
