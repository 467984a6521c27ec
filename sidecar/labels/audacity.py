"""Audacity's label tracks: start, end and text; frequencies, if drawn, on the next line."""

from __future__ import annotations

import re
from dataclasses import replace

from sidecar.characters import uncoded
from sidecar.labels.label import (
    UNKNOWN_MODEL,
    BadLine,
    Label,
    LabelFile,
    WrongLine,
    box,
    names,
    stretch,
)
from sidecar.labels.numbers import Mark, decimal_mark, number, percent, read_score

# Programs that name species write a score behind the name.
_SCORED = re.compile(r"(?P<name>.*\S)\s+(?P<score>0[.,]\d+|1[.,]0+)")

# Our own labels name the channel last.
_CHANNEL = re.compile(r"\s+\[channel \d+\]$")


def looks_like_audacity(line: str) -> bool:
    """Tell whether a line is a label of a label track."""
    cells = line.split("\t")
    try:
        times = [number(cell, decimal_mark([cell]) or ".") for cell in cells[:2]]
        return len(times) == 2 and None not in times
    except WrongLine:
        return False


def read_audacity(lines: list[str]) -> LabelFile:
    """Read every label; lines that are not labels are reported.

    A label with a score is a model's: Audacity itself writes none.
    """
    mark = _mark(lines)
    labels: list[Label] = []
    bad: list[BadLine] = []
    above = False  # frequencies may follow only a label
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            if line.startswith("\\"):
                if above:
                    labels[-1] = _boxed(labels[-1], line, mark)
                above = False
            else:
                above = False
                labels.append(_label(place, line, mark))
                above = True
        except WrongLine as error:
            bad.append(BadLine(place, str(error)))
    return LabelFile(labels, bad)


def _mark(lines: list[str]) -> Mark:
    """Find the decimal mark of a track's times and frequencies."""
    rows = [line.split("\t")[:3] for line in lines]
    cells = [each for row in rows for each in (row[1:] if row[0] == "\\" else row[:2])]
    only_commas = not any("." in cell for cell in cells)
    return decimal_mark(cells) or ("," if only_commas else ".")


def _label(place: int, line: str, mark: Mark) -> Label:
    cells = [uncoded(cell.strip()) for cell in line.split("\t")]
    if len(cells) < 2:
        raise WrongLine("The line needs a start, an end and a text, separated by tabs.")
    start, end = number(cells[0], mark), number(cells[1], mark)
    if start is None or end is None:
        raise WrongLine("The label needs a start and an end.")
    start, end = stretch(start, end)
    text = _CHANNEL.sub("", cells[2]) if len(cells) > 2 else ""
    score = _score(cells[3]) if len(cells) > 3 else None
    if score is None and (scored := _SCORED.fullmatch(text)):
        text, score = scored["name"], _score(scored["score"])
    if not text:
        raise WrongLine("The label has no text, so it names no species.")
    species, common = names(text)
    model = None if score is None else UNKNOWN_MODEL
    return Label(place, start, end, species, common, probability=percent(score), model=model)


def _score(text: str) -> float | None:
    return read_score(text, decimal_mark([text]) or ".")


def _boxed(label: Label, line: str, mark: Mark) -> Label:
    cells = [*line.split("\t"), "", ""]
    low, high = box(number(cells[1], mark), number(cells[2], mark))
    return replace(label, low_hz=low, high_hz=high)
