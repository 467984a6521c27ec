"""Finds Silero's weights: a file of the package `silero-vad`, of which no code is imported."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from sidecar.errors import ModelInvalid, ModelNotInstalled

# https://pypi.org/project/silero-vad/6.2.3/ (MIT): the form that takes many frames at once.
VERSION = "silero-vad 6.2.3"
# The model, and the number of the way in which Linnet gives it sound: another way hears otherwise.
DETECTOR = f"{VERSION}, hearing 1"
_FILE = Path("silero_vad", "data", "silero_vad_16k_sequence.onnx")
_SHA256 = "9ccdacc4719d8aa7e45a77536bfabec45a03ba1f2fad5e241ab4060b24238a85"


def weights() -> bytes:
    """Read the weights; raises ModelNotInstalled without them, ModelInvalid for others."""
    path = check_weights()
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256:
        raise ModelInvalid(
            f"The detector of human voices is not that of {VERSION}.",
            hint="Install it again: `pip install --force-reinstall --no-deps silero-vad==6.2.3`.",
            path=path,
        )
    return content


def check_weights() -> Path:
    """Find the file of the weights, beside Python's packages or in the frozen program.

    Raises ModelNotInstalled.
    """
    for folder in sys.path:
        if (path := Path(folder) / _FILE).is_file():
            return path
    raise ModelNotInstalled(
        "The detector of human voices is not installed.",
        hint="Install it with `pip install --no-deps silero-vad==6.2.3`. The desktop app and the "
        "program without Python bring it along.",
    )
