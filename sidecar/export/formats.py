"""The table of formats."""

from __future__ import annotations

from pathlib import Path

from sidecar.errors import InvalidParams
from sidecar.export.audacity import AUDACITY
from sidecar.export.earlier import sample
from sidecar.export.jsonrows import JSON, NDJSON
from sidecar.export.kaleidoscope import KALEIDOSCOPE
from sidecar.export.parquet.format import PARQUET
from sidecar.export.presence import TABLE
from sidecar.export.raven import RAVEN
from sidecar.export.spreadsheet import CSV
from sidecar.export.writer import Format

FORMATS: dict[str, Format] = {
    "csv": CSV,
    "raven": RAVEN,
    "kaleidoscope": KALEIDOSCOPE,
    "audacity": AUDACITY,
    "parquet": PARQUET,
    "json": JSON,
    "ndjson": NDJSON,
    "table": TABLE,
}


def format_of(name: str) -> str | None:
    """Tell which format a file's name means: the one with the longest suffix that ends it."""
    fits = [each for each in FORMATS if name.lower().endswith(FORMATS[each].suffix)]
    return max(fits, key=lambda each: len(FORMATS[each].suffix), default=None)


def is_export(path: Path) -> bool:
    """Tell whether a file is an earlier export of any format, or is empty."""
    found = sample(path)
    if found is None:
        return False
    return not found.head or any(each.wrote(found) for each in FORMATS.values())


def check_name(name: str, kind: str) -> None:
    """Raise InvalidParams if a file's name promises another format than this one."""
    endings = FORMATS[kind].endings
    if name.lower().endswith(endings):
        return
    meant = format_of(name)
    if meant:
        hint = f"Choose the format {meant}, or another name."
    else:
        hint = f"Linnet writes {', '.join(FORMATS)}. Spreadsheets open csv."
    raise InvalidParams(
        f'The name "{name}" does not fit the format {kind}: end it with {" or ".join(endings)}.',
        field="destination",
        hint=hint,
    )
