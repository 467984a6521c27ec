"""Something that each method can do, and a home in which it can."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.contract.heads import TrainHeadRequest
from sidecar.methods.heads import train
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.doubles.taxonomy import write_taxonomy
from tests.factories import tone, write_wav
from tests.stored import add_base, add_version, label, other_version, store_windows
from tests.tiny import UCSD, write_labels, write_model

DIMENSION, EACH = 8, 10
# The model with which the methods work, and its catalog's name.
MODEL, CATALOG = "base", "c.sqlite"
# How heads learn, so that two of them can be compared.
LEARNING: dict[str, Any] = {"least": 2, "holdBack": 0.4, "background": 0}
# The one method that may need a network.
FETCHES = "models/install"


def furnished(home: Path) -> Engine:
    """Make an engine with a tiny model, some labelled windows, and recordings on the disk."""
    engine = Engine(Settings(home, home / CATALOG, MANIFESTS, model=MODEL))
    add_base(engine, dimension=DIMENSION)
    add_version(engine, dimension=DIMENSION, classes=4)
    blocks = np.random.default_rng(1).normal(1.0, 1.0, (10 * EACH, DIMENSION)).astype(np.float32)
    for recording_id in store_windows(engine, [blocks], each=EACH, count=10 * EACH):
        for window, verified in ((1, "YES"), (2, "YES"), (3, "NO")):
            label(engine, recording_id, window, "Strix aluco", verified)
    for name in ("one", "two"):
        write_wav(home / "card" / f"{name}.wav", tone(7.0))
    learning = {"name": "learnt", "model": MODEL, "kind": "mlp", **LEARNING}
    train(engine, TrainHeadRequest.model_validate(learning), Call())
    write_wav(home / "elsewhere" / "one.wav", tone(5.0, hertz=3000.0))
    (home / "elsewhere" / "one.txt").write_text("0.5\t1.5\tStrix aluco\n")
    write_model(home / "more.onnx", shape=(144_000,), classes=2, embedding=DIMENSION, weights=2_000)
    write_labels(home / "more.txt", 2)
    (home / "es.txt").write_text("Strix aluco_C\u00e1rabo com\u00fan\n", "utf-8")
    write_taxonomy(home / "taxonomy.csv", 20)
    write_model(home / "published" / "model.onnx", shape=UCSD, classes=21)
    write_labels(home / "published" / "labels.txt", 21)
    return engine


def asked(home: Path) -> dict[str, dict[str, Any]]:
    """Ask each method for something that it can do, in an order in which it can.

    The streams' methods need the id of the stream that was opened too.
    """
    card, elsewhere = str(home / "card"), str(home / "elsewhere")
    wav = str(home / "card" / "one.wav")
    stretch = {"path": wav, "start": 0.0, "end": 1.0, "width": 10}
    other = {"name": MODEL, "versionId": other_version(home)}
    pcm = base64.b64encode(bytes(96_000)).decode()
    return {
        "health": {},
        "models/list": {},
        "names/search": {"text": "owl"},
        "names/add": {"language": "es", "path": str(home / "es.txt")},
        "names/remove": {"language": "es"},
        "names/install": {"path": str(home / "taxonomy.csv")},
        "names/uninstall": {},
        "models/add": {"path": str(home / "more.onnx"), "labels": str(home / "more.txt")},
        "models/verify": {"name": "more"},
        "models/check": {"name": "more", "inputs": [card], "windows": 3},
        "models/monitor": {"name": MODEL},
        "models/drift": {
            "name": MODEL,
            "first": {"where": {"date": {"lt": "2026-05-06"}}},
            "second": {"where": {"date": {"ge": "2026-05-06"}}},
        },
        "metrics": {},
        "models/activate": {"name": MODEL},
        "models/versions": {"name": MODEL},
        "models/switch": other,
        "models/rollback": {"name": MODEL},
        "models/route": {"name": MODEL},
        "models/variant": {
            "name": "more",
            "variant": "int8",
            "inputs": [card],
            "windows": 3,
        },
        FETCHES: {"name": "ucsd-hsn-efficientnet-b1", "source": str(home / "published")},
        "preprocess": {"inputs": [card], "frontend": "ucsd-torchaudio-mel"},
        "infer": {"inputs": [card], "minConfidence": 0.01, "model": MODEL},
        "samples/draw": {"name": "Owls", "species": ["bird0"], "n": 4, "model": MODEL},
        "samples/next": {"name": "Owls"},
        "estimate": {"name": "Owls", "target": 0.9},
        "thresholds/save": {"name": "Sure", "sample": "Owls", "target": 0.9},
        "thresholds/list": {},
        "thresholds/remove": {"name": "Sure"},
        "samples/skip": {"name": "Owls", "items": [1]},
        "samples/export": {"name": "Owls", "path": str(home / "owls.json")},
        "samples/remove": {"name": "Owls"},
        "samples/import": {"path": str(home / "owls.json")},
        "runs/resume": {"runId": 1},
        "runs/retry": {},
        "infer/plan": {"where": {}, "model": MODEL},
        "query": {"select": "recordings"},
        "spectrogram": {**stretch, "height": 10},
        "waveform": stretch,
        "overview": {"recordingId": 11, "width": 10},
        "sound": {"path": wav, "start": 0.0, "end": 1.0},
        "recordings/locate": {"recordingIds": [1]},
        "recordings/look": {},
        "recordings/measure": {},
        "heads/train": {"name": "head", "model": MODEL, **LEARNING},
        "heads/apply": {"name": "head", "minConfidence": 0.01},
        "models/compare": {"a": MODEL, "b": "head"},
        "heads/suggest": {"name": "head", "k": 3},
        "heads/list": {},
        "heads/export": {"name": "head", "destination": str(home / "head.linnet-head")},
        "heads/card": {"path": str(home / "head.linnet-head")},
        "heads/import": {"path": str(home / "head.linnet-head")},
        "heads/compare": {"a": "head", "b": "learnt"},
        "heads/rename": {"name": "head", "to": "owls"},
        "heads/remove": {"name": "owls"},
        "embeddings/reduce": {"dimension": 2, "model": MODEL},
        "embeddings/compare": {"dimensions": [2], "model": MODEL},
        "settings/show": {},
        "storage": {},
        "storage/set": {"cacheBytes": 1_000_000_000},
        "storage/clear": {"what": ["features", "scratch"]},
        "export": {"format": "csv", "destination": str(home / "rows.csv")},
        "occasions/export": {
            "destination": str(home / "nights"),
            "where": {"species": "bird0", "model": MODEL},
        },
        "publish": {"standard": "aoef", "destination": str(home / "a.json"), "unverified": True},
        "clips": {"destination": str(home / "clips"), "where": {"path": {"contains": "card"}}},
        "speech/find": {"where": {"path": {"contains": "card"}}},
        "recordings/redact": {"where": {}, "destination": str(home / "redacted")},
        "recordings/import": {"inputs": [elsewhere]},
        "recordings/update": {"recordings": [{"recordingId": 1, "start": None}]},
        "recordings/relink": {"folders": [elsewhere]},
        "places/set": {"sites": [{"site": "S1", "timezone": "Europe/Berlin"}]},
        "places/remove": {"siteIds": [1]},
        "places/undo": {},
        "deployments/check": {},
        "annotations/import": {"inputs": [elsewhere]},
        "annotations/undo": {},
        "annotations/redo": {},
        "explain": {"recordingId": 1},
        "annotations/export": {"destination": str(home / "shared")},
        "annotations/merge": {"inputs": [str(home / "shared")]},
        "annotations/agreement": {},
        "annotate": {"annotations": [{"path": wav, "start": 0, "end": 1, "species": "Asio otus"}]},
        "recordings/remove": {"recordingIds": [2], "includingLabels": True},
        "memos/set": {"key": "views/Owls at night", "value": {"species": ["Strix aluco"]}},
        "memos/get": {"key": "views/Owls at night"},
        "memos/list": {"prefix": "views/"},
        "stream/open": {"sampleRate": 48_000, "model": MODEL},
        "stream/push": {"pcm": pcm},
        "stream/status": {},
        "stream/close": {},
        "models/removeVersion": other,
        "forward/status": {},
        "forward/queue": {"refused": True},
        "models/remove": {"name": "more"},
        "catalog/check": {},
        "catalog/backup": {"destination": str(home / "copy.sqlite")},
        "catalog/repair": {},
    }
