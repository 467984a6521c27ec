"""The `bext` chunk of broadcast WAV: Zoom, Tascam, MixPre, Sony, Olympus and many editors."""

from __future__ import annotations

from sidecar.audio.recorders.moment import read_moment
from sidecar.values import Metadata

# Where the fields of a fixed length lie (EBU Tech 3285).
_ORIGINATOR = slice(256, 288)
_DATE, _TIME = slice(320, 330), slice(330, 338)


def from_bext(content: bytes) -> Metadata:
    """Read who recorded and when; recorders write the date with `-`, `/`, `.`, `:` or `_`."""
    date, time = _text(content[_DATE]), _text(content[_TIME])
    return Metadata(
        start=read_moment(f"{date} {time}"), recorder=_text(content[_ORIGINATOR]) or None
    )


def _text(content: bytes) -> str:
    return content.split(b"\0")[0].decode("latin-1").strip()
