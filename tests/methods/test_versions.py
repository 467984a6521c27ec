"""Versions of a model side by side: swapped while requests run, shared out, rolled back."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import (
    InferRequest,
    InferResult,
    ResumeRunRequest,
    RetryDeferredRequest,
)
from sidecar.contract.comparison import CompareModelsRequest
from sidecar.contract.forward import ForwardStatusRequest
from sidecar.contract.models import (
    AddModelRequest,
    ListModelsRequest,
    RemoveModelRequest,
    VerifyModelRequest,
)
from sidecar.contract.runprogress import InferProgress
from sidecar.contract.versions import (
    ArmShare,
    ListVersionsRequest,
    RemoveVersionRequest,
    RollBackRequest,
    RouteRequest,
    SwitchVersionRequest,
    VersionRow,
)
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled, RecordingNotFound
from sidecar.frontends.compute import front_end
from sidecar.methods.analyze import infer, resume_run
from sidecar.methods.comparison import compare_models
from sidecar.methods.forward import status
from sidecar.methods.methods import verbs
from sidecar.methods.models import add_model, list_models, remove_model, verify_model
from sidecar.methods.plan import plan
from sidecar.methods.retry import retry
from sidecar.methods.versions import list_versions, remove_one, roll_back, route, switch_version
from sidecar.models.registry import MODEL_FILE, RECORD_FILE, Agreement, Made, read_record
from sidecar.models.session import Session
from sidecar.models.usable import LEAST_HEARD
from sidecar.models.versions import STATE_FILE, VERSIONS_FOLDER
from sidecar.rpc.verb import Call
from sidecar.settings import ForwardSettings, InferenceSettings
from tests.factories import tone, write_wav
from tests.stored import engine_at
from tests.tiny import write_labels, write_model

NAME = "owls"


def _add(engine: Engine, classes: int) -> str:
    """Add a version whose likeliest class is its last; returns its id."""
    home = engine.settings.home
    model = write_model(
        home / f"{classes}.onnx", shape=(144_000,), classes=classes, embedding=classes + 1
    )
    labels = write_labels(home / f"{classes}.txt", classes)
    request = AddModelRequest(path=str(model), labels=str(labels), name=NAME)
    add_model(engine, request, Call())
    return engine.registry.require(NAME).version_id


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_at(tmp_path / "home")
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, str]]:
    """Install two versions once, for each trial takes a second."""
    home = tmp_path_factory.mktemp("versions") / "home"
    engine = engine_at(home)
    ids = _add(engine, 3), _add(engine, 5)
    engine.close()
    return home, ids


@pytest.fixture
def versions(engine: Engine, installed: tuple[Path, tuple[str, str]]) -> tuple[str, str]:
    """Give two versions, with 3 classes and with 5; the second one is active."""
    home, ids = installed
    shutil.copytree(home, engine.settings.home)
    return ids


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Write recordings that differ."""
    for number in range(12):
        write_wav(tmp_path / "card" / f"{number:02}.wav", tone(3.0, hertz=300.0 + 50.0 * number))
    return tmp_path / "card"


def _rows(engine: Engine) -> dict[str, VersionRow]:
    listed = list_versions(engine, ListVersionsRequest(name=NAME), Call())
    return {row.version_id: row for row in listed.versions}


def _active(engine: Engine) -> list[str]:
    return [version_id for version_id, row in _rows(engine).items() if row.active]


def _infer(engine: Engine, place: Path, call: Call | None = None, **more: object) -> InferResult:
    request = InferRequest.model_validate({"model": NAME, "inputs": [str(place)], **more})
    return infer(engine, request, call or Call())


def _heard(result: InferResult) -> set[str]:
    return {each.top.species for each in result.recordings if each.top}


def _switch(engine: Engine, version_id: str) -> str:
    request = SwitchVersionRequest(name=NAME, version_id=version_id)
    return switch_version(engine, request, Call()).before


# Side by side.


def test_a_new_version_takes_over_and_the_earlier_one_can_be_taken_back(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    first, second = versions
    rows = _rows(engine)
    assert list(rows) == [first, second] and _active(engine) == [second]
    assert rows[first].earlier and not rows[second].earlier
    assert (result := _infer(engine, card)).model.version_id == second
    assert _heard(result) == {"bird4"}

    back = roll_back(engine, RollBackRequest(name=NAME), Call())
    assert (back.before, back.version.version_id) == (second, first)
    assert (result := _infer(engine, card)).model.version_id == first
    assert _heard(result) == {"bird2"} and not result.skipped
    # Rolled back once more, the second one is active again.
    roll_back(engine, RollBackRequest(name=NAME), Call())
    assert _active(engine) == [second]
    assert len(_infer(engine, card).skipped) == 12  # its results of before stand


def test_a_row_tells_what_a_version_needs_and_how_it_came(
    engine: Engine, versions: tuple[str, str]
) -> None:
    row = _rows(engine)[versions[0]]
    assert row.compatibility is not None
    assert (row.compatibility.opset, row.compatibility.onnx_runtime) == (13, "1.6")
    assert row.compatibility.input == [None, 144_000]
    assert row.compatibility.outputs == {"embedding": [None, 4], "logits": [None, 3]}
    assert row.source.endswith("3.onnx") and row.bytes > 0 and row.variant == "fp32"
    assert row.version_id == f"{row.sha256[:12]}-{row.converter}"


def test_the_choice_of_a_version_outlives_the_engine(
    engine: Engine, versions: tuple[str, str]
) -> None:
    _switch(engine, versions[0])
    other = engine_at(engine.settings.home)
    assert _active(other) == [versions[0]]
    other.close()


def test_a_request_may_name_a_version(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    result = _infer(engine, card, model=f"{NAME}@{versions[0]}")
    assert result.model.version_id == versions[0] and _heard(result) == {"bird2"}
    assert _active(engine) == [versions[1]]
    with pytest.raises(ModelNotInstalled, match="no version"):
        _infer(engine, card, model=f"{NAME}@nothing")


def test_a_model_added_again_unchanged_is_no_new_version(engine: Engine) -> None:
    assert _add(engine, 3) == _add(engine, 3)
    assert len(_rows(engine)) == 1


def test_rolling_back_needs_an_earlier_version(engine: Engine) -> None:
    _add(engine, 3)
    with pytest.raises(InvalidParams, match="No earlier version"):
        roll_back(engine, RollBackRequest(name=NAME), Call())


@pytest.mark.parametrize("content", ["{", '{"active": 3}', '{"active": "gone-1"}'])
def test_a_damaged_choice_leaves_the_first_version(
    engine: Engine, versions: tuple[str, str], content: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = engine.settings.models / VERSIONS_FOLDER / NAME / STATE_FILE
    path.write_text(content)
    assert _active(engine) == [versions[0]]
    assert "first" in caplog.text


# Bad versions.


def _altered(folder: Path) -> None:
    content = bytearray((folder / MODEL_FILE).read_bytes())
    content[-1] ^= 1
    (folder / MODEL_FILE).write_bytes(content)


def _resealed(change: Callable[[Path], None]) -> Callable[[Path], None]:
    """Change the model's file and let the record vouch for it."""

    def changed(folder: Path) -> None:
        from sidecar.models.digest import sha256

        change(folder)
        record = read_record(folder / RECORD_FILE)
        files = {**record.files, MODEL_FILE: sha256(folder / MODEL_FILE)}
        (folder / RECORD_FILE).write_text(record.model_copy(update={"files": files}).sealed())

    return changed


def _cut(folder: Path) -> None:
    content = (folder / MODEL_FILE).read_bytes()
    (folder / MODEL_FILE).write_bytes(content[: len(content) // 2])


def _wider(folder: Path) -> None:
    write_model(folder / MODEL_FILE, shape=(144_000,), classes=3, embedding=9)


def _fewer(folder: Path) -> None:
    write_model(folder / MODEL_FILE, shape=(144_000,), classes=2, embedding=4)


def _nan(folder: Path) -> None:
    import onnx
    from onnx import numpy_helper

    model = onnx.load(folder / MODEL_FILE)
    for tensor in model.graph.initializer:
        if tensor.name == "steps":
            values = numpy_helper.to_array(tensor) * np.float32(np.nan)
            tensor.CopyFrom(numpy_helper.from_array(values, "steps"))
    onnx.save(model, folder / MODEL_FILE)


def _golden(folder: Path) -> None:
    samples = tone(3.0)
    np.savez(folder / "golden.npz", samples=samples, logits=np.full(3, 7.0, np.float32))


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "altered": (_altered, "altered"),
    "cut": (_resealed(_cut), "cannot be loaded"),
    "embedding": (_resealed(_wider), "embeddings of shape"),
    "classes": (_resealed(_fewer), "one number for each class"),
    "numberless": (_resealed(_nan), "one number for each class"),
    "golden": (_golden, "difference of the logits"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("shared", [False, True])
def test_a_bad_version_never_becomes_active(
    engine: Engine, versions: tuple[str, str], card: Path, fault: str, shared: bool
) -> None:
    first, second = versions
    spoil, said = FAULTS[fault]
    spoil(engine.registry.version_path(NAME, first))
    with pytest.raises(ModelInvalid, match=said):
        if shared:
            arms = [ArmShare(version_id=each, weight=0.5) for each in versions]
            route(engine, RouteRequest(name=NAME, arms=arms), Call())
        else:
            _switch(engine, first)
    assert _active(engine) == [second]
    result = _infer(engine, card)
    assert result.model.version_id == second and not result.errors and not result.arms


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        (None, "never measured"),
        ({"heard": LEAST_HEARD - 1, "top1": 1.0}, "are needed"),
        ({"heard": 500, "top1": 0.989}, "98.9% of 500 windows"),
    ],
)
def test_a_variant_that_does_not_agree_never_becomes_active(
    engine: Engine, versions: tuple[str, str], agreement: dict[str, float] | None, said: str
) -> None:
    first, second = versions
    path = engine.registry.version_path(NAME, first) / RECORD_FILE
    measured = None
    if agreement is not None:
        rest = ("windows", "top1_of_all", "largest", "flips", "speed", "bytes", "bytes_before")
        fields = {**dict.fromkeys(rest, 1), **agreement, "measured_at": "2026-11-30T00:00:00Z"}
        measured = Agreement.model_validate(fields)
    made = Made(variant="int8", version_id=second, agreement=measured)
    record = read_record(path).model_copy(update={"made": made})
    path.write_text(record.sealed())
    with pytest.raises(ModelInvalid, match=said):
        _switch(engine, first)
    assert _active(engine) == [second]


# Swapping under running requests.


def test_a_run_that_began_on_a_version_finishes_on_it(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    first, second = versions
    swapped: list[str] = []

    def at_the_beginning(progress: object, last: bool) -> bool:
        if not swapped:  # the run has chosen its model, and not opened its tools yet
            swapped.append(_switch(engine, first))
        return True

    call = Call(at_the_beginning, every_s=0.0)
    result = _infer(engine, card, call)
    assert swapped == [second] and _active(engine) == [first]
    assert result.model.version_id == second and _heard(result) == {"bird4"}
    after = _infer(engine, card)
    assert after.model.version_id == first and _heard(after) == {"bird2"}


def test_requests_during_swaps_neither_fail_nor_mix_versions(
    engine: Engine, versions: tuple[str, str]
) -> None:
    classes = dict(zip(versions, (3, 5), strict=True))
    noise = np.zeros((1, 144_000), np.float32)
    failed: list[str] = []
    served = dict.fromkeys(versions, 0)
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            with engine.using():
                session = engine.session(NAME)
                inputs = front_end(session.manifest.input.spec)(noise)
                scores = session.run(inputs)
                again = engine.session(NAME)
            widths = {scores.logits.shape[1], len(session.labels), classes[session.version_id]}
            if len(widths) != 1 or again is not session:
                failed.append(f"{session.version_id} gave {widths}")
            served[session.version_id] += 1

    def watched() -> None:
        try:
            ask()
        except BaseException as error:
            failed.append(repr(error))

    threads = [threading.Thread(target=watched) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20):
        _switch(engine, versions[number % 2])
    done.set()
    for thread in threads:
        thread.join()
    assert not failed and min(served.values()) > 0


def test_a_run_that_goes_on_keeps_its_version_or_says_that_another_one_works(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    first, second = versions
    begun = _infer(engine, card, model=f"{NAME}@{first}")
    write_wav(card / "new.wav", tone(3.0, hertz=3_000.0))
    again = ResumeRunRequest(run_id=begun.run_id)
    resumed = resume_run(engine, again, Call())
    assert (resumed.model.version_id, _active(engine)) == (first, [second])
    assert "otherVersion" not in {note.kind for note in resumed.notes}
    assert len(resumed.skipped) == 12

    remove_one(engine, RemoveVersionRequest(name=NAME, version_id=first), Call())
    resumed = resume_run(engine, again, Call())
    assert resumed.model.version_id == second
    (note,) = [note for note in resumed.notes if note.kind == "otherVersion"]
    assert (note.what, note.examples, note.changes_results) == (second, [first], True)


def test_what_waits_is_tried_again_by_the_version_that_failed(
    engine: Engine, versions: tuple[str, str], card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError("the driver is gone")

    with monkeypatch.context() as patch:
        patch.setattr(Session, "_scores", broken)
        failed = _infer(engine, card, model=f"{NAME}@{versions[0]}", fallbacks=["deferred"])
    assert {each.way for each in failed.fallbacks} == {"deferred"}
    engine.close()
    fresh = engine_at(engine.settings.home)  # whose breakers are closed
    (run,) = retry(fresh, RetryDeferredRequest(), Call()).runs
    assert run.model.version_id == versions[0] and run.stats.done == 12
    fresh.close()


def test_models_are_listed_while_versions_are_shared_out(
    engine: Engine, versions: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of a choice vanishes between the look at its folder and the look at it."""
    lstat = os.lstat
    passing = engine.settings.models / VERSIONS_FOLDER / NAME / ".linnet-passing"
    passing.touch()

    def vanishing(path: str | Path, **more: Any) -> os.stat_result:
        if os.fspath(path) == str(passing):
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return lstat(path, **more)

    monkeypatch.setattr(os, "lstat", vanishing)
    rows = list_models(engine, ListModelsRequest(), Call()).models
    (row,) = [row for row in rows if row.name == NAME]
    assert row.bytes is not None and row.bytes > 0


# Sharing recordings.


def _share(engine: Engine, **weights: float) -> None:
    arms = [ArmShare(version_id=each, weight=weight) for each, weight in weights.items()]
    route(engine, RouteRequest(name=NAME, arms=arms), Call())


def test_versions_share_the_recordings_and_each_result_names_its_version(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    first, second = versions
    _share(engine, **{first: 0.5, second: 0.5})
    request = InferRequest.model_validate({"model": NAME, "inputs": [str(card)], "table": True})
    planned = plan(engine, request, Call())
    assert (planned.files, planned.new) == (12, 12)
    result = infer(engine, request, Call())
    assert {arm.model.version_id for arm in result.arms} == {first, second}
    assert sum(arm.files for arm in result.arms) == result.stats.files == 12
    assert [each.path for each in result.errors] == []
    assert len({each.path for each in result.recordings}) == 12
    assert _heard(result) == {"bird2", "bird4"}
    assert result.table is not None and len(result.table.rows) == 12
    for arm in result.arms:
        wanted = {first: "bird2", second: "bird4"}[str(arm.model.version_id)]
        runs = engine.catalog.runs.analysed(arm.run_id)
        assert len(runs) == arm.files
        own = {each.path: each.top for each in result.recordings}
        assert {top.species for _, path in runs if (top := own[path])} == {wanted}


def test_a_copy_goes_to_the_version_of_its_original(
    engine: Engine, versions: tuple[str, str], card: Path, tmp_path: Path
) -> None:
    _share(engine, **{versions[0]: 0.5, versions[1]: 0.5})
    tops = {Path(each.path).name: each.top for each in _infer(engine, card).recordings}
    other = tmp_path / "other"
    other.mkdir()
    for number, path in enumerate(reversed(sorted(card.iterdir()))):
        shutil.copy(path, other / f"copy-{number:02}-of-{path.name}")
    copies = _infer(engine, other, force=True).recordings
    assert len(copies) == 12
    for each in copies:
        assert each.top == tops[Path(each.path).name.rpartition("-")[2]]


def test_finished_recordings_are_left_out_of_each_share(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    _share(engine, **{versions[0]: 0.5, versions[1]: 0.5})
    _infer(engine, card)
    with pytest.raises(RecordingNotFound, match="done"):
        _infer(engine, card, notAnalysed=True)
    write_wav(card / "new.wav", tone(3.0, hertz=3_000.0))
    result = _infer(engine, card, notAnalysed=True)
    assert result.stats.files == 1 and len(result.arms) == 1


def test_sharing_stops_when_asked(engine: Engine, versions: tuple[str, str], card: Path) -> None:
    _share(engine, **{versions[0]: 1.0})
    assert _heard(_infer(engine, card)) == {"bird2"}
    _share(engine)
    assert _heard(result := _infer(engine, card)) == {"bird4"} and not result.arms


@pytest.mark.parametrize("weight", [0.3, 0.9])
def test_weights_must_sum_to_one(engine: Engine, versions: tuple[str, str], weight: float) -> None:
    with pytest.raises(InvalidParams, match="not to 1"):
        _share(engine, **{versions[0]: 0.4, versions[1]: weight})
    with pytest.raises(ModelNotInstalled):
        _share(engine, **{versions[0]: 0.4, "nothing-1": 0.6})
    assert not engine.arms(NAME)


# Removing.


def test_a_version_in_use_stays_and_another_goes(engine: Engine, versions: tuple[str, str]) -> None:
    first, second = versions

    def remove(version_id: str) -> int:
        request = RemoveVersionRequest(name=NAME, version_id=version_id)
        return remove_one(engine, request, Call()).bytes

    with pytest.raises(InvalidParams, match="active version"):
        remove(second)
    _share(engine, **{first: 1.0})
    with pytest.raises(InvalidParams, match="share"):
        remove(first)
    _share(engine)
    with engine.using():
        engine.session(NAME)
        with pytest.raises(InvalidParams, match="uses"):
            remove(first)
    assert remove(first) > 0
    assert list(_rows(engine)) == [second] and not _rows(engine)[second].earlier
    assert NAME in engine.registry.manifests  # though the folder of its name is gone
    with pytest.raises(ModelNotInstalled):
        remove(first)


def test_removing_a_model_removes_all_its_versions(
    engine: Engine, versions: tuple[str, str]
) -> None:
    remove_model(engine, RemoveModelRequest(name=NAME), Call())
    assert not engine.registry.is_installed(NAME)
    left = [path for path in engine.settings.models.rglob("*.onnx")]
    assert left == []
    assert _add(engine, 3) == versions[0] and _active(engine) == [versions[0]]


def test_a_request_over_the_pipe_keeps_its_version(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    """A verb asks for its model more than once, and always gets the same."""
    begun: list[str] = []

    def swap(progress: object, last: bool) -> bool:
        if isinstance(progress, InferProgress) and not begun:
            begun.append(_switch(engine, versions[0]))
        return True

    verb = verbs(engine)["infer"]
    request = InferRequest.model_validate({"model": NAME, "inputs": [str(card)]})
    result = verb.run(request, Call(swap, every_s=0.0))
    assert json.loads(result.model_dump_json(by_alias=True))["model"]["versionId"] == versions[1]


def test_two_versions_on_the_same_recordings_are_compared_by_their_own_labels(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    for version_id in versions:
        _infer(engine, card, model=f"{NAME}@{version_id}", minConfidence=0.9)
    request = CompareModelsRequest(a=f"{NAME}@{versions[0]}", b=f"{NAME}@{versions[1]}")
    compared = compare_models(engine, request, Call())
    assert (compared.a.model.version_id, compared.b.model.version_id) == versions
    assert compared.crossing == "labels"
    rows = {row.species: (row.known_to, row.only_a, row.only_b) for row in compared.species}
    assert rows == {"bird3": ("b", 0, 12), "bird4": ("b", 0, 12)}  # A has no such class


# Naming versions.


def test_a_version_can_be_named_wherever_its_embeddings_or_files_are_asked(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    first = versions[0]
    for version_id in versions:
        _infer(engine, card, model=f"{NAME}@{version_id}")
    like = {"path": str(card / "00.wav"), "start": 0.0}
    for version_id in versions:
        asked = {"select": "similar", "like": like, "model": f"{NAME}@{version_id}"}
        verb = verbs(engine)["query"]
        verb.run(verb.request.model_validate(asked), Call())
        checked = verify_model(engine, VerifyModelRequest(name=f"{NAME}@{version_id}"), Call())
        assert checked.passed and checked.model == f"{NAME}@{version_id}"
    path = engine.registry.version_path(NAME, first) / MODEL_FILE
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert verify_model(engine, VerifyModelRequest(name=NAME), Call()).passed  # the second one
    with pytest.raises(ModelInvalid, match="altered"):
        verify_model(engine, VerifyModelRequest(name=f"{NAME}@{first}"), Call())


ABOUT_A_VERSION: dict[str, dict[str, object]] = {
    "query": {"select": "similar", "like": {"path": "/a.wav", "start": 0.0}},
    "embeddings/reduce": {"dimension": 2},
    "embeddings/compare": {"sample": 1_000},
    "preprocess": {},
    "infer": {},
    "infer/plan": {},
    "stream/open": {"sampleRate": 48_000},
}
ABOUT_ALL_VERSIONS: dict[str, dict[str, object]] = {
    "models/versions": {},
    "models/switch": {"versionId": "v-1"},
    "models/rollback": {},
    "models/route": {},
    "models/removeVersion": {"versionId": "v-1"},
    "models/variant": {"variant": "int8"},
    "models/remove": {},
}


def _asked(engine: Engine, method: str, **params: object) -> None:
    verb = verbs(engine)[method]
    verb.run(verb.request.model_validate(params), Call())


@pytest.mark.parametrize("method", ABOUT_A_VERSION)
def test_a_version_that_is_not_there_is_refused(
    engine: Engine, versions: tuple[str, str], card: Path, method: str
) -> None:
    asked = ABOUT_A_VERSION[method] or {"inputs": [str(card)]}
    with pytest.raises(ModelNotInstalled, match='no version "nope"'):
        _asked(engine, method, model=f"{NAME}@nope", **asked)
    with pytest.raises(InvalidParams, match="names no version"):
        _asked(engine, method, model=f"{NAME}@", **asked)


@pytest.mark.parametrize("method", ABOUT_ALL_VERSIONS)
def test_what_is_about_all_versions_takes_none(
    engine: Engine, versions: tuple[str, str], method: str
) -> None:
    for name in (f"{NAME}@{versions[0]}", f"{NAME}@nope", f"{NAME}@"):
        with pytest.raises(InvalidParams, match="about the whole model"):
            _asked(engine, method, name=name, **ABOUT_ALL_VERSIONS[method])
    assert _active(engine) == [versions[1]] and len(_rows(engine)) == 2


# What the settings wish for.


def test_a_run_without_the_variant_that_the_settings_wish_for_says_so(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    wish = replace(engine.settings, inference=InferenceSettings(variant="int8"))
    wishing = Engine(wish)
    result = _infer(wishing, card)
    (note,) = [note for note in result.notes if note.kind == "noEffect"]
    assert note.changes_results and note.examples == ["inference.model_variant"]
    assert note.message == f"{NAME} runs as fp32: no usable variant int8 was made of it here."
    named = _infer(wishing, card, model=f"{NAME}@{versions[0]}")
    assert "noEffect" not in {note.kind for note in named.notes}
    wishing.close()


def test_a_run_says_that_its_results_cannot_be_sent(
    engine: Engine, versions: tuple[str, str], card: Path
) -> None:
    sending = Engine(
        replace(engine.settings, forward=ForwardSettings(url="http://example.org/results"))
    )
    (note,) = [note for note in _infer(sending, card).notes if note.kind == "noEffect"]
    assert note.changes_results and note.examples == ["forward.url"]
    told = status(sending, ForwardStatusRequest(), Call())
    assert told.waiting > 0 and told.trouble == note.message and "https only" in note.message
    sending.close()
