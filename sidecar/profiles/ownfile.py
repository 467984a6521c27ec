"""Changes one setting in the user's file, and leaves all else in it as it is."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

from sidecar.errors import InvalidParams, writing
from sidecar.profiles.layers import read_file
from sidecar.wholefile import whole_file


def put(path: Path, key: str, value: float | None) -> None:
    """Set a number above all sections; None takes it out. The file appears whole or not at all.

    Raises InvalidParams if the file makes no sense, or has the setting in a form that only a person
    can change. Raises StorageFull.
    """
    before = read_file(path).text if path.exists() else ""
    after = _edited(before, key, value)
    wanted = {name: each for name, each in tomllib.loads(before).items() if name != key}
    if value is not None:
        wanted[key] = value
    if _read(after) != wanted:
        raise InvalidParams(
            f"Linnet cannot change {key} in this file without changing more.",
            field=str(path),
            hint=f"Change the line of {key} in an editor.",
        )
    target = Path(os.path.realpath(path))  # a link stays a link
    with writing(target), whole_file(target) as file:
        file.write(after.encode("utf-8"))


def _read(text: str) -> object:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _edited(text: str, key: str, value: float | None) -> str:
    lines = text.splitlines(keepends=True)
    heading = re.compile(r"\s*\[")
    top = next((at for at, line in enumerate(lines) if heading.match(line)), len(lines))
    mine = re.compile(rf'(\s*"?{re.escape(key)}"?\s*=\s*)([^#\r\n]*?)(\s*(#[^\r\n]*)?[\r\n]*)')
    for at in range(top):
        if found := mine.fullmatch(lines[at]):
            lines[at] = "" if value is None else f"{found[1]}{written(value)}{found[3]}"
            return "".join(lines)
    if value is None:
        return text
    if top and not lines[top - 1].endswith("\n"):
        lines[top - 1] += "\n"
    gap = "\n" if top < len(lines) else ""
    # Above an empty line that ends the top of the file, not below it.
    while top and not lines[top - 1].strip():
        top, gap = top - 1, ""
    lines.insert(top, f"{key} = {written(value)}\n{gap}")
    return "".join(lines)


def written(value: float) -> str:
    """Write a number so that it is read back the same."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
