"""The comment that OpenSoundscape writes into clips: `opso_metadata` and JSON.

A clip begins later than its recording. The JSON says when; the comment of the AudioMoth, which
stands within, does not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sidecar.audio.recorders.audiomoth import from_audiomoth
from sidecar.audio.recorders.moment import read_moment
from sidecar.values import Metadata

_BEGINS = "opso_metadata"
_START = re.compile(r'"recording_start_time": ?"([^"]+)"')


def from_opensoundscape(comment: str, artist: str = "") -> Metadata | None:
    """Read when a clip begins, and what the AudioMoth says else; None for other comments."""
    match = _START.search(comment) if comment.startswith(_BEGINS) else None
    if match is None:
        return None
    return replace(from_audiomoth(comment, artist), start=read_moment(match[1]))
