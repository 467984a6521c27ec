"""The SHA-256 of a file and of a record, and the names that follow from them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sidecar.regular import open_regular


def sha256(path: Path) -> str:
    """Digest a file without holding it in memory."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def version_id_of(sha256: str, converter: str) -> str:
    """Name an exact version of a model by its published weights and their conversion."""
    return f"{sha256[:12]}-{converter}"


def record_digest(record: dict[str, Any]) -> str:
    """Digest the record of an installation, but for its own digest."""
    # Of the JSON, not of a class, which may have other fields by then.
    rest = {name: value for name, value in record.items() if name != "digest"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
