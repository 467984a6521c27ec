"""Reads how a request wants tables for spreadsheets, and notes what of it can have no effect."""

from __future__ import annotations

from collections.abc import Callable

from sidecar.app.ledger import Ledger
from sidecar.audio.drives import split_url
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.contract.export import ExportRequest
from sidecar.errors import InvalidParams
from sidecar.export.csvstyle import PLAIN, CsvStyle
from sidecar.export.names import RelativePaths, file_name
from sidecar.export.reading import RowSource
from sidecar.export.spreadsheet import without
from sidecar.export.writer import ExportJob

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}

# The fields that apply to CSV alone, and to all tables for spreadsheets.
_OF_CSV = ("columns",)
_OF_TABLES = ("bom", "decimal_comma", "separator", "paths", "root")


def csv_style(request: ExportRequest, source: RowSource) -> CsvStyle:
    """Give the style of a request's tables; raises InvalidParams for one that cannot be read."""
    separator = request.separator or ("semicolon" if request.decimal_comma else "comma")
    if request.decimal_comma and separator == "comma":
        raise InvalidParams(
            "A comma cannot separate both cells and decimals.",
            field="separator",
            hint="Choose semicolon or tab, or leave out the decimal comma.",
        )
    return CsvStyle(
        mark=request.bom,
        separator=_SEPARATORS[separator],
        decimal_comma=request.decimal_comma,
        path=_path_form(request, source),
    )


def _path_form(request: ExportRequest, source: RowSource) -> Callable[[str], str]:
    if request.paths == "name":
        return file_name
    if request.paths == "full":
        return PLAIN.path
    root = request.root
    if root is not None and split_url(root) is None:
        root = path_text(at_home(text_path(root)).absolute())
    return RelativePaths(root, () if root is not None else source.paths())


def note_unused(
    request: ExportRequest, formats: list[str], asked: ExportJob, ledger: Ledger
) -> None:
    """Note the fields that apply to no file of a request, and paths that stay whole."""
    fitting = {_OF_CSV: {"csv"}, _OF_TABLES: {"csv", "table"}}
    for names, apply in fitting.items():
        for name in names:
            if name in request.model_fields_set and not apply & set(formats):
                _unused(ledger, name, f"none of the files is {' or '.join(sorted(apply))}")
    if request.root is not None and request.paths != "relative":
        _unused(ledger, "root", "the paths are not relative")
    for name in without(asked) if "csv" in formats else ():
        _unused(ledger, name, "annotations have no such column", kind="column")
    if isinstance(asked.style.path, RelativePaths):
        for path in sorted(asked.style.path.outside):
            ledger.add("outsideRoot", path)


def _unused(ledger: Ledger, name: str, why: str, *, kind: str = "field") -> None:
    known = ExportRequest.model_fields.get(name)
    alias = (known.alias if known else None) or name
    what = f"The {kind} {alias} has no effect, because {why}."
    ledger.add("noEffect", alias, what=what, changes_results=False)
