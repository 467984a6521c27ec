"""Data flows one way: a module imports only from steps before its own."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sidecar.methods.methods import MODULES

PACKAGE = Path(__file__).resolve().parents[1] / "sidecar"

LADDER = (
    "errors",
    "durable",
    "stop",
    "cores",
    "regular",
    "scratch",
    "wholefile",
    "characters",
    "text",
    "padding",
    "resampling",
    "level",
    "variant",
    "values",
    "unpublished",
    "samples",
    "estimates",
    "occasions",
    "sky",
    "taxonomy",
    "audit",
    "fourier",
    "audio",
    "indices",
    "labels",
    "frontends",
    "models",
    "speech",
    "run",
    "cache",
    "catalog",
    "learn",
    "export",
    "profiles",
    "settings",
    "forward",
    "contract",
    "rpc",
    "app",
    "storage",
    "recordings",
    "heads",
    "methods",
    "openrpc",
    "serve",
    "cli",
    "__main__",
)
# The transport knows nothing of what it carries.
APART = {
    "rpc": {"rpc", "errors", "characters"},
    "contract": {
        "contract",
        "audit",
        "errors",
        "characters",
        "estimates",
        "frontends",
        "padding",
        "resampling",
        "occasions",
        "samples",
        "unpublished",
        "level",
        "variant",
    },
}

# A function fits on a screen.
LONGEST = 50

# What knows SQLite.
KEEPS = PACKAGE / "catalog" / "sqlite"
OPENS = PACKAGE / "app" / "engine.py"
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WITH)\s+[\w*(]", re.ASCII)

FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def _step(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _modules(path: Path) -> set[str]:
    """Find all that a module imports, for its types alone too: `import x` and relative ones."""
    found = set()
    package = ("sidecar", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def _imports(path: Path) -> set[str]:
    """Find the steps of ours that a module imports."""
    steps = {name.split(".")[1] for name in _modules(path) if name.startswith("sidecar.")}
    return {step for step in steps if not step.startswith("__")} | (steps & {"__main__"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_steps_before_its_own(path: Path) -> None:
    step = _step(path)
    allowed = APART.get(step, set(LADDER[: LADDER.index(step) + 1]))
    assert _imports(path) <= allowed


def test_every_step_is_on_the_ladder() -> None:
    assert {_step(path) for path in FILES} == set(LADDER)


def test_no_module_leads_back_to_itself() -> None:
    names = {
        ".".join(("sidecar", *path.relative_to(PACKAGE).with_suffix("").parts)): path
        for path in FILES
    }
    leads = {
        name: {each for each in _modules(path) if each in names and each != name}
        for name, path in names.items()
    }
    while ends := [name for name, to in leads.items() if not to & leads.keys()]:
        for name in ends:
            del leads[name]
    assert leads == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_function_is_read_at_a_glance(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= LONGEST, node.name


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if KEEPS not in path.parents],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_only_the_store_knows_how_the_catalog_is_kept(path: Path) -> None:
    assert "sqlite3" not in {name.split(".")[0] for name in _modules(path)}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not SQL.match(node.value), node.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
            assert node.func.attr not in ("reader", "transaction")


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if _step(path) != "catalog" and path != OPENS],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_only_the_engine_knows_which_catalog_it_opens(path: Path) -> None:
    """All others see the catalog's door: its interface and its values."""
    kept = {name for name in _modules(path) if f"{name}.".startswith("sidecar.catalog.sqlite.")}
    assert not kept


def test_a_sidecar_starts_without_what_only_its_work_needs() -> None:
    code = """import sys
from sidecar.cli.arguments import parse
parse(["serve"])
import sidecar.serve, sidecar.methods.opening
print(*sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "sidecar.serve" in loaded
    heavy = {"numpy", "sqlite3", "onnxruntime", "scipy", "rich"}
    heavy |= {f"sidecar.methods.{module}" for module in MODULES} - {"sidecar.methods.lifecycle"}
    heavy |= {"sidecar.contract.analyze", "sidecar.contract.query"}
    assert not heavy & set(loaded)


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        (["--help"], {"numpy", "pydantic", "rich", "sidecar.app.engine"}),
        (["--version"], {"numpy", "pydantic", "rich", "sidecar.app.engine"}),
        (["query", "species"], {"onnx", "tflite", "sidecar.cli.analyze"}),
        (["analyze", "card"], {"onnx", "tflite", "scipy.fft", "sidecar.cli.models"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_what_it_needs_and_no_more(typed: list[str], others: set[str]) -> None:
    code = f"""import sys
from contextlib import suppress
from sidecar.cli.arguments import parse
with suppress(SystemExit):
    if parse({typed}):
        import sidecar.cli.terminal
print(*sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "sidecar.cli.areas" in loaded
    assert not others & loaded


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_audio_knows_the_library_of_sound_files(path: Path) -> None:
    if _step(path) == "audio":
        return
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    assert "soundfile" not in names
