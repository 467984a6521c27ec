"""The cache of prepared windows, named by content; the least recently used leave when full."""

from __future__ import annotations

import json
import logging
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import xxhash

from sidecar import stop
from sidecar.audio.fingerprint import read_beginning
from sidecar.audio.windows import count
from sidecar.cache.budget import Budget, remove_pair
from sidecar.cache.file import FORMAT, FeatureFile, FeatureWriter, read_feature_file
from sidecar.cache.precision import BYTES, DTYPES, rounded
from sidecar.errors import RecordingNotFound, StorageFull, UnreadableAudio
from sidecar.frontends import compute
from sidecar.regular import open_regular
from sidecar.resampling import USUAL
from sidecar.run.hearing import Heard
from sidecar.run.prepare import Cutting, Dtype, Inputs, Prepare, Prepared, Reached
from sidecar.values import AudioFacts

log = logging.getLogger(__name__)

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Keeping:
    """How one request uses the cache.

    `dtype` None means the most precise file in the cache, else float32. `force` computes anew.
    `strict` raises StorageFull when a file cannot be kept; otherwise the run goes on without it.
    """

    dtype: Dtype | None = None
    force: bool = False
    strict: bool = False


class Features:
    """The cache folder, for one run; safe to use from several threads and processes.

    `asked` hears of each question whether the cache had a recording.
    """

    def __init__(
        self, folder: Path, budget_bytes: int, *, asked: Callable[[bool], None] = lambda hit: None
    ) -> None:
        self.folder = folder
        self._asked = asked
        self.budget = Budget(folder, budget_bytes)
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
        if cutting.channel is not None:  # the mean keeps the name that it had before there was one
            what["channel"] = cutting.channel
        if cutting.resampling != USUAL:  # as do those from before there was a choice
            what["resampling"] = cutting.resampling
        if cutting.target is not None:
            what["level"] = asdict(cutting.target)
        name = xxhash.xxh3_128_hexdigest(json.dumps(what, sort_keys=True).encode())
        return self.folder / name[:2] / f"{name}.npy"

    def find(self, audio: str, cutting: Cutting, dtype: Dtype | None) -> FeatureFile | None:
        """Look up a recording by content; removes a damaged file and returns None."""
        for candidate in DTYPES if dtype is None else (dtype,):
            path = self.path(audio, cutting, candidate)
            if not path.exists():
                continue
            found = read_feature_file(path)
            if found is not None and found.suits(cutting.spec.shape(), candidate):
                with suppress(OSError):
                    os.utime(path.with_suffix(".json"))
                return found
            log.warning("The file %s is cut short or altered. Linnet computes it again.", path)
            remove_pair(path)
        return None

    def remembering(self, prepare: Prepare, cutting: Cutting, keeping: Keeping) -> Prepare:
        """Make a function like `prepare` that reads from the cache and adds to it.

        The cache keeps nothing for a front end that only passes the waveform on.
        """
        if cutting.spec.kept is None:
            return prepare

        @contextmanager
        def prepare_remembering(path: Path) -> Iterator[Prepared]:
            audio = content_digest(path)
            found = None if keeping.force else self.find(audio, cutting, keeping.dtype)
            self._asked(found is not None)
            if found is None and keeping.dtype == "int8":
                # The scale of int8 needs the range of the whole recording first.
                found, heard = self._compute(prepare, path, audio, cutting, keeping)
                computed = True
            else:
                computed, heard = False, None
            if found is not None:
                yield replace(_prepared(found, path), cached=not computed, heard=heard)
                return
            with prepare(path) as fresh:
                if keeping.dtype == "int8":  # the cache could not keep it
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
    ) -> tuple[FeatureFile | None, bool]:
        """Find or compute a recording's file, and tell whether the cache had it already.

        The file is None for a recording without a window. Heeds a stop.
        """
        audio = content_digest(path)
        found = None if keeping.force else self.find(audio, cutting, keeping.dtype)
        self._asked(found is not None)
        if found is not None:
            return found, True
        return self._compute(prepare, path, audio, cutting, keeping)[0], False

    def _compute(
        self,
        prepare: Prepare,
        path: Path,
        audio: str,
        cutting: Cutting,
        keeping: Keeping,
    ) -> tuple[FeatureFile | None, Callable[[], tuple[Heard, ...]] | None]:
        """Keep a recording's windows; gives their file, and what was heard while they were read."""
        with prepare(path) as fresh:
            for _ in self._tee(fresh, audio, cutting, keeping):
                stop.check()
        return self.find(audio, cutting, keeping.dtype), fresh.heard

    def _tee(
        self, fresh: Prepared, audio: str, cutting: Cutting, keeping: Keeping
    ) -> Iterator[Inputs]:
        """Hand windows on while writing them; a write error stops only the writing."""
        dtype = keeping.dtype or "float32"
        entry: _Entry | None = None
        try:
            with self._giving_up(keeping):
                path = self.path(audio, cutting, dtype)
                entry = _Entry(self.budget, path, dtype, cutting, fresh.facts)
            for inputs in fresh.windows:
                kept = replace(inputs, values=rounded(inputs.values, dtype))
                if entry is not None and not entry.closed:
                    with self._giving_up(keeping):
                        entry.add(inputs, kept)
                yield kept
            if fresh.reached.again:  # a later reading may give more windows
                if keeping.strict:
                    raise UnreadableAudio(fresh.reached.trouble or "", path=fresh.facts.path)
            elif entry is not None and not entry.closed:
                with self._giving_up(keeping):
                    entry.finish(fresh.facts, fresh.reached)
        finally:
            if entry is not None:
                entry.close()

    @contextmanager
    def _giving_up(self, keeping: Keeping) -> Iterator[None]:
        """Go on without the cache when it cannot be written, and warn once."""
        try:
            yield
        except StorageFull as error:
            if keeping.strict:
                raise
            if not self._warned:
                self._warned = True
                log.warning("The cache keeps no more files in this run. %s", error.message)


class _Entry:
    """A file being written, and the bytes reserved for it; any error closes it."""

    def __init__(
        self, budget: Budget, path: Path, dtype: Dtype, cutting: Cutting, facts: AudioFacts
    ) -> None:
        self.closed = False
        self._budget = budget
        self._per_window = math.prod(cutting.spec.shape()) * BYTES[dtype]
        self._windows = 0
        frames = round(facts.frames * cutting.rate_hz / facts.rate_hz)
        expected = count(frames, length=cutting.length, hop=cutting.hop, padding=cutting.padding)
        self._room = max(1, expected)  # windows that the reserved bytes hold
        self._budget.reserve(self._room * self._per_window)
        try:
            self._writer = FeatureWriter(path, dtype, _root(cutting))
        except BaseException:
            self._budget.release(self._room * self._per_window)
            raise

    def add(self, inputs: Inputs, kept: Inputs) -> None:
        try:
            self._windows += len(inputs.offsets)
            if self._windows > self._room:  # the header promised fewer
                self._budget.reserve(self._room * self._per_window)
                self._room *= 2
            self._writer.add(inputs, kept)
        except BaseException:
            self.close()
            raise

    def finish(self, facts: AudioFacts, reached: Reached) -> None:
        try:
            self._writer.finish(facts, reached)
            self._budget.release((self._room - self._windows) * self._per_window)
            self._room = 0
        finally:
            self.close()

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self._writer.abandon()
            self._budget.release(self._room * self._per_window)


def content_digest(path: Path) -> str:
    """Digest a recording's file; raises RecordingNotFound or UnreadableAudio."""
    digest = xxhash.xxh3_128()
    try:
        with open_regular(path) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except FileNotFoundError as error:
        raise RecordingNotFound("This recording does not exist.", path=path) from error
    except OSError as error:
        raise UnreadableAudio(
            "The recording could not be read.", hint=str(error), path=path
        ) from error
    return digest.hexdigest()


def _root(cutting: Cutting) -> int:
    return cutting.spec.kept.root if cutting.spec.kept is not None else 1


def _prepared(found: FeatureFile, path: Path) -> Prepared:
    provenance, identity = read_beginning(path)
    return Prepared(
        facts=found.facts(path),
        provenance=provenance,
        windows=found.windows(),
        reached=found.reached,
        dtype=found.dtype,
        cached=True,
        identity=lambda: identity,
    )
