"""A sidecar that is killed in the middle of any verb loses, doubles and halves nothing."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.soak.kills import attack
from tests.soak.scene import remove

KILLS = 16  # one of each verb, about


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_kills_at_random_moments_lose_double_and_halve_nothing(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**9)
    print(f"seed {seed}")
    try:
        facts = attack(KILLS, seed, tmp_path)
    finally:
        remove(tmp_path)
    assert not facts.lost
    assert facts.kills >= KILLS - 1 and facts.mid > 0
