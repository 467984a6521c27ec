"""Audacity's label tracks: start, end and text; frequencies, if drawn, on the next line."""

from __future__ import annotations

import re
from dataclasses import replace

from sidecar.labels.label import (
    BadLine,
    Label,
    LabelFile,
    WrongLine,
    box,
    names,
    number,
    percent,
    stretch,
)

# Programs that name species write a score behind the name.
_SCORED = re.compile(r"(?P<name>.*\S)\s+(?P<score>[01][.,]\d+)")


def looks_like_audacity(line: str) -> bool:
    """Tell whether a line is a label of a label track."""
    cells = line.split("\t")
    try:
        return len(cells) >= 2 and None not in (number(cells[0]), number(cells[1]))
    except WrongLine:
        return False


def read_audacity(lines: list[str]) -> LabelFile:
    """Read every label; lines that are not labels are reported."""
    labels: list[Label] = []
    bad: list[BadLine] = []
    above = False  # frequencies may follow only a label
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            if line.startswith("\\"):
                if above:
                    labels[-1] = _boxed(labels[-1], line)
                above = False
            else:
                above = False
                labels.append(_label(place, line))
                above = True
        except WrongLine as error:
            bad.append(BadLine(place, str(error)))
    return LabelFile(labels, bad)


def _label(place: int, line: str) -> Label:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) < 2:
        raise WrongLine("The line needs a start, an end and a text, separated by tabs.")
    start, end = number(cells[0]), number(cells[1])
    if start is None or end is None:
        raise WrongLine("The label needs a start and an end.")
    start, end = stretch(start, end)
    text = cells[2] if len(cells) > 2 else ""
    score = percent(cells[3]) if len(cells) > 3 else None
    scored = _SCORED.fullmatch(text)
    if score is None and scored and (score := percent(scored["score"])) is not None:
        text = scored["name"]
    if not text:
        raise WrongLine("The label has no text, so it names no species.")
    species, common = names(text)
    return Label(place, start, end, species, common, probability=score)


def _boxed(label: Label, line: str) -> Label:
    cells = [*line.split("\t"), "", ""]
    low, high = box(number(cells[1]), number(cells[2]))
    return replace(label, low_hz=low, high_hz=high)
