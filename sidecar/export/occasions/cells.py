"""The cells of files about occasions: what is not known is NA, as R reads it, and never 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sidecar.export.text import inert
from sidecar.occasions.calendar import told
from sidecar.occasions.states import CHECKED, WHY, Small
from sidecar.values import Float64, Int64

NA = "NA"

# The last word is that of the code -1, or of what is known.
_FLAGS = np.array(["0", "1", NA])
_CERTAIN = np.array(["0", "1", "2", NA])
_WHY = np.array([*WHY, NA])
_CHECKED = np.array([*CHECKED, NA])


def text(value: str | None) -> str:
    """Write a text, safe for a spreadsheet; quotes stand around it where a comma would part it."""
    if not value:
        return NA
    safe = inert(value)
    if not any(each in safe for each in ',"\n'):
        return safe
    return '"' + safe.replace('"', '""') + '"'


def number(value: float | None) -> str:
    return NA if value is None or not np.isfinite(value) else f"{value:.6g}"


def flags(detected: Small) -> list[str]:
    found: list[str] = _FLAGS[detected].tolist()
    return found


def certain(codes: Small) -> list[str]:
    """Write 0, 1, 2 or NA."""
    found: list[str] = _CERTAIN[codes].tolist()
    return found


def reasons(why: Small) -> list[str]:
    found: list[str] = _WHY[why].tolist()
    return found


def said(codes: Small, detected: Small) -> list[str]:
    """Write what people said, NA where nothing is known."""
    found: list[str] = _CHECKED[np.where(detected < 0, len(CHECKED), codes)].tolist()
    return found


def counts(values: Int64, detected: Small) -> list[str]:
    """Write counts, NA where nothing is known."""
    return [
        NA if known < 0 else str(each)
        for each, known in zip(values.tolist(), detected.tolist(), strict=True)
    ]


def numbers(values: Float64) -> list[str]:
    """Write numbers, NA for those that are not finite."""
    return [number(each) for each in values.tolist()]


def hours(values: Float64) -> list[str]:
    """Write hours to a hundred-thousandth, some hundredths of a second."""
    return [f"{each:.5f}" for each in values.tolist()]


def moment(seconds: float) -> str:
    return told(seconds) or NA


def line(cells: Iterable[str]) -> bytes:
    return (",".join(cells) + "\n").encode("utf-8", "replace")


def numbered(name: str, count: int, sep: str = ".") -> Sequence[str]:
    """Name a column for each occasion, from 1."""
    return [f"{name}{sep}{each}" for each in range(1, count + 1)]
