"""What each attack begins with: a seed that was never used before, and a folder of its own."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.soak.scene import remove


@contextmanager
def fresh(name: str) -> Iterator[tuple[int, Path]]:
    """Print the seed, so that what it finds can be found again; the folder goes in the end."""
    seed = random.SystemRandom().randrange(10**9)
    print(f"{name}: seed {seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix=f"linnet-{name}-"))
    try:
        yield seed, folder
    finally:
        remove(folder)
