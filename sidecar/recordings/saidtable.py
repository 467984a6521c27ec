"""The table of verdicts that goes to another copy of the recordings and comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sidecar.catalog.values import Person, Said
from sidecar.errors import LinnetError, UnsupportedFormat
from sidecar.export.text import inert
from sidecar.export.writer import Cells
from sidecar.labels.label import WrongLine
from sidecar.labels.verdict import verdict
from sidecar.text import Table, folded, read_table

TABLE = "linnet-verdicts.csv"

COLUMNS = (
    *("clip", "species", "common", "verdict", "comment", "labeler", "email"),
    *("sound", "start_ms", "end_ms", "said_at", "low_hz", "high_hz", "settles", "corrects"),
    "clip_start_ms",
)
# Without these, no row can be found again.
_NEEDED = ("species", "verdict", "sound", "start_ms", "end_ms")

# A question's clip has a name of ours, and nothing outside of the folder.
_CLIP = re.compile(r"clips/[0-9]{5,}\.wav")

# The letter keeps spreadsheets from reading a digest of digits as a number.
_SOUND = re.compile(r"s((?:[0-9a-f]{2})+)")

# Longer than any recording, in milliseconds.
_MOST_MS = 10**12


@dataclass(frozen=True)
class SaidLine:
    """A row with its line; None if it has no verdict, and an error if it cannot be used."""

    line: int
    said: Said | None
    error: str | None = None


@dataclass(frozen=True)
class Asked:
    """A question of a table: a stretch of a sound, and the clip that holds it.

    `clip` is a name in the table's folder; it begins at `clip_start_ms` of the sound.
    """

    clip: str
    clip_start_ms: int
    sound: bytes
    start_ms: int
    end_ms: int
    species: str
    common: str | None


@dataclass(frozen=True)
class AskedLine:
    """A question with its line, or an error if it cannot be judged by its clip."""

    line: int
    asked: Asked | None
    error: str | None = None


def said_cells(said: Said, clip: str = "", clip_start_ms: int | None = None) -> Cells:
    """Write what a person said, or a question without a verdict."""
    return [
        clip,
        inert(said.species),
        inert(said.common),
        said.verified.lower(),
        inert(said.comment),
        inert(said.person.name),
        inert(said.person.email),
        f"s{said.digest.hex()}",
        said.start_ms,
        said.end_ms,
        said.said_at or "",
        "" if said.low_hz is None else f"{said.low_hz:g}",
        "" if said.high_hz is None else f"{said.high_hz:g}",
        "yes" if said.settles else "",
        inert(said.corrects),
        "" if clip_start_ms is None else clip_start_ms,
    ]


def is_said_table(path: Path) -> bool:
    """Tell whether a file is a table of verdicts."""
    try:
        return _places(read_table(path)) is not None
    except LinnetError:
        return False


def read_said(path: Path, labeler: Person | None) -> Iterator[SaidLine]:
    """Read what people said; `labeler` judged the rows that name nobody.

    Raises UnsupportedFormat for another table, and RecordingNotFound if it cannot be opened.
    """
    for line, cells in _lines(path):
        try:
            yield SaidLine(line, _said(cells, labeler))
        except WrongLine as error:
            yield SaidLine(line, None, str(error))


def read_asked(path: Path) -> Iterator[AskedLine]:
    """Read the questions of a table, with their clips.

    Raises UnsupportedFormat for another table, and RecordingNotFound if it cannot be opened.
    """
    for line, cells in _lines(path):
        try:
            yield AskedLine(line, _asked(cells))
        except WrongLine as error:
            yield AskedLine(line, None, str(error))


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the cells of each row by column, with its line."""
    table = read_table(path)
    places = _places(table)
    if places is None:
        raise UnsupportedFormat(
            "This is no table of verdicts.",
            hint=f"Its first line must have the columns {', '.join(_NEEDED)}.",
            path=path,
        )
    for row in table.rows[1:]:
        cells = {
            name: row.cells[place].strip() if place < len(row.cells) else ""
            for name, place in places.items()
        }
        yield row.line, cells


def _places(table: Table) -> dict[str, int] | None:
    if not table.rows:
        return None
    titles = [folded(cell).replace(" ", "_") for cell in table.rows[0].cells]
    if not set(_NEEDED) <= set(titles):
        return None
    return {name: titles.index(name) for name in COLUMNS if name in titles}


def _said(cells: dict[str, str], labeler: Person | None) -> Said | None:
    verified = verdict(cells["verdict"])
    if verified is None:
        return None
    sound, start, end = _stretch(cells)
    person = labeler
    if cells.get("labeler"):
        person = Person(cells["labeler"], cells.get("email") or None)
    if person is None:
        raise WrongLine(
            "Nobody is named who judged it. Fill in the labeler, or name one (labeler)."
        )
    return Said(
        sound,
        start,
        end,
        cells["species"],
        cells.get("common") or None,
        verified,
        person,
        cells.get("said_at") or None,
        cells.get("comment") or None,
        _hertz(cells, "low_hz"),
        _hertz(cells, "high_hz"),
        settles=verdict(cells.get("settles", "")) == "YES",
        corrects=cells.get("corrects") or None,
    )


def _stretch(cells: dict[str, str]) -> tuple[bytes, int, int]:
    """Read the digest of a sound, and the begin and end of a stretch of it in milliseconds."""
    sound = _SOUND.fullmatch(cells["sound"].lower())
    if sound is None:
        raise WrongLine("The sound's digest is not readable.")
    if not cells["species"]:
        raise WrongLine("The row names no species.")
    start, end = (_whole(cells, name) for name in ("start_ms", "end_ms"))
    if start >= end:
        raise WrongLine("The end must come after the start.")
    return bytes.fromhex(sound[1]), start, end


def _asked(cells: dict[str, str]) -> Asked:
    clip = cells.get("clip", "").replace("\\", "/")
    if not _CLIP.fullmatch(clip) or not cells.get("clip_start_ms"):
        raise WrongLine("The row names no clip of a question, or not where the clip begins.")
    sound, start, end = _stretch(cells)
    begin = _whole(cells, "clip_start_ms")
    if begin > start:
        raise WrongLine("The clip begins after its question.")
    return Asked(clip, begin, sound, start, end, cells["species"], cells.get("common") or None)


def _whole(cells: dict[str, str], name: str) -> int:
    text = cells[name]
    if not text.isdecimal() or int(text) > _MOST_MS:
        raise WrongLine(f"The {name} is no whole number of milliseconds.")
    return int(text)


def _hertz(cells: dict[str, str], name: str) -> float | None:
    text = cells.get(name, "").replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise WrongLine(f"The {name} is no frequency.") from None
    if not 0 <= value <= 1e9:
        raise WrongLine(f"The {name} is no frequency.")
    return value
