"""Samples drawn from a million detections of one species, and what a page asks of them."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.catalog.values import Decision, Person
from sidecar.contract.estimates import EstimateRequest
from sidecar.contract.query import QueryRequest
from sidecar.contract.samples import DrawSampleRequest, NextItemsRequest
from sidecar.methods.estimate import estimate
from sidecar.methods.query import query
from sidecar.methods.sampledraw import draw
from sidecar.methods.samplequeue import next_items
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.bench.bigcatalog import make_catalog
from tests.bench.row import Row

# Every tenth recording is by another model.
_DETECTIONS = 1_112_000
_N = 1_000


def sampling(home: Path) -> Iterator[Row]:
    """Draw, enlarge, read and list a sample of 1,000."""
    path = home / "one-species.sqlite"
    if not path.exists():
        make_catalog(path, _DETECTIONS, species=1)
    engine = Engine(Settings(home, path, home / "manifests"))
    species = engine.catalog.questions.species()[0][0]
    for old in ("bench", "bysite"):
        if (number := engine.catalog.samples.number(old)) is not None:
            engine.catalog.samples.remove(number)

    def asked(**more: object) -> Callable[[], object]:
        request = DrawSampleRequest.model_validate(
            {"species": [species], "n": _N, "model": "model-1", **more}
        )
        return lambda: draw(engine, request, Call())

    yield Row("draw 1,000 of 1 M", _told(asked(name="bench")), "<= 2 s")
    yield Row("the same, by site", _told(asked(name="bysite", by="site")), "-")
    yield Row("the same, one a recording", _told(asked(name="x", perRecording=1, dryRun=True)), "-")
    yield Row(
        "the same, by a filter on time",
        _told(asked(name="x", where={"month": {"between": [1, 12]}}, dryRun=True)),
        "-",
    )
    grown = DrawSampleRequest(enlarge="bench", n=200)
    yield Row("200 more", _told(lambda: draw(engine, grown, Call())), "-")
    number = engine.catalog.samples.number("bench")
    assert number is not None
    yield Row("read with verdicts", _told(lambda: engine.catalog.samples.read(number)), "-")
    page = NextItemsRequest(name="bench", limit=60)
    yield Row("next 60", _told(lambda: next_items(engine, page, Call())), "<= 50 ms")
    listed = QueryRequest(select="sampleItems", where={"sampleId": number}, order_by=["rank"])
    yield Row("query 100 members", _told(lambda: query(engine, listed, Call())), "<= 50 ms")
    _judge(engine, number)
    asking = EstimateRequest(name="bench", target=0.9)
    estimate(engine, asking, Call())
    yield Row(
        "estimate of it, judged", _told(lambda: estimate(engine, asking, Call())), "<= 200 ms"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row("peak memory", f"{peak:.0f} MB", "-")
    engine.close()


def _judge(engine: Engine, number: int) -> None:
    """Say yes to high scores and no to low ones."""
    sample = engine.catalog.samples.read(number)
    assert sample is not None
    decisions = [
        Decision(
            recording_id=each.recording_id,
            start_s=each.item.start_ms / 1000,
            end_s=each.item.end_ms / 1000,
            species=each.species,
            verified="YES" if each.item.logit > 0 else "NO",
        )
        for each in sample.members
    ]
    engine.catalog.labels.decide(decisions, Person("Bench", None))


def _told(run: Callable[[], object]) -> str:
    began = time.perf_counter()
    run()
    return f"{1000 * (time.perf_counter() - began):.0f} ms"
