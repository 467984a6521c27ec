"""What soak programs ask a sidecar to do: each verb that changes files, over a scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.factories import owl, write_wav
from tests.soak.scene import HEAD, MODEL, Scene

BATCH = 40  # annotations that are made together
SECONDS = 6.0  # of each recording, so that all have equally many detections

Asked = tuple[str, dict[str, Any]]
Ask = Callable[..., dict[str, Any]]  # (method, **params) to its result


def _recording(scene: Scene, number: int) -> Path:
    # Another sound each time: equal sounds are one recording that moved.
    return write_wav(
        scene.night / f"whole-{number}.wav", owl(SECONDS) * (1 - number % 4999 / 10_000)
    )


def _infer(scene: Scene, number: int, ask: Ask) -> Asked:
    inputs = [str(_recording(scene, 2 * number + each)) for each in range(2)]
    return "infer", {"inputs": inputs, "model": MODEL, "minConfidence": 0.05}


def _annotate(scene: Scene, number: int, ask: Ask) -> Asked:
    times = [0.1 * each for each in range(BATCH)]
    made = [
        {
            "path": str(scene.night / "20240501_050000.wav"),  # ids follow from chance
            "start": time,
            "end": time + 1 + number % 900 * 1e-3,
            "species": "Strix aluco",
            "comment": f"batch-{number}",
        }
        for time in times
    ]
    return "annotate", {"annotations": made}


def _export(scene: Scene, number: int, ask: Ask) -> Asked:
    formats = ["json", "csv", "raven", "parquet"]
    return "export", {"format": formats, "destination": f"{scene.out}/export-{number}/"}


def _clips(scene: Scene, number: int, ask: Ask) -> Asked:
    return "clips", {"destination": f"{scene.out}/clips-{number}", "most": 3}


def _backup(scene: Scene, number: int, ask: Ask) -> Asked:
    return "catalog/backup", {"embeddings": number % 2 == 1}


def _repair(scene: Scene, number: int, ask: Ask) -> Asked:
    return "catalog/repair", {}


def _reduce(scene: Scene, number: int, ask: Ask) -> Asked:
    return "embeddings/reduce", {"model": MODEL, "dimension": 2, "sample": 100 + number}


def _relink(scene: Scene, number: int, ask: Ask) -> Asked:
    """Move a recording to another folder, where it is to be found."""
    place = scene.home / "moved" / str(number)
    place.mkdir(parents=True, exist_ok=True)
    there = scene.night / "20240501_060000.wav"
    found = [there] if there.exists() else sorted((scene.home / "moved").rglob("2024*.wav"))
    if found and found[0].parent != place:
        found[0].rename(place / found[0].name)
    return "recordings/relink", {"folders": [str(place)]}


def _import(scene: Scene, number: int, ask: Ask) -> Asked:
    return "recordings/import", {"inputs": [str(_recording(scene, 1_000_000 + number))]}


def _remove(scene: Scene, number: int, ask: Ask) -> Asked:
    path = write_wav(scene.night / f"gone-{number}.wav", owl(1.0) * (1 - number % 4999 / 10_000))
    rows = ask("recordings/import", inputs=[str(path)])["recordings"]
    # The request has no such field: whoever sends it takes it out, and knows the path by it.
    ids = [row["recordingId"] for row in rows]
    return "recordings/remove", {"recordingIds": ids, "about": str(path)}


def _train(scene: Scene, number: int, ask: Ask) -> Asked:
    name = f"killed-{number}"
    return "heads/train", {"name": name, "model": MODEL, "least": 1, "background": 0}


def _apply(scene: Scene, number: int, ask: Ask) -> Asked:
    return "heads/apply", {"name": HEAD, "minConfidence": 0.1 + number * 1e-5}


def _add(scene: Scene, number: int, ask: Ask) -> Asked:
    files = {"path": str(scene.night / "base.onnx"), "labels": str(scene.night / "base.txt")}
    return "models/add", {**files, "name": f"added-{number}"}


def _preprocess(scene: Scene, number: int, ask: Ask) -> Asked:
    inputs = [str(_recording(scene, 2_000_000 + number))]
    return "preprocess", {"inputs": inputs, "frontend": "ucsd-librosa-mel"}


def _picture(scene: Scene, number: int, ask: Ask) -> Asked:
    """Draw: what only reads leaves nothing behind either."""
    stretch = {"path": str(_recording(scene, 3_000_000 + number)), "start": 0, "end": SECONDS}
    return "spectrogram", {**stretch, "width": 8000, "height": 1000 + number % 1000}


def wire(params: dict[str, Any]) -> dict[str, Any]:
    """Take out of params what only we know."""
    return {name: value for name, value in params.items() if name != "about"}


VERBS: Mapping[str, Callable[[Scene, int, Ask], Asked]] = {
    "infer": _infer,
    "annotate": _annotate,
    "export": _export,
    "clips": _clips,
    "backup": _backup,
    "repair": _repair,
    "reduce": _reduce,
    "relink": _relink,
    "remove": _remove,
    "import": _import,
    "train": _train,
    "apply": _apply,
    "install": _add,
    "preprocess": _preprocess,
    "picture": _picture,
}
