"""Loads ONNX Runtime with its telemetry off.

Its builds send events to their maker and keep a device id in the user's cache folder. Every module
imports it from here, so that both are off before the library starts.
"""

from __future__ import annotations

import os

# The library reads this once, while it loads; a later call stops the events, but not the id.
# https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

onnxruntime.disable_telemetry_events()

__all__ = ["onnxruntime"]
