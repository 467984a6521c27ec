"""A double of BirdNET's geomodel: its names and shapes, and answers that one can work out by hand.

Species `i` of `n` is likeliest at latitude `homes(n)[i]` in week `i % 48 + 1`, and less likely the
further east. A longitude of -180 differs from one of 180, which names the same place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from sidecar.app.engine import Engine
from sidecar.contract.models import InstallModelRequest, RangeModelRow
from sidecar.methods.models import install_model
from sidecar.models.digest import sha256
from sidecar.models.ranges.manifest import MANIFESTS as BELOW
from sidecar.models.ranges.manifest import RangeManifest, read_range_manifests
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.conftest import MANIFESTS

# What the published model has.
SPECIES = 14_082

# Real names at the head of the double's labels; all others are numbered.
NAMED = (
    ("tawowl1", "Strix aluco", "Tawny Owl"),
    ("gretit1", "Parus major", "Great Tit"),
    ("25019", "Hyla arborea", "European Tree Frog"),
)


def homes(species: int) -> Float32:
    """Give the latitude at which each species is likeliest, from south to north."""
    return np.linspace(-80, 80, species, dtype=np.float32)


def expected(species: int, latitude: float, longitude: float, week: int) -> Float32:
    """Work out the double's probabilities [species]."""
    weeks = np.arange(species) % 48 + 1
    away = np.abs(latitude - homes(species)) / 5 + (longitude + 180) / 90 + np.abs(week - weeks) / 8
    found: Float32 = (1 / (1 + np.exp(away - 4 - (1000 if week < 1 else 0)))).astype(np.float32)
    return found


def write_geomodel(
    path: Path, species: int = SPECIES, *, faulty: bool = False, rows: int | str = "batch"
) -> Path:
    """Write the double: `input` [rows, 3] to `output` [rows, species]; returns the path.

    In a week below 1 it holds all species for certain, as no model should be asked. A `faulty` one
    divides by zero at the equator.
    """
    weeks = (np.arange(species, dtype=np.float32) % 48 + 1)[np.newaxis]
    numbers: dict[str, Any] = {
        "homes": homes(species)[np.newaxis],
        "weeks": weeks,
        **{f"column{place}": np.array([place], np.int64) for place in range(3)},
        **{
            name: np.array(value, np.float32)
            for name, value in {"five": 5, "wide": 90, "eight": 8, "four": 4, "one": 1}.items()
        },
        "thousand": np.array(1000, np.float32),
        "turn": np.array(180, np.float32),
    }
    steps: list[tuple[str, Sequence[str], str]] = [
        ("Sub", ("latitude", "homes"), "north"),
        ("Abs", ("north",), "off"),
        ("Div", ("off", "five"), "a"),
        ("Add", ("longitude", "turn"), "east"),
        ("Div", ("east", "wide"), "b"),
        ("Sub", ("week", "weeks"), "later"),
        ("Abs", ("later",), "apart"),
        ("Div", ("apart", "eight"), "c"),
        ("Less", ("week", "one"), "no_week"),
        ("Mul", ("no_week_number", "thousand"), "sure"),
        ("Add", ("a", "b"), "ab"),
        ("Add", ("ab", "c"), "away"),
        ("Sub", ("four", "away"), "plain"),
        ("Add", ("plain", "sure"), "logits"),
    ]
    nodes = [
        helper.make_node("Gather", ["input", f"column{place}"], [name], axis=1)
        for place, name in enumerate(("latitude", "longitude", "week"))
    ]
    for kind, given, name in steps:
        nodes.append(helper.make_node(kind, list(given), [name]))
        if name == "no_week":
            nodes.append(helper.make_node("Cast", [name], ["no_week_number"], to=TensorProto.FLOAT))
    last = "sound" if faulty else "output"
    nodes.append(helper.make_node("Sigmoid", ["logits"], [last]))
    if faulty:  # 0 / 0 there
        nodes.append(helper.make_node("Div", ["latitude", "latitude"], ["ones"]))
        nodes.append(helper.make_node("Mul", ["sound", "ones"], ["output"]))
    graph = helper.make_graph(
        nodes,
        "geomodel",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [rows, 3])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [rows, species])],
        [numpy_helper.from_array(value, name) for name, value in numbers.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save_model(model, path)
    return path


def write_geo_labels(path: Path, species: int = SPECIES, named: Sequence[Any] = NAMED) -> Path:
    """Write a line for each species, without a title line; returns the path."""
    rows = [*named, *((f"n{n}", f"Avis numero{n}", f"Bird {n}") for n in range(species))][:species]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    return path


def publish_geomodel(
    folder: Path, species: int = SPECIES, *, name: str = "places", **how: Any
) -> RangeManifest:
    """Lay out a double under the published names, and describe it as the publication is."""
    published = read_range_manifests(MANIFESTS)[name]
    members = published.sources[0].members
    labels = how.pop("named", NAMED)
    paths = {
        "range": write_geomodel(folder / members["range"], species, **how),
        "labels": write_geo_labels(folder / members["labels"], species, labels),
    }
    described = json.loads(published.model_dump_json(by_alias=True))
    described["species"] = species
    for role, path in paths.items():
        described["files"][role]["sha256"] = [sha256(path)]
    return RangeManifest.model_validate(described)


def install_places(
    engine: Engine, folder: Path, species: int = 6, *, name: str = "places", **how: Any
) -> RangeModelRow:
    """Install a double in an engine whose folder of manifests is its own."""
    manifest = publish_geomodel(folder, species, name=name, **how)
    path = engine.settings.manifests / BELOW / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(manifest.model_dump_json(by_alias=True), "utf-8")
    engine.__dict__.pop("ranges", None)  # it has read the manifests before
    request = InstallModelRequest(name=name, source=str(folder))
    row = install_model(engine, request, Call()).range_model
    assert row is not None
    return row
