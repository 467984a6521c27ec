"""Reads a file of labels of any known kind."""

from __future__ import annotations

from pathlib import Path

from sidecar.errors import UnsupportedFormat
from sidecar.labels.audacity import looks_like_audacity, read_audacity
from sidecar.labels.label import LabelFile
from sidecar.labels.raven import looks_like_raven, read_raven
from sidecar.text import read_text


def read_labels(path: Path, column: str | None = None) -> LabelFile:
    """Read a file of labels; `column` is the Raven column with the species.

    Raises UnsupportedFormat if the file is neither Raven's nor Audacity's, and RecordingNotFound
    if it cannot be opened.
    """
    lines = read_text(path).lines
    first = next((line for line in lines if line.strip()), "")
    if looks_like_raven(first):
        return read_raven(lines, column)
    if looks_like_audacity(first):
        return read_audacity(lines)
    raise UnsupportedFormat(
        "This is neither a Raven selection table nor an Audacity label track.",
        hint="Raven's first line has Begin Time (s) and End Time (s). Audacity's lines begin "
        "with a start and an end in seconds, separated by tabs.",
        path=path,
    )
