"""ONNX Runtime, loaded in the only way we load it: it reports to nobody.

Its builds send events to their maker and keep a device's id in the user's cache folder. Whoever
needs it imports it from here, so that both are off before its library starts.
"""

from __future__ import annotations

import os

# Read once, while the library is loaded; a call afterwards stops the events, but not the id.
# https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

onnxruntime.disable_telemetry_events()

__all__ = ["onnxruntime"]
