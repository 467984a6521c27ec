"""The licences of what the frozen program is made of, which must go along with it."""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePath

_FILE = re.compile(r"(licen[cs]e|copying|notice|third.?party)", re.IGNORECASE)
_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def collected(requirements: Sequence[Path], scratch: Path) -> list[tuple[str, str]]:
    """List the texts of all requirements, and Python's, each with its folder in the program.

    A table of names, versions and licences is written to `scratch` and comes along.
    """
    names = [name for each in requirements for name in _REQUIREMENT.findall(each.read_text())]
    found = [(name, distribution(name)) for name in sorted(names)]
    table = scratch / "LICENCES.md"
    table.parent.mkdir(parents=True, exist_ok=True)
    table.write_text(_table(found))
    texts = [
        (str(each.locate_file(file)), f"licences/{name}/{_below(file)}")
        for name, each in found
        for file in _texts(each)
    ]
    python = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.prefix) / "LICENSE.txt"]
    own = [(str(path), "licences/python") for path in python if path.exists()][:1]
    return [(str(table), "licences"), *texts, *own]


def _texts(each: Distribution) -> list[PurePath]:
    return [
        file
        for file in each.files or ()
        if _FILE.match(file.name) and file.suffix not in (".py", ".pyc")
    ]


def _below(file: PurePath) -> str:
    """Keep the folders of a library's parts, since many parts call their licence the same."""
    parts = file.parent.parts
    inside = parts[1:] if parts and parts[0].endswith(".dist-info") else parts
    return "/".join(part for part in inside if part != "licenses")


def _table(found: list[tuple[str, Distribution]]) -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    rows = [("python", version, "PSF-2.0"), *((name, e.version, _licence(e)) for name, e in found)]
    lines = [
        "# What this program is made of",
        "",
        "| package | version | licence |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def _licence(each: Distribution) -> str:
    said = each.metadata.get("License-Expression") or each.metadata.get("License") or ""
    classified = [
        line.rpartition(" :: ")[2]
        for line in each.metadata.get_all("Classifier") or ()
        if line.startswith("License :: OSI Approved :: ")
    ]
    # Some write their whole licence there; its file lies beside.
    return said if 0 < len(said) < 60 else "; ".join(classified) or "see its text"
