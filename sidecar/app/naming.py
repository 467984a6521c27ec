"""What the kept table and the installed taxonomy tell a range model of scientific names."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from sidecar.models.ranges.join import Naming, no_code
from sidecar.taxonomy.kept import installed, taxonomy
from sidecar.taxonomy.synonyms import synonyms, table_digest


def naming_of(folder: Path) -> Naming:
    """Join the kept table of synonyms and the taxonomy of a folder, if one is installed."""
    record = installed(folder)
    return _naming(folder, record.sha256 if record else None)


@lru_cache(maxsize=4)
def _naming(folder: Path, digest: str | None) -> Naming:
    known = taxonomy(folder) if digest else None
    content = hashlib.sha256(f"{table_digest()} {digest if known else None}".encode())
    return Naming(
        code_of=known.code_of if known else no_code,
        alike=synonyms().alike,
        digest=content.hexdigest(),
    )
