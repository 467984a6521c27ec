"""Names unfinished files after the process that writes them, and removes what ended ones left.

A name ends in `.HOST-PID-START.partial`: a hash of the computer's name, and the process with its
start. So no sweep removes the file of a process that still runs, here or on another computer.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

END = ".partial"

# SQLite keeps files beside an unfinished catalog, and the cache beside unfinished numbers.
_NAME = re.compile(
    r".*\.([0-9a-f]{8})-([0-9]{1,10})-([0-9a-z]{1,20})(\.[a-z0-9]+)?\.partial(-[a-z]+)?",
    re.DOTALL,
)
# The start of a process that belongs to somebody else.
_UNKNOWN = "0"

# Nobody here can ask whether a process of another computer still runs.
_OTHER_COMPUTER_S = 24 * 3600.0


@cache
def _host() -> str:
    # Python's own way loads what opens sockets, on Windows.
    name = os.environ.get("COMPUTERNAME", "") if os.name == "nt" else os.uname().nodename
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()[:8]


def mark() -> str:
    """Name this process at the end of an unfinished file's name."""
    pid = os.getpid()
    return f".{_host()}-{pid}-{_started(pid)}{END}"


def marked(path: Path) -> bool:
    """Tell whether a name says which process writes the file."""
    return _NAME.fullmatch(path.name) is not None


def left(path: Path) -> bool:
    """Tell whether a process that has ended left this unfinished file or folder."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return False
    host, pid, start = found.groups()[:3]
    if host == _host():
        return _started(int(pid)) not in (start, _UNKNOWN)
    try:
        return path.stat().st_mtime < time.time() - _OTHER_COMPUTER_S
    except OSError:
        return False


def leftovers(folder: Path, pattern: str = "*") -> Iterator[Path]:
    """List what ended processes left in a folder."""
    with suppress(OSError):
        yield from [path for path in folder.glob(pattern) if END in path.name and left(path)]


def sweep(folder: Path, pattern: str = "*") -> None:
    """Remove what ended processes left in a folder."""
    for path in leftovers(folder, pattern):
        remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder, as far as the system lets us."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _started(pid: int) -> str | None:
    """Say when a process started; None if there is no such process.

    Linux counts from its own start: a corrected clock must not make a process look like another.
    """
    with suppress(OSError, ValueError, IndexError):
        status = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
        return status.rpartition(")")[2].split()[19]
    # Imported here, because the handshake of a sidecar must not wait for it.
    import psutil

    try:
        return f"{round(psutil.Process(pid).create_time() * 1000)}"
    except psutil.NoSuchProcess:
        return None
    except psutil.Error:  # it runs, and belongs to somebody else
        return _UNKNOWN
