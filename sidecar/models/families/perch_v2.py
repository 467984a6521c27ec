"""Perch 2.0."""

from __future__ import annotations

from sidecar.models.families.interface import Family, wave_samples
from sidecar.models.manifest import Activation

# The authors' calibration, published in June 2026.
PERCH_CALIBRATION = Activation(kind="sigmoid", scale=0.97, offset=-10.0)

PERCH_V2 = Family(
    title="Perch 2.0",
    frontend="perch-v2",
    activation=PERCH_CALIBRATION,
    recognises=lambda graph: wave_samples(graph) == 160_000 and len(graph.outputs) == 4,
)
