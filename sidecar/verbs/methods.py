"""The table of methods, collected from the modules that hold their functions."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sidecar.engine import Engine
from sidecar.rpc.verb import Verb
from sidecar.verbs.method import Method

# In the order in which methods are listed; each module names its own in METHODS.
MODULES = (
    "lifecycle",
    "preprocess",
    "infer",
    "resume",
    "query",
    "annotate",
    "heads",
    "reduce",
    "importing",
    "recordings",
    "relinking",
    "export",
    "clips",
    "upkeep",
    "picture",
    "stream",
    "models",
)


def methods(module: str) -> dict[str, Method[Any, Any]]:
    """Import a module of verbs, and list the methods that it holds."""
    lines: tuple[Method[Any, Any], ...] = import_module(f"sidecar.verbs.{module}").METHODS
    return {line.name: line for line in lines}


def verbs(engine: Engine) -> dict[str, Verb[Any, Any]]:
    """List every method of `engine`."""
    return {
        name: method.of(engine) for module in MODULES for name, method in methods(module).items()
    }
