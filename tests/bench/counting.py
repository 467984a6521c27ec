"""Counts of ten million detections, with the hours in which they were sought."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.values import Question, Tally
from tests.bench.asking import big_catalog
from tests.bench.row import Row

_MOST, _TIMES = 50_000, 5
_SPECIES = "Genus20 species20"

_COUNTS: tuple[tuple[str, str, list[str], dict[str, Any]], ...] = (
    ("site x hour of a season", "<= 50 ms", ["site", "hour"], {"season": "summer"}),
    ("species x hour of all", "<= 200 ms", ["species", "hour"], {}),
    ("day x hour of a site", "-", ["date", "hour"], {"site": "S12"}),
    ("site x hour of a species", "-", ["site", "hour"], {"species": _SPECIES}),
)
_PAGES: tuple[tuple[str, str, Question], ...] = (
    ("`accuracy` of all", "<= 50 ms", Question("accuracy", {})),
    ("recordings by detections", "<= 50 ms", Question("recordings", {}, ("-detections",))),
    ("`activity` of all", "-", Question("activity", {})),
    ("`activity` of a site", "-", Question("activity", {"site": "S12"})),
)


def counting(home: Path) -> Iterator[Row]:
    """Count in a catalog that is made once and kept."""
    catalog = SqliteCatalog(big_catalog(home))
    ask = catalog.questions
    for what, target, by, where in _COUNTS:
        run = partial(ask.counts, Tally("detections", by, where), _MOST)
        yield Row(f"counts of {what}", _told(run), target)
    for what, target, question in _PAGES:
        yield Row(what, _told(partial(ask.page, question, limit=100)), target)
    catalog.close()


def _told(run: Any) -> str:
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return f"{1000 * median(times):.0f} ms (first {1000 * times[0]:.0f} ms)"
