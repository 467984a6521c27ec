"""The folder of the installed taxonomy: the published table, an index of it, and what it is.

The table is kept as it was published. The index is made of it once, and again if it is missing,
damaged, or of another table.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from sidecar.durable import make_folder
from sidecar.errors import LinnetError, UnsupportedFormat
from sidecar.regular import open_regular, read_regular
from sidecar.taxonomy.indexfile import read_index, write_index
from sidecar.taxonomy.published import TAXONOMY, Published
from sidecar.taxonomy.table import Taxa, read_taxonomy
from sidecar.taxonomy.taxonomy import Taxonomy, arrays_of
from sidecar.wholefile import sweep, whole_files

_TABLE, _INDEX, _RECORD = "taxonomy.csv", "taxonomy.names", "installed.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Record:
    """What is installed. `version` is None for a table that is not the published one."""

    version: str | None
    sha256: str
    source: str
    taxa: int
    languages: tuple[str, ...]
    installed_at: datetime


def install(
    folder: Path,
    table: Path,
    *,
    source: str,
    published: Published = TAXONOMY,
    last_moment: Callable[[], None] = lambda: None,
) -> tuple[Record, Taxa]:
    """Keep a table in place of an earlier one; `last_moment` may raise to stop.

    Raises as `read_taxonomy`, and StorageFull. Whatever fails, the earlier one stays.
    """
    taxa = read_taxonomy(table)
    digest = _sha256(table)
    record = Record(
        version=published.version if digest == published.sha256 else None,
        sha256=digest,
        source=source,
        taxa=len(taxa),
        languages=tuple(taxa.names),
        installed_at=datetime.now(UTC).replace(microsecond=0),
    )
    last_moment()
    make_folder(folder)
    sweep(folder)
    with whole_files() as files:
        with files.file(folder / _TABLE) as copy, open_regular(table) as own:
            shutil.copyfileobj(own, copy)
        with files.file(folder / _RECORD) as file:
            file.write(json.dumps(asdict(record), indent=1, default=datetime.isoformat).encode())
    _write(folder, taxa, digest)
    return record, taxa


def installed(folder: Path) -> Record | None:
    """Tell what is installed in a folder; None if nothing is, or what is there cannot be read."""
    try:
        record = json.loads(read_regular(folder / _RECORD))
        languages, moment = tuple(record["languages"]), record["installed_at"]
        return Record(
            **{**record, "languages": languages, "installed_at": datetime.fromisoformat(moment)}
        )
    except (OSError, ValueError, LookupError, TypeError, UnsupportedFormat):
        return None


def taxonomy(folder: Path) -> Taxonomy | None:
    """Open the installed taxonomy; None if none is installed, or its table is lost or damaged.

    One is read once.
    """
    record = installed(folder)
    if record is None:
        return None
    try:
        return _opened(folder, record.sha256)
    except LinnetError as error:
        _log.warning("The installed taxonomy cannot be read: %s", error.message)
        return None


def remove(folder: Path) -> bool:
    """Remove the installed taxonomy; False if there was none."""
    there = (folder / _RECORD).exists() or (folder / _TABLE).exists()
    for name in (_RECORD, _INDEX, _TABLE):
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):  # something else lies there
        folder.rmdir()
    return there


@lru_cache(maxsize=2)
def _opened(folder: Path, digest: str) -> Taxonomy:
    with suppress(OSError, ValueError, LookupError, TypeError, UnsupportedFormat):
        says, arrays = read_index(folder / _INDEX)
        if says["table"] == digest:
            return Taxonomy(says["languages"], arrays)
    taxa = read_taxonomy(folder / _TABLE)
    with suppress(LinnetError):  # where nothing can be written, the index stays in memory
        _write(folder, taxa, digest)
    return Taxonomy(tuple(taxa.names), arrays_of(taxa))


def _write(folder: Path, taxa: Taxa, digest: str) -> None:
    says = {"table": digest, "languages": list(taxa.names)}
    write_index(folder / _INDEX, says, arrays_of(taxa))


def _sha256(path: Path) -> str:
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
