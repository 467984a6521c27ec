"""Common names in other languages: a file of each in a folder, in the form of our label files."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sidecar.durable import make_folder
from sidecar.errors import InvalidParams, LinnetError, writing
from sidecar.models.labels import Labels, guess_format, parse_labels, write_labels
from sidecar.scratch import mark
from sidecar.text import tidy

_END = ".txt"
_NAME = re.compile(r"([a-z]{2,3}(?:-[a-z]{2,4})?)\.txt")

# More species than any list has, and few enough for memory.
_MOST = 200_000


def tag_of(language: str) -> str:
    """Give the one form of a language's tag: `pt_BR` is `pt-br`."""
    return language.lower().replace("_", "-")


def languages(folder: Path) -> dict[str, Path]:
    """List the languages that have names, with their files."""
    found = {}
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if named := _NAME.fullmatch(path.name):
                found[named[1]] = path
    return found


def best_of(wanted: str, there: dict[str, Path]) -> str | None:
    """Choose the language that a tag asks for: itself, else one of the same first part."""
    tag = tag_of(wanted)
    first = tag.partition("-")[0]
    alike = (each for each in there if each.partition("-")[0] == first)
    return tag if tag in there else next(alike, None)


def read_published(path: Path, field: str) -> Labels:
    """Read names as any program wrote them: BirdNET's lines, or a table with titles.

    Names without a common name are left out. Raises InvalidParams that names `field`.
    """
    try:
        read = parse_labels(path, guess_format(path))
    except LinnetError as error:
        raise InvalidParams(f"{path}: {error.message}", field=field, hint=error.hint) from error
    pairs = zip(read.species, read.common, strict=True)
    named = {
        species: common for species, common in pairs if common != species and _writable(species)
    }
    if not named or len(named) > _MOST:
        raise InvalidParams(
            f"{path} has no common names that Linnet can read."
            if not named
            else f"{path} has more than {_MOST:,} names.",
            field=field,
            hint="Give lines of Scientific name_Common name, or a table with such columns.",
        )
    return Labels(tuple(named), tuple(map(tidy, named.values())))


def _writable(species: str) -> bool:
    return "_" not in species and tidy(species) == species


def keep(folder: Path, language: str, labels: Labels) -> Path:
    """Write the names of a language, in place of earlier ones. Raises StorageFull and the like."""
    path = folder / f"{tag_of(language)}{_END}"
    with writing(path):
        make_folder(folder)
        unfinished = folder / f".{path.stem}{mark()}"
        write_labels(labels, unfinished)
        os.replace(unfinished, path)
    return path
