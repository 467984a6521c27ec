"""Lists the families, and finds the family of a model file."""

from __future__ import annotations

from dataclasses import dataclass

from sidecar.models.families.birdnet_v2.family import BIRDNET_V2
from sidecar.models.families.birdnet_v3 import BIRDNET_V3, BIRDNET_V3_LONG
from sidecar.models.families.efficientat import EFFICIENTAT
from sidecar.models.families.interface import Conversion, Family
from sidecar.models.families.perch_v2 import PERCH_V2
from sidecar.models.families.ucsd import UCSD_LIBROSA, UCSD_TORCHAUDIO
from sidecar.models.graph import Graph

# The first family that recognises a file has it.
FAMILIES: tuple[Family, ...] = (
    BIRDNET_V2,
    PERCH_V2,
    BIRDNET_V3_LONG,
    BIRDNET_V3,
    UCSD_LIBROSA,
    UCSD_TORCHAUDIO,
    EFFICIENTAT,
)

CONVERSIONS: dict[str, Conversion] = {
    name: conversion for family in FAMILIES for name, conversion in family.convert.items()
}
"""The conversions of single families, by their names in manifests."""


@dataclass(frozen=True)
class Guess:
    family: Family
    why: str


def guess_family(graph: Graph) -> Guess | None:
    """Find the family whose models look like this one; None for an unknown model."""
    if len(graph.inputs) != 1:
        return None
    for family in FAMILIES:
        if family.recognises(graph):
            outputs = ", ".join(map(str, graph.outputs))
            return Guess(family, f"it takes {graph.inputs[0]} and gives {outputs}")
    return None
