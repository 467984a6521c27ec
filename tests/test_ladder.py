"""Data flows one way: a module imports only from steps before its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "sidecar"

LADDER = (
    "errors",
    "padding",
    "values",
    "audio",
    "labelfile",
    "frontend",
    "prepare",
    "model",
    "postprocess",
    "pipeline",
    "stream",
    "catalog",
    "store",
    "query",
    "learn",
    "export",
    "settings",
    "engine",
    "contract",
    "rpc",
    "verbs",
    "openrpc",
    "serve",
    "cli",
    "__main__",
)
# The transport knows nothing of what it carries.
APART = {"rpc": {"rpc", "errors"}, "contract": {"contract", "errors", "frontend", "padding"}}

FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def _step(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    """Find the steps of ours that a module imports at run time."""
    steps = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            module = node.module
        else:
            continue
        if module.startswith("sidecar."):
            steps.add(module.split(".")[1])
        elif module == "sidecar":
            steps |= {alias.name for alias in node.names if not alias.name.startswith("__")}
    return steps


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_steps_before_its_own(path: Path) -> None:
    step = _step(path)
    allowed = APART.get(step, set(LADDER[: LADDER.index(step) + 1]))
    assert _imports(path) <= allowed


def test_every_step_is_on_the_ladder() -> None:
    assert {_step(path) for path in FILES} == set(LADDER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_one_noun_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_a_sidecar_starts_without_what_only_its_work_needs() -> None:
    code = """import sys
from sidecar.cli.arguments import parse
parse(["serve"])
import sidecar.serve, sidecar.verbs.opening
print(*sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "sidecar.serve" in loaded
    heavy = ("numpy", "sqlite3", "onnxruntime", "scipy", "rich", "sidecar.verbs.methods")
    assert not [name for name in heavy if name in loaded]
