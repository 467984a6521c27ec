"""The seed paper's experiment: several passes of EfficientNet-B1 over clips of 5 s."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.cache.features import Features, Keeping
from sidecar.cache.precision import DTYPES
from sidecar.contract.analyze import InferRequest
from sidecar.contract.models import AddModelRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.frontends.spec import MelSpectrogram
from sidecar.methods.analyze import infer
from sidecar.methods.models import add_model
from sidecar.methods.preprocess import preprocess
from sidecar.models.interface import Model
from sidecar.rpc.verb import Call
from sidecar.run.prepare import Cutting, preparing
from sidecar.settings import Settings
from tests.bench import sounds
from tests.bench.row import Row
from tests.factories import RECORDINGS

_CLIPS = 200
_PASSES = (1, 3, 6)
_LAB = "Python, librosa on every pass, a clip at a time"
ROOT = Path(__file__).resolve().parents[2]
FIGURE = ROOT / "docs" / "passes.svg"


def passes(place: Path) -> Iterator[Row]:
    """Time 1, 3 and 6 passes as the lab runs them and as Linnet does, and draw them."""
    place = place / "passes"
    place.mkdir()
    engine = _engine(place)
    clips = _clips(place / "clips")
    ways: dict[str, Callable[[int], object]] = {
        _LAB: _lab(clips, threads=None),
        # Torch's own choice of threads can be the slower one on few cores.
        "the same, torch held to one thread": _lab(clips, threads=1),
        "Linnet, nothing kept": lambda number: _run(engine, place / "clips", cache=False),
    }
    for dtype in DTYPES:
        ways[f"Linnet, kept as {dtype}"] = _cached(engine, place / "clips", dtype)
    times = _timed(ways)
    lab, held = (times[name][6] for name in list(times)[:2])
    for name, spent in times.items():
        told = ", ".join(f"{spent[count]:.1f}" for count in _PASSES)
        yield Row(
            f"{_CLIPS} clips, {' / '.join(map(str, _PASSES))} passes: {name}",
            f"{told} s; at 6 {lab / spent[6]:.1f}x and {held / spent[6]:.1f}x of the first two",
            ">= 4x" if "kept as" in name else "-",
        )
    _draw(times)
    yield from _agreement(engine.session("ucsd"), place)
    engine.close()


def _engine(place: Path) -> Engine:
    make: Any = importlib.import_module("tests.doubles.make")
    make.make("ucsd", place)
    engine = Engine(
        Settings(place / "home", place / "passes.sqlite", ROOT / "sidecar" / "manifests")
    )
    request = AddModelRequest(path=str(place / "ucsd.onnx"), labels=str(place / "ucsd-labels.txt"))
    add_model(engine, request, Call())
    return engine


def _clips(folder: Path) -> list[Path]:
    """Write clips of 5 s at 48 kHz, no two alike."""
    import soundfile

    folder.mkdir()
    sound = sounds.real_sound(48_000, 5.0 * _CLIPS).reshape(_CLIPS, -1)
    paths = []
    for number, clip in enumerate(sound):
        path = folder / f"{number:03d}.wav"
        soundfile.write(path, clip * (0.5 + number / (2 * _CLIPS)), 48_000, subtype="PCM_16")
        paths.append(path)
    return paths


def _timed(ways: dict[str, Callable[[int], object]]) -> dict[str, dict[int, float]]:
    """Run a pass of each way in turn, so that a slow spell hits all; seconds up to each pass."""
    done: dict[str, dict[int, float]] = {name: {0: 0.0} for name in ways}
    for number in range(max(_PASSES)):
        for name, way in ways.items():
            began = time.perf_counter()
            way(number)
            done[name][number + 1] = done[name][number] + time.perf_counter() - began
    return done


def _lab(clips: list[Path], threads: int | None) -> Callable[[int], object]:
    """Do what the lab's data set does: read, compute and score a clip at a time, each pass anew."""
    torch: Any = importlib.import_module("torch")
    librosa: Any = importlib.import_module("librosa")
    network = importlib.import_module("tests.doubles.ucsd").build()
    librosa.feature.melspectrogram(y=np.zeros(110_250, np.float32))  # compiles what it must

    chosen = torch.get_num_threads()

    def run(number: int) -> None:
        torch.set_num_threads(threads or chosen)
        with torch.no_grad():
            for path in clips:
                sound, rate = librosa.load(path)
                mel = librosa.feature.melspectrogram(
                    y=sound, sr=rate, n_fft=2048, hop_length=256, n_mels=256
                )
                batch = torch.from_numpy(mel / 255)[None, None]
                torch.sigmoid(network(batch)).numpy()

    return run


def _run(engine: Engine, folder: Path, **more: Any) -> None:
    request = {"inputs": [str(folder)], "model": "ucsd", "force": True, **more}
    result = infer(engine, InferRequest.model_validate(request), Call())
    assert result.stats.done == _CLIPS, result.errors


def _cached(engine: Engine, folder: Path, dtype: str) -> Callable[[int], object]:
    def run(number: int) -> None:
        if number == 0:  # the time of preparing counts, as the paper's does
            request = {"inputs": [str(folder)], "model": "ucsd", "dtype": dtype}
            preprocess(engine, PreprocessRequest.model_validate(request), Call())
        _run(engine, folder, dtype=dtype)

    return run


def _agreement(session: Model, place: Path) -> Iterator[Row]:
    """Compare the best class of every window of the real recordings with that of float32."""
    spec = session.manifest.input.spec
    assert isinstance(spec, MelSpectrogram)
    cutting = Cutting(spec, hop=spec.sample_rate)
    prepare = preparing(cutting)
    features = Features(place / "agreement", 1 << 40)
    agreeing, windows = dict.fromkeys(DTYPES, 0), 0
    for path in _recordings():
        best = {}
        for dtype in DTYPES:
            found, _ = features.ensure(path, prepare, cutting, Keeping(dtype=dtype))
            if found is not None:
                logits = [session.run(inputs.values).logits for inputs in found.windows()]
                best[dtype] = np.concatenate(logits).argmax(axis=1)
        if best:
            windows += len(best["float32"])
            for dtype in DTYPES:
                agreeing[dtype] += int((best[dtype] == best["float32"]).sum())
    for dtype, target in (("float16", ">= 99.5 %"), ("int8", ">= 98 %")):
        yield Row(
            f"the same best class as float32, kept as {dtype}, {windows} windows",
            f"{100 * agreeing[dtype] / windows:.1f} %" if windows else "no recordings here",
            target,
        )


def _recordings() -> list[Path]:
    found = [*RECORDINGS.glob("*.*"), *RECORDINGS.glob("labelled_clips/*.wav")]
    kinds = (".wav", ".flac", ".mp3")
    return sorted(path for path in found if path.suffix in kinds and "empty" not in path.name)


def _draw(times: dict[str, dict[int, float]]) -> None:
    """Draw the paper's Figure 4 with our numbers."""
    matplotlib: Any = importlib.import_module("matplotlib")
    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "linnet", "svg.fonttype": "none"})
    plots: Any = importlib.import_module("matplotlib.pyplot")
    figure, axes = plots.subplots(figsize=(7, 4))
    for name, spent in times.items():
        axes.plot(_PASSES, [spent[count] for count in _PASSES], marker="o", label=name)
    axes.set_xlabel(f"passes over {_CLIPS} clips of 5 s")
    axes.set_ylabel("seconds, one-time preprocessing included")
    axes.set_ylim(bottom=0)
    axes.set_xticks(_PASSES)
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(FIGURE, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
