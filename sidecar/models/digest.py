"""The SHA-256 of a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sidecar.regular import open_regular


def sha256(path: Path) -> str:
    """Digest a file without holding it in memory."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
