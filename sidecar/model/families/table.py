"""Which family a model file belongs to, told by the shapes it declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sidecar.frontend.named import NAMED
from sidecar.model.graph import Graph
from sidecar.model.manifest import Activation


@dataclass(frozen=True)
class Family:
    """What models of a family share; `window` where it is not the front end's own."""

    title: str
    frontend: str
    activation: Activation
    window: float | None = None


@dataclass(frozen=True)
class Guess:
    family: Family
    why: str


# The authors' calibration of Perch 2.0, published in June 2026.
PERCH_CALIBRATION = Activation(kind="sigmoid", scale=0.97, offset=-10.0)

_BIRDNET_2 = Family("BirdNET v2.4", "birdnet-v2.4", Activation())
_PERCH_2 = Family("Perch 2.0", "perch-v2", PERCH_CALIBRATION)
# BirdNET 3.0 gives confidences and takes sound as it is, at Perch's rate.
_BIRDNET_3 = Family("BirdNET 3.0", "birdnet-v3.0", Activation(kind="none"))
_BIRDNET_3_LONG = Family("BirdNET 3.0", "birdnet-v3.0", Activation(kind="none"), window=5.0)
_EFFICIENTAT = Family("EfficientAT", "efficientat", Activation())
_UCSD = Family("UC San Diego EfficientNet", "ucsd-librosa-mel", Activation())
_UCSD_TORCHAUDIO = Family(
    "UC San Diego acoustic-multiclass-training", "ucsd-torchaudio-mel", Activation()
)


def _waves(graph: Graph) -> int | None:
    """Give the samples in a window of a model that takes the waveform; 0 where they may vary."""
    (sound,) = graph.inputs
    return (sound.dims[1] or 0) if len(sound.dims) == 2 else None


def _takes(frontend: str, *, frames_vary: bool = False) -> Callable[[Graph], bool]:
    shape: tuple[int | None, ...] = NAMED[frontend].shape()

    def takes(graph: Graph) -> bool:
        (sound,) = graph.inputs
        dims = sound.dims[1:]
        if len(dims) != len(shape):
            return False
        # The last axis is time.
        ends = (None, shape[-1]) if not frames_vary else (None, dims[-1])
        return dims[:-1] == shape[:-1] and dims[-1] in ends

    return takes


_RULES: tuple[tuple[Family, Callable[[Graph], bool]], ...] = (
    (_BIRDNET_2, lambda graph: _waves(graph) == 144_000),
    (_PERCH_2, lambda graph: _waves(graph) == 160_000 and len(graph.outputs) == 4),
    (_BIRDNET_3_LONG, lambda graph: _waves(graph) == 160_000 and len(graph.outputs) == 2),
    (_BIRDNET_3, lambda graph: _waves(graph) in (0, 96_000) and len(graph.outputs) == 2),
    (_UCSD, _takes("ucsd-librosa-mel")),
    (_UCSD_TORCHAUDIO, _takes("ucsd-torchaudio-mel")),
    (_EFFICIENTAT, _takes("efficientat", frames_vary=True)),
)


def guess_family(graph: Graph) -> Guess | None:
    """Find the family whose models look like this one; None where none does."""
    if len(graph.inputs) != 1:
        return None
    for family, fits in _RULES:
        if fits(graph):
            outputs = ", ".join(map(str, graph.outputs))
            return Guess(family, f"it takes {graph.inputs[0]} and gives {outputs}")
    return None
