"""The imported model, its TensorFlow Lite original, and every window of the real recordings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import soxr
from ai_edge_litert.interpreter import Interpreter

from sidecar.models.families.birdnet_v2 import import_classifier, import_range_model
from sidecar.models.runtime import onnxruntime
from sidecar.values import Float32
from tests.factories import RECORDINGS

CLASSIFIER = "BirdNET_GLOBAL_6K_V2.4_Model_FP32.tflite"
RANGE_MODEL = "BirdNET_GLOBAL_6K_V2.4_MData_Model_V2_FP16.tflite"
WINDOW = 144_000
RATE_HZ = 48_000

Run = Callable[[Float32], Float32]


@dataclass(frozen=True)
class Imported:
    """What the importer wrote, loaded as the engine loads it: each call on one thread."""

    folder: Path
    classifier: Any
    head: Any
    range_model: Any

    def logits(self, samples: Float32) -> Float32:
        """Score windows [n, WINDOW] one by one."""
        return self.outputs(samples, batch=1)[0]

    def outputs(self, samples: Float32, *, batch: int) -> tuple[Float32, Float32]:
        """Give logits [n, classes] and embeddings [n, d] of windows, so many at a time."""
        names = ["logits", "embedding"]
        parts = [
            self.classifier.run(names, {"audio": samples[first : first + batch]})
            for first in range(0, len(samples), batch)
        ]
        logits, embeddings = (np.concatenate(part) for part in zip(*parts, strict=True))
        return logits, embeddings


def load(path: Path | bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = path if isinstance(path, bytes) else str(path)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@pytest.fixture(scope="session")
def imported(birdnet_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("imported")
    model, head, places = (folder / name for name in ("model.onnx", "head.onnx", "range.onnx"))
    import_classifier(birdnet_source / CLASSIFIER, model, head)
    import_range_model(birdnet_source / RANGE_MODEL, places)
    return Imported(folder, load(model), load(head), load(places))


@pytest.fixture(scope="session")
def tflite_logits(birdnet_source: Path) -> Run:
    """Run the original on windows, one by one, in TensorFlow Lite with XNNPACK."""
    return _tflite(birdnet_source / CLASSIFIER)


@pytest.fixture(scope="session")
def tflite_occurrence(birdnet_source: Path) -> Run:
    return _tflite(birdnet_source / RANGE_MODEL)


def _tflite(path: Path) -> Run:
    interpreter = Interpreter(str(path), num_threads=2)
    interpreter.allocate_tensors()
    source = interpreter.get_input_details()[0]["index"]
    target = interpreter.get_output_details()[0]["index"]

    def run(rows: Float32) -> Float32:
        results = []
        for row in rows:
            interpreter.set_tensor(source, row[None])
            interpreter.invoke()
            results.append(interpreter.get_tensor(target)[0].copy())
        return np.stack(results)

    return run


@pytest.fixture(scope="session")
def real_windows() -> Float32:
    """Cut every real recording into windows [n, WINDOW], mono at 48 kHz, the last one padded."""
    if not RECORDINGS.is_dir():
        pytest.skip(f"there are no real recordings at {RECORDINGS}")
    paths = [*RECORDINGS.glob("*.*"), *RECORDINGS.glob("labelled_clips/*.wav")]
    sounds = [path for path in sorted(paths) if path.suffix in (".wav", ".flac", ".mp3")]
    return np.concatenate([_windows(path) for path in sounds])


def _windows(path: Path) -> Float32:
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    mono = np.asarray(samples.mean(axis=1), np.float32)
    if rate_hz != RATE_HZ and mono.size:
        mono = soxr.resample(mono, rate_hz, RATE_HZ, quality="HQ")
    return np.pad(mono, (0, -mono.size % WINDOW)).reshape(-1, WINDOW)


@pytest.fixture(scope="session")
def double(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give what writes a double once, with what torch makes of a batch, and gives its folder."""
    pytest.importorskip("torch", reason="the reference group is not installed: make reference")
    from tests.doubles.make import make

    @cache
    def written(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        make(name, folder)
        return folder

    return written
