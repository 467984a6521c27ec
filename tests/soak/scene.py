"""A scratch home with a small real catalog, which a soak program may do anything to."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.methods.methods import verbs
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.e2e.sidecar import Sidecar
from tests.factories import owl, tone, write_wav
from tests.tiny import write_labels, write_model

MODEL, HEAD = "base", "myhead"
DIMENSION = 8


@dataclass(frozen=True)
class Scene:
    """The folders of a scratch home; all that a program writes lies in `root`."""

    root: Path

    @property
    def home(self) -> Path:
        # Deep, so that no chain of `..` that a message holds leads out of `root`.
        return self.root / "a" / "b" / "c" / "d" / "e" / "f" / "home"

    @property
    def catalog(self) -> Path:
        return self.home / "catalog.sqlite"

    @property
    def night(self) -> Path:
        return self.home / "night"

    @property
    def out(self) -> Path:
        """Where results go."""
        return self.home / "out"

    def settings(self) -> Settings:
        return Settings(home=self.home, catalog=self.catalog, manifests=self.home / "none")

    def environment(self) -> dict[str, str]:
        """Give the variables of a program that finds nothing outside, and reaches no network."""
        nowhere = "http://127.0.0.1:9"
        scratch = self.home / "scratch"
        scratch.mkdir(exist_ok=True)
        return {
            "LINNET_HOME": str(self.home),
            "HOME": str(scratch),
            "TMPDIR": str(scratch),
            **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), nowhere),
        }

    def start(self, *, by: Sequence[str] = (), **more: str) -> Sidecar:
        """Start a sidecar over the scene; `by` is a command that runs it, `more` are variables."""
        command = [*by, sys.executable, "-m", "sidecar"]
        return Sidecar(self.home, self.catalog, command, {**self.environment(), **more})

    def files(self) -> list[str]:
        """List the files and folders that messages name."""
        return sorted(str(path) for path in (self.night, *self.night.iterdir()))

    def sweep(self) -> None:
        """Remove results and backups, which would fill the disk in a long run."""
        remove(self.out)
        self.out.mkdir()
        for path in self.home.glob("*backup*"):
            remove(path)


def remove(folder: Path) -> None:
    """Remove a folder, even one that holds thousands of folders in each other."""
    if shutil.which("rm"):
        subprocess.run(["rm", "-rf", str(folder)], check=False)
    if folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        folder.unlink(missing_ok=True)


def make(root: Path) -> Scene:
    """Make a home: recordings, files that are none, a model, a head, detections, labels, sites."""
    scene = Scene(root)
    scene.night.mkdir(parents=True)
    scene.out.mkdir()
    _write_files(scene.night)
    engine = Engine(scene.settings())
    try:
        _fill(engine, scene)
    finally:
        engine.close()
        del engine
        gc.collect()  # connections that other threads opened hold the files open
    return scene


def _write_files(night: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 6 * 48_000).astype(np.float32)
    write_wav(night / "20240501_050000.wav", owl(6.0))
    write_wav(night / "20240501_060000.wav", noise)
    write_wav(night / "stereo.wav", np.stack([tone(4.0), tone(4.0, hertz=3000)], axis=1))
    write_wav(night / "short.wav", tone(0.5, rate_hz=22_050), rate_hz=22_050)
    write_wav(night / "silent.wav", np.zeros(3 * 48_000, np.float32))
    write_wav(night / "ultra.wav", tone(1.0, rate_hz=256_000, hertz=40_000), rate_hz=256_000)
    write_wav(night / "käuz ‮\u202efdp.wav", owl(3.0))
    (night / "empty.wav").touch()
    if hasattr(os, "mkfifo"):
        os.mkfifo(night / "pipe.wav")
        os.mkfifo(night / "pipe.csv")
    (night / "cut.wav").write_bytes((night / "stereo.wav").read_bytes()[:5000])
    (night / "noise.flac").write_bytes(noise.tobytes()[:4000])
    (night / "notes.txt").write_text("bird0\nbird1\n", "utf-8")
    (night / "sites.csv").write_text("site,latitude,longitude\nOak,52.5,13.4\n=1+1,91,x\n", "utf-8")
    (night / "20240501_050000.Table.1.selections.txt").write_text(
        "Selection\tBegin Time (s)\tEnd Time (s)\tSpecies\n1\t0.5\t2.0\tbird1\n2\t-1\tnan\tbird2\n",
        "utf-8",
    )
    (night / "20240501_060000.txt").write_text("0.0\t3.0\tbird2\n1e400\t2\tbird1\n", "utf-8")
    write_model(night / "base.onnx", shape=(144_000,), classes=3, embedding=DIMENSION)
    write_labels(night / "base.txt", 3)


def _fill(engine: Engine, scene: Scene) -> None:
    model, labels = str(scene.night / "base.onnx"), str(scene.night / "base.txt")
    call(engine, "models/add", path=model, labels=labels, name=MODEL)
    call(engine, "infer", inputs=[str(scene.night)], model=MODEL, minConfidence=0.05)
    rows = call(engine, "query", select="detections")["rows"]
    decided = [
        {"detectionId": row["detectionId"], "verified": _verdict(row["regionId"], row["species"])}
        for row in rows
    ]
    call(engine, "annotate", annotations=decided)
    sites = [{"site": "Oak", "latitude": 52.5, "longitude": 13.4, "timezone": "Europe/Berlin"}]
    call(engine, "places/set", sites=sites, deployments=[{"site": "Oak", "recorder": "SM4"}])
    call(engine, "recordings/update", recordings=[{"recordingId": 1, "deploymentId": 1}])
    call(engine, "heads/train", name=HEAD, model=MODEL, least=1, background=0)


def _verdict(region_id: int, species: str) -> str:
    """Decide so that each species has windows with it, and windows without it."""
    return "YES" if (region_id + int(species[-1])) % 2 else "NO"


def call(engine: Engine, method: str, **params: Any) -> dict[str, Any]:
    """Run a method in this process; raises what the method raises."""
    verb = verbs(engine)[method]
    request = verb.request.model_validate_json(json.dumps(params))
    answered: dict[str, Any] = verb.run(request, _call(verb.progress)).model_dump(by_alias=True)
    return answered


def _call(progress: Any) -> Call:
    made = Call()
    made.declare(progress)
    return made
