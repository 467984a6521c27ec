"""Damaged recordings through the real sidecar: none ends it, hangs it, or goes unreported."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sidecar.app.engine import Engine
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.soak.engine import Sidecar
from tests.soak.mutants import mutants, write_mutants
from tests.soak.rows import Row
from tests.stored import add_base

FILES = 100_000
TOGETHER = 250
MOST_MB = 400

# A batch of short files takes some seconds; one that takes this long does not end.
HUNG_S = 600.0


@dataclass
class Found:
    """`fatal`, `hung` and `unreported` name the batches, or the files, that had that end."""

    files: int = 0
    fatal: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    unreported: list[str] = field(default_factory=list)
    failed: int = 0
    peak_mb: float = 0.0


def soak(place: Path, seed: int | str, count: int, together: int = TOGETHER) -> Found:
    """Analyse and import `count` damaged files in batches; those of a bad batch stay in `place`."""
    found = Found()
    home = place / "home"
    engine = Engine(Settings(home, home / "catalog.sqlite", MANIFESTS))
    add_base(engine, dimension=4)
    engine.close()
    files = mutants(seed)
    sidecar = Sidecar(home)
    while found.files < count:
        batch = place / f"batch-{found.files}"
        paths = write_mutants(batch, files, min(together, count - found.files))
        before = len(found.fatal + found.hung + found.unreported)
        for method in ("infer", "recordings/import"):
            sidecar = _through(sidecar, home, method, batch, paths, found)
        found.files += len(paths)
        if len(found.fatal + found.hung + found.unreported) == before:
            shutil.rmtree(batch)
    sidecar.end()
    return found


def _through(
    sidecar: Sidecar, home: Path, method: str, batch: Path, paths: list[Path], found: Found
) -> Sidecar:
    more = {"model": "base", "minConfidence": 1.0} if method == "infer" else {}
    where = f"{method} of {batch}"
    try:
        answer = sidecar.ask(method, HUNG_S, inputs=[str(batch)], **more)
    except TimeoutError:
        found.hung.append(where)
    except EOFError:
        found.fatal.append(where)
    else:
        found.peak_mb = max(found.peak_mb, sidecar.peak_mb())
        if "result" not in answer:
            found.unreported.append(f"{where}: {answer['error']['message']}")
        else:
            found.unreported += _unreported(method, answer["result"], paths)
            found.failed += len(answer["result"]["errors"])
        return sidecar
    sidecar.kill()
    return Sidecar(home)


def _unreported(method: str, result: Mapping[str, Any], paths: list[Path]) -> list[str]:
    """List the files without exactly one outcome."""
    read = [each["path"] for each in result["recordings"]]
    failed = {each["path"] for each in result["errors"]} - set(read)
    ends = [*read, *failed, *(each["path"] for each in result.get("skipped", []))]
    wrong = [str(path) for path in paths if ends.count(str(path)) != 1]
    if method == "infer" and result["stats"]["files"] != len(paths):
        wrong.append(f"{result['stats']['files']} of {len(paths)} files were counted")
    return wrong


def rows(found: Found, name: str) -> list[Row]:
    """Word what was found."""
    ends = (("fatal", found.fatal), ("hung", found.hung), ("unreported", found.unreported))
    return [
        *(
            Row(
                f"{name}, {found.files:,} files: {end}",
                f"{len(each)}" + (f": {', '.join(each[:3])}" if each else ""),
                "0",
                not each,
            )
            for end, each in ends
        ),
        Row(
            f"{name}: peak of memory",
            f"{found.peak_mb:.0f} MB",
            f"<= {MOST_MB} MB",
            found.peak_mb <= MOST_MB,
        ),
    ]


def main(scale: float = 1.0) -> list[Row]:
    """Run with a new seed each time, which the rows name."""
    seed = time.time_ns()
    place = Path(tempfile.mkdtemp(prefix="linnet-soak-"))
    found = soak(place, seed, max(1, round(FILES * scale)))
    if not (found.fatal or found.hung or found.unreported):
        shutil.rmtree(place)
    return rows(found, f"mutated recordings (seed {seed})")


if __name__ == "__main__":
    for row in main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0):
        print(row)
