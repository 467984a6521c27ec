"""A file of labels, of whichever kind it is."""

from __future__ import annotations

from pathlib import Path

from sidecar.errors import UnsupportedFormat
from sidecar.labelfile.audacity import looks_like_audacity, read_audacity
from sidecar.labelfile.label import LabelFile
from sidecar.labelfile.raven import looks_like_raven, read_raven
from sidecar.labelfile.text import read_lines


def read_labels(path: Path, column: str | None = None) -> LabelFile:
    """Read a file of labels; `column` is Raven's that names the species.

    Raises UnsupportedFormat where it is neither Raven's nor Audacity's, and RecordingNotFound
    where it cannot be read.
    """
    lines = read_lines(path)
    first = next((line for line in lines if line.strip()), "")
    if looks_like_raven(first):
        return read_raven(lines, column)
    if looks_like_audacity(first):
        return read_audacity(lines)
    raise UnsupportedFormat(
        "This is neither a Raven selection table nor an Audacity label track.",
        hint="Raven's has a first line with Begin Time (s) and End Time (s); Audacity's begins "
        "with a start and an end in seconds, with tabs between them.",
        path=path,
    )
