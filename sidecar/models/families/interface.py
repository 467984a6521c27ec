"""The interface of families: models that were trained alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.frontends.named import NAMED
from sidecar.models.graph import Graph
from sidecar.models.manifest import Activation


@dataclass(frozen=True)
class Conversion:
    """How a published file becomes ours: `run` reads it and writes into a folder.

    `version` is part of the result's identity; "none" where the file stays unchanged.
    """

    run: Callable[[Path, Path], None]
    version: str = "none"


@dataclass(frozen=True)
class Family:
    """The facts that models of a family share.

    `recognises` knows them by the shapes that a file declares. `window` is in seconds, where it
    differs from the front end's. `convert`: the family's conversions, by their names in manifests.
    """

    title: str
    frontend: str
    recognises: Callable[[Graph], bool]
    activation: Activation = field(default_factory=Activation)
    window: float | None = None
    convert: Mapping[str, Conversion] = field(default_factory=dict)


def wave_samples(graph: Graph) -> int | None:
    """Give the samples in a window of a model that takes the waveform; 0 where any number fits."""
    (sound,) = graph.inputs
    return (sound.dims[1] or 0) if len(sound.dims) == 2 else None


def takes(frontend: str, *, frames_vary: bool = False) -> Callable[[Graph], bool]:
    """Make a test: whether a model takes a front end's windows."""
    shape: tuple[int | None, ...] = NAMED[frontend].shape()

    def fits(graph: Graph) -> bool:
        (sound,) = graph.inputs
        dims = sound.dims[1:]
        if len(dims) != len(shape):
            return False
        # The last axis is time.
        ends = (None, shape[-1]) if not frames_vary else (None, dims[-1])
        return dims[:-1] == shape[:-1] and dims[-1] in ends

    return fits
