"""ONNX Runtime reports to nobody and keeps nothing of its own, in every process of ours."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import owl, write_wav

ROOT = Path(__file__).resolve().parents[2]
DOOR = ROOT / "sidecar" / "models" / "runtime.py"
OURS = sorted(
    path
    for part in ("sidecar/**", "tests/**", "build", "demo")  # build/lib holds pip's copies
    for path in ROOT.glob(f"{part}/*.py")
)


def _loads(path: Path) -> set[str]:
    """Find the packages that a module imports, by statement or by name."""
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name for alias in aliases}
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module)
            case ast.Call(args=[ast.Constant(value=str(name)), *_]) if "import" in ast.unparse(
                node.func
            ):
                names.add(name)
    return {name.partition(".")[0] for name in names}


def test_one_module_loads_onnx_runtime_for_all_others() -> None:
    assert [path for path in OURS if "onnxruntime" in _loads(path)] == [DOOR]


def test_reports_are_off_before_the_library_is_loaded(tmp_path: Path) -> None:
    told = "ORT_DISABLE_TELEMETRY"
    (tmp_path / "onnxruntime.py").write_text(
        f"import os\nprint('loading', os.environ.get({told!r}))\n"
        "def disable_telemetry_events(): print('events off')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", "import sidecar.models.runtime"],
        env={**os.environ, told: "0", "PYTHONPATH": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines() == ["loading 1", "events off"]


@pytest.fixture
def _analyze(model_home: Path, tmp_path: Path) -> tuple[list[str], dict[str, str], Path]:
    """Give a command that loads a model, its environment, and the user's empty folder."""
    user = tmp_path / "user"
    user.mkdir()
    path = write_wav(tmp_path / "owl.wav", owl(3.0))
    catalog = ["--catalog", str(tmp_path / "catalog.sqlite")]
    return (
        [sys.executable, "-m", "sidecar", "analyze", str(path), "--json", *catalog],
        {
            "LINNET_HOME": str(model_home),
            "PATH": os.environ["PATH"],
            "HOME": str(user),
            "XDG_CACHE_HOME": str(user / "cache"),
        },
        user,
    )


@pytest.mark.model
def test_an_analysis_leaves_nothing_in_the_users_folders(
    _analyze: tuple[list[str], dict[str, str], Path],
) -> None:
    command, environment, user = _analyze
    ran = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)
    assert b"Aegolius acadicus" in ran.stdout
    assert list(user.rglob("*")) == []


@pytest.mark.model
def test_an_analysis_asks_nothing_of_a_network(
    _analyze: tuple[list[str], dict[str, str], Path], tmp_path: Path
) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, so nobody can watch the network calls")
    command, environment, _ = _analyze
    log = tmp_path / "calls"
    traced = [strace, "-f", "-e", "trace=network", "-o", str(log), *command]
    ran = subprocess.run(traced, env=environment, cwd=ROOT, capture_output=True, text=True)
    if not log.exists() or "ptrace" in ran.stderr:
        pytest.skip(f"strace may not watch processes here: {ran.stderr.strip()}")
    assert ran.returncode == 0
    calls = log.read_text().splitlines()
    assert any("exited with 0" in call for call in calls)
    assert [call for call in calls if "AF_INET" in call or "connect(" in call] == []
