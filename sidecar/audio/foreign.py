"""Files of sound that Linnet does not read, and what to do about each kind."""

from __future__ import annotations

import re
from pathlib import Path

from sidecar.errors import UnsupportedFormat

_CONVERTED = (
    *(".m4a", ".m4b", ".aac", ".wma", ".mp4", ".m4v", ".mov", ".3gp", ".3gpp", ".3g2"),
    *(".amr", ".wv", ".ape", ".tta", ".tak", ".mpc", ".ac3", ".dts", ".dsf", ".dff"),
    *(".mka", ".mkv", ".webm", ".avi"),
)
_KALEIDOSCOPE = (".wac", ".w4v")
_ZERO_CROSSINGS = ".zc"

FOREIGN = frozenset([*_CONVERTED, *_KALEIDOSCOPE, _ZERO_CROSSINGS])

# Anabat recorders number their files: J6152030.41#.
_NUMBERED = re.compile(r"\.\d\d#")


def is_foreign(name: str) -> bool:
    """Tell whether a file's name is that of sound which Linnet does not read."""
    return _kind(name) is not None


def refusal(path: Path) -> UnsupportedFormat | None:
    """Say why Linnet does not read a file, and what to do; None for any other file."""
    kind = _kind(path.name)
    if kind is None:
        return None
    if kind == _ZERO_CROSSINGS:
        return UnsupportedFormat(
            "The file holds the times of zero crossings, and no sound.",
            hint="Analyse the full-spectrum recording, if your recorder kept one.",
            path=path,
        )
    hint = f"Convert it to WAV first: ffmpeg -i recording{kind} recording.wav"
    if kind in _KALEIDOSCOPE:
        hint = "Convert it to WAV first, with Kaleidoscope of Wildlife Acoustics."
    return UnsupportedFormat(f"Linnet cannot read {kind[1:].upper()} files.", hint=hint, path=path)


def _kind(name: str) -> str | None:
    suffix = Path(name).suffix.lower()
    if suffix in FOREIGN:
        return suffix
    return _ZERO_CROSSINGS if _NUMBERED.fullmatch(suffix) else None
