"""Collects the table of methods from the modules with their functions."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.rpc.verb import Verb

# Lists of methods follow this order; each module names its own in METHODS.
MODULES = (
    "lifecycle",
    "preprocess",
    "analyze",
    "retry",
    "plan",
    "query",
    "labels",
    "sharing",
    "agreement",
    "explain",
    "samples",
    "estimate",
    "thresholds",
    "heads",
    "headversions",
    "headfiles",
    "reduce",
    "retrieval",
    "recordings",
    "places",
    "deployments",
    "export",
    "occasions",
    "publish",
    "clips",
    "catalog",
    "memos",
    "picture",
    "overview",
    "sound",
    "stream",
    "forward",
    "models",
    "quality",
    "versions",
    "variant",
    "monitor",
    "drift",
    "comparison",
    "metrics",
    "names",
    "taxonomy",
    "settings",
    "storage",
    "speech",
    "redact",
)


def methods(module: str) -> dict[str, Method[Any, Any]]:
    """Import a module of verbs, and list its methods."""
    lines: tuple[Method[Any, Any], ...] = import_module(f"sidecar.methods.{module}").METHODS
    return {line.name: line for line in lines}


def verbs(engine: Engine) -> dict[str, Verb[Any, Any]]:
    """List every method of `engine`."""
    return {
        name: method.of(engine) for module in MODULES for name, method in methods(module).items()
    }
