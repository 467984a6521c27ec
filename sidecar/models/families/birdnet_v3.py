"""BirdNET 3.0: it gives confidences, and takes sound as it is, at Perch's rate."""

from __future__ import annotations

from sidecar.models.families.interface import Family, wave_samples
from sidecar.models.graph import Graph
from sidecar.models.manifest import Activation

_TITLE, _FRONTEND, _ACTIVATION = "BirdNET 3.0", "birdnet-v3.0", Activation(kind="none")


def _gives_two(graph: Graph) -> bool:
    return len(graph.outputs) == 2


BIRDNET_V3 = Family(
    title=_TITLE,
    frontend=_FRONTEND,
    activation=_ACTIVATION,
    recognises=lambda graph: wave_samples(graph) in (0, 96_000) and _gives_two(graph),
)

# Exported for 5 s, it differs from Perch by the number of outputs alone.
BIRDNET_V3_LONG = Family(
    title=_TITLE,
    frontend=_FRONTEND,
    activation=_ACTIVATION,
    recognises=lambda graph: wave_samples(graph) == 160_000 and _gives_two(graph),
    window=5.0,
)
