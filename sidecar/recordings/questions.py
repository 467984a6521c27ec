"""A folder of questions: clips to judge where the recordings are not.

In another catalog the clips are recordings of their own. What people say of them is said of the
sounds that they were cut from, so it can go home.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sidecar.audio.fingerprint import identify
from sidecar.catalog.values import Said
from sidecar.errors import LinnetError
from sidecar.recordings.saidtable import TABLE, Asked, is_said_table, read_asked


@dataclass(frozen=True)
class AskedClip:
    """A question whose clip was read; `digest` is that of the clip's samples."""

    asked: Asked
    digest: bytes

    @property
    def start_ms(self) -> int:
        """Where the question begins in the clip."""
        return self.asked.start_ms - self.asked.clip_start_ms

    @property
    def end_ms(self) -> int:
        """Where the question ends in the clip."""
        return self.asked.end_ms - self.asked.clip_start_ms


@dataclass(frozen=True)
class Questions:
    """The questions whose clips can be told apart, and why others cannot be judged here."""

    clips: Sequence[AskedClip]
    errors: Sequence[tuple[Path, int, str]]
    """File, line and sentence."""


def questions_table(path: Path) -> Path | None:
    """Find the table of questions in a folder, or of that name; None for another file."""
    table = path / TABLE if path.is_dir() else path
    return table if table.is_file() and is_said_table(table) else None


def read_questions(table: Path) -> Questions:
    """Read a table of questions and the sound of each clip.

    Raises UnsupportedFormat if the table says nothing of clips.
    """
    read = dict[str, AskedClip | str]()
    clips, errors = list[AskedClip](), list[tuple[Path, int, str]]()
    for line in read_asked(table):
        asked = line.asked
        if asked is None:
            errors.append((table, line.line, line.error or ""))
            continue
        if asked.clip not in read:
            read[asked.clip] = _read(table.parent, asked)
        found = read[asked.clip]
        if isinstance(found, str):
            errors.append((table, line.line, found))
        else:
            clips.append(replace(found, asked=asked))
    return _apart(table, clips, errors)


def _read(folder: Path, asked: Asked) -> AskedClip | str:
    """Read the sound of a clip, or say why it cannot be judged."""
    try:
        identity = identify(folder / asked.clip)
    except LinnetError as error:
        return error.message
    if identity.plain:
        return "The clip is silent, so its sound does not name it."
    return AskedClip(asked, identity.digest)


def _apart(
    table: Path, clips: Sequence[AskedClip], errors: list[tuple[Path, int, str]]
) -> Questions:
    """Leave out clips of equal sound from other places: nobody could say which was judged."""
    origins: dict[bytes, set[tuple[bytes, int]]] = {}
    for each in clips:
        origins.setdefault(each.digest, set()).add((each.asked.sound, each.asked.clip_start_ms))
    kept = []
    for each in clips:
        if len(origins[each.digest]) == 1:
            kept.append(each)
        else:
            errors.append((table, 0, f"{each.asked.clip} sounds exactly like another clip."))
    return Questions(kept, errors)


def at_home(said: Iterable[Said], questions: Sequence[AskedClip]) -> Iterator[Said]:
    """Say of the recordings what people said of their clips; all else is left out."""
    origins = {each.digest: each.asked for each in questions}
    for each in said:
        origin = origins.get(each.digest)
        if origin is not None:
            yield replace(
                each,
                digest=origin.sound,
                start_ms=each.start_ms + origin.clip_start_ms,
                end_ms=each.end_ms + origin.clip_start_ms,
            )
