"""A pipe, a socket or a device in a file's place is told of; nothing waits for it, or opens it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.errors import LinnetError
from sidecar.methods.lifecycle import OPENING
from sidecar.methods.methods import verbs
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call
from tests.factories import tone, write_wav
from tests.methods.test_paths import NEEDED, ROOT, TEXTS, Opened, Text, _put
from tests.stored import add_base, store_windows

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

GUARD_S = 60.0  # only against hanging; no test measures time by it
# `models/variant` reads its recordings as `models/check` does; the tiny model has no variant.
READ = [
    text
    for text in TEXTS
    if (text.mark == "read" or text.way == ("catalog",)) and "models/variant" not in str(text)
]
KINDS = ("pipe", "socket", "device", "link")

# What a file that Linnet looks for in a folder may be called.
NAMES = (
    *("sound.wav", "sound.flac", "labels.txt", "table.csv", "clips.csv", "linnet.run.json"),
    *("installed.json", "manifest.json", "model.onnx", "classifier.tflite", "golden.npz"),
)


@pytest.fixture
def engine(bare: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Give an engine with a model, where what a request needs besides is there."""
    monkeypatch.chdir(tmp_path)
    add_base(bare, dimension=4)
    shutil.copy(bare.registry.path("base") / "model.onnx", "base.onnx")
    store_windows(bare, [np.ones((2, 4), np.float32)], each=2, count=2)
    write_wav(tmp_path / "sound.wav", tone(2.0))
    (tmp_path / "labels.txt").write_text("0.0\t1.0\towl\n", "utf-8")
    return bare


@pytest.fixture(params=KINDS)
def special(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "special"
    if request.param == "device":
        yield Path("/dev/zero")
    elif request.param == "socket":
        with socket.socket(socket.AF_UNIX) as there:
            there.bind(os.path.relpath(path))  # an absolute one may be too long
            yield path
    else:
        os.mkfifo(path)
        link = tmp_path / "link"
        link.symlink_to(path)
        yield link if request.param == "link" else path


_LIKE = {"recordingId": 1}

NEEDS: dict[str, dict[str, Any]] = {
    **NEEDED,
    "infer": {"model": "base"},
    "infer/plan": {"model": "base"},
    "models/add": {"path": "base.onnx", "labels": "base.txt", "name": "another"},
    "models/verify": {"name": "base"},
    "models/check": {"name": "base"},
}


def _answer(engine: Engine, text: Text, value: Path) -> Any:
    """Ask, and answer for the method if it hangs."""
    params = _put(NEEDS.get(text.method, {}), text.way, str(value))
    params.pop("recordingIds", None)
    if text.way == ("questions",):
        params["of"] = "answers"
    if text.way[0] == "choices":
        params["choices"][0]["recordingId"] = 1
    if text.method == "query":
        params |= {"select": "similar", "like": {**params.get("like", _LIKE), "start": 0}}
        params["model"] = "base"
    verb = OPENING.of(engine) if text.method == "initialize" else verbs(engine)[text.method]
    answers: list[Any] = []

    def ask() -> None:
        answer: Any = outcome(text.method, verb, params, Call())
        if text.method == "initialize":
            try:
                answer = engine.catalog  # the method chooses it, the next one opens it
            except LinnetError as error:
                answer = Failure(error.code, error.message, {"hint": error.hint})
        answers.append(answer)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(GUARD_S)
    assert answers, "the method waits for ever"
    return answers[0]


@pytest.mark.parametrize("text", READ, ids=str)
def test_what_is_no_regular_file_is_told_of_and_not_opened(
    engine: Engine, special: Path, text: Text
) -> None:
    with Opened(special) as opened:
        answer = _answer(engine, text, special)
    assert not opened.read and not opened.written
    if text.way == ("like", "path"):
        assert "The catalog has no recording" in answer.message  # it is compared, never opened
    elif text.method == "infer/plan":
        assert answer.files == 1  # a plan opens no recording; the run tells of it
    elif isinstance(answer, Failure):
        assert answer.code != -32603
        assert "not a regular file" in f"{answer.message} {answer.data['hint']}", answer
    else:
        assert "not a regular file" in str(answer.errors), answer


@pytest.mark.parametrize("text", READ, ids=str)
def test_a_folder_of_pipes_keeps_no_method_waiting(
    engine: Engine, tmp_path: Path, text: Text
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in NAMES:
        os.mkfifo(folder / name)
    answer = _answer(engine, text, folder)
    assert not isinstance(answer, Failure) or answer.code != -32603, answer


@pytest.mark.parametrize(
    "typed",
    [
        ("analyze", "@{pipe}"),
        ("analyze", "--files-from", "{pipe}"),
        ("analyze", "sound.wav", "--species-list", "{pipe}"),
        ("analyze", "sound.wav", "--exclude-species", "{pipe}"),
        ("recordings", "import", "sound.wav", "--catalog", "{pipe}"),
        ("catalog", "check", "--catalog", "{pipe}"),
        ("catalog", "repair", "--catalog", "{pipe}"),
        ("preprocess", "sound.wav", "--frontend", "{pipe}"),
        ("query", "recordings", "--catalog", "{pipe}"),
    ],
    ids=" ".join,
)
def test_no_command_waits_for_a_pipe(tmp_path: Path, typed: tuple[str, ...]) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    write_wav(tmp_path / "sound.wav", tone(2.0))
    done = subprocess.run(
        [sys.executable, "-m", "sidecar", *(word.format(pipe=pipe) for word in typed)],
        cwd=tmp_path,
        env={**os.environ, "LINNET_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=GUARD_S,
    )
    assert done.returncode in (1, 2)
    assert "not a regular file" in " ".join(done.stderr.split())
