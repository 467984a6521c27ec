"""How fast front ends are, against librosa and torchaudio, and what the cache saves."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.cache.features import Features, Keeping, content_digest
from sidecar.cache.precision import DTYPES
from sidecar.frontends.named import NAMED
from sidecar.frontends.spec import MelSpectrogram
from sidecar.frontends.spectrogram import Spectrogram
from sidecar.run.prepare import Cutting, preparing
from tests.bench import sounds
from tests.bench.row import Row, interleaved

_NAME = "ucsd-librosa-mel"
_PEER = Path(__file__).with_name("librosa_folder.py")


def window() -> Iterator[Row]:
    """Compare one window with the references, one thread each."""
    torch, torchaudio, librosa = (
        importlib.import_module(name) for name in ("torch", "torchaudio", "librosa")
    )
    limits: Any = importlib.import_module("threadpoolctl").threadpool_limits
    spec = NAMED[_NAME]
    assert isinstance(spec, MelSpectrogram)
    ours = Spectrogram(spec)
    sound = sounds.real_sound(spec.sample_rate, spec.window)
    transform = torchaudio.transforms.MelSpectrogram(
        22_050,
        2048,
        hop_length=256,
        n_mels=256,
        norm="slaney",
        mel_scale="slaney",
        pad_mode="constant",
    )
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    tensor, batch = torch.from_numpy(sound), sound[np.newaxis]
    options = {"sr": 22_050, "n_fft": 2048, "hop_length": 256, "n_mels": 256}
    with limits(1):
        seconds = interleaved(
            {
                "ours": lambda: ours(batch),
                "librosa": lambda: librosa.feature.melspectrogram(y=sound, **options) / 255,
                "torchaudio": lambda: transform(tensor) / 255,
            },
            rounds=100,
        )
    torch.set_num_threads(threads)
    for peer, target in (("librosa", ">= 2.5x"), ("torchaudio", ">= 1.5x")):
        yield Row(
            f"`{_NAME}`, a window, one thread, against {peer}",
            f"{seconds[peer] / seconds['ours']:.2f}x "
            f"({seconds['ours'] * 1e3:.2f} and {seconds[peer] * 1e3:.2f} ms)",
            target,
        )


def folder(place: Path) -> Iterator[Row]:
    """Compare reading, resampling and computing a folder on two cores with librosa on two."""
    files = [sounds.write(place / "mel" / f"{n}.wav", 48_000, 180.0) for n in range(10)]
    spec = NAMED[_NAME]
    cutting = Cutting(spec, hop=round(spec.window * spec.sample_rate))
    command = [sys.executable, "-m", "sidecar", "preprocess", "--frontend", _NAME, "--force"]
    command += ["--json", "--catalog", str(place / "mel.sqlite"), str(place / "mel")]
    home = {"LINNET_HOME": str(place / "home"), "PATH": "/usr/bin:/bin"}
    peer = [sys.executable, str(_PEER), str(place / "mel")]
    seconds = interleaved(
        {
            "computing": partial(_compute, files, cutting),
            "preprocess": lambda: subprocess.run(
                command, check=True, env=home, capture_output=True
            ),
            "librosa": lambda: subprocess.run(peer, check=True, capture_output=True),
        },
        rounds=3,
    )
    yield Row(
        f"reading, resampling and `{_NAME}` of half an hour in 10 files (48 kHz), 2 cores, "
        "against librosa in 2 processes",
        f"{seconds['librosa'] / seconds['computing']:.1f}x "
        f"({seconds['computing']:.2f} and {seconds['librosa']:.2f} s)",
        ">= 5x",
    )
    yield Row(
        "the same as `linnet preprocess`, a whole process that also keeps 160 MB",
        f"{seconds['librosa'] / seconds['preprocess']:.1f}x ({seconds['preprocess']:.2f} s)",
        "-",
    )


def _compute(files: list[Path], cutting: Cutting) -> None:
    prepare = preparing(cutting)

    def one(path: Path) -> None:
        with prepare(path) as prepared:
            for _ in prepared.windows:
                pass

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, files))


def cache(place: Path) -> Iterator[Row]:
    """Compare taking prepared recordings from the cache with preparing them again."""
    files = [sounds.write(place / "clips" / f"{n}.wav", 48_000, 60.0) for n in range(5)]
    # Different recordings, or one entry would serve all.
    for number, path in enumerate(files):
        with path.open("r+b") as file:
            file.seek(1000)
            file.write(bytes([number]))
    spec = NAMED[_NAME]
    assert isinstance(spec, MelSpectrogram)
    cutting = Cutting(spec, hop=round(spec.window * spec.sample_rate))
    prepare = preparing(cutting)
    features = Features(place / "features", 1 << 40)
    keepings = {dtype: Keeping(dtype=dtype) for dtype in DTYPES}
    for keeping in keepings.values():
        for path in files:
            features.ensure(path, prepare, cutting, keeping)
    spectrogram = Spectrogram(spec)
    sound = sounds.real_sound(spec.sample_rate, 60.0).reshape(12, -1)
    candidates: dict[str, Any] = {
        "again": partial(_all_through, prepare, files),
        "front end": lambda: [spectrogram(sound) for _ in files],
    }
    for dtype, keeping in keepings.items():
        remembering = features.remembering(prepare, cutting, keeping)
        candidates[dtype] = partial(_all_through, remembering, files)
    audio = {path: content_digest(path) for path in files}
    candidates["mapped"] = partial(_read_all, features, cutting, list(audio.values()))
    seconds = interleaved(candidates, rounds=7)
    yield Row(
        "kept spectrograms (float32) read back and checked, against recomputing from the recording",
        f"{seconds['again'] / seconds['mapped']:.0f}x; "
        f"{seconds['front end'] / seconds['mapped']:.0f}x against the front end alone",
        ">= 20x",
    )
    told = ", ".join(f"{dtype} {seconds['again'] / seconds[dtype]:.1f}x" for dtype in keepings)
    yield Row("the same with the recording's content digested and its header read", told, "-")


def _read_all(features: Features, cutting: Cutting, audio: list[str]) -> None:
    """Look entries up, check every byte of them and hand their windows out."""
    for digest in audio:
        found = features.find(digest, cutting, "float32")
        assert found is not None
        for _ in found.windows():
            pass


def _all_through(prepare: Any, files: list[Path]) -> None:
    for path in files:
        _gone_through(prepare, path)


def _gone_through(prepare: Any, path: Path) -> None:
    with prepare(path) as prepared:
        for inputs in prepared.windows:
            inputs.values.sum()
