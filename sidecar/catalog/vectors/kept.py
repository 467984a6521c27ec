"""An index on disk: derived from the vector file, and built again if it does not fit.

A small head (`1-1.index`) names the graph beside it by its digest. It lists the rows, holds their
projection, and has a digest of some rows' bytes that proves that they are the same vectors. It is
renamed into place after the graph, so a reader sees the old pair or the new one.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import voyager
import xxhash

from sidecar.catalog.vectors.file import Rows
from sidecar.catalog.vectors.hnsw import HnswIndex, Projection
from sidecar.catalog.vectors.index import Source
from sidecar.errors import writing
from sidecar.run.windows import spread
from sidecar.scratch import leftovers, mark
from sidecar.values import Int64

_FORMAT = 1

# Rows whose bytes go into the proof.
_PROVED = 64

_READ = 4 << 20


@dataclass(frozen=True)
class PublishedIndex:
    """An index, and the first row `upto` of the file that it has not seen."""

    index: HnswIndex
    upto: int


def save(path: Path, known: PublishedIndex, rows: Rows) -> None:
    """Write an index beside the vectors; raises StorageFull."""
    index = known.index
    with writing(path):
        graph = path.with_name(f"{path.stem}.graph{mark()}")
        held = index.save(graph)
        _synced(graph)
        digest = _digest(graph)
        final = path.with_name(f"{path.stem}.{digest}.graph")
        graph.replace(final)
        about = {
            "format": _FORMAT,
            "graph": digest,
            "upto": known.upto,
            "proof": _proof(rows, held),
        }
        head = path.with_name(path.name + mark())
        with head.open("wb") as file:
            np.savez(
                file,
                allow_pickle=False,
                about=np.frombuffer(json.dumps(about).encode(), np.uint8),
                held=_stretches(held),
                mean=index.projection.mean,
                turn=index.projection.turn,
            )
        _synced(head)
        head.replace(path)
    for old in _outlived(path, final):
        with suppress(OSError):  # in use on Windows: a later call removes it
            old.unlink()


def _outlived(path: Path, graph: Path) -> Iterator[Path]:
    """List files of the model's older indexes, and what ended processes left of theirs."""
    model = path.stem.split("-")[0]
    for pattern in (f"{model}-*.index", f"{model}-*.graph"):
        yield from (old for old in path.parent.glob(pattern) if old not in (path, graph))
    yield from leftovers(path.parent, f"{model}-*")


def load(path: Path, source: Source, *, threads: int) -> PublishedIndex | None:
    """Read an index; None if it is missing, damaged or of other vectors."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as head:
            about: dict[str, Any] = json.loads(head["about"].tobytes())
            held = spread(*head["held"].T)
            projection = Projection(head["mean"], head["turn"])
        graph_path = path.with_name(f"{path.stem}.{about['graph']}.graph")
        if about["format"] != _FORMAT or _digest(graph_path) != about["graph"]:
            return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    rows = source()
    if about["upto"] > len(rows) or _proof(rows, held) != about["proof"]:
        return None
    graph = voyager.Index.load(str(graph_path))
    index = HnswIndex(source, projection, graph=graph, held=held, threads=threads)
    return PublishedIndex(index, about["upto"])


def _proof(rows: Rows, held: Int64) -> str:
    places = np.unique(np.linspace(0, len(held) - 1, _PROVED).astype(np.int64))
    return xxhash.xxh3_128_hexdigest(rows[held[places]].tobytes()) if len(held) else ""


def _digest(path: Path) -> str:
    digest = xxhash.xxh3_128()
    with path.open("rb") as file:
        for block in _blocks(file):
            digest.update(block)
    return digest.hexdigest()


def _blocks(file: Any) -> Iterator[bytes]:  # noqa: ANN401
    while block := file.read(_READ):
        yield block


def _synced(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _stretches(ids: Int64) -> Int64:
    """Turn rising ids into stretches [n, 2]: first id and count."""
    if not len(ids):
        return np.empty((0, 2), np.int64)
    begins = np.flatnonzero(np.diff(ids, prepend=ids[0] - 2) != 1)
    counts = np.diff(begins, append=len(ids))
    return np.stack((ids[begins], counts), axis=1)
