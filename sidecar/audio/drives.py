"""Removable drives by their label: `FIELD 1::2023/rec.wav` is a file on the drive "FIELD 1".

A card or disk may get a new letter or mount point each time; its label stays.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath, PureWindowsPath

from sidecar.audio.path import is_there, path_text, text_path
from sidecar.errors import RecordingNotFound

_URL = re.compile(r"([^/\\:]+)::(.+)", re.DOTALL)

# Desktops mount drives below these folders, each in a folder named by its label.
_USERS = ("/media", "/run/media")  # or one level further down, in the user's folder
_SHARED = "/mnt"
_MACOS = "/Volumes"


@dataclass(frozen=True)
class Drive:
    label: str
    place: Path


class Drives:
    """The connected drives; `named` ones come before mounted ones."""

    def __init__(self, named: Mapping[str, Path], mounted: Callable[[], Iterable[Drive]]) -> None:
        self._named = [Drive(label, place) for label, place in named.items()]
        self._mounted = mounted
        self._seen: dict[Path, bool] = {}

    @cached_property
    def connected(self) -> list[Drive]:
        """List the drives; the list is made once, at the first call."""
        return [*self._named, *self._mounted()]

    @cached_property
    def _begins(self) -> list[tuple[Drive, str]]:
        """Give the drives, with how the paths of their files begin."""
        return [(drive, os.path.normcase(drive.place)) for drive in self.connected]

    def find(self, url: str) -> Path:
        """Find the path of a recording's url; the file may be missing.

        Raises RecordingNotFound when the drive is not connected, or the url leads out of it.
        """
        parts = split_url(url)
        if parts is None:
            return text_path(url)
        label, inside = parts
        if inside.is_absolute() or ".." in inside.parts:
            raise RecordingNotFound(f"{url} is not a place on a drive.", path=url)
        places = [drive.place / inside for drive in self._of(label)]
        if not places:
            raise RecordingNotFound(
                f'The drive "{label}" is not connected.',
                hint="Connect the drive, or give the recordings' new place: `recordings relink`.",
                path=url,
            )
        return next((place for place in places if is_there(place)), places[0])

    def urls(self, path: Path) -> list[str]:
        """List the urls that a catalog may have for a file: its path, and a url by each drive."""
        found = [path_text(path)]
        text = os.path.normcase(path)
        for drive, begin in self._begins:
            # Few files lie on a drive, and texts are compared sooner than paths.
            if not text.startswith(begin):
                continue
            if path != drive.place and path.is_relative_to(drive.place):
                inside = path.relative_to(drive.place)
                found.append(f"{drive.label}::{inside.as_posix()}")
                found.append(f"{drive.label}::{PureWindowsPath(inside)}")
        return list(dict.fromkeys(found))

    def holding(self, path: Path) -> Drive | None:
        """Tell on which drive a path lies, connected or not; None if on none, as far as it tells.

        A folder that a person named as a drive comes before those where systems mount them.
        """
        text = os.path.normcase(path)
        for drive, begin in self._named_begins:
            if text.startswith(begin) and path != drive.place and path.is_relative_to(drive.place):
                return drive
        return drive_of(path)

    def is_away(self, drive: Drive) -> bool:
        """Tell whether a drive is not connected; each is looked at once."""
        if drive.place not in self._seen:
            self._seen[drive.place] = is_connected(drive)
        return not self._seen[drive.place]

    def holds_away(self, url: str) -> bool:
        """Tell whether a recording's url is on a drive that is not connected."""
        try:
            drive = self.holding(self.find(url))
        except (RecordingNotFound, OSError):
            return split_url(url) is not None
        return drive is not None and self.is_away(drive)

    @cached_property
    def _named_begins(self) -> list[tuple[Drive, str]]:
        return [(drive, os.path.normcase(drive.place)) for drive in self._named]

    def _of(self, label: str) -> list[Drive]:
        """List the drives with a label; file systems may change its case."""
        exact = [drive for drive in self.connected if drive.label == label]
        alike = [drive for drive in self.connected if drive.label.casefold() == label.casefold()]
        return exact or alike


def split_url(url: str) -> tuple[str, PurePosixPath] | None:
    """Split a url by drive into label and path; None for a plain path."""
    match = _URL.fullmatch(url)
    if match is None or url.startswith("file://"):
        return None
    return match[1], PurePosixPath(PureWindowsPath(match[2]).as_posix())


def drive_of(path: Path) -> Drive | None:
    """Tell on which drive a path lies, connected or not, by the folders where systems mount them.

    None for a path on no removable drive, as far as the path tells.
    """
    if sys.platform == "win32":
        return Drive(path.drive, Path(path.anchor)) if path.drive else None
    text = str(path)  # a thousand paths are asked at once, and parsing them takes longer than this
    for folder in (_SHARED, _MACOS, *_USERS):
        if not text.startswith(f"{folder}/"):
            continue
        first, *rest = text.removeprefix(f"{folder}/").split("/")
        place = f"{folder}/{first}"
        if folder in _USERS and len(rest) > 1 and not os.path.ismount(place):
            first = rest[0]
            place += f"/{first}"  # in the user's own folder
        return Drive(first, Path(place)) if rest else None
    return None


def is_connected(drive: Drive) -> bool:
    """Tell whether a drive is there now; an empty folder that nothing is mounted on is none."""
    try:
        with os.scandir(drive.place) as entries:
            return next(entries, None) is not None or os.path.ismount(drive.place)
    except OSError:
        return False


def mounted() -> Iterable[Drive]:
    """List the mounted drives, as the operating system reports them."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _inside(Path(_MACOS))
    return _linux()


def _linux() -> Iterator[Drive]:
    labels = _labels_by_device(Path("/dev/disk/by-label"))
    for device, place in _mounts(Path("/proc/self/mounts")):
        name = labels.get(device)
        if name is not None:
            yield Drive(name, place)
    yield from _inside(Path(_SHARED))
    for folder in _USERS:
        for drive in _inside(Path(folder)):
            yield drive
            yield from _inside(drive.place)


def _labels_by_device(folder: Path) -> dict[str, str]:
    try:
        links = list(folder.iterdir())
    except OSError:
        return {}
    return {
        os.path.realpath(link): _unescaped(link.name, r"\\x([0-9a-f]{2})", 16) for link in links
    }


def _mounts(table: Path) -> Iterator[tuple[str, Path]]:
    try:
        lines = table.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        device, place, *_ = line.split(" ")
        if device.startswith("/dev/"):
            yield os.path.realpath(device), Path(_unescaped(place, r"\\([0-7]{3})", 8))


def _unescaped(text: str, pattern: str, base: int) -> str:
    raw = re.sub(
        pattern.encode(),
        lambda match: bytes([int(match[1], base) & 0xFF]),
        os.fsencode(text),
    )
    return os.fsdecode(raw)


def _inside(folder: Path) -> list[Drive]:
    # The drives themselves are not read: a missing network share would block us.
    try:
        with os.scandir(folder) as entries:
            names = sorted(each.name for each in entries if each.is_dir(follow_symlinks=False))
    except OSError:
        return []
    return [Drive(name, folder / name) for name in names]


def _windows() -> Iterator[Drive]:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    connected = kernel.GetLogicalDrives()
    for number in range(26):
        root = f"{chr(ord('A') + number)}:\\"
        label = ctypes.create_unicode_buffer(261)
        # An empty drive must not open a dialogue that asks for a disk.
        before = kernel.SetErrorMode(1)
        known = connected >> number & 1 and kernel.GetVolumeInformationW(
            root, label, len(label), None, None, None, None, 0
        )
        kernel.SetErrorMode(before)
        if known and label.value:
            yield Drive(label.value, Path(root))
