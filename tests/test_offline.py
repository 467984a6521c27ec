"""Linnet speaks to nobody, and writes only where it was told, whatever it is asked to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.everyverb import furnished
from tests.factories import owl, write_wav
from tests.forward.driven import Receiver
from tests.offline import spoken, use_every_method, watching, without_network, written

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = [sys.executable, "-m", "sidecar"]

# Reports, from inside every Python process of ours, each connection and each file to be changed.
_HOOK = """
import os, sys
log = os.open(os.environ["LINNET_TEST_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
           "os.truncate", "shutil.rmtree", "tempfile.mkstemp", "tempfile.mkdtemp")
def hook(event, given):
    if event.startswith("socket.") and event != "socket.gethostname":
        said = ["speaks", event, repr(given)]
    elif event == "open":
        path, mode, flags = given
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        if not writes or not isinstance(path, (str, bytes)):
            return
        said = ["writes", event, os.path.abspath(os.fsdecode(path))]
    elif event in CHANGES and (given[-1] != -1 and isinstance(given[-1], int)):
        return  # a name inside a folder that was reported itself
    elif event in CHANGES:
        said = ["writes", event, os.path.abspath(os.fsdecode(given[0]))]
    elif event == "subprocess.Popen":
        said = ["starts", event, repr(given[1])]
    else:
        return
    os.write(log, ("\\t".join(said).replace("\\n", " ") + "\\n").encode("utf-8", "replace"))
sys.addaudithook(hook)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home in which every method can do something."""
    home = tmp_path / "home"
    furnished(home).close()
    return home


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder that is all the user's own: home, cache, settings, scratch files."""
    user = tmp_path / "user"
    user.mkdir()
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(user))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(user))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return user


def test_no_method_opens_a_connection_or_writes_elsewhere_as_python_sees_it(
    home: Path, user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Holds on every system; children of ours are watched too."""
    hooks, log = tmp_path / "hooks", tmp_path / "log"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(_HOOK)
    monkeypatch.setenv("PYTHONPATH", str(hooks))
    monkeypatch.setenv("LINNET_TEST_LOG", str(log))
    use_every_method(home, PROGRAM)
    events = [line.split("\t") for line in log.read_text("utf-8").splitlines()]
    assert [said for kind, *said in events if kind == "speaks"] == []
    starts = [said[1] for kind, *said in events if kind == "starts"]
    assert len(starts) == 2 and all("try-model" in command for command in starts)
    places = {Path(said[1]) for kind, *said in events if kind == "writes"}
    assert [path for path in places if not _may_be_written(path, home, user)] == []
    assert len(places) > 20  # the hook saw what was written
    assert list(user.iterdir()) == []


def test_with_a_receiver_the_sidecar_speaks_to_it_and_to_nobody_else(
    home: Path, user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "receiver").mkdir()
    receiver = Receiver(tmp_path / "receiver")
    hooks, log = tmp_path / "hooks", tmp_path / "log"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(_HOOK)
    monkeypatch.setenv("PYTHONPATH", str(hooks))
    monkeypatch.setenv("LINNET_TEST_LOG", str(log))
    address = f"http://127.0.0.1:{receiver.port}/"
    try:
        use_every_method(home, [sys.executable, "-m", "tests.programs.servesending", address])
        assert receiver.count() > 0
    finally:
        receiver.kill()
    events = [line.split("\t") for line in log.read_text("utf-8").splitlines()]
    said = [(event, given) for kind, event, given in events if kind == "speaks"]
    places = [given for event, given in said if event in ("socket.connect", "socket.getaddrinfo")]
    assert places and all(f"'127.0.0.1', {receiver.port}" in given for given in places)
    # urllib3 asks this machine, by its own address, whether it knows IPv6.
    others = [(event, given) for event, given in said if given not in places]
    asks = [given for event, given in others if event == "socket.bind"]
    assert {event for event, _ in others} <= {"socket.__new__", "socket.bind"}
    assert all("('::1', 0)" in given for given in asks)


def test_the_hook_would_have_seen_a_connection(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_HOOK)
    code = "import socket; socket.socket(); open('x', 'w')"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "LINNET_TEST_LOG": "log"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)
    kinds = [line.split("\t")[0] for line in (tmp_path / "log").read_text().splitlines()]
    assert kinds == ["speaks", "writes"]


def test_no_method_makes_a_socket_or_writes_elsewhere_as_the_system_sees_it(
    home: Path, user: Path, tmp_path: Path
) -> None:
    log = tmp_path / "calls"
    watch = watching(log)
    if watch is None:
        pytest.skip("strace is not installed or not allowed, so nobody can watch the calls")
    use_every_method(home, [*(without_network() or []), *watch, *PROGRAM])
    assert spoken(log) == []
    places = written(log)
    assert [path for path in places if not _may_be_written(path, home, user)] == []
    assert home / "rows.csv" in places or len(places) > 20
    assert list(user.iterdir()) == []


def test_every_method_works_without_any_network(home: Path, user: Path) -> None:
    prefix = without_network()
    if prefix is None:
        pytest.skip("this system gives no process a network of its own")
    use_every_method(home, [*prefix, *PROGRAM])


@pytest.mark.model
def test_a_run_of_birdnet_makes_no_socket(model_home: Path, user: Path, tmp_path: Path) -> None:
    log = tmp_path / "calls"
    watch = watching(log)
    if watch is None:
        pytest.skip("strace is not installed or not allowed, so nobody can watch the calls")
    path = write_wav(tmp_path / "owl.wav", owl(3.0))
    named = tmp_path / "named"
    named.mkdir()
    out, catalog = named / "out", named / "catalog.sqlite"
    command = [*(without_network() or []), *watch, *PROGRAM, "analyze", str(path), "--json"]
    command += ["--catalog", str(catalog), "--format", "csv", "--out", str(out)]
    environment = {**os.environ, "LINNET_HOME": str(model_home)}
    ran = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)
    assert json.loads(ran.stdout)["recordings"][0]["top"]["species"] == "Aegolius acadicus"
    assert spoken(log) == []
    graphs = model_home / "graphs"
    others = [each for each in written(log) if not each.is_relative_to(graphs)]
    assert [each for each in others if not _may_be_written(each, named, user)] == []
    assert any(each.is_relative_to(out) for each in written(log))
    assert list(user.iterdir()) == []


def _may_be_written(path: Path, home: Path, user: Path) -> bool:
    """Allow what was named: the home, and the folder for scratch files, which is empty again."""
    return path.is_relative_to(home) or path.is_relative_to(user) or str(path) == os.devnull
