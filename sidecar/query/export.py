"""Detections to the files that the field's tools read; each appears whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Any

from sidecar.errors import writing

Row = dict[str, Any]  # a detection as `query` gives it


@dataclass(frozen=True)
class ExportedRecording:
    """A recording in the order of the export, with or without detections."""

    path: str
    duration_s: float


# BirdNET hears 0 to 15 kHz; Raven wants every selection to have a frequency range.
_LOW_HZ, _HIGH_HZ = 0, 15_000

_CSV_COLUMNS = (
    "Start (s)",
    "End (s)",
    "Scientific name",
    "Common name",
    "Confidence",
    "File",
    "Model",
)
_RAVEN_COLUMNS = (
    "Selection",
    "View",
    "Channel",
    "Begin Time (s)",
    "End Time (s)",
    "Low Freq (Hz)",
    "High Freq (Hz)",
    "Common Name",
    "Scientific Name",
    "Species Code",
    "Confidence",
    "Begin Path",
    "File Offset (s)",
)
_KALEIDOSCOPE_COLUMNS = (
    "INDIR",
    "FOLDER",
    "IN FILE",
    "OFFSET",
    "DURATION",
    "TOP1MATCH",
    "TOP1DIST",
)


def write_csv(file: IO[str], recordings: Iterable[ExportedRecording], rows: Iterable[Row]) -> None:
    """Write the columns of BirdNET-Analyzer's CSV, and the model."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(_CSV_COLUMNS)
    for row in rows:
        names = (_text(row["species"]), _text(row["common"]))
        confidence = f"{row['confidence']:.4f}"
        table.writerow(
            [row["start"], row["end"], *names, confidence, _text(row["path"]), row["model"]]
        )


def write_raven(
    file: IO[str], recordings: Iterable[ExportedRecording], rows: Iterable[Row]
) -> None:
    """Write a Raven selection table over all recordings, opened in Raven as one page.

    Begin and End Time run on over the recordings, silent ones included; File Offset is the time
    inside each.
    """
    table = csv.writer(
        file,
        delimiter="\t",
        lineterminator="\n",
        quoting=csv.QUOTE_NONE,
        quotechar=None,
        escapechar=None,
    )
    table.writerow(_RAVEN_COLUMNS)
    begins = {}
    total = 0.0
    for recording in recordings:
        begins[recording.path] = total
        total += recording.duration_s
    for number, row in enumerate(rows, start=1):
        begin = begins[row["path"]]
        table.writerow(
            [
                number,
                "Spectrogram 1",
                1,
                f"{begin + row['start']:.4f}",
                f"{begin + row['end']:.4f}",
                _LOW_HZ,
                _HIGH_HZ,
                _cell(row["common"]),
                _cell(row["species"]),
                "",  # species codes are eBird's to give
                f"{row['confidence']:.4f}",
                _cell(row["path"]),
                f"{row['start']:.4f}",
            ]
        )


def write_kaleidoscope(
    file: IO[str], recordings: Iterable[ExportedRecording], rows: Iterable[Row]
) -> None:
    """Write what Kaleidoscope reads: folder, file, offset, duration, best match and its score."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(_KALEIDOSCOPE_COLUMNS)
    for row in rows:
        path = PurePath(row["path"])
        length = round(row["end"] - row["start"], 4)
        place = (str(path.parent.parent), path.parent.name, path.name)
        table.writerow([*place, row["start"], length, row["common"], f"{row['confidence']:.4f}"])


def write_audacity(
    file: IO[str], recordings: Iterable[ExportedRecording], rows: Iterable[Row]
) -> None:
    """Write Audacity labels: start, end, name and confidence; no header."""
    for row in rows:
        label = f"{_cell(row['common'])} {row['confidence']:.2f}"
        file.write(f"{row['start']:.4f}\t{row['end']:.4f}\t{label}\n")


Writer = Callable[[IO[str], Iterable[ExportedRecording], Iterable[Row]], None]

# Format: file name and writer.
FORMATS: dict[str, tuple[str, Writer]] = {
    "csv": ("linnet.detections.csv", write_csv),
    "raven": ("linnet.selection.table.txt", write_raven),
    "kaleidoscope": ("linnet.kaleidoscope.csv", write_kaleidoscope),
    "audacity": ("linnet.audacity.txt", write_audacity),
}


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """Write a text file beside its place and move it there once it is complete."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with open(handle, "w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _text(value: str | None) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    text = value or ""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _cell(value: str | None) -> str:
    """Keep a text in its cell of a tab-separated table."""
    return (value or "").replace("\t", " ").replace("\r", " ").replace("\n", " ")
