"""BirdNET v2.4's TensorFlow Lite files to plain ONNX, without TensorFlow."""

from sidecar.models.families.birdnet_v2.classifier import import_classifier
from sidecar.models.families.birdnet_v2.range_model import import_range_model
from sidecar.models.families.birdnet_v2.writer import VERSION

__all__ = ["VERSION", "import_classifier", "import_range_model"]
