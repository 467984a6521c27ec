"""The recordings that a command names: paths, patterns such as `*.wav`, and lists of files."""

from __future__ import annotations

import argparse
import os
from glob import glob
from pathlib import Path

from sidecar.audio.drives import split_url
from sidecar.audio.path import at_home
from sidecar.cli.options import Options
from sidecar.errors import InvalidParams
from sidecar.text import read_text

_LIST = "@"
_COMMENT = "#"


def add_inputs(add: Options) -> None:
    """Add the arguments that name recordings."""
    add(
        "inputs",
        nargs="*",
        default=[],
        metavar="PATH",
        help="files, folders, patterns such as '*.wav', and lists of files as @LIST",
    )
    add(
        "--files-from",
        action="append",
        default=[],
        metavar="LIST",
        help="text file that names a file or folder on each line",
    )


def inputs(arguments: argparse.Namespace) -> list[str]:
    """List all that a command names, in order; a name of no file stays, for an error of its own.

    Raises InvalidParams if the command or a list names nothing, and the errors of `read_text`.
    """
    found: list[str] = []
    for typed in arguments.inputs:
        if typed.startswith(_LIST) and not os.path.lexists(typed):
            found += _in_list(Path(typed.removeprefix(_LIST)), "inputs")
        else:
            found += _matches(typed)
    for name in arguments.files_from:
        found += _in_list(Path(name), "files_from")
    if not found:
        raise InvalidParams(
            "The command names no recordings.",
            field="inputs",
            hint="Name files or folders, or a list of them: --files-from LIST.",
        )
    return found


def _in_list(path: Path, field: str) -> list[str]:
    path = at_home(path)
    found: list[str] = []
    for line in read_text(path).lines:
        name = line.strip()
        if len(name) > 1 and name[0] == name[-1] == '"':  # as Windows copies a path
            name = name[1:-1]
        placed = _placed(name, path.parent)
        if name and (not name.startswith(_COMMENT) or os.path.lexists(placed)):
            found += _matches(placed)
    if not found:
        raise InvalidParams(
            f"The list {path} names no file.", field=field, hint="Write one path on each line."
        )
    return found


def _placed(name: str, folder: Path) -> str:
    """Read a relative path from the list's folder, else from where the command runs."""
    if split_url(name) is not None or name.startswith("file://"):
        return name
    beside = os.path.join(folder, name)
    return name if os.path.lexists(name) and not os.path.lexists(beside) else beside


def _matches(name: str) -> list[str]:
    """Expand a pattern, which the shells of Windows do not; a file's own name is no pattern."""
    if os.path.lexists(name):
        return [name]
    return sorted(glob(name, recursive=True)) or [name]
