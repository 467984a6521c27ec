"""Makes folders, and names in them, that outlast a power cut."""

from __future__ import annotations

import errno
import os
from pathlib import Path

# Some file systems, such as network shares, cannot write out a folder, or let nobody open it.
_CANNOT = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF}


def make_folder(folder: Path) -> list[Path]:
    """Make a folder, with any number of missing folders above it; returns those made.

    Raises OSError.
    """
    missing = []
    for place in (folder, *folder.parents):
        if os.path.isdir(place):
            break
        missing.append(place)
    for place in reversed(missing):
        try:
            os.mkdir(place)
        except FileNotFoundError as error:  # its parent is there, and takes no folders
            raise PermissionError(errno.EPERM, "no folder can be made there", place) from error
        except FileExistsError:
            if not os.path.isdir(place):  # else another program made it meanwhile
                raise
        sync_folder(place.parent)
    return missing[::-1]


def sync_tree(folder: Path) -> None:
    """Write out a folder, with all files and folders in it. Raises OSError."""
    for place, _, names in os.walk(folder):
        for name in names:
            # Windows writes out only what is open for writing.
            with open(os.path.join(place, name), "r+b") as file:
                os.fsync(file.fileno())
        sync_folder(Path(place))


def sync_folder(folder: Path) -> None:
    """Write out which names a folder has, where the system can; a file's own sync does not."""
    if os.name == "nt":  # NTFS keeps names in its journal
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
