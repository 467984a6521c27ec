"""Reads a file of labels of any known kind."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from sidecar.errors import UnsupportedFormat
from sidecar.labels.aoef import looks_like_aoef, read_aoef
from sidecar.labels.audacity import looks_like_audacity, read_audacity
from sidecar.labels.kaleidoscope import looks_like_kaleidoscope, read_kaleidoscope
from sidecar.labels.label import UNKNOWN_MODEL, LabelFile
from sidecar.labels.raven import looks_like_raven, read_raven
from sidecar.text import read_text, table_of

# Models whose program writes their name into the name of its table.
_MODELS = {"birdnet": "BirdNET"}


def read_labels(path: Path, column: str | None = None) -> LabelFile:
    """Read a file of labels; `column` is the table's column with the species.

    Raises UnsupportedFormat if the file is none of Raven's, Kaleidoscope's, Audacity's and
    soundevent's, and RecordingNotFound if it cannot be opened.
    """
    text = read_text(path)
    if looks_like_aoef(text.text):
        return read_aoef(text.text, path)
    table = table_of(text)
    if table.rows and looks_like_raven(table):
        return read_raven(table, column, _model(path))
    if table.rows and looks_like_kaleidoscope(table):
        return read_kaleidoscope(table, column)
    first = next((line for line in text.lines if line.strip()), "")
    if looks_like_audacity(first):
        return replace(read_audacity(text.lines), named=False)
    raise UnsupportedFormat(
        "This is no Raven selection table, Kaleidoscope table, Audacity label track or AOEF file.",
        hint="Raven's first line has Begin Time (s) and End Time (s). Kaleidoscope's has IN FILE, "
        "OFFSET and DURATION. Audacity's lines begin with a start and an end in seconds, "
        "separated by tabs.",
        path=path,
    )


def _model(path: Path) -> str:
    """Name the model of a table with scores by the file's name."""
    words = re.split(r"[^a-z0-9]+", path.name.lower())
    return next((name for word, name in _MODELS.items() if word in words), UNKNOWN_MODEL)
