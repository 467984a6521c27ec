"""A notice names whatever a question would answer in another way than before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.app.watch import CatalogWatch
from sidecar.catalog.sqlite.touching import reads
from sidecar.catalog.values import Question
from sidecar.contract.query import LISTINGS
from sidecar.methods.methods import verbs
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call
from tests import everyverb


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = everyverb.furnished(tmp_path)
    yield engine
    engine.close()


def _ask(engine: Engine, method: str, params: dict[str, Any]) -> Any:
    return outcome(method, verbs(engine)[method], params, Call())


def _answers(engine: Engine) -> dict[str, str]:
    """Ask everything that a notice may name."""
    questions = engine.catalog.questions
    found: dict[str, Any] = {
        select: questions.page(Question(select), limit=1000).rows
        for select in LISTINGS
        if select not in ("similar", "counts", "occasions", "matchTotals", "modelMatches")
    }
    found["counts"] = [
        _ask(engine, "query", {"select": "counts", "of": of, "by": ["site"]})
        for of in ("detections", "labels", "recordings")
    ]
    for select in ("matchTotals", "modelMatches"):
        found[select] = _ask(
            engine, "query", {"select": select, "models": [everyverb.MODEL, "run 1"]}
        )
    asked = {"species": ["Strix aluco", "bird0"], "model": everyverb.MODEL}
    occasions = _ask(engine, "query", {"select": "occasions", "where": asked})
    found["occasions"] = occasions.message if isinstance(occasions, Failure) else occasions
    like = {"select": "similar", "like": {"recordingId": 1, "start": 0.0}, "k": 50}
    similar = _ask(engine, "query", {**like, "model": everyverb.MODEL})
    found["similar"] = similar.message if isinstance(similar, Failure) else similar
    found["memos"] = _ask(engine, "memos/list", {})
    found["modelFiles"] = _ask(engine, "models/list", {})
    return {name: json.dumps(each, default=str) for name, each in found.items()}


def test_after_each_method_the_notice_names_all_that_changed(
    engine: Engine, tmp_path: Path
) -> None:
    watch = CatalogWatch(engine)
    stream = ""
    changed_by = {}
    _ask(engine, "memos/set", {"key": "before", "value": 1})
    watch.take()
    for method, params in everyverb.asked(tmp_path).items():
        before = _answers(engine)
        watch.look()
        watch.take()
        named = {"streamId": stream} if method in ("stream/push", "stream/close") else {}
        answer = _ask(engine, method, {**params, **named})
        assert not isinstance(answer, Failure), (method, answer)
        stream = getattr(answer, "stream_id", stream)
        after = _answers(engine)
        watch.look()
        notice = watch.take()
        changed = {name for name in before if before[name] != after[name]}
        assert changed <= set(notice.touched if notice else ()), method
        changed_by[method] = changed
    # The test compares what really changes.
    assert changed_by["infer"] >= {"detections", "recordings", "runs", "species"}
    assert changed_by["annotate"] >= {"annotations", "batches"}
    assert changed_by["places/set"] >= {"sites", "clocks"}
    assert changed_by["memos/set"] == {"memos"}
    assert changed_by["models/add"] == {"modelFiles"}
    assert changed_by["recordings/remove"] >= {"recordings", "detections"}
    needing_more = {"surveys", "recorders", "deployments", "activity"}  # places
    needing_more |= {"deferred"}  # a broken model: tests/methods/test_fallbacks.py
    needing_more |= {"agreement", "disputes"}  # two people: tests/labels
    assert set().union(*changed_by.values()) >= set(before) - needing_more


@pytest.mark.parametrize("method", ["query", "health", "export", "memos/get", "models/list"])
def test_what_only_reads_says_nothing(engine: Engine, tmp_path: Path, method: str) -> None:
    watch = CatalogWatch(engine)
    _ask(engine, "health", {})
    watch.take()
    assert not isinstance(_ask(engine, method, everyverb.asked(tmp_path)[method]), Failure)
    watch.look()
    assert watch.take() is None


@pytest.mark.parametrize(
    ("method", "params", "spared"),
    [
        ("memos/set", {"key": "a", "value": 1}, set(LISTINGS)),
        (
            "annotate",
            {"annotations": [{"recordingId": 1, "start": 0, "end": 1, "species": "Asio otus"}]},
            {"sites", "runs", "clocks", "sources", "surveys", "recorders", "memos", "modelFiles"},
        ),
        (
            "places/set",
            {"sites": [{"site": "S1", "timezone": "Europe/Berlin"}]},
            {"runs", "batches", "models", "memos", "modelFiles"},
        ),
    ],
)
def test_a_notice_does_not_name_what_has_nothing_to_do_with_the_change(
    engine: Engine, method: str, params: dict[str, Any], spared: set[str]
) -> None:
    watch = CatalogWatch(engine)
    _ask(engine, "memos/list", {})
    watch.take()
    assert not isinstance(_ask(engine, method, params), Failure)
    notice = watch.take()
    assert notice is not None and not spared & set(notice.touched)


def test_a_notice_can_name_each_select() -> None:
    assert set(reads()) == {*LISTINGS, "memos"}


def test_a_change_that_failed_is_not_told(engine: Engine) -> None:
    watch = CatalogWatch(engine)
    _ask(engine, "memos/set", {"key": "a", "value": 1})
    watch.take()
    assert isinstance(_ask(engine, "memos/set", {"key": "a", "value": 2, "ifRevision": 9}), Failure)
    sites = [{"site": "S1", "timezone": "Europe/Berlin"}, {"siteId": 99, "site": "none"}]
    assert isinstance(_ask(engine, "places/set", {"sites": sites}), Failure)
    assert watch.take() is None
