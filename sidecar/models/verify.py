"""Checks that an installed model is unchanged and gets the input that it was trained with."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from sidecar.audio.windows import silent
from sidecar.errors import ModelInvalid
from sidecar.frontends.compute import front_end
from sidecar.models.halt import Halt
from sidecar.models.interface import Model, Scorer
from sidecar.models.manifest import Manifest
from sidecar.models.registry import Installed, Registry, checked_file, unlisted_files
from sidecar.regular import open_regular
from sidecar.values import Float32

# Relative to the golden's largest value before scaling; absolute after. The front ends' own tests
# use the same tolerance. It holds for EfficientAT's bank in single and in double precision: they
# differ by 5e-6 and 1.5e-5.
ENERGY_TOLERANCE, INPUT_TOLERANCE = 1e-5, 1e-4
# Relative to the largest logit: runtimes and processors differ by this much.
LOGIT_TOLERANCE = 1e-3

# A minute of sound with all values of a model has a tenth of it.
_MOST_GOLDEN = 1 << 28

# What reading a damaged zip of arrays raises.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error),
    *(OSError, ValueError, KeyError, EOFError, MemoryError),
)


@dataclass(frozen=True)
class Check:
    """One check; `difference` and `tolerance` are set where it compared numbers."""

    name: str
    passed: bool
    said: str
    difference: float | None = None
    tolerance: float | None = None


def check_files(registry: Registry, installed: Installed) -> Check:
    """Digest every file of a version, and of the base of a head; raises ModelInvalid.

    The check names files that nothing vouches for, as in installations of earlier versions.
    """
    records = [installed]
    if installed.manifest.base is not None:
        records.append(registry.base(installed))
    unlisted = []
    for record in records:
        folder = registry.version_path(record.manifest.name, record.version_id)
        for file in record.files:
            checked_file(folder, record, file)
        unlisted += [f"{record.manifest.name}/{file}" for file in unlisted_files(folder, record)]
    said = "Every file is as it was installed."
    if unlisted:
        said = (
            "Every file with a digest is as it was installed. "
            f"Nothing vouches for {', '.join(unlisted)}. Install or add the model again."
        )
    return Check("files", True, said)


def verify(model: Model, golden: Path | None, halt: Halt | None = None) -> list[Check]:
    """Check what a loaded model computes, and compare it with its golden pair.

    Raises RequestCancelled when `halt` ends the model's call.
    """
    checks = [_trial(model, halt), *_extremes(model, halt)]
    if golden is not None:
        checks += compare_golden(model.manifest, golden, model, halt)
    return checks


def try_batch(model: Model) -> None:
    """Score as many windows of faint noise as a run gives at once; raises ModelInvalid."""
    count, samples = 4, model.manifest.window_samples
    noise = np.random.default_rng(0).normal(0.0, 0.01, (count, samples)).astype(np.float32)
    scores = model.run(front_end(model.manifest.input.spec)(noise))
    if scores.logits.shape != (count, len(model.labels)):
        raise ModelInvalid("This model did not give one number for each class and window.")


def _trial(model: Model, halt: Halt | None) -> Check:
    """Run a window of faint noise through front end and model."""
    samples = np.random.default_rng(0).normal(0.0, 0.01, (1, model.manifest.window_samples))
    scores = model.run(front_end(model.manifest.input.spec)(samples.astype(np.float32)), halt)
    shape_ok = scores.logits.shape == (1, len(model.labels))
    numbers = bool(np.isfinite(scores.logits).all())
    said = (
        f"A window of noise gives {scores.logits.shape[1]:,} scores."
        if shape_ok and numbers
        else "A window of noise did not give one number for each class."
    )
    return Check("run", shape_ok and numbers, said)


_IN_WORDS = {
    "silence": "A window of silence",
    "constant": "A window of one constant value",
    "fullScale": "A window at full scale",
}


def _extremes(model: Model, halt: Halt | None) -> Iterator[Check]:
    """Run windows that recorders with a fault write: silence, a constant, and full scale."""
    length = model.manifest.window_samples
    noise = np.random.default_rng(0).normal(0.0, 1.0, length)
    windows = {
        "silence": np.zeros(length),
        "constant": np.full(length, 0.5),
        "fullScale": np.sign(noise),
    }
    compute = front_end(model.manifest.input.spec)
    for name, samples in windows.items():
        window = samples.astype(np.float32)[np.newaxis]
        numbers = bool(np.isfinite(model.run(compute(window), halt).logits).all())
        left_out = bool(silent(window)[0])
        said = f"{_IN_WORDS[name]} gives {'' if numbers else 'no '}numbers."
        if left_out and not numbers:
            said += " Linnet leaves such windows out."
        yield Check(name, numbers or left_out, said)


def compare_golden(
    manifest: Manifest, path: Path, model: Scorer | None, halt: Halt | None = None
) -> list[Check]:
    """Compare with the values that the model's authors computed from `samples` [n].

    Each is optional: `energies` [bands, frames] before logarithm and scaling, and `input` as the
    model takes it from any number of samples. `logits` [classes] are of exactly one window.
    """
    golden = _read(path)
    compute = front_end(manifest.input.spec)
    samples = golden["samples"]
    checks = []
    if "energies" in golden and (energies := compute.energies(samples)) is not None:
        tolerance = ENERGY_TOLERANCE * float(np.abs(golden["energies"]).max())
        checks.append(_compare("energies", energies, golden["energies"], tolerance))
    given = compute(samples[np.newaxis])
    if "input" in golden:
        checks.append(_compare("input", given[0], golden["input"], INPUT_TOLERANCE))
    if "logits" in golden and model is not None:
        found = model.run(given, halt).logits[0]
        tolerance = LOGIT_TOLERANCE * float(np.abs(golden["logits"]).max())
        checks.append(_compare("logits", found, golden["logits"], tolerance))
    return checks


def _read(path: Path) -> dict[str, Float32]:
    try:
        with open_regular(path) as file:
            _check_size(file)
            with np.load(file, allow_pickle=False) as stored:
                golden = {name: np.asarray(stored[name]) for name in stored.files}
        samples = golden["samples"]
    except _DAMAGED as error:
        raise ModelInvalid(
            "The model's golden pair is damaged: it must be an .npz file with samples.",
            hint=str(error),
            path=path,
        ) from error
    if samples.dtype == np.int16:
        golden["samples"] = samples.astype(np.float32) / np.float32(32768)
    return golden


def _check_size(file: BinaryIO) -> None:
    """Raise ValueError for a golden pair that would fill the memory; then go to its start."""
    with zipfile.ZipFile(file) as packed:
        size = sum(member.file_size for member in packed.infolist())
    file.seek(0)
    if size > _MOST_GOLDEN:
        raise ValueError(f"It would unpack to {size / 1e6:,.0f} MB.")


def _compare(name: str, found: Float32, golden: Float32, tolerance: float) -> Check:
    if found.shape != golden.shape:
        said = f"The shape of the {name} is {found.shape}, but the golden file has {golden.shape}."
        return Check(name, False, said)
    difference = float(np.abs(found - golden).max())
    said = f"Largest difference of the {name}: {difference:.1e} (allowed: {tolerance:.1e})."
    return Check(name, difference <= tolerance, said, difference, tolerance)
