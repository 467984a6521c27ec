"""The table of formats."""

from __future__ import annotations

from sidecar.export.audacity import AUDACITY
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
