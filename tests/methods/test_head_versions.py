"""The versions of heads: kept, used again, removed and renamed, and never lost by a kill."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.catalog.values import Question
from sidecar.contract.headversions import (
    ListHeadsRequest,
    RemoveHeadRequest,
    RemoveHeadResult,
    RenameHeadRequest,
    RenameHeadResult,
)
from sidecar.contract.models import ActivateModelRequest
from sidecar.contract.versions import SwitchVersionRequest
from sidecar.errors import InvalidParams, ModelNotInstalled
from sidecar.methods.headversions import list_heads, remove_head, rename_head
from sidecar.methods.models import activate_model
from sidecar.methods.versions import switch_version
from sidecar.models.registry import TRAINING_FILE
from sidecar.rpc.verb import Call
from tests.methods.night import FROG, OWL, apply, label_recording, listed, nightly, numbers, train
from tests.stored import engine_at


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = nightly(tmp_path / "home")
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give one engine for all examples; each has a head of its own."""
    engine = nightly(tmp_path_factory.mktemp("lasting") / "home")
    yield engine
    engine.close()


def _remove(engine: Engine, name: str = "gate", **fields: Any) -> RemoveHeadResult:
    return remove_head(engine, RemoveHeadRequest(name=name, **fields), Call())


def _rename(engine: Engine, name: str, to: str) -> RenameHeadResult:
    return rename_head(engine, RenameHeadRequest(name=name, to=to), Call())


def _use(engine: Engine, name: str, number: int) -> None:
    version_id = engine.registry.numbered(name, str(number))
    switch_version(engine, SwitchVersionRequest(name=name, version_id=version_id), Call())


def _in_use(engine: Engine, name: str = "gate") -> str:
    return engine.session(name).version_id


def test_a_head_that_is_trained_again_keeps_its_earlier_version(engine: Engine) -> None:
    first = train(engine)
    label_recording(engine, 9)
    second = train(engine)
    assert (first.number, first.before) == (1, None)
    assert (second.number, second.before) == (2, 1)
    row = listed(engine)
    assert row.in_use == 2
    late, early = row.versions
    assert (late.number, late.labels, late.in_use) == (2, 27, True)
    assert (early.number, early.labels, early.in_use) == (1, 24, False)
    assert early.average_precision == first.average_precision
    assert [each.species for each in early.species] == [FROG, OWL]
    assert early.origin == "trained" and early.kind == "linear" and early.by


def test_an_earlier_version_is_used_again(engine: Engine) -> None:
    train(engine)
    before = _in_use(engine)
    train(engine, seed=1)
    assert _in_use(engine) != before
    _use(engine, "gate", 1)
    assert _in_use(engine) == before
    assert listed(engine).in_use == 1
    assert engine.session("gate@2").version_id == listed(engine).versions[0].version_id


def test_equal_labels_give_the_version_that_they_gave_before(engine: Engine) -> None:
    first = train(engine)
    train(engine, seed=1)
    again = train(engine)
    assert (again.number, again.before, again.sha256) == (1, 2, first.sha256)
    assert numbers(engine) == [2, 1]
    assert listed(engine).in_use == 1


def test_a_removed_version_says_what_refers_to_it_and_leaves_that(engine: Engine) -> None:
    train(engine)
    apply(engine)
    train(engine, seed=1)
    applied = apply(engine)
    told = _remove(engine, version="2", dry_run=True)
    assert numbers(engine) == [2, 1]
    (row,) = told.removed
    assert (row.number, row.runs, row.run_ids) == (2, 1, [applied.run_id])
    assert row.detections == applied.detections > 0
    removed = _remove(engine, version="2")
    assert removed.removed == told.removed and removed.in_use == 1
    assert removed.bytes == told.bytes > 0
    assert listed(engine).in_use == 1
    kept = engine.catalog.questions.rows(Question("detections", {"runId": 2}), ["detectionId"])
    assert len(list(kept)) == applied.detections
    with pytest.raises(ModelNotInstalled, match='no version "2" of gate'):
        _remove(engine, version="2")
    assert train(engine, seed=2).number == 3, "the number of a removed version came again"


def test_the_only_version_takes_the_head_with_it(engine: Engine) -> None:
    train(engine)
    assert _remove(engine, version="1").in_use is None
    with pytest.raises(ModelNotInstalled):
        listed(engine)
    assert list_heads(engine, ListHeadsRequest(), Call()).heads == []
    assert train(engine).number == 1


def test_a_version_that_a_request_uses_stays(engine: Engine) -> None:
    train(engine)
    train(engine, seed=1)
    with engine.using():
        engine.session("gate")
        for fields in ({"version": "1"}, {"version": "2"}, {}):
            with pytest.raises(InvalidParams, match=r"in use|uses gate"):
                _remove(engine, **fields)
        with pytest.raises(InvalidParams, match="uses gate"):
            _rename(engine, "gate", "porch")
    assert numbers(engine) == [2, 1]


def test_a_renamed_head_keeps_its_versions_and_what_they_found(engine: Engine) -> None:
    train(engine)
    train(engine, seed=1)
    found = apply(engine).detections
    _use(engine, "gate", 1)
    activate_model(engine, ActivateModelRequest(name="gate"), Call())
    renamed = _rename(engine, "gate", "porch")
    assert (renamed.versions, renamed.recordings) == (2, 16)
    row = listed(engine, "porch")
    assert (row.title, row.in_use, [each.number for each in row.versions]) == ("porch", 1, [2, 1])
    assert engine.active_model == "porch"
    with pytest.raises(ModelNotInstalled):
        listed(engine)
    rows = engine.catalog.questions.rows(Question("detections", {"model": "porch"}), ["species"])
    assert len(list(rows)) == found
    assert apply(engine, "porch@2").skipped == 16, "it knows what it did under its earlier name"
    assert train(engine, "porch", seed=2).number == 3


def test_no_head_takes_the_name_of_another_model(engine: Engine) -> None:
    train(engine)
    train(engine, "porch", seed=1)
    for to, why in (
        ("base", "is the name of Base"),
        ("porch", "already"),
        ("gate", "already"),
        ("../gate", "cannot be the name"),
    ):
        with pytest.raises(InvalidParams, match=why) as refused:
            _rename(engine, "gate", to)
        assert refused.value.field in ("to", "name")
    with pytest.raises(InvalidParams, match="is not a head"):
        _remove(engine, "base")


def test_a_version_without_its_record_is_listed_with_its_trouble(engine: Engine) -> None:
    path = engine.registry.path(train(engine).name) / TRAINING_FILE
    path.write_text("{", "utf-8")
    (version,) = listed(engine).versions
    assert version.trouble is not None and "damaged" in version.trouble
    assert version.species == []


STEPS = st.one_of(
    st.tuples(st.just("train"), st.integers(0, 3)),
    st.tuples(st.just("remove"), st.integers(1, 4)),
    st.tuples(st.just("use"), st.integers(1, 4)),
    st.tuples(st.just("rename"), st.just(0)),
)
_names = count()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@example(steps=[("train", 0), ("train", 1), ("remove", 1), ("train", 0), ("rename", 0)])
@example(steps=[("train", 0), ("train", 1), ("use", 1), ("remove", 1), ("train", 2)])
@given(steps=st.lists(STEPS, max_size=7))
def test_whatever_is_trained_used_and_removed_the_list_is_true(
    lasting: Engine, steps: list[tuple[str, int]]
) -> None:
    name = f"h{next(_names)}"
    made: list[str] = []  # all ids in the order of their making
    there: set[str] = set()
    order: list[str] = []  # of use, the present one last
    for what, value in steps:
        if what == "train":
            trained = train(lasting, name, seed=value, kind="linear")
            assert trained.sha256 is not None
            version_id = f"{trained.sha256[:12]}-none"
            made = list(dict.fromkeys([*made, version_id]))
            there.add(version_id)
            order = [each for each in order if each != version_id] + [version_id]
            assert trained.number == made.index(version_id) + 1
        elif not there:
            continue
        elif what == "rename":
            name, before = f"h{next(_names)}", name
            _rename(lasting, before, name)
        elif value > len(made) or made[value - 1] not in there:
            with pytest.raises(ModelNotInstalled):
                _remove(lasting, name, version=str(value))
        elif what == "use":
            _use(lasting, name, value)
            order = [each for each in order if each != made[value - 1]] + [made[value - 1]]
        else:
            _remove(lasting, name, version=str(value))
            there.remove(made[value - 1])
            order = [each for each in order if each in there]
            made = made if there else []
        if there:
            row = listed(lasting, name)
            numbered = [made.index(each) + 1 for each in there]
            assert [each.number for each in row.versions] == sorted(numbered, reverse=True)
            assert row.in_use == made.index(order[-1]) + 1
            assert _in_use(lasting, name) == order[-1]


_KILLED = """
import os, signal, sys
from pathlib import Path
from sidecar.contract.headversions import RemoveHeadRequest, RenameHeadRequest
from sidecar.methods import heads
from sidecar.methods.headversions import remove_head, rename_head
from sidecar.models import headweights, session
from sidecar.rpc.verb import Call
from tests.methods.night import train
from tests.stored import engine_at

def die(home, what, left):
    def hook(event, given):
        nonlocal left
        if event in ("os.rename", "os.mkdir", "os.remove") and f"{home}/models" in str(given[0]):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
    engine = engine_at(home)
    sys.addaudithook(hook)
    if what == "train":
        train(engine, seed=2)
    elif what == "remove":
        remove_head(engine, RemoveHeadRequest(name="gate", version="2"), Call())
    elif what == "removeAll":
        remove_head(engine, RemoveHeadRequest(name="gate"), Call())
    else:
        rename_head(engine, RenameHeadRequest(name="gate", to="porch"), Call())

for each in sys.argv[1:]:
    home, what, left = each.rsplit(":", 2)
    if (child := os.fork()) == 0:
        die(Path(home), what, int(left))
        os._exit(0)
    os.waitpid(child, 0)
"""
MOMENTS = [
    (what, moment) for what in ("train", "remove", "removeAll", "rename") for moment in (1, 3)
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_killed_at_any_moment_it_leaves_a_head_that_works(engine: Engine, tmp_path: Path) -> None:
    train(engine)
    train(engine, seed=1)
    ids = [each.version_id for each in listed(engine).versions]
    engine.close()
    homes = {each: tmp_path / f"{each[0]}-{each[1]}" for each in MOMENTS}
    for home in homes.values():
        shutil.copytree(engine.settings.home, home)
    asked = [f"{home}:{what}:{moment}" for (what, moment), home in homes.items()]
    root = Path(__file__).resolve().parents[2]
    subprocess.run(
        [sys.executable, "-c", _KILLED, *asked],
        env={**os.environ, "PYTHONPATH": str(root)},
        check=True,
    )
    for (what, _), home in homes.items():
        after = engine_at(home)
        _check_killed(after, what, ids)
        after.close()


def _check_killed(engine: Engine, what: str, ids: list[str]) -> None:
    """Check that a head works, that none of the others was lost, and that one can go on."""
    found = list_heads(engine, ListHeadsRequest(), Call()).heads
    for head in found:
        assert _in_use(engine, head.name) in [each.version_id for each in head.versions]
    known = {each.version_id for head in found for each in head.versions}
    if what in ("train", "rename"):
        assert known >= set(ids)
    elif what == "remove":
        assert ids[1] in known
    if what == "rename":
        if "gate" in {head.name for head in found}:
            _rename(engine, "gate", "porch")
        assert numbers(engine, "porch") == [2, 1]
    else:
        number = train(engine, seed=3).number
        assert number == max(numbers(engine)) == listed(engine).in_use
