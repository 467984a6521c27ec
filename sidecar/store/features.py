"""The cache of prepared windows: by content, within a budget, the least recently used leave."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import xxhash

from sidecar.audio.metadata import read_metadata
from sidecar.errors import RecordingNotFound, StorageFull, UnreadableAudio
from sidecar.frontend import compute
from sidecar.frontend.spec import MelSpectrogram
from sidecar.prepare import Cutting, Dtype, Inputs, Prepare, Prepared
from sidecar.store.featurefile import FORMAT, FeatureFile, FeatureWriter, read_feature_file
from sidecar.store.precision import DTYPES, rounded

log = logging.getLogger(__name__)

_CHUNK = 1 << 20
# A half-written file that nobody has touched for so long belongs to a process that is gone.
_STALE_S = 24 * 3600.0
# Energies span ten powers of ten; their fourth roots hardly three.
_ENERGY_ROOT = 4


@dataclass(frozen=True)
class Keeping:
    """How one request uses the cache.

    `dtype` None: the most precise there is, else float32. `force`: compute anew. `strict`: raise
    StorageFull where something cannot be kept, instead of going on without.
    """

    dtype: Dtype | None = None
    force: bool = False
    strict: bool = False


class Features:
    """Owns the cache folder; safe to use from several threads and processes.

    Whatever was used since `began` (when this object was made) is not evicted: a run over more
    than the budget fills it once, instead of washing everything through it.
    """

    def __init__(self, folder: Path, budget_bytes: int) -> None:
        self.folder = folder
        self.budget_bytes = budget_bytes
        self.evicted = 0
        self.not_kept = 0
        self._began = time.time()
        self._lock = threading.Lock()
        self._warned = False

    def path(self, audio: str, cutting: Cutting, dtype: Dtype) -> Path:
        """Name the file for a recording's content and the way it is prepared."""
        what = {
            "audio": audio,
            "spec": cutting.spec.model_dump(mode="json"),
            "hop": cutting.hop,
            "padding": cutting.padding,
            "quietest": cutting.quietest,
            "version": compute.VERSION,
            "format": FORMAT,
            "dtype": dtype,
        }
        name = xxhash.xxh3_128_hexdigest(json.dumps(what, sort_keys=True).encode())
        return self.folder / name[:2] / f"{name}.npy"

    def find(self, audio: str, cutting: Cutting, dtype: Dtype | None) -> FeatureFile | None:
        """Look up a recording by content; damaged files are removed and not found."""
        for candidate in DTYPES if dtype is None else (dtype,):
            path = self.path(audio, cutting, candidate)
            if not path.exists():
                continue
            found = read_feature_file(path)
            if found is not None:
                with suppress(OSError):
                    os.utime(path.with_suffix(".json"))
                return found
            log.warning("%s was cut short or altered; it is computed anew", path)
            _remove(path)
        return None

    def remembering(self, prepare: Prepare, cutting: Cutting, keeping: Keeping) -> Prepare:
        """Make a function like `prepare` that takes from the cache what is there, and adds to it.

        A front end that only passes the waveform on has nothing worth keeping.
        """
        if not isinstance(cutting.spec, MelSpectrogram):
            return prepare

        @contextmanager
        def prepare_remembering(path: Path) -> Iterator[Prepared]:
            audio = content_digest(path)
            found = None if keeping.force else self.find(audio, cutting, keeping.dtype)
            if found is None and keeping.dtype == "int8":
                # Eight bits need the range of the whole recording first.
                found, computed = self._compute(prepare, path, audio, cutting, keeping), True
            else:
                computed = False
            if found is not None:
                yield replace(_prepared(found, path), cached=not computed)
                return
            with prepare(path) as fresh:
                if keeping.dtype == "int8":  # it could not be kept
                    yield fresh
                else:
                    writing_on = self._tee(fresh, audio, cutting, keeping)
                    yield replace(fresh, windows=writing_on, dtype=keeping.dtype or "float32")

        return prepare_remembering

    def ensure(
        self,
        path: Path,
        prepare: Prepare,
        cutting: Cutting,
        keeping: Keeping,
        check: Callable[[], None] = lambda: None,
    ) -> tuple[FeatureFile | None, bool]:
        """Find or compute what is kept of a recording, and say whether it was there already.

        None for a recording without a window. `check` may raise to stop.
        """
        audio = content_digest(path)
        found = None if keeping.force else self.find(audio, cutting, keeping.dtype)
        if found is not None:
            return found, True
        return self._compute(prepare, path, audio, cutting, keeping, check), False

    def _compute(
        self,
        prepare: Prepare,
        path: Path,
        audio: str,
        cutting: Cutting,
        keeping: Keeping,
        check: Callable[[], None] = lambda: None,
    ) -> FeatureFile | None:
        with prepare(path) as fresh:
            for _ in self._tee(fresh, audio, cutting, keeping):
                check()
        return self.find(audio, cutting, keeping.dtype)

    def _tee(
        self, fresh: Prepared, audio: str, cutting: Cutting, keeping: Keeping
    ) -> Iterator[Inputs]:
        """Hand windows on while they are written; trouble with writing stops only the writing."""
        dtype = keeping.dtype or "float32"
        writer: FeatureWriter | None = None
        try:
            with self._giving_up(keeping):
                writer = FeatureWriter(self.path(audio, cutting, dtype), dtype, _root(cutting))
            for inputs in fresh.windows:
                kept = replace(inputs, values=rounded(inputs.values, dtype))
                if writer is not None:
                    done = False
                    with self._giving_up(keeping):
                        writer.add(inputs, kept)
                        self._check_size(writer)
                        done = True
                    if not done:
                        writer.abandon()
                        writer = None
                yield kept
            if writer is not None:
                with self._giving_up(keeping):
                    self._make_room(writer.bytes)
                    writer.finish(fresh.facts, fresh.reached)
        finally:
            if writer is not None:
                writer.abandon()

    @contextmanager
    def _giving_up(self, keeping: Keeping) -> Iterator[None]:
        """Go on without the cache where it cannot be written, and say so once."""
        try:
            yield
        except StorageFull as error:
            self.not_kept += 1
            if keeping.strict:
                raise
            if not self._warned:
                self._warned = True
                log.warning("the cache is not added to: %s", error.message)

    # The budget.

    def _check_size(self, writer: FeatureWriter) -> None:
        if writer.bytes > self.budget_bytes:
            raise self._too_small()

    def _make_room(self, needed: int) -> None:
        """Evict what was least recently used, before this object's time; raises StorageFull."""
        with self._lock:
            pairs = self._pairs()
            total = sum(size for _, size, _ in pairs)
            for used, size, path in sorted(pairs):
                if total + needed <= self.budget_bytes or used >= self._began:
                    break
                if _remove(path):
                    total -= size
                    self.evicted += 1
            if total + needed > self.budget_bytes:
                raise self._too_small()

    def _too_small(self) -> StorageFull:
        return StorageFull(
            f"The cache is full: it may hold {self.budget_bytes / 1e9:g} GB.",
            hint="Allow it more with LINNET_CACHE_GB, or keep numbers in fewer bytes.",
            path=self.folder,
        )

    def _pairs(self) -> list[tuple[float, int, Path]]:
        """List whole pairs as (last used, bytes, .npy), and remove what nobody finished."""
        pairs = []
        for path in self.folder.glob("*/*"):
            with suppress(OSError):
                status = path.stat()
                if ".partial" in path.name:
                    if time.time() - status.st_mtime > _STALE_S:
                        path.unlink()
                elif path.suffix == ".npy":
                    described = path.with_suffix(".json").stat()
                    pairs.append((described.st_mtime, status.st_size + described.st_size, path))
        return pairs


def content_digest(path: Path) -> str:
    """Digest a recording's file; raises RecordingNotFound or UnreadableAudio."""
    digest = xxhash.xxh3_128()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except FileNotFoundError as error:
        raise RecordingNotFound("This recording does not exist.", path=path) from error
    except OSError as error:
        raise UnreadableAudio(
            "This recording could not be read.", hint=str(error), path=path
        ) from error
    return digest.hexdigest()


def _root(cutting: Cutting) -> int:
    logarithmic = isinstance(cutting.spec, MelSpectrogram) and cutting.spec.logarithm != "none"
    return 1 if logarithmic else _ENERGY_ROOT


def _prepared(found: FeatureFile, path: Path) -> Prepared:
    return Prepared(
        facts=found.facts(path),
        metadata=read_metadata(path),
        windows=found.windows(),
        reached=found.reached,
        dtype=found.dtype,
        cached=True,
    )


def _remove(path: Path) -> bool:
    """Remove a pair; False where another process holds it open."""
    try:
        path.with_suffix(".json").unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
