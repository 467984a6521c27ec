"""What ended programs leave below a folder, by the names that only unfinished files have."""

from __future__ import annotations

from pathlib import Path

_PARTS = (".partial", ".published", ".part")
_BEGINNINGS = (".installing-", ".linnet-")


def leftovers(home: Path) -> list[Path]:
    """List unfinished files and folders, outermost first."""
    found: list[Path] = []
    for path in sorted(home.rglob("*")):
        name = path.name
        unfinished = name.startswith(_BEGINNINGS) or any(part in name for part in _PARTS)
        if unfinished and not any(each in path.parents for each in found):
            found.append(path)
    return found
