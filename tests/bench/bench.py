"""Measure every row of docs/performance.md, or of the sections named: `bench.py model health`."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sidecar.app.engine import Engine  # noqa: E402
from sidecar.contract.models import ListModelsRequest  # noqa: E402 - the tests are not installed
from sidecar.cores import usable_cores  # noqa: E402
from sidecar.methods.models import list_models  # noqa: E402
from sidecar.models.install import install  # noqa: E402
from sidecar.rpc.verb import Call  # noqa: E402
from sidecar.settings import Settings  # noqa: E402
from tests.bench import (  # noqa: E402
    asking,
    counting,
    drawing,
    estimates,
    exporting,
    finding,
    frontends,
    guarding,
    heads,
    judging,
    listening,
    measuring,
    moving,
    naming,
    nights,
    passes,
    process,
    publishing,
    sampling,
    speed,
    streaming,
    swapping,
    watching,
)
from tests.bench.row import Row  # noqa: E402
from tests.birdnet import birdnet_files  # noqa: E402

_CLASSIFIER = "BirdNET_GLOBAL_6K_V2.4_Model_FP32.tflite"


def main(wanted: list[str]) -> None:
    """Print a Markdown table of the sections asked for."""
    home = ROOT / ".linnet"
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        engine = Engine(Settings(home, place / "catalog.sqlite", ROOT / "sidecar" / "manifests"))
        listed = list_models(engine, ListModelsRequest(), Call()).models
        if not next(row for row in listed if row.name == "birdnet-v2.4").installed:
            source = str(birdnet_files())
            install(engine.registry, "birdnet-v2.4", source=source, on_step=lambda *step: None)
        sections: dict[str, Callable[[], Iterator[Row]]] = {
            "model": lambda: speed.model(engine, birdnet_files() / _CLASSIFIER),
            "whole": lambda: speed.whole(engine, place, usable_cores()),
            "folder": lambda: speed.folder(home, place),
            "window": frontends.window,
            "mel": lambda: frontends.folder(place),
            "cache": lambda: frontends.cache(place),
            "passes": lambda: passes.passes(place),
            "guard": lambda: guarding.guarding(engine),
            "listen": lambda: listening.listening(engine, home),
            "measuring": lambda: measuring.measuring(engine, place),
            "streams": lambda: streaming.streaming(home, place),
            "asking": lambda: asking.asking(ROOT, place),
            "counting": lambda: counting.counting(home),
            "nights": lambda: nights.nights(home, place),
            "estimates": estimates.estimates,
            "sampling": lambda: sampling.sampling(home),
            "drawing": lambda: drawing.drawing(ROOT, place),
            "naming": lambda: drawing.naming(ROOT, place),
            "taxa": lambda: naming.taxa(ROOT, place),
            "exporting": lambda: exporting.exporting(place),
            "publishing": lambda: publishing.publishing(place),
            "heads": lambda: heads.heads(place),
            "identity": lambda: moving.identity(home, place),
            "relinking": lambda: moving.relinking(place),
            "finding": lambda: finding.finding(ROOT, home, place),
            "judging": lambda: judging.judging(engine, place),
            "swapping": lambda: swapping.swapping(home, place),
            "watching": lambda: watching.watching(engine, place),
            "frozen": lambda: process.frozen(home, place),
            "health": lambda: process.health(home, place),
            "memory": lambda: process.memory(home, place),
        }
        print(f"{platform.processor() or platform.machine()}, {usable_cores()} cores\n")
        print("| what | measured | target |\n| --- | --- | --- |")
        for name in wanted or sections:
            for row in sections[name]():
                print(row, flush=True)
        engine.close()


if __name__ == "__main__":
    main(sys.argv[1:])
