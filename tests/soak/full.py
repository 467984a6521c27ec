"""Full disks, read-only ones, locked catalogs, and folders that are pulled away, in each verb.

Each verb must answer with its result or with a typed error, and all that was told of before must be
there once the disk is well again. Where root may mount, the scene lies on a small file system in
memory, which is filled, made read-only and pulled away. Elsewhere a limit of file sizes counts as a
full disk, and the others are told as not tried.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.sidecar import Sidecar
from tests.factories import owl, write_wav
from tests.soak.fresh import fresh
from tests.soak.rows import Row
from tests.soak.scene import MODEL, Scene, make, remove
from tests.soak.verbs import VERBS, Asked, wire
from tests.soak.witness import Witness

INTERNAL = -32603
_ROOM_BYTES = 400 * 2**20
# Room beside what is there, when a disk counts as full: some for SQLite's journals, or none.
_FREE_BYTES = (0, 64 * 1024, 600 * 1024)
# Of 512 bytes: less than a catalog has, more than a request of a few rows writes.
_LIMIT_BLOCKS = 200


def may_mount() -> bool:
    """Try whether this process may mount a file system in memory."""
    if os.name == "nt" or os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    place = tempfile.mkdtemp(prefix="linnet-mount-")
    try:
        tried = _run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place, check=False)
        return tried == 0 and _run("umount", place) == 0
    finally:
        os.rmdir(place)


def _run(*command: str, check: bool = True) -> int:
    return subprocess.run(command, check=check, stderr=subprocess.DEVNULL).returncode


@dataclass
class Trouble:
    """What went wrong in one kind of trouble."""

    tried: int = 0
    refused: int = 0  # answered with a typed error
    untyped: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Disk:
    """A file system in memory at `place`; what is pulled away stays at `kept`."""

    def __init__(self, folder: Path) -> None:
        self.kept, self.place = folder / "kept", folder / "disk"
        for path in (self.kept, self.place):
            path.mkdir()
        _run("mount", "-t", "tmpfs", "-o", f"size={_ROOM_BYTES}", "tmpfs", str(self.kept))
        self.join()

    def join(self) -> None:
        _run("mount", "--bind", str(self.kept), str(self.place))

    def pull(self) -> None:
        _run("umount", "-l", str(self.place))

    def leave(self, free_bytes: int) -> None:
        used = shutil.disk_usage(self.kept).used
        size = max(4096, used + free_bytes)  # 0 would be no limit
        _run("mount", "-o", f"remount,size={size}", str(self.kept))

    def grow(self) -> None:
        _run("mount", "-o", f"remount,size={_ROOM_BYTES}", str(self.kept))

    def read_only(self, yes: bool) -> None:
        for path in (self.place, self.kept):
            _run("mount", "-o", f"remount,bind,{'ro' if yes else 'rw'}", str(path))

    def close(self) -> None:
        for path in (self.place, self.kept):
            _run("umount", "-l", str(path), check=False)


class Ground:
    """A scene, and a sidecar over it in trouble."""

    def __init__(self, folder: Path, disk: Disk | None) -> None:
        self.disk = disk
        self.scene = make((disk.place if disk else folder) / "scene")
        self.witness = Witness(self.scene)
        self._number = 0
        with Talking(self.scene) as sidecar:
            long = write_wav(self.scene.night / "long.wav", owl(180.0))
            self._done(sidecar, "infer", inputs=[str(long)], model=MODEL, minConfidence=0.05)
            method, params = VERBS["infer"](self.scene, 9_999_999, lambda method: {})
            first = self._done(sidecar, method, **params)["recordings"][0]
            self.witness.each = len(first["detections"])

    def _done(self, sidecar: Sidecar, method: str, **params: Any) -> dict[str, Any]:
        answered = sidecar.call(method, wire(params))
        assert "result" in answered, (method, answered)
        result: dict[str, Any] = answered["result"]
        self.witness.note(method, params, result)
        return result

    def during(
        self,
        name: str,
        begin: Callable[[], None],
        end: Callable[[], None],
        found: Trouble,
        *,
        after_s: float | None = None,
        limit: Sequence[str] = (),
    ) -> None:
        """Ask a verb while there is trouble; then see whether all is there, and ask again.

        The trouble begins `after_s` after the request, or before the sidecar starts.
        """
        self._number += 1
        about = f"{name} {self._number}"
        with Talking(self.scene) as sidecar:
            asked = VERBS[name](
                self.scene,
                self._number,
                lambda method, **params: self._done(sidecar, method, **params),
            )
        if after_s is None:
            begin()
        with Talking(self.scene, limit) as sidecar:
            id = sidecar.send(asked[0], wire(asked[1]))
            if after_s is not None:
                time.sleep(after_s)
                begin()
            answered = _answer(sidecar, id)
        end()
        self._judge(about, asked, answered, found)
        self._look(about, found)

    def elsewhere(self, other: Disk) -> Trouble:
        """Ask for results on another disk that is read-only, and then full."""
        found = Trouble()
        with Talking(self.scene) as sidecar:
            for trouble in ("read-only", "full"):
                if trouble == "read-only":
                    other.read_only(True)
                else:
                    other.read_only(False)
                    other.leave(0)
                for name, place in itertools.product(("backup", "export", "clips"), ("", "new/")):
                    self._number += 1
                    method, params = VERBS[name](self.scene, self._number, lambda method: {})
                    params["destination"] = f"{other.place}/{place}"
                    answered = sidecar.call(method, params)
                    self._judge(f"{name} to a {trouble} disk", (method, params), answered, found)
        self.witness.files.clear()
        self._look("elsewhere", found)
        return found

    def _judge(
        self, about: str, asked: Asked, answered: dict[str, Any] | None, found: Trouble
    ) -> None:
        found.tried += 1
        if answered is None:
            found.untyped.append(f"{about}: no answer")
        elif "error" in answered:
            found.refused += 1
            error = answered["error"]
            if error["code"] == INTERNAL or not error["message"]:
                found.untyped.append(f"{about}: {error}")
        else:
            self.witness.note(*asked, answered["result"])

    def _look(self, about: str, found: Trouble) -> None:
        with Talking(self.scene) as sidecar:
            checked = sidecar.call("catalog/check")
            problems = checked.get("result", {}).get("problems", [checked.get("error")])
            found.lost += [f"{about}: check: {each}" for each in problems]
            method, params = VERBS["annotate"](self.scene, 10**6 + self._number, lambda method: {})
            again = sidecar.call(method, wire(params))
            if "result" not in again:
                found.lost.append(f"{about}: afterwards: {again['error']}")
            else:
                self.witness.note(method, params, again["result"])
        found.lost += [f"{about}: {each}" for each in self.witness.wrong()]
        for path in self.scene.home.glob("*.backup-*"):
            remove(path)


class Talking:
    """A sidecar for the length of a block, with a limit of the shell if one is given."""

    def __init__(self, scene: Scene, limit: Sequence[str] = ()) -> None:
        self.sidecar = scene.start(by=limit)

    def __enter__(self) -> Sidecar:
        self.sidecar.call("query", {"select": "runs"})
        return self.sidecar

    def __exit__(self, *_: object) -> None:
        self.sidecar.close()


def _answer(sidecar: Sidecar, id: int) -> dict[str, Any] | None:
    try:
        while (message := sidecar.receive()).get("id") != id:
            pass
    except AssertionError:  # the sidecar ended
        return None
    return message


def full(ground: Ground, names: Sequence[str], chance: random.Random) -> Trouble:
    """Fill the disk before each verb; without mounts, no file may grow beyond a limit."""
    found = Trouble()
    for name in names:
        if ground.disk is None:
            limit = ("sh", "-c", f'ulimit -f {_LIMIT_BLOCKS}; exec "$@"', "sh")
            ground.during(name, _nothing, _nothing, found, limit=limit)
        else:
            free = chance.choice(_FREE_BYTES)
            disk = ground.disk
            ground.during(name, lambda: disk.leave(free), disk.grow, found)  # noqa: B023
    return found


def _nothing() -> None:
    pass


def read_only(ground: Ground, disk: Disk, names: Sequence[str]) -> Trouble:
    """Make the disk read-only before each verb."""
    found = Trouble()
    for name in names:
        ground.during(name, lambda: disk.read_only(True), lambda: disk.read_only(False), found)
    return found


def locked(ground: Ground, names: Sequence[str]) -> Trouble:
    """Lock the catalog by another program's transaction during each verb."""
    found = Trouble()
    for name in names:
        with closing(sqlite3.connect(ground.scene.catalog, isolation_level=None)) as other:
            ground.during(
                name,
                lambda: other.execute("BEGIN IMMEDIATE").close(),
                lambda: other.execute("ROLLBACK").close(),
                found,
            )
    return found


def pulled(ground: Ground, disk: Disk, names: Sequence[str], chance: random.Random) -> Trouble:
    """Pull the disk away during each verb, and put it back."""
    found = Trouble()
    for name in names:
        ground.during(name, disk.pull, disk.join, found, after_s=chance.uniform(0.001, 0.1))
        if strays := [*disk.place.parent.glob("disk/*/*/*")] and not disk.place.is_mount():
            found.lost.append(f"{name}: files came where the disk had been: {strays}")
    return found


def elsewhere(ground: Ground, folder: Path) -> Trouble:
    """Send results to another disk, which is read-only, and then full."""
    (folder / "other").mkdir()
    other = Disk(folder / "other")
    try:
        return ground.elsewhere(other)
    finally:
        other.close()


def attack(
    folder: Path, seed: int, names: Sequence[str], locked_out: Sequence[str]
) -> dict[str, Trouble | None]:
    """Try all troubles in some verbs; None is what may not be tried here."""
    chance = random.Random(seed)
    disk = Disk(folder) if may_mount() else None
    try:
        ground = Ground(folder, disk)
        found: dict[str, Trouble | None] = {
            "full disk": full(ground, names, chance),
            "locked catalog": locked(ground, locked_out),
            "read-only disk": read_only(ground, disk, names) if disk else None,
            "read-only or full place of results": elsewhere(ground, folder) if disk else None,
            "pulled disk": pulled(ground, disk, names, chance) if disk else None,
        }
    finally:
        if disk is not None:
            disk.close()
    return found


def main(scale: float = 1.0) -> list[Row]:
    """Try every trouble in every verb, `10 * scale` times."""
    names = [*VERBS] * max(1, round(10 * scale))
    with fresh("full") as (seed, folder):
        return rows(attack(folder, seed, names, names))


def rows(found: dict[str, Trouble | None]) -> list[Row]:
    """Make two rows of each trouble: its errors, and what was lost."""
    made = []
    way = "a file system in memory" if found["read-only disk"] else "a limit of file sizes"
    for name, trouble in found.items():
        if trouble is None:
            made.append(Row(name, "not tried: only root may mount", "0 untyped", held=False))
            continue
        for fault in [*trouble.untyped[:20], *trouble.lost[:20]]:
            print(f"full: {name}: {fault}"[:600])
        about = f"{name}, by {way}, {trouble.tried} times, {trouble.refused} refused"
        made += [
            Row(f"{about}: untyped", str(len(trouble.untyped)), "0", not trouble.untyped),
            Row(f"{about}: lost", str(len(trouble.lost)), "0", not trouble.lost),
        ]
    return made


if __name__ == "__main__":
    for row in main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.1):
        print(row)
