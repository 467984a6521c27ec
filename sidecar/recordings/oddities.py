"""What is odd about a folder before its import, and what a person can do about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median_low
from typing import TypeVar

from sidecar.app.ledger import Ledger
from sidecar.audio.fingerprint import read_head
from sidecar.audio.folders import Folders
from sidecar.audio.path import path_text
from sidecar.audio.source import latest_start
from sidecar.contract.notes import NoteKind
from sidecar.contract.recordings import Fix, FolderTrouble
from sidecar.errors import LinnetError
from sidecar.recordings.proposals import note_start
from sidecar.recordings.seen import Found, Seen, on_clock

Value = TypeVar("Value")

_YEAR_S = 366 * 86_400.0
# Clocks that were never set stand in these years; no AudioMoth is so old.
_UNSET_BEFORE = 2000
# Less is one loud call.
_CLIPPED = 0.001
# Files of a folder whose beginnings are compared with those of other folders.
_COMPARED = 3

_FIXES: Mapping[NoteKind, tuple[Fix, ...]] = {
    "recorderTwice": ("site", "leaveOut"),
    "severalRecorders": ("site", "leaveOut"),
    "clockUnset": ("year", "shift", "leaveOut"),
    "startInFuture": ("year", "shift", "leaveOut"),
    "clockApart": ("year", "shift", "leaveOut"),
    "startApart": ("leaveOut",),
    "otherZone": ("timezone", "leaveOut"),
    "withoutStart": ("leaveOut",),
    "copied": ("leaveOut",),
    "knownAlready": ("leaveOut",),
    "unreadable": ("leaveOut",),
}
_OF_CLOCK: frozenset[Fix] = frozenset({"year", "shift"})


@dataclass(frozen=True)
class Neighbours:
    """What other folders say about one: those of its recorder, of its files, and their year."""

    same_recorder: Sequence[Path] = ()
    copies: Mapping[Path, int] = field(default_factory=dict)
    year: int | None = None


ALONE = Neighbours()


def trouble(folder: Found, known: int, others: Neighbours = ALONE) -> list[FolderTrouble]:
    """Tell what is odd about a folder; of one that was left out, nothing is."""
    if folder.left_out:
        return []
    ledger = Ledger()
    if known and known == len(folder.files):
        ledger.add("knownAlready", count=known)
    for path in others.same_recorder:
        serial = commonest(each.says.serial for each in folder.seen)
        ledger.add("recorderTwice", path_text(path), what=serial or "")
    for path, count in others.copies.items():
        ledger.add("copied", path_text(path), count=count)
    if _is_apart(folder, others.year):
        ledger.add("clockApart", what=str(others.year))
    _note_starts(ledger, folder)
    _note_sound(ledger, folder)
    seen = {each.facts.path for each in folder.seen}
    for path in folder.files if not folder.left else ():
        if path not in seen:
            ledger.add("unreadable", path.name)
    # One shift would put the clock of the other files wrong.
    mixed = any(folder.starts) and any(start is None for start in folder.starts)
    shift_s = _shift_to(folder, others.year)
    found = []
    for note in ledger.notes():
        fixes = [each for each in _FIXES.get(note.kind, ()) if not mixed or each not in _OF_CLOCK]
        found.append(
            FolderTrouble(
                **note.model_dump(),
                fixes=fixes,
                shift_seconds=shift_s if not _OF_CLOCK.isdisjoint(fixes) else None,
            )
        )
    return found


def _note_sound(ledger: Ledger, folder: Found) -> None:
    rate = commonest(each.facts.rate_hz for each in folder.seen)
    recorders = Counter(each.says.serial for each in folder.seen if each.says.serial)
    for serial, _ in recorders.most_common()[1:]:
        ledger.add("severalRecorders", serial, what=recorders.most_common(1)[0][0])
    shares = [each.level.share for each in folder.seen if each.level]
    for each in folder.seen:
        if each.facts.rate_hz != rate:
            ledger.add("severalRates", each.facts.path.name, what=f"{rate:,}")
        if each.disagrees:
            ledger.add("clocksDisagree", each.facts.path.name)
        if each.level and each.level.share > _CLIPPED:
            ledger.add("clipped", each.facts.path.name, what=f"{sum(shares) / len(shares):.1%}")


def _note_starts(ledger: Ledger, folder: Found) -> None:
    starts = sorted(on_clock(each) for each in folder.starts if each)
    usual = median_low(starts) if starts else datetime.min
    for each, start in zip(folder.seen, folder.starts, strict=True):
        name = each.facts.path.name
        if start is None:
            note_lack(ledger, name, each.shown)
            continue
        if abs((on_clock(start) - usual).total_seconds()) > _YEAR_S:
            ledger.add("startApart", f"{name}: {start.isoformat()}")
        note_start(ledger, name, start, each.says.latitude, each.says.longitude)


def note_lack(ledger: Ledger, name: str, shown: datetime | None) -> None:
    """Say why a file has no start; `shown` is what its clock showed, which cannot be true."""
    if shown is None:
        ledger.add("withoutStart", name)
    elif shown.year < _UNSET_BEFORE or not is_ahead(shown):
        ledger.add("clockUnset", name, what=str(shown.year))
    else:
        ledger.add("startInFuture", f"{name}: {shown.isoformat()}", what=str(shown.year))


def is_ahead(start: datetime) -> bool:
    """Tell whether a start lies in the future."""
    return (start if start.tzinfo else start.replace(tzinfo=UTC)) > latest_start()


# What other folders say.


def neighbours(folders: Sequence[Found], named: Sequence[Folders]) -> list[Neighbours]:
    """Compare the folders of an import with each other; those left out do not count."""
    those = [(each, names) for each, names in zip(folders, named, strict=True) if each.seen]
    standing = [(each, names) for each, names in those if not each.left_out]
    usual = {each.path: start for each, _ in standing if (start := _usual(each)) is not None}
    copies = _copies([each for each, _ in standing])
    recorders = _recorders(standing)
    return [
        ALONE
        if each.left_out
        else Neighbours(
            recorders.get(each.path, ()),
            copies.get(each.path, {}),
            _year([start for path, start in usual.items() if path != each.path]),
        )
        for each in folders
    ]


def _recorders(standing: Sequence[tuple[Found, Folders]]) -> dict[Path, list[Path]]:
    """Find, for each folder, those of the same recorder at other sites."""
    by_serial = defaultdict(list)
    for folder, names in standing:
        serial = commonest(each.says.serial for each in folder.seen)
        if serial is not None and names.site is not None:
            by_serial[serial].append((folder.path, (names.survey, names.site)))
    return {
        path: [other for other, there in those if there != site]
        for those in by_serial.values()
        for path, site in those
    }


def _copies(folders: Sequence[Found]) -> dict[Path, dict[Path, int]]:
    """Find folders with the same files: equal names and sizes, and some with equal beginnings."""
    at = defaultdict[_File, list[Path]](list)
    for folder in folders:
        for each in folder.seen:
            at[_file(each)].append(each.facts.path)
    beginning = _Beginnings()
    files = {each.path: {_file(seen) for seen in each.seen} for each in folders}
    found: dict[Path, dict[Path, int]] = {}
    for folder in folders:
        shared = sorted(file for file in files[folder.path] if len(at[file]) > 1)
        others: set[Path] | None = None
        for file in shared[:: max(1, len(shared) // _COMPARED)][:_COMPARED]:
            own = next(path for path in at[file] if path.parent == folder.path)
            alike = {
                path.parent
                for path in at[file]
                if path.parent != folder.path and beginning.equal(own, path)
            }
            others = alike if others is None else others & alike
        found[folder.path] = {
            other: len(files[folder.path] & files[other]) for other in sorted(others or ())
        }
    return found


_File = tuple[str, int]  # a name, and a size


def _file(seen: Seen) -> _File:
    return seen.facts.path.name.casefold(), seen.facts.size_bytes


class _Beginnings:
    """The beginnings of files, each read once. Silence is like no other."""

    def __init__(self) -> None:
        self._read: dict[Path, bytes | None] = {}

    def equal(self, one: Path, other: Path) -> bool:
        mine = self._of(one)
        return mine is not None and mine == self._of(other)

    def _of(self, path: Path) -> bytes | None:
        if path not in self._read:
            self._read[path] = None
            with suppress(LinnetError, OSError):  # whoever reads it says why it cannot
                head = read_head(path)
                self._read[path] = None if head.plain else head.digest
        return self._read[path]


def same_names(folders: Sequence[Found]) -> int:
    """Count the files whose names files of other folders have too."""
    folders_of = defaultdict(set)
    for folder in folders:
        for path in () if folder.left_out else folder.files:
            folders_of[path.name.casefold()].add(folder.path)
    return sum(
        len(folders_of[path.name.casefold()]) > 1
        for folder in folders
        for path in (() if folder.left_out else folder.files)
    )


def _usual(folder: Found) -> datetime | None:
    starts = [on_clock(each) for each in folder.starts if each is not None]
    return median_low(starts) if starts else None


def _year(usual: Sequence[datetime]) -> int | None:
    """Give the year of other folders, if two or more have one and the same."""
    years = Counter(each.year for each in usual).most_common(1)
    return years[0][0] if years and years[0][1] > 1 else None


def _is_apart(folder: Found, year: int | None) -> bool:
    """Tell whether a folder's clock is more than a year from the others' year."""
    usual = _usual(folder)
    if usual is None or year is None:
        return False
    return usual + timedelta(days=366) < datetime(year, 1, 1) or usual - timedelta(
        days=366
    ) > datetime(year, 12, 31)


def _shift_to(folder: Found, year: int | None) -> float | None:
    """Propose the shift that puts what a clock showed into the others' year.

    A clock that was never set tells nothing of the day, so there is no proposal for it.
    """
    shown = min((on_clock(each.shown) for each in folder.seen if each.shown), default=None)
    if year is None or shown is None or shown.year == year:
        return None
    if shown.year < _UNSET_BEFORE:
        return None
    try:
        there = shown.replace(year=year)
    except ValueError:  # 29 February
        there = shown.replace(year=year, day=28)
    return None if is_ahead(there) else (there - shown).total_seconds()


def commonest(values: Iterable[Value | None]) -> Value | None:
    counted = Counter(each for each in values if each is not None)
    return counted.most_common(1)[0][0] if counted else None
