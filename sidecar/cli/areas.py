"""Maps commands to their modules, each of which is imported only for its own commands."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

# Help lists them in this order.
MODULES = {
    "recordings": "recordings",
    "sites": "sites",
    "labels": "labels",
    "similar": "similar",
    "embeddings": "similar",
    "heads": "heads",
    "export": "export",
    "clips": "export",
    "catalog": "catalog",
}


def area(command: str) -> ModuleType | None:
    """Import the module of a command; None for those in `commands`."""
    name = MODULES.get(command)
    return import_module(f"sidecar.cli.{name}") if name else None


def areas(typed: str | None, own: tuple[str, ...]) -> list[ModuleType]:
    """Import the module that reads a command; all modules for help or an unknown command."""
    if typed in own:
        return []
    names = [MODULES[typed]] if typed in MODULES else dict.fromkeys(MODULES.values())
    return [import_module(f"sidecar.cli.{name}") for name in names]
