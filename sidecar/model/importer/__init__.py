"""BirdNET v2.4's TensorFlow Lite files to plain ONNX, without TensorFlow."""

from sidecar.model.importer.classifier import import_classifier
from sidecar.model.importer.range_model import import_range_model
from sidecar.model.importer.writer import VERSION

__all__ = ["VERSION", "import_classifier", "import_range_model"]
