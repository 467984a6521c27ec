"""Commands that have modules of their own, which are imported when one of theirs is typed."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

# In the order in which help lists them.
MODULES = {
    "recordings": "recordings",
    "labels": "labels",
    "similar": "similar",
    "embeddings": "similar",
    "heads": "heads",
    "export": "export",
    "clips": "export",
    "catalog": "catalog",
}


def area(command: str) -> ModuleType | None:
    """Import the module that a command is in; None for those of `commands`."""
    name = MODULES.get(command)
    return import_module(f"sidecar.cli.{name}") if name else None


def areas(typed: str | None, own: tuple[str, ...]) -> list[ModuleType]:
    """Import what is needed to read a command; all of it for help, and for what is not known."""
    if typed in own:
        return []
    names = [MODULES[typed]] if typed in MODULES else dict.fromkeys(MODULES.values())
    return [import_module(f"sidecar.cli.{name}") for name in names]
