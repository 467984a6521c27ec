"""What lies beside the checkout: real recordings and field files. Tests without them skip."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.factories import RECORDINGS, SHARED

FIELD = SHARED / "field" / "make.py"

needs_recordings = pytest.mark.skipif(
    not RECORDINGS.is_dir(), reason="the shared recordings are not beside this checkout"
)
needs_field = pytest.mark.skipif(
    not FIELD.is_file(), reason="the shared field files are not beside this checkout"
)


def make_field(folder: Path, *kinds: str) -> dict[str, dict[str, Any]]:
    """Write field files of some kinds, such as "starts"; returns what is expected of each."""
    folder.mkdir(parents=True, exist_ok=True)
    made = runpy.run_path(str(FIELD))
    for kind in kinds:
        made[kind](folder)
    expected: dict[str, dict[str, Any]] = made["EXPECTED"]
    return expected
