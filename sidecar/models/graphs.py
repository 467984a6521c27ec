"""Keeps optimised graphs on disk: a model then loads without being optimised again.

A graph belongs to one model's file, one version of ONNX Runtime and one make of processor: the
layout of its weights follows the processor's registers.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import xxhash

from sidecar import scratch
from sidecar.models.runtime import onnxruntime

_log = logging.getLogger(__name__)

_GRAPH, _SEAL = "graph.onnx", "graph.xxh3"
_BEGIN = ".graph-"
# Files that an unloaded model's graph would not pay for.
_LEAST_BYTES = 1 << 20
_BLOCK = 1 << 20


class Graphs:
    """A folder of optimised graphs, one for each model's file; what it cannot keep costs time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, digest: str) -> Path | None:
        """Find the graph of the file with this SHA-256, if it is whole."""
        graph = self._place(digest) / _GRAPH
        try:
            seal = (self._place(digest) / _SEAL).read_text("ascii")
            if seal == _sealed(graph):
                return graph
        except (OSError, ValueError):
            return None
        _log.warning("the optimised graph %s is damaged; it is made again", graph)
        self.forget(digest)
        return None

    def forget(self, digest: str) -> None:
        """Remove a graph."""
        shutil.rmtree(self._place(digest), ignore_errors=True)

    @contextmanager
    def new(self, digest: str) -> Iterator[Path | None]:
        """Name the file into which a graph may be written; it is kept at the end.

        None where the folder cannot be written: a full or read-only disk is no error here.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            scratch.sweep(self._folder, f"{_BEGIN}*")
            made = tempfile.mkdtemp(prefix=_BEGIN, suffix=scratch.mark(), dir=self._folder)
        except OSError as error:
            _log.warning("optimised graphs cannot be kept in %s: %s", self._folder, error)
            yield None
            return
        try:
            yield Path(made) / _GRAPH
            self._keep(Path(made), digest)
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _keep(self, made: Path, digest: str) -> None:
        with suppress(OSError):  # a full disk; or another process was sooner
            if (made / _GRAPH).stat().st_size < _LEAST_BYTES:
                return
            (made / _SEAL).write_text(_sealed(made / _GRAPH), "ascii")
            self._clear_earlier()
            self.forget(digest)  # what is left of a damaged one
            os.rename(made, self._place(digest))

    def _clear_earlier(self) -> None:
        """Remove graphs of earlier versions of ONNX Runtime and of another processor."""
        for folder in self._folder.iterdir():
            if not folder.name.startswith(".") and not folder.name.endswith(_here()):
                shutil.rmtree(folder, ignore_errors=True)

    def _place(self, digest: str) -> Path:
        return self._folder / f"{digest[:16]}-{_here()}"


@cache
def _here() -> str:
    """Name this version of ONNX Runtime and this make of processor."""
    made = hashlib.sha256(f"{platform.machine()} {_processor()}".encode()).hexdigest()[:12]
    return f"{onnxruntime.__version__}-{made}"


def _processor() -> str:
    """Describe the processor's abilities: on Linux its flags, elsewhere its name."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("ascii", "replace").splitlines():
            if line.startswith(("flags", "Features")):
                return line
    return platform.processor()


def _sealed(path: Path) -> str:
    """Digest a file; it guards against damage, and takes a tenth of SHA-256's time."""
    digest = xxhash.xxh3_128()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
