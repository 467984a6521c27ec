"""A hostile model is tried in a process of its own: it cannot hang, fill or end ours."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import psutil
import pytest
from onnx import TensorProto, helper, numpy_helper

from sidecar.app.engine import Engine
from sidecar.contract.models import AddModelRequest, InstallModelRequest
from sidecar.errors import ModelInvalid, RequestCancelled, UnsupportedFormat
from sidecar.methods.methods import verbs
from sidecar.methods.models import add_model, install_model
from sidecar.models import trial as trials
from sidecar.models.graph import read_graph
from sidecar.models.trial import Limits, Trial
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.tiny import UCSD, write_labels, write_model

ROOT = Path(__file__).resolve().parents[2]
Change = Callable[[onnx.ModelProto], None]

# Small ones, so that the tests are quick; a child that has only imported its libraries has 150 MB.
QUICK = Limits(seconds=5.0, memory_bytes=300_000_000)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(Settings(tmp_path / "home", tmp_path / "catalog.sqlite", MANIFESTS))


def _spoilt(path: Path, change: Change) -> Path:
    write_model(path, shape=UCSD, classes=3)
    model = onnx.load_model(path)
    change(model)
    onnx.save_model(model, path)
    return path


def _constant(model: onnx.ModelProto, name: str, value: Any) -> str:
    model.graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))
    return name


def loops(model: onnx.ModelProto, times: int = 2**62, before: str = "column") -> None:
    """Put a loop before the last addition, which does nothing, very often."""
    _constant(model, "times", np.int64(times))
    _constant(model, "on", np.bool_(True))
    scalar = helper.make_tensor_value_info
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["going"], ["still"]),
            helper.make_node("Identity", ["value"], ["same"]),
        ],
        "body",
        [
            scalar("turn", TensorProto.INT64, []),
            scalar("going", TensorProto.BOOL, []),
            scalar("value", TensorProto.FLOAT, None),
        ],
        [scalar("still", TensorProto.BOOL, []), scalar("same", TensorProto.FLOAT, None)],
    )
    node = helper.make_node("Loop", ["times", "on", before], ["looped"], body=body)
    _insert(model, node, before, "looped")


def _insert(model: onnx.ModelProto, node: onnx.NodeProto, before: str, after: str) -> None:
    """Put a node where `before` is used last."""
    nodes = list(model.graph.node)
    last = nodes.pop()
    last.input[list(last.input).index(before)] = after
    del model.graph.node[:]
    model.graph.node.extend([*nodes, node, last])


def _expands(model: onnx.ModelProto, *, count: int) -> None:
    """Sum `count` values, whose number no declaration tells: it depends on the sound."""
    zero = helper.make_node("Mul", ["mean", "nothing"], ["zeros"])
    shape = helper.make_node("Cast", ["zeros"], ["noughts"], to=TensorProto.INT64)
    first = helper.make_node("Slice", ["noughts", "from", "one"], ["nought"])
    size = helper.make_node("Add", ["nought", "count"], ["size"])
    vast = helper.make_node("ConstantOfShape", ["size"], ["vast"])
    total = helper.make_node("ReduceSum", ["vast"], ["sum"], keepdims=1)
    _constant(model, "nothing", np.float32(0))
    _constant(model, "count", np.array([count], np.int64))
    _constant(model, "from", np.array([0], np.int64))
    nodes = list(model.graph.node)
    last = nodes.pop()
    last.input[0] = "more"
    more = helper.make_node("Add", ["column", "sum"], ["more"])
    del model.graph.node[:]
    model.graph.node.extend([*nodes, zero, shape, first, size, vast, total, more, last])


def _calls_itself_twofold(model: onnx.ModelProto) -> None:
    """Call a function that calls another one twice, and so on, sixty deep."""
    opset = [helper.make_opsetid("", 13), helper.make_opsetid("deep", 1)]
    for depth in range(60):
        inner = ("Identity", "") if depth == 59 else (f"f{depth + 1}", "deep")
        nodes = [
            helper.make_node(inner[0], ["x"], ["y"], domain=inner[1]),
            helper.make_node(inner[0], ["y"], ["z"], domain=inner[1]),
        ]
        model.functions.append(
            helper.make_function("deep", f"f{depth}", ["x"], ["z"], nodes, opset)
        )
    model.opset_import.append(helper.make_opsetid("deep", 1))
    _insert(
        model, helper.make_node("f0", ["column"], ["deeper"], domain="deep"), "column", "deeper"
    )


def _goes_deep(model: onnx.ModelProto) -> None:
    """Put a branch into a branch, as deep as a file may."""
    value = helper.make_tensor_value_info("in", TensorProto.FLOAT, None)
    leaf = helper.make_graph([helper.make_node("Identity", ["column"], ["in"])], "g", [], [value])
    graph = leaf
    for _ in range(24):
        node = helper.make_node("If", ["yes"], ["in"], then_branch=graph, else_branch=leaf)
        graph = helper.make_graph([node], "g", [], [value])
    _constant(model, "yes", np.bool_(True))
    node = helper.make_node("If", ["yes"], ["deeper"], then_branch=graph, else_branch=leaf)
    _insert(model, node, "column", "deeper")


def _long(model: onnx.ModelProto) -> None:
    """Chain 20,000 steps; a long file is no hostile one."""
    nodes = list(model.graph.node)
    last = nodes.pop()
    names = ["column", *(f"step{number}" for number in range(20_000))]
    chain = [helper.make_node("Neg", [one], [other]) for one, other in pairwise(names)]
    last.input[0] = names[-1]
    del model.graph.node[:]
    model.graph.node.extend([*nodes, *chain, last])


HOSTILE: dict[str, tuple[Change, str]] = {
    "an endless loop": (loops, "no answer within 5 seconds"),
    "a trillion values": (
        lambda model: _expands(model, count=10**12),
        "stops with an error|more than .* GB of memory",
    ),
    "a billion values": (
        lambda model: _expands(model, count=10**9),
        "more than .* GB of memory",
    ),
    "functions that double": (
        _calls_itself_twofold,
        "no answer within|GB of memory|stops with an error|fit together|ends without an answer",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_model_is_refused_in_a_sentence(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(Trial.__init__, "__defaults__", (QUICK,))
    change, said = HOSTILE[name]
    model = _spoilt(tmp_path / "m.onnx", change)
    labels = write_labels(tmp_path / "labels.txt", 3)
    request = AddModelRequest(path=str(model), labels=str(labels))
    with pytest.raises(ModelInvalid, match=said) as raised:
        add_model(engine, request, Call())
    assert raised.value.message.endswith(".") and raised.value.path == model
    assert [path.name for path in (tmp_path / "home" / "models").iterdir()] == []
    assert psutil.Process().children(recursive=True) == []


def test_a_published_model_without_digests_is_tried_too(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Trial.__init__, "__defaults__", (QUICK,))
    write_model(tmp_path / "in" / "model.onnx", shape=UCSD, classes=21)
    model = onnx.load_model(tmp_path / "in" / "model.onnx")
    loops(model)
    onnx.save_model(model, tmp_path / "in" / "model.onnx")
    write_labels(tmp_path / "in" / "labels.txt", 21)
    request = InstallModelRequest(name="ucsd-hsn-efficientnet-b1", source=str(tmp_path / "in"))
    with pytest.raises(ModelInvalid, match="no answer within 5 seconds"):
        install_model(engine, request, Call())
    assert engine.registry.installed("ucsd-hsn-efficientnet-b1") is None


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_custom_classifier_is_refused_in_a_sentence(
    engine: Engine, tmp_path: Path, seed: int
) -> None:
    """A TensorFlow Lite file is read with care here, or in the child."""
    chance = random.Random(seed)
    content = bytearray(b"\x1c\0\0\0TFL3" + chance.randbytes(4000))
    model = tmp_path / "m.tflite"
    model.write_bytes(content)
    labels = write_labels(tmp_path / "labels.txt", 3)
    with pytest.raises(ModelInvalid) as raised:
        add_model(engine, AddModelRequest(path=str(model), labels=str(labels)), Call())
    assert raised.value.message.endswith(".")


@pytest.mark.parametrize("change", [_long, _goes_deep, lambda model: loops(model, 1000)])
def test_a_large_or_looping_model_that_ends_is_added(
    engine: Engine, tmp_path: Path, change: Change
) -> None:
    model = _spoilt(tmp_path / "m.onnx", change)
    labels = write_labels(tmp_path / "labels.txt", 3)
    add_model(engine, AddModelRequest(path=str(model), labels=str(labels)), Call())
    assert engine.session("m").run(np.zeros((1, *UCSD), np.float32)).logits.tolist() == [[0, 1, 2]]


def test_a_trial_of_an_endless_model_is_cancelled(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = _spoilt(tmp_path / "m.onnx", loops)
    call, run = Call(), Trial.run

    def run_and_cancel(trial: Trial, ready: Path) -> None:
        call.cancelled.set()
        run(trial, ready)

    monkeypatch.setattr(Trial, "run", run_and_cancel)
    labels = write_labels(tmp_path / "labels.txt", 3)
    with pytest.raises(RequestCancelled):
        verb = verbs(engine)["models/add"].load()
        verb.run(AddModelRequest(path=str(model), labels=str(labels)), call)
    assert list((tmp_path / "home" / "models").iterdir()) == []
    assert psutil.Process().children(recursive=True) == []


def test_a_child_that_crashes_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash = "import os; print('{}', flush=True); input(); os.abort()"
    monkeypatch.setattr(trials, "_command", lambda: [sys.executable, "-c", crash])
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=3)
    with Trial(model) as trial, pytest.raises(ModelInvalid, match="ends without an answer"):
        trial.look(model)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.onnx"]  # and no dump


def test_a_trial_reads_what_this_process_would_read(tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=3, embedding=8)
    with Trial(model) as trial:
        assert trial.look(model) == read_graph(model)


_ORPHAN = """
import sys, threading
from pathlib import Path
from sidecar.models.trial import Trial
path = Path(sys.argv[1])
with Trial(path) as trial:
    print(trial._child.pid, flush=True)
    threading.Event().wait()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_child_ends_with_its_killed_parent(tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=3)
    command = [sys.executable, "-c", _ORPHAN, str(model)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
    psutil.wait_procs([child], timeout=30)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize(
    "name", ["head.onnx", "range.onnx", "codes.txt", "Labels.txt", "installed.json"]
)
def test_weights_may_not_be_called_as_files_that_linnet_reads(
    engine: Engine, tmp_path: Path, name: str
) -> None:
    def change(model: onnx.ModelProto) -> None:
        (steps,) = (each for each in model.graph.initializer if each.name == "steps")
        steps.ClearField("raw_data")
        steps.data_location = TensorProto.EXTERNAL
        for key, value in (("location", name), ("offset", "0"), ("length", "12")):
            steps.external_data.add(key=key, value=value)

    model = _spoilt(tmp_path / "in" / "m.onnx", change)
    (tmp_path / "in" / name).write_bytes(b"\0" * 12)
    labels = write_labels(tmp_path / "names.txt", 3)
    with pytest.raises(ModelInvalid, match=f'may not be called "{name}"'):
        add_model(engine, AddModelRequest(path=str(model), labels=str(labels)), Call())


def test_weights_behind_a_link_are_refused(engine: Engine, tmp_path: Path) -> None:
    def change(model: onnx.ModelProto) -> None:
        (steps,) = (each for each in model.graph.initializer if each.name == "steps")
        steps.ClearField("raw_data")
        steps.data_location = TensorProto.EXTERNAL
        steps.external_data.add(key="location", value="weights.bin")

    model = _spoilt(tmp_path / "in" / "m.onnx", change)
    secret = tmp_path / "secret"
    secret.write_bytes(b"\0" * 12)
    try:
        (tmp_path / "in" / "weights.bin").symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no links")
    labels = write_labels(tmp_path / "names.txt", 3)
    with pytest.raises(ModelInvalid, match="outside its folder"):
        add_model(engine, AddModelRequest(path=str(model), labels=str(labels)), Call())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_model(engine: Engine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "m.onnx")
    labels = write_labels(tmp_path / "labels.txt", 3)
    request = AddModelRequest(path=str(tmp_path / "m.onnx"), labels=str(labels))
    with pytest.raises(UnsupportedFormat, match="not a regular file"):
        add_model(engine, request, Call())


@pytest.mark.parametrize("name", ["m.onnx", "m.tflite"])
def test_a_model_file_that_is_too_large_is_refused_unread(
    engine: Engine, tmp_path: Path, name: str
) -> None:
    model = tmp_path / name
    with model.open("wb") as file:
        file.truncate((1 << 31) + 1)
    labels = write_labels(tmp_path / "labels.txt", 3)
    with pytest.raises(ModelInvalid, match="at most 2 GB"):
        add_model(engine, AddModelRequest(path=str(model), labels=str(labels)), Call())
