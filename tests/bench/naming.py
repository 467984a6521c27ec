"""How long it takes to find a taxon among 14,000 in 29 languages."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.contract.names import InstallNamesRequest, SearchNamesRequest
from sidecar.methods.names import search_names
from sidecar.methods.taxonomy import install_names
from sidecar.models.labels import Labels, write_labels
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.bench.row import Row
from tests.doubles.taxonomy import rows, write_taxonomy

_TAXA, _LANGUAGES, _CLASSES, _TIMES = 14_000, 29, 11_000, 15
_TEXTS = {
    "a whole name": "Bienenfresser",
    "a begin in Cyrillic": "неяс",
    "two letters in Chinese": "欧乌",
    "a part": "ter",
    "one letter": "b",
    "a code": "MERAPI",
    "no such name": "qxzwv",
}


def taxa(root: Path, place: Path) -> Iterator[Row]:
    """Install a table of the published size, and search it beside a model's classes."""
    home = place / "taxa"
    table = write_taxonomy(place / "taxonomy.csv", _TAXA)
    (home / "models" / "many").mkdir(parents=True)
    pairs = [(row["sci_name"], row["com_name"]) for row in islice(rows(_TAXA), _CLASSES)]
    species, common = zip(*pairs, strict=True)
    write_labels(Labels(species, common), home / "models" / "many" / "labels.txt")
    engine = Engine(Settings(home, home / "c.sqlite", root / "sidecar" / "manifests"))
    began = time.perf_counter()
    install_names(engine, InstallNamesRequest(path=str(table)), Call())
    took = time.perf_counter() - began
    size = sum(path.stat().st_size for path in engine.settings.taxonomy.iterdir())
    about = f"{_TAXA:,} taxa in {_LANGUAGES} languages"
    yield Row(f"installing {about}", f"{took:.1f} s, {size / 1e6:.0f} MB kept", "-")
    for what, text in _TEXTS.items():
        request = SearchNamesRequest(text=text)
        took = _median(lambda asked=request: search_names(engine, asked, Call()))  # type: ignore[misc]
        yield Row(f"search in {about}: {what}", f"{took:.1f} ms", "<= 20 ms")
    engine.close()


def _median(run: Callable[[], object]) -> float:
    times = []
    for number in range(_TIMES + 1):
        began = time.perf_counter()
        run()
        if number:  # the first reads the names
            times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)
