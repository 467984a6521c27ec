"""A receiver and a sender that are killed again and again lose, double and reorder nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.soak.forwarding import attack

SEED = 4


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_each_result_arrives_once_and_in_order_though_both_sides_are_killed(
    tmp_path: Path,
) -> None:
    facts = attack(3_000, 5, SEED, tmp_path, together=30)
    assert facts.kills == {"receiver": 5, "sender": 5}
    assert (facts.missing, facts.doubled, facts.disordered, facts.waiting) == (0, 0, [], 0)
