"""The SHA-256 of a file, and the names that follow from it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sidecar.regular import open_regular


def sha256(path: Path) -> str:
    """Digest a file without holding it in memory."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def version_id_of(sha256: str, converter: str) -> str:
    """Name an exact version of a model by its published weights and their conversion."""
    return f"{sha256[:12]}-{converter}"
