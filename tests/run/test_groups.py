"""Stored windows are judged and kept in groups that fit in memory and in a short transaction."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sidecar.run import rejudge


@pytest.mark.parametrize(
    ("threshold", "top_k", "windows"),
    [(0.25, None, 300_000), (0.0, None, 45), (0.0, 5, 60_000), (0.009, None, 45)],
)
def test_a_group_has_fewer_windows_where_each_names_many_species(
    threshold: float, top_k: int | None, windows: int
) -> None:
    judging = SimpleNamespace(thresholds=np.full(6522, threshold), top_k=top_k)
    assert rejudge._group(cast(Any, SimpleNamespace(judging=judging))) == windows
