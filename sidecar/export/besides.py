"""The files beside an export that tell how its rows came about: text, settings, citations."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sidecar.export.earlier import sample
from sidecar.export.formats import FORMATS
from sidecar.export.methodstext import BEGIN, UNKNOWN, Told, methods_text

_SETTINGS_BEGIN = '{\n  "linnetMethods": 1,'
_CITATIONS_BEGIN = "Citations of an export by Linnet\n"


def _text(told: Told) -> str:
    return methods_text(told)


def _settings(told: Told) -> str:
    account = told.account
    value: dict[str, Any] = {
        "linnetMethods": 1,
        "program": told.program,
        "rows": account.rows,
        "of": told.noun,
        "where": told.where,
        "cap": None if told.cap is None else asdict(told.cap),
        "first": None if account.first is None else account.first.isoformat(),
        "last": None if account.last is None else account.last.isoformat(),
        "hoursRecorded": told.hours_recorded,
        "hoursAnalysed": told.hours_analysed,
        "recordingsAnalysed": told.analysed,
        "recordingsWithRows": account.recordings,
        "verdicts": dict(account.verdicts),
        "models": [
            {
                "name": model.name,
                "title": model.title,
                "version": model.version,
                "sha256": model.sha256,
                "licence": model.licence,
                "citation": model.citation,
                "runs": [
                    {"runIds": [*each.run_ids], "rows": each.rows, "settings": each.settings}
                    for each in model.runs
                ],
            }
            for model in told.models
        ],
        "verified": [asdict(each) for each in told.verified],
    }
    return json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n"


def _citations(told: Told) -> str:
    lines = [_CITATIONS_BEGIN, f"{told.program}.", ""]
    for model in told.models:
        lines.append(f"{model.title or model.name}, version {model.version}:")
        lines.append(f"{model.citation or UNKNOWN}")
        lines += [f"Licence: {model.licence or UNKNOWN}", ""]
    return "\n".join(lines)


# How each file is written, the end of its name, and how it begins.
BESIDES: Mapping[str, tuple[Callable[[Told], str], str, str]] = {
    "methods": (_text, ".methods.md", BEGIN),
    "settings": (_settings, ".settings.json", _SETTINGS_BEGIN),
    "citations": (_citations, ".citations.txt", _CITATIONS_BEGIN),
}


def besides(told: Told) -> dict[str, bytes]:
    """Write the content of each file."""
    return {kind: write(told).encode("utf-8", "replace") for kind, (write, _, _) in BESIDES.items()}


def places_beside(path: Path, *, folder: bool) -> dict[str, Path]:
    """Name the files beside an export: in a folder, or after the file of its rows."""
    if folder:
        return {kind: path / f"linnet{suffix}" for kind, (_, suffix, _) in BESIDES.items()}
    ends = [end for each in FORMATS.values() for end in (each.suffix, *each.endings)]
    fitting = [end for end in ends if path.name.lower().endswith(end)]
    longest = max(map(len, fitting), default=len(path.suffix))
    stem = path.name[: len(path.name) - longest] or "linnet"
    return {kind: path.with_name(stem + suffix) for kind, (_, suffix, _) in BESIDES.items()}


def is_beside(path: Path) -> bool:
    """Tell whether a file is an earlier one of these."""
    found = sample(path)
    begins = (begin.encode() for _, _, begin in BESIDES.values())
    return found is not None and (not found.head or found.head.startswith(tuple(begins)))
