"""Two programs that analyse into one catalog disturb each other in nothing, even when killed."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.soak.scene import remove
from tests.soak.together import attack


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_two_programs_analyse_into_one_catalog_and_are_killed(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**9)
    print(f"seed {seed}")
    try:
        found = attack(4, seed, tmp_path)
    finally:
        remove(tmp_path)
    assert not found.faults
    assert found.rounds == 4
