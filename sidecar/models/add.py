"""Adds a model from a file: takes the user's description, guesses the rest, and checks all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sidecar.errors import InvalidParams, ModelInvalid
from sidecar.frontends.interface import Part
from sidecar.models.digest import sha256
from sidecar.models.families.birdnet_v2.custom import is_tflite
from sidecar.models.families.table import Guess, guess_family
from sidecar.models.graph import Graph
from sidecar.models.install import copy_model, put_in_place, staging_folder
from sidecar.models.labels import Labels, guess_format, parse_labels, write_labels
from sidecar.models.manifest import (
    RANGE_NAMES,
    WRONG_NAME,
    Manifest,
    ModelInput,
    description_error,
    is_model_name,
)
from sidecar.models.registry import LABELS_FILE, MODEL_FILE, Installed, Registry
from sidecar.models.trial import Trial
from sidecar.regular import check_regular

# How BirdNET becomes ONNX, with its own last layer or another's.
_WHOLE = "birdnet-classifier"

_LONGEST_NAME = 64

# The forms of ONNX and TensorFlow Lite allow no more.
_MOST_BYTES = 1 << 31


@dataclass(frozen=True)
class Wanted:
    """The user's description of a model.

    `description` holds members of a manifest; they replace everything guessed.
    """

    model: Path
    labels: Path
    description: dict[str, Any]


@dataclass(frozen=True)
class Added:
    installed: Installed
    guess: Guess | None


def add(registry: Registry, wanted: Wanted) -> Added:
    """Install a model from local files; heeds a stop.

    If this raises ModelInvalid, nothing has changed. A process of its own reads the file and tries
    the model.
    """
    check_unpublished(registry, wanted.description.get("name", added_name(wanted.model)))
    _check_input(wanted)
    labels = added_labels(wanted.labels)
    with (
        staging_folder(registry.folder, added_name(wanted.model)) as staging,
        Trial(wanted.model) as trial,
    ):
        ready = staging / "ready"
        ready.mkdir()
        converted = is_tflite(wanted.model)
        if converted:
            trial.convert(_WHOLE, wanted.model, ready)
            graph = trial.look(ready / MODEL_FILE)
        else:
            graph = trial.look(wanted.model)
            copy_model(wanted.model, graph, ready)
        guess = _guess(graph, wanted.description)
        manifest = _describe(wanted, graph, guess, converted=converted)
        write_labels(labels, ready / LABELS_FILE)
        installed = put_in_place(
            registry,
            manifest,
            staging,
            published=sha256(wanted.model),
            source=str(wanted.model),
            trial=trial,
        )
    return Added(installed, guess)


def check_model_file(path: Path) -> None:
    """Raise ModelInvalid for a file that is too large for a model, before anything reads it."""
    size = check_regular(path).st_size
    if size > _MOST_BYTES:
        raise ModelInvalid(
            f"The model file has {size / 1e9:,.1f} GB, but files of its kind have at most 2 GB.",
            hint="Export larger weights into a file beside the model.",
            path=path,
        )


def added_labels(path: Path) -> Labels:
    """Read the classes of a model; raises ModelInvalid if there are none."""
    labels = parse_labels(path, guess_format(path))
    if not len(labels):
        raise ModelInvalid("The label file is empty.", path=path)
    return labels


def check_unpublished(registry: Registry, name: str) -> None:
    """Raise InvalidParams for the name of a published model, and for what can be no name."""
    if not is_model_name(name):
        raise InvalidParams(
            f'"{name[:100]}" cannot be the name of a model: {WRONG_NAME}.',
            field="name",
            hint="Choose another name.",
        )
    if name in registry.published or name in RANGE_NAMES:
        raise InvalidParams(
            f'"{name}" is the name of a published model.',
            field="name",
            hint=f"Choose another name, or install it: linnet models install {name}",
        )


class _Said(Part):
    """The part of a description that is right or wrong whatever the file holds."""

    input: ModelInput


def _check_input(wanted: Wanted) -> None:
    """Raise ModelInvalid for an input that no file makes right, before a process reads one."""
    said = wanted.description.get("input", {})
    if "frontend" not in said:
        return
    try:
        _Said.model_validate({"input": said})
    except ValidationError as error:
        raise description_error(error, wanted.model) from error


def _guess(graph: Graph, said: dict[str, Any]) -> Guess | None:
    """Guess the family; None if the user names a front end of another family."""
    guess = guess_family(graph)
    named = said.get("input", {}).get("frontend")
    return guess if guess is None or named in (None, guess.family.frontend) else None


def _describe(wanted: Wanted, graph: Graph, guess: Guess | None, *, converted: bool) -> Manifest:
    """Make the manifest from the user's description, then from the file's family."""
    said = wanted.description
    described: dict[str, Any] = {
        "name": added_name(wanted.model),
        "title": said.get("name") or wanted.model.stem,
        "version": "1",
        "licence": {"name": "not stated", "url": "", "summary": "Ask those who made the model."},
        **({"files": {"classifier": {"convert": _WHOLE}}} if converted else {}),
        **said,
    }
    given = described["input"] = dict(said.get("input", {}))
    if "frontend" not in given:
        if guess is None:
            raise ModelInvalid(
                f"Linnet knows no model family with input {', '.join(map(str, graph.inputs))}.",
                hint="Name the front end that the model was trained with.",
                path=wanted.model,
            )
        given["frontend"] = guess.family.frontend
        given.setdefault("window", guess.family.window)
    if guess is not None and "activation" not in said:
        described["activation"] = guess.family.activation.model_dump()
    try:
        return Manifest.model_validate(described)
    except ValidationError as error:
        raise description_error(error, wanted.model) from error


def added_name(path: Path) -> str:
    """Make a model's name from its file's."""
    name = re.sub(r"[^a-z0-9._-]+", "-", path.stem.lower())[:_LONGEST_NAME].strip("-._")
    return name if is_model_name(name) else f"model-{name}"[:_LONGEST_NAME].rstrip("-")
