"""`recordings/locate`: finds where recordings are now, and which of them a page can play."""

from __future__ import annotations

from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.drives import Drives, split_url
from sidecar.audio.fingerprint import begins_otherwise
from sidecar.audio.path import path_text
from sidecar.audio.playable import FileKind, kind_of
from sidecar.catalog.values import StoredRecording
from sidecar.contract.recordings import Located, LocateRequest, LocateResult
from sidecar.errors import LinnetError, RecordingNotFound
from sidecar.regular import check_regular
from sidecar.rpc.verb import Call


def locate_recordings(engine: Engine, request: LocateRequest, call: Call) -> LocateResult:
    """Find where recordings are now; opens nothing but regular files, and changes nothing."""
    wanted = list(dict.fromkeys(request.recording_ids))
    known = {each.recording_id: each for each in engine.catalog.recordings.find(wanted)}
    drives = engine.drives()
    located = []
    for recording_id in wanted:
        call.check()
        if recording_id in known:
            located.append(_located(drives, known[recording_id]))
    return LocateResult(recordings=located, unknown=[each for each in wanted if each not in known])


def _located(drives: Drives, known: StoredRecording) -> Located:
    labelled = split_url(known.url)
    label = labelled[0] if labelled else None
    try:
        path = drives.find(known.url)
    except (RecordingNotFound, OSError):
        return _row(known, known.url, "driveAway", label)
    drive = drives.holding(path)
    if label is None and drive is not None:
        label = drive.label
    try:
        size = check_regular(path).st_size
        kind = kind_of(path)
    except (LinnetError, OSError, ValueError):
        away = drive is not None and drives.is_away(drive)
        return _row(known, path_text(path), "driveAway" if away else "gone", label)
    state = "changed" if _changed(known, path, size) else "there"
    return _row(known, path_text(path), state, label, kind)


def _changed(known: StoredRecording, path: Path, size: int) -> bool:
    """Tell whether a file holds other sound; of a file that was never read, its size tells."""
    if known.digest is None:
        return known.size_bytes not in (None, size)
    return begins_otherwise(path, (known.size_bytes, known.modified_ns), known.digest)


def _row(
    known: StoredRecording, path: str, state: str, label: str | None, kind: FileKind | None = None
) -> Located:
    return Located.model_validate(
        {
            "recording_id": known.recording_id,
            "path": path,
            "state": state,
            "drive": label,
            "container": kind and kind.container,
            "playable": kind is not None and kind.playable,
            "seconds": known.duration_s,
            "sample_rate": known.rate_hz,
            "channels": known.channels,
        }
    )
