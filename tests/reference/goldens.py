"""Golden values of every front end, from its reference; `make goldens` writes them anew.

Also the golden pairs that published models come with, for `linnet models verify`.

For each front end and signal: the reference's result at a few hundred places, in double precision
(librosa: in its own, single), and its `doubt`, the largest difference that single precision makes
to it. Before scaling (`energies`) and after (`input`).
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.frontends.named import NAMED
from sidecar.frontends.spec import MelSpectrogram
from sidecar.values import Float32
from tests.reference.signals import made_up, recorded

GOLDENS = Path(__file__).with_name("goldens.npz")
SPECTROGRAMS = {name: spec for name, spec in NAMED.items() if isinstance(spec, MelSpectrogram)}
_PLACES = 300


@dataclass(frozen=True)
class Golden:
    """What the reference says of one window; `at` are flat places in the result."""

    at: np.ndarray
    values: np.ndarray
    largest: float
    doubt: float


def windows(name: str) -> dict[str, Float32]:
    """Make or read every window that front end `name` is tried on."""
    spec = SPECTROGRAMS[name]
    rate_hz, samples = spec.sample_rate, spec.window_samples
    return made_up(rate_hz, samples) | recorded(rate_hz, samples)


def read_goldens() -> dict[tuple[str, str, str], Golden]:
    """Read the goldens by front end, signal and stage."""
    with np.load(GOLDENS) as stored:
        keys = [tuple(key.split("/")) for key in stored if key.endswith("/values")]
        return {
            (name, signal, stage): Golden(
                at=stored[f"{name}/{signal}/{stage}/at"],
                values=stored[f"{name}/{signal}/{stage}/values"],
                largest=float(stored[f"{name}/{signal}/{stage}/facts"][0]),
                doubt=float(stored[f"{name}/{signal}/{stage}/facts"][1]),
            )
            for name, signal, stage, _ in keys
        }


def write_goldens() -> None:
    """Ask the reference for everything; needs the reference group and the recordings."""
    reference = importlib.import_module("tests.reference.frontends")
    stored: dict[str, Any] = {}
    rng = np.random.default_rng(0)
    for name in SPECTROGRAMS:
        for signal, window in windows(name).items():
            for stage, ask in (
                ("energies", lambda *a, **k: np.asarray(reference.energies(*a, **k))),
                ("input", reference.model_input),
            ):
                exact, single = ask(name, window, double=True), ask(name, window)
                at = np.sort(rng.choice(exact.size, _PLACES, replace=False))
                at[0] = np.abs(exact).argmax()
                key = f"{name}/{signal}/{stage}"
                stored[f"{key}/at"] = at.astype(np.int32)
                stored[f"{key}/values"] = exact.ravel()[at].astype(np.float32)
                facts = (np.abs(exact).max(), np.abs(exact - single).max())
                stored[f"{key}/facts"] = np.array(facts)
    np.savez_compressed(GOLDENS, **stored)


MODELS = Path(__file__).parents[2] / "sidecar" / "manifests"
# Models whose front end is computed here, not inside the model.
PAIRS = {"efficientat-mn10-as": "efficientat", "ucsd-hsn-efficientnet-b1": "ucsd-librosa-mel"}


def write_pairs() -> None:
    """Write each model's golden pair: half a second of sound, and what training made of it."""
    reference = importlib.import_module("tests.reference.frontends")
    for model, name in PAIRS.items():
        rate_hz = SPECTROGRAMS[name].sample_rate
        sounds = made_up(rate_hz, rate_hz // 2)
        mixed = 0.4 * sounds["chirp"] + 0.2 * sounds["noise"] + 0.2 * sounds["clicks"]
        samples = np.rint(mixed * 32767).astype(np.int16)
        window = samples.astype(np.float32) / np.float32(32768)
        plane = reference.model_input(name, window, double=True)
        np.savez_compressed(
            MODELS / model / "golden.npz",
            samples=samples,
            energies=np.asarray(reference.energies(name, window, double=True), np.float32),
            input=np.asarray(plane, np.float32)[np.newaxis],
        )


if __name__ == "__main__":
    write_goldens()
    write_pairs()
