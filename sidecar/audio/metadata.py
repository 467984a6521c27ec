"""What a file says of its recording beside the samples: when, where, with what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from sidecar.audio.provenance import Provenance, chosen
from sidecar.audio.recorders.audiomoth import from_audiomoth
from sidecar.audio.recorders.bext import from_bext
from sidecar.audio.recorders.filename import from_folder, from_name
from sidecar.audio.recorders.frontier import from_frontier
from sidecar.audio.recorders.guano import from_guano
from sidecar.audio.recorders.ixml import from_ixml
from sidecar.audio.recorders.opensoundscape import from_opensoundscape
from sidecar.audio.recorders.wamd import from_wamd
from sidecar.audio.source import Kind, Source, judged, latest_start
from sidecar.audio.texts import Texts, read_texts
from sidecar.values import Metadata


@dataclass(frozen=True)
class Written:
    """All that may tell of a recording: the texts in its file, its path, and its file's date."""

    texts: Texts
    path: Path
    modified_ns: int | None = None


_NOTHING = Metadata()  # of a source that is there and tells nothing

# The first source that tells a possible value wins: what the recorder wrote into the file comes
# before names, which people change.
RECORDERS: tuple[tuple[Kind, Callable[[Written], Metadata | None]], ...] = (
    (Kind.GUANO, lambda of: from_guano(of.texts.guano) if of.texts.guano else None),
    (Kind.WAMD, lambda of: from_wamd(of.texts.wamd) if of.texts.wamd else None),
    (Kind.OPENSOUNDSCAPE, lambda of: from_opensoundscape(of.texts.comment, of.texts.artist)),
    (Kind.AUDIOMOTH, lambda of: _from_audiomoth(of.texts)),
    (Kind.FRONTIER, lambda of: from_frontier(of.texts.tags) if of.texts.tags else None),
    (Kind.BEXT, lambda of: from_bext(of.texts.bext) if of.texts.bext else None),
    (Kind.IXML, lambda of: from_ixml(of.texts.ixml) if of.texts.ixml else None),
    (Kind.NAME, lambda of: from_name(of.path.name)),
    (Kind.FOLDER, lambda of: from_folder(of.path)),
    (Kind.FILE_DATE, lambda of: _from_file_date(of.modified_ns)),
)


def read_metadata(path: Path) -> Metadata:
    """Read what a file says of its recording. Never raises: a field without a value is None."""
    return provenance_of(Written(read_texts(path), path)).metadata


def read_provenance(path: Path) -> Provenance:
    """Read what each source says of a file, and which one counts. Never raises."""
    try:
        modified_ns = path.stat().st_mtime_ns
    except OSError:
        modified_ns = None
    return provenance_of(Written(read_texts(path), path, modified_ns))


def provenance_of(written: Written, now: datetime | None = None) -> Provenance:
    """Ask each of RECORDERS, in order, and choose."""
    latest = latest_start(now)
    told = ((kind, recorder(written)) for kind, recorder in RECORDERS)
    sources = tuple(
        judged(kind, says, latest) for kind, says in told if says is not None and says != _NOTHING
    )
    return chosen(sources, written.texts.comment or None)


def sources_of_path(path: PurePath) -> tuple[Source, ...]:
    """Read what a path alone says: its file's name and its folder's."""
    told = ((Kind.NAME, from_name(path.name)), (Kind.FOLDER, from_folder(path)))
    latest = latest_start()
    return tuple(judged(kind, says, latest) for kind, says in told if says != _NOTHING)


def _from_audiomoth(texts: Texts) -> Metadata | None:
    if from_opensoundscape(texts.comment) is not None:
        return None  # what the AudioMoth said of another, longer recording
    return from_audiomoth(texts.comment, texts.artist)


def _from_file_date(modified_ns: int | None) -> Metadata | None:
    if modified_ns is None:
        return None
    try:
        return Metadata(start=datetime.fromtimestamp(modified_ns / 1e9, UTC))
    except (ValueError, OverflowError, OSError):  # damaged cards have dates of any year
        return None
