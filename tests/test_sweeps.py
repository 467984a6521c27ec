"""Whatever is killed, the next start of the same method leaves nothing of it behind."""

from __future__ import annotations

import os

import pytest

from tests.soak import sweeps


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_the_next_start_clears_what_killed_ones_left() -> None:
    rows = sweeps.main(scale=0.04)
    assert len(rows) == len(sweeps.METHODS)
    assert [row for row in rows if not row.held] == []
