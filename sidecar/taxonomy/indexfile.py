"""A file of named arrays of bytes and numbers, which is read at once.

The file begins with a mark, the length of a header in JSON, and the header: what the writer says of
the arrays, and the type, shape and place of each. All of it is written whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.regular import read_regular
from sidecar.wholefile import whole_file

Array = npt.NDArray[Any]

# The number grows with each change of what the arrays mean; an older index is then made again.
_MARK = b"linnet-names-1\n"
_LENGTH = 8
_ALIGNED = 64
_KINDS = ("|u1", "<u4", "|S8")


def write_index(path: Path, says: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Write arrays of bytes, whole numbers or short texts. Raises StorageFull and the like."""
    kept = {name: np.ascontiguousarray(each) for name, each in arrays.items()}
    places: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, each in kept.items():
        places[name] = (each.dtype.str, len(each), at)
        at += -(-each.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps({"says": dict(says), "arrays": places}).encode()
    with whole_file(path) as file:
        file.write(_MARK + len(header).to_bytes(_LENGTH, "little") + header)
        file.write(bytes(_begin(len(header)) - file.tell()))
        for each in kept.values():
            file.write(each.tobytes())
            file.write(bytes(-each.nbytes % _ALIGNED))


def read_index(path: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """Read an index: what its writer says, and the arrays, which share one block of memory.

    Raises ValueError for a file that is no index of this form, UnsupportedFormat and OSError.
    """
    content = read_regular(path)
    length = len(_MARK) + _LENGTH
    if not content.startswith(_MARK):
        raise ValueError("This file is no index of names.")
    size = int.from_bytes(content[len(_MARK) : length], "little")
    header = json.loads(content[length : length + size])
    begin = _begin(size)
    arrays = {}
    for name, (kind, count, at) in header["arrays"].items():
        if kind not in _KINDS:
            raise ValueError("The index of names has arrays of another kind.")
        # Raises ValueError where the file is cut.
        arrays[name] = np.frombuffer(content, np.dtype(kind), count, begin + at)
    return header["says"], arrays


def _begin(header: int) -> int:
    """Give the place of the first array behind a header of so many bytes."""
    return -(-(len(_MARK) + _LENGTH + header) // _ALIGNED) * _ALIGNED
