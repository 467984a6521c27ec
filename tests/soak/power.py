"""Cuts the power at random moments: nothing that a client was told of may be lost.

A library of ours records each act of a sidecar on its files (`recorder.c`), and `disk.py` rebuilds
the folder as a cut would leave it. No block device is needed, so this runs wherever a C compiler
does. `python -m tests.soak.power` says which seed it used.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.vectors import Vectors, embeddings_folder
from sidecar.settings import Settings
from tests.e2e.sidecar import Sidecar
from tests.factories import owl, write_wav
from tests.soak.disk import Act, Disk, answers, read_log
from tests.soak.fresh import fresh
from tests.soak.rows import Row
from tests.soak.scene import HEAD, MODEL, Scene, call, make

GOAL_CUTS = 200
WAY = "a recorder of our own (LD_PRELOAD) and a replay of its log"
SOURCE = Path(__file__).with_name("recorder.c")

# The number of the act, the method, its params and its result.
Told = tuple[int, str, dict[str, Any], dict[str, Any]]


@dataclass(frozen=True)
class Recording:
    """All that a sidecar did to a scene, what it told its client, and how the scene began."""

    scene: Scene
    base: Path
    after: Path
    acts: list[Act]
    told: list[Told]


def compiler() -> str | None:
    """Find a C compiler, without which nothing can be recorded."""
    found = [name for name in ("cc", "gcc", "clang") if shutil.which(name)]
    return found[0] if found and sys.platform == "linux" else None


def record(folder: Path, rounds: int, seed: int) -> Recording:
    """Let a recorded sidecar do all that changes files, `rounds` times."""
    library, log = folder / "recorder.so", folder / "acts.log"
    compile_it = [compiler() or "cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(SOURCE)]
    subprocess.run([*compile_it, "-ldl"], check=True)
    scene = make(folder / "scene")
    base, after = folder / "base", folder / "after"
    subprocess.run(["cp", "-a", str(scene.home), str(base)], check=True)
    sidecar = scene.start(
        LD_PRELOAD=str(library),
        LINNET_RECORD_TO=str(log),
        LINNET_RECORD_BELOW=str(scene.home),
    )
    asked: dict[int, tuple[str, dict[str, Any]]] = {}
    try:
        _work(sidecar, scene, rounds, random.Random(seed), asked)
    finally:
        sidecar.close()
    acts = read_log(log)
    told = [
        (number, *asked[message["id"]], message["result"])
        for number, line in answers(acts)
        if (message := json.loads(line)).get("id") in asked
    ]
    scene.home.rename(after)
    return Recording(scene, base, after, acts, told)


def _work(
    sidecar: Sidecar,
    scene: Scene,
    rounds: int,
    chance: random.Random,
    asked: dict[int, tuple[str, dict[str, Any]]],
) -> None:
    def ask(method: str, /, about: str = "", **params: Any) -> dict[str, Any]:
        answered = sidecar.call(method, params)
        assert "result" in answered, (method, params, answered)
        asked[answered["id"]] = (method, {**params, "about": about})
        result: dict[str, Any] = answered["result"]
        return result

    for number in range(rounds):
        steps = [*_STEPS]
        chance.shuffle(steps)
        for step in steps:
            step(ask, scene, number)


Ask = Callable[..., dict[str, Any]]


def _analyse(ask: Ask, scene: Scene, number: int) -> None:
    inputs = [scene.night / f"new-{number}-{each}.wav" for each in range(2)]
    for path in inputs:
        write_wav(path, owl(6.0 + number % 3))
    ask("infer", inputs=[*map(str, inputs)], model=MODEL, minConfidence=0.05)
    where = {"path": {"contains": f"new-{number}-"}}
    rows = ask("query", select="detections", where=where)["rows"]
    ask(
        "annotate",
        annotations=[{"detectionId": row["detectionId"], "verified": "YES"} for row in rows],
    )


def _label(ask: Ask, scene: Scene, number: int) -> None:
    told = {"recordingId": 1, "start": 0.1 * number, "end": 2.0, "species": f"Species {number}"}
    ask("annotate", annotations=[told])
    ask("places/set", sites=[{"site": f"Site {number}", "latitude": 1.0, "longitude": number}])


def _write(ask: Ask, scene: Scene, number: int) -> None:
    formats = ["csv", "parquet", "raven", "json"]
    ask("export", format=formats, destination=f"{scene.out}/deep/er/{number}/")
    ask("clips", destination=f"{scene.out}/clips-{number}", most=2)
    ask("catalog/backup", destination=f"{scene.out}/", embeddings=number % 2 == 0)
    ask("catalog/repair")


def _learn(ask: Ask, scene: Scene, number: int) -> None:
    ask("heads/train", name=f"head-{number}", model=MODEL, least=1, background=0)
    ask("heads/apply", name=HEAD, minConfidence=0.1 + 0.01 * number)
    model, labels = str(scene.night / "base.onnx"), str(scene.night / "base.txt")
    ask("models/add", path=model, labels=labels, name=f"model-{number}")


def _forget(ask: Ask, scene: Scene, number: int) -> None:
    path = write_wav(scene.night / f"gone-{number}.wav", owl(1.0 + number / 10))
    found = ask("recordings/import", inputs=[str(path)])["recordings"]
    ask("recordings/remove", str(path), recordingIds=[row["recordingId"] for row in found])


_STEPS: tuple[Callable[[Ask, Scene, int], None], ...] = (_analyse, _label, _write, _learn, _forget)


def cut(recorded: Recording, cuts: int, seed: int) -> Iterator[tuple[int, list[str]]]:
    """Cut the power `cuts` times; yields each moment, and what was lost or wrong after it."""
    chance = random.Random(seed)
    told = [number + 1 for number, *_ in recorded.told]
    moments = sorted(
        chance.choice(told) if chance.random() < 0.6 else chance.randint(1, len(recorded.acts))
        for _ in range(cuts)
    )
    disk, done = Disk(recorded.scene.home, recorded.base), 0
    with _Catalog(recorded.after) as whole:
        for moment in moments:
            for act in recorded.acts[done:moment]:
                disk.act(act)
            done = max(done, moment)
            disk.after_a_cut(recorded.scene.home, chance)
            yield moment, _lost(recorded, moment, whole)


class _Catalog:
    """A catalog that is looked at, at any place."""

    def __init__(self, home: Path) -> None:
        settings = Settings(home=home, catalog=home / "catalog.sqlite", manifests=home / "none")
        self.engine = Engine(settings)
        self.home = home

    def __enter__(self) -> _Catalog:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()

    def rows(self, select: str, where: Mapping[str, Any]) -> list[dict[str, Any]]:
        return list(call(self.engine, "query", select=select, where=where, limit=1000)["rows"])

    def embeddings(self) -> dict[int, bytes]:
        """Give the bytes of all vectors, by the id of their windows."""
        vectors = Vectors(self.engine.catalog)
        found = {}
        for model in self.rows("models", {}):
            live = vectors.live(model["modelId"])
            columns = (live.set_id.tolist(), live.first.tolist(), live.count.tolist())
            for key, first, count in zip(*columns, strict=True):
                found[key] = vectors.read(model["modelId"], first + np.arange(count)).tobytes()
        return found


def _lost(recorded: Recording, moment: int, whole: _Catalog) -> list[str]:
    """Compare what is left with what was told before the cut."""
    told = [each for each in recorded.told if each[0] < moment]
    faults = []
    try:
        with _Catalog(recorded.scene.home) as left:
            checked = call(left.engine, "catalog/check")["problems"]
            faults += [f"check: {problem['message']}" for problem in checked]
            mine, all_of_them = left.embeddings(), whole.embeddings()
            faults += [
                f"embeddings of windows {key} differ"
                for key in mine.keys() & all_of_them.keys()
                if mine[key] != all_of_them[key]
            ]
            for _, method, params, result in told:
                if method in _LOOKS:
                    faults += [
                        f"{method}: {fault}" for fault in _LOOKS[method](left, params, result)
                    ]
            faults += _files_lost(recorded, told)
    except Exception as error:
        faults.append(f"{type(error).__name__}: {error}")
    return faults


def _look_analysed(left: _Catalog, params: Any, result: Any) -> Iterator[str]:
    for row in result["recordings"]:
        found = left.rows("detections", {"recordingId": row["recordingId"], "model": MODEL})
        if len(found) != len(row["detections"]):
            yield f"{len(found)} of {len(row['detections'])} detections of {row['path']}"
    if [row["status"] for row in left.rows("runs", {"runId": result["runId"]})] != ["complete"]:
        yield f"run {result['runId']} is not complete"


def _look_labelled(left: _Catalog, params: Any, result: Any) -> Iterator[str]:
    for made in result["annotations"]:
        if len(left.rows("annotations", {"annotationId": made["annotationId"]})) != 1:
            yield f"annotation {made['annotationId']}"


def _look_placed(left: _Catalog, params: Any, result: Any) -> Iterator[str]:
    for site in result["siteIds"]:
        if len(left.rows("sites", {"siteId": site})) != 1:
            yield f"site {site}"


def _look_removed(left: _Catalog, params: Any, result: Any) -> Iterator[str]:
    if left.rows("recordings", {"path": params["about"]}):
        yield f"{params['about']} is back"


def _look_applied(left: _Catalog, params: Any, result: Any) -> Iterator[str]:
    if [row["status"] for row in left.rows("runs", {"runId": result["runId"]})] != ["complete"]:
        yield f"run {result['runId']} is not complete"


_LOOKS: Mapping[str, Callable[[_Catalog, Any, Any], Iterator[str]]] = {
    "infer": _look_analysed,
    "annotate": _look_labelled,
    "places/set": _look_placed,
    "recordings/remove": _look_removed,
    "heads/apply": _look_applied,
}


def _files_lost(recorded: Recording, told: list[Told]) -> Iterator[str]:
    """Compare each file that an answer named with what it was without a cut."""
    for _, method, params, result in told:
        named = [each["path"] for each in result.get("files", [])]
        if method in ("catalog/backup", "heads/train", "models/add"):
            named.append(result["path"])
        if method == "catalog/backup" and params.get("embeddings"):
            named.append(str(embeddings_folder(Path(result["path"]))))
        if method == "recordings/remove":
            named.append(result["backup"])
        if method == "clips":
            named.append(str(Path(result["listPath"]).parent))
        for text in named:
            inside = Path(text).relative_to(recorded.scene.home)
            for path in _files(recorded.after / inside):
                left = recorded.scene.home / path.relative_to(recorded.after)
                if not left.is_file() or left.read_bytes() != path.read_bytes():
                    yield f"{method}: {left.name} {'differs' if left.is_file() else 'is gone'}"


def _files(path: Path) -> list[Path]:
    return [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]


def main(scale: float = 1.0) -> list[Row]:
    """Cut the power 200 times, times `scale`."""
    cuts = max(5, round(GOAL_CUTS * scale))
    name = f"{cuts} power cuts, by {WAY}: acknowledged and lost, or wrong"
    if compiler() is None:
        return [Row(name, "no C compiler on this system", "0", held=False)]
    bad = 0
    with fresh("power") as (seed, folder):
        recorded = record(folder, max(2, round(10 * scale)), seed)
        for moment, faults in cut(recorded, cuts, seed):
            bad += bool(faults)
            for fault in faults[:10]:
                print(f"power: act {moment} of {len(recorded.acts)}: {fault}", flush=True)
    return [Row(name, str(bad), "0", held=bad == 0)]


if __name__ == "__main__":
    for row in main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.1):
        print(row)
