"""`export` of minutes: tables with what was measured of each minute of recordings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from sidecar.contract.base import gives
from sidecar.contract.export import ExportRequest
from sidecar.errors import InvalidParams
from sidecar.export.csvstyle import CsvStyle
from sidecar.export.destination import Border
from sidecar.export.exporting import WrittenFile
from sidecar.export.formats import is_export
from sidecar.export.minutes import WRITERS, MinuteSource
from sidecar.wholefile import sweep, whole_files

# What only detections and annotations have.
_NOT_OF_MINUTES = (
    *("perRecording", "columns", "thresholdSet", "samples", "most", "per", "pick", "seed"),
    *("methods", "preview", "dryRun", "root"),
)


def check_minutes(request: ExportRequest, formats: Sequence[str]) -> None:
    """Raise InvalidParams for a format or an option that minutes do not have."""
    for name in formats:
        if name not in WRITERS:
            raise InvalidParams(
                f"Minutes have no format {name}.",
                field="format",
                hint=f"Export them as {', '.join(WRITERS)}.",
            )
    for name in _NOT_OF_MINUTES:
        if gives(request, name):
            raise InvalidParams(
                f"An export of minutes takes no {name}.", field=name, hint="Leave it out."
            )
    if request.paths == "relative":
        raise InvalidParams(
            "Paths in an export of minutes are full or names.",
            field="paths",
            hint="Choose full or name.",
        )


def write_minutes(
    source: MinuteSource,
    style: CsvStyle,
    files: Mapping[str, Path],
    border: Border,
    tell: Callable[[int], None],
) -> list[WrittenFile]:
    """Write a file of each format in one reading; all appear, or none does."""
    for path in files.values():
        sweep(path.parent)
        border.check(path, is_export)
    rows, sizes = 0, dict[str, int]()
    with whole_files() as made, ExitStack() as stack:
        opened = {name: stack.enter_context(made.file(path)) for name, path in files.items()}
        writers = {name: WRITERS[name](file, style) for name, file in opened.items()}
        for block in source.blocks():
            for writer in writers.values():
                writer.add(block)
            rows += len(block)
            tell(len(block))
        for name, writer in writers.items():
            writer.finish()
            sizes[name] = opened[name].tell()
    return [WrittenFile(path, name, rows, sizes[name]) for name, path in files.items()]
