"""BirdNET v2.4: published as TensorFlow Lite, so its files are converted."""

from __future__ import annotations

from pathlib import Path

from sidecar.models.families.birdnet_v2.classifier import import_classifier
from sidecar.models.families.birdnet_v2.range_model import import_range_model
from sidecar.models.families.birdnet_v2.writer import VERSION
from sidecar.models.families.interface import Conversion, Family, wave_samples
from sidecar.models.registry import LAST_LAYER_FILE, MODEL_FILE, RANGE_FILE


def _classifier(source: Path, ready: Path) -> None:
    import_classifier(source, ready / MODEL_FILE, ready / LAST_LAYER_FILE)


def _range(source: Path, ready: Path) -> None:
    import_range_model(source, ready / RANGE_FILE)


BIRDNET_V2 = Family(
    title="BirdNET v2.4",
    frontend="birdnet-v2.4",
    recognises=lambda graph: wave_samples(graph) == 144_000,
    convert={
        "birdnet-classifier": Conversion(_classifier, VERSION),
        "birdnet-range": Conversion(_range, VERSION),
    },
)
