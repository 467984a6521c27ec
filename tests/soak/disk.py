"""A folder as it would be after a power cut, rebuilt from a log of what was done to it.

`recorder.c` writes the log. After a cut, a file has all that it had at its last sync, and any of
what was written since, torn at sectors of 512 bytes. A folder has all names that it had at its last
sync, and the first few of those that came or went since.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("=B7xQqQQQ")
_SECTOR = 512


@dataclass(frozen=True)
class Act:
    """Something done to a file or folder; `kind` is the letter that the recorder writes.

    C creates, T sets the size, W writes, S syncs a file, D a folder, R renames, U removes, M makes
    a folder, L links, and A is an answer to the client.
    """

    kind: str
    file: int
    at: int
    path: str
    other: str
    data: bytes


def read_log(path: Path) -> list[Act]:
    """Read what the recorder wrote."""
    acts = []
    log = memoryview(path.read_bytes())
    place = 0
    while place + _HEAD.size <= len(log):
        kind, file, at, *lengths = _HEAD.unpack_from(log, place)
        place += _HEAD.size
        parts = []
        for length in lengths:
            parts.append(bytes(log[place : place + length]))
            place += length
        first, second = (os.fsdecode(part) for part in parts[:2])
        acts.append(Act(chr(kind), file, at, first, second, parts[2]))
    return acts


@dataclass
class _File:
    """A file's bytes on the disk, and the acts that are not synced yet."""

    held: bytearray = field(default_factory=bytearray)
    loose: list[Act] = field(default_factory=list)

    def sync(self) -> None:
        for act in self.loose:
            _apply(self.held, act.kind, act.at, act.data)
        self.loose.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        held = bytearray(self.held)
        for act in self.loose:
            fate = chance.random()
            if fate < 0.4:
                _apply(held, act.kind, act.at, act.data)
            elif fate < 0.6 and act.kind == "W":
                for at, piece in _sectors(act):
                    if chance.random() < 0.5:
                        _apply(held, "W", at, piece)
        return bytes(held)


def _apply(held: bytearray, kind: str, at: int, data: bytes) -> None:
    if kind == "T":
        if at < len(held):
            del held[at:]
        else:
            held.extend(bytes(at - len(held)))
        return
    if len(held) < at:
        held.extend(bytes(at - len(held)))
    held[at : at + len(data)] = data


def _sectors(act: Act) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(act.data):
        stop = place + _SECTOR - (act.at + place) % _SECTOR
        yield act.at + place, act.data[place:stop]
        place = stop


class Disk:
    """The files and folders below `root`, which stood in `base` before the first act."""

    def __init__(self, root: Path, base: Path) -> None:
        self._root, self._base = str(root), base
        # By path, as the running system sees them; None is a folder.
        self._names: dict[str, _File | None] = {}
        self._kept: dict[str, dict[str, _File | None]] = {}  # by folder: names on the disk
        self._moves: dict[str, list[tuple[str, _File | None, bool]]] = {}  # by folder: not synced
        self._by_number: dict[int, _File] = {}
        for folder, folders, files in os.walk(base):
            here = self._root + folder[len(str(base)) :]
            kept = self._kept.setdefault(here, {})
            for name in folders:
                self._names[f"{here}/{name}"] = kept[name] = None
            for name in files:
                path = Path(folder) / name
                if not path.is_file():
                    continue  # a pipe
                self._names[f"{here}/{name}"] = kept[name] = _File(bytearray(path.read_bytes()))

    def act(self, act: Act) -> None:
        """Let something happen."""
        match act.kind:
            case "C":
                self._by_number[act.file] = made = _File()
                self._name(act.path, made)
            case "W" | "T":
                self._file(act).loose.append(act)
            case "S":
                self._file(act).sync()
            case "D":
                self._sync_folder(act.path)
            case "M":
                self._kept[act.path] = {}
                self._name(act.path, None)
            case "L":
                self._name(act.path, self._by_number.get(act.file, _File()))
            case "U":
                self._unname(act.path)
            case "R":
                self._rename(act)

    def _file(self, act: Act) -> _File:
        """Find a file by its number, or at first by its name."""
        found = self._by_number.get(act.file)
        if found is None:
            found = self._names.get(act.path) or _File()
            self._by_number[act.file] = found
        return found

    def _name(self, path: str, file: _File | None) -> None:
        self._names[path] = file
        folder, _, name = path.rpartition("/")
        self._moves.setdefault(folder, []).append((name, file, True))

    def _unname(self, path: str) -> None:
        self._names.pop(path, None)
        folder, _, name = path.rpartition("/")
        self._moves.setdefault(folder, []).append((name, None, False))

    def _rename(self, act: Act) -> None:
        """Move a name; within a folder both halves of it happen, or neither."""
        inside = [path for path in self._names if path.startswith(act.path + "/")]
        file = self._names.pop(act.path, None)
        self._names[act.other] = file
        for path in inside:
            self._names[act.other + path[len(act.path) :]] = self._names.pop(path)
        for path in [each for each in self._kept if f"{each}/".startswith(f"{act.path}/")]:
            moved = act.other + path[len(act.path) :]
            self._kept[moved] = self._kept.pop(path)
            self._moves[moved] = self._moves.pop(path, [])
        (one, _, name), (two, _, new) = act.path.rpartition("/"), act.other.rpartition("/")
        if one == two:
            self._moves.setdefault(one, []).append((f"{name}\0{new}", file, True))
        else:
            self._moves.setdefault(two, []).append((new, file, True))
            self._moves.setdefault(one, []).append((name, None, False))

    def _sync_folder(self, folder: str) -> None:
        kept = self._kept.setdefault(folder, {})
        for move in self._moves.pop(folder, []):
            _move(kept, move)

    def after_a_cut(self, target: Path, chance: random.Random) -> None:
        """Write the folder as a power cut now may leave it."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        self._write(self._root, target, chance)

    def _write(self, folder: str, target: Path, chance: random.Random) -> None:
        names = dict(self._kept.get(folder, {}))
        moves = self._moves.get(folder, [])
        for move in moves[: chance.randint(0, len(moves))]:
            _move(names, move)
        for name, file in names.items():
            if file is None:
                (target / name).mkdir()
                self._write(f"{folder}/{name}", target / name, chance)
            else:
                (target / name).write_bytes(file.after_a_cut(chance))


def _move(names: dict[str, _File | None], move: tuple[str, _File | None, bool]) -> None:
    name, file, comes = move
    old, renamed, new = name.partition("\0")
    if renamed:
        names.pop(old, None)
        names[new] = file
    elif comes:
        names[name] = file
    else:
        names.pop(name, None)


def answers(acts: Sequence[Act]) -> Iterator[tuple[int, bytes]]:
    """List the lines that the client got, each with the number of the act that completed it."""
    line = b""
    for number, act in enumerate(acts):
        if act.kind == "A":
            *whole, line = (line + act.data).split(b"\n")
            for each in whole:
                yield number, each
