"""Names of clips: the usual ones, and those by a person's pattern, such as {species}_{score}."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sidecar.errors import InvalidParams
from sidecar.export.clip import Clip
from sidecar.export.clock import moment, utc_offset
from sidecar.export.names import file_name, safe_name

_FIELD = re.compile(r"\{([^{}]*)\}")
_UNKNOWN = "unknown"
_VERDICTS = {"YES": "right", "NO": "wrong", "UNSURE": "unsure", "UNVERIFIED": "unchecked"}

# The time that a name begins with must be the clip's own, so it comes before a recording's name.
_HOLDS_A_TIME = "recording"


def heard(clip: Clip) -> str:
    """Write a clip's time as recorders do, such as 20240501_043000+0200; empty if unknown."""
    begins = moment(clip.recording, clip.start)
    if begins is None:
        return ""
    offset = (utc_offset(clip.recording) or "").removeprefix("UTC").replace(":", "")
    return f"{begins:%Y%m%d_%H%M%S}{offset}"


FIELDS: Mapping[str, Callable[[Clip], str | None]] = {
    "species": lambda clip: clip.species,
    "common": lambda clip: clip.common,
    "score": lambda clip: f"{clip.confidence:.3f}",
    "verdict": lambda clip: _VERDICTS.get(clip.verified),
    "time": heard,
    "site": lambda clip: clip.recording.site,
    "recorder": lambda clip: clip.recording.recorder,
    _HOLDS_A_TIME: lambda clip: file_name(clip.recording.path).rpartition(".")[0],
}


def check_pattern(pattern: str) -> None:
    """Raise InvalidParams for a pattern with unknown fields, or one that no file can have."""
    fields = _FIELD.findall(pattern)
    for name in fields:
        if name not in FIELDS:
            raise _wrong(f'A clip\'s name has no field "{name}".')
    if re.search(r"[{}]", _FIELD.sub("", pattern)):
        raise _wrong("The pattern of the names has a brace without its other one.")
    if not fields:
        raise _wrong("The pattern of the names has no field.")
    if _HOLDS_A_TIME in fields and "time" not in fields[: fields.index(_HOLDS_A_TIME)]:
        raise InvalidParams(
            "The time of a clip comes before the name of its recording, which may hold another.",
            field="names",
            hint="Write {time} before {recording}.",
        )


def usual(clip: Clip) -> str:
    """Name a clip, without suffix; the name is always the same for the same sound.

    The time at which it was heard comes before the recording's name. That name may hold the
    recording's own start, and whoever reads a start from a name takes the first.
    """
    stem = clip.recording.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    span = f"{clip.start:.3f}-{clip.end:.3f}s"
    number = str(clip.recording.recording_id)
    channel = "" if clip.channel is None else f"channel{clip.channel}"
    parts = (f"{clip.confidence:.3f}", heard(clip), stem[:80], channel, span, number)
    return safe_name("_".join(filter(None, parts)))


def patterned(clip: Clip, pattern: str) -> str:
    """Name a clip, without suffix, in at most 255 bytes with it.

    The end tells the stretch, recording and channel, so two sounds never get one name.
    """
    begin = _FIELD.sub(lambda found: FIELDS[found[1]](clip) or _UNKNOWN, pattern)
    channel = "" if clip.channel is None else f"channel{clip.channel}_"
    span = f"{clip.start:.3f}-{clip.end:.3f}s"
    return f"{safe_name(begin)}_{channel}{span}_{clip.recording.recording_id}"


def _wrong(message: str) -> InvalidParams:
    return InvalidParams(message, field="names", hint=f"Fields: {', '.join(FIELDS)}.")


class Namer:
    """Names the clips of one call after the other; with a pattern, each name is given once."""

    def __init__(self, pattern: str | None) -> None:
        self._pattern = pattern
        self._recording: int | None = None
        self._given: dict[str, int] = {}

    def __call__(self, clip: Clip) -> str:
        """Name a clip, without suffix; clips of a recording follow each other."""
        if self._pattern is None:
            return usual(clip)
        if clip.recording.recording_id != self._recording:
            self._recording, self._given = clip.recording.recording_id, {}
        name = patterned(clip, self._pattern)
        key = f"{clip.folder}/{name}".casefold()
        number = self._given[key] = self._given.get(key, 0) + 1
        return name if number == 1 else f"{name}_{number}"
