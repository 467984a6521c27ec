"""Keeps loaded models: each version is loaded once, swapped while requests run, and evicted."""

from __future__ import annotations

import logging
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sidecar.errors import LinnetError
from sidecar.models.registry import Registry
from sidecar.models.usable import usable_variant, without
from sidecar.variant import Variant

if TYPE_CHECKING:
    from pathlib import Path

    from sidecar.models.guard import Guard
    from sidecar.models.interface import Model
    from sidecar.models.providers import Opening
    from sidecar.models.registry import Installed
    from sidecar.models.session import Session

_log = logging.getLogger(__name__)

# What a loaded model takes, in sizes of its file: packed copies of its weights, and the windows of
# a batch. BirdNET's file has 52 MB. The process grows by 134 MB with the first copy of it that
# scores a batch of four, and by 114 MB with another one.
TIMES_FILE = 2.6


class Key(NamedTuple):
    """One exact version of a model."""

    name: str
    version_id: str


@dataclass
class _Place:
    """A loaded model, or one that a thread is loading."""

    done: threading.Event = field(default_factory=threading.Event)
    session: Session | None = None
    error: BaseException | None = None
    bytes: int = 0


@dataclass
class _Request:
    """What a request asked for so far: each model's version, and the names that it holds."""

    pinned: dict[tuple[str, str | None], Session] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)


class Sessions:
    """Loads versions of models; any thread may ask.

    Threads that ask for the same version at once wait for one load. Others do not wait. Once loaded
    models take more than `most_bytes`, those that were used least recently go, unless a request
    holds them. `variant` is used in place of an active version that it was made of.
    """

    def __init__(
        self,
        registry: Callable[[], Registry],
        opening: Callable[[], Opening],
        guard: Callable[[str, str], Guard],
        most_bytes: int,
        variant: Variant = "fp32",
        asked: Callable[[bool], None] = lambda hit: None,
    ) -> None:
        self._registry = registry
        self._opening = opening
        self._guard = guard
        self._most_bytes = most_bytes
        self._variant = variant
        self._asked = asked  # hears of each question whether the model was loaded
        self._places: OrderedDict[Key, _Place] = OrderedDict()  # the last used one last
        self._held: Counter[str] = Counter()  # names of models in use
        self._lock = threading.Lock()
        self._here = threading.local()
        self.evicted = 0  # models that were unloaded, to free memory

    # Asking.

    def get(self, name: str, version_id: str | None = None) -> Session:
        """Load a version once, without one the active version.

        A request that asks again gets the version that it got first, whatever is active by then.
        Raises ModelNotInstalled or ModelInvalid.
        """
        request: _Request | None = getattr(self._here, "request", None)
        if request is None:
            return self._get(name, version_id)
        known = request.pinned.get((name, version_id))
        if known is None:
            request.held.append(name)
            self.hold([name])  # before it is loaded, so that nobody removes it meanwhile
            known = request.pinned[name, version_id] = self._get(name, version_id)
            base = known.embedder.manifest.name
            request.held.append(base)
            self.hold([base])
        return known

    def _get(self, name: str, version_id: str | None) -> Session:
        if version_id is None:
            return self._loaded(*self._chosen(name))
        return self._loaded(*self._registry().version(name, version_id))

    def _chosen(self, name: str) -> tuple[Path, Installed]:
        """Find the active version, or the variant of it that the settings wish for."""
        registry = self._registry()
        folder, record = registry.active(name)
        wanted = usable_variant(registry, record, self._variant)
        if wanted is not None:
            return registry.version(name, wanted.version_id)
        if (why := without(registry, record, self._variant)) is not None:
            _log.info(why)  # health and the notes of a run tell a person
        return folder, record

    @contextmanager
    def using(self) -> Iterator[None]:
        """Hold the models that this thread asks for inside, so that nobody removes them."""
        before = getattr(self._here, "request", None)
        self._here.request = request = _Request()
        try:
            yield
        finally:
            self._here.request = before
            self.let_go(request.held)

    def hold(self, models: Iterable[str]) -> None:
        """Hold models beyond a request, until `let_go`."""
        with self._lock:
            self._held.update(models)

    def let_go(self, models: Iterable[str]) -> None:
        with self._lock:
            self._held.subtract(models)
            self._evict()

    @contextmanager
    def removing(self, name: str, version_id: str | None = None) -> Iterator[bool]:
        """Keep models from being asked for while one is removed; tells whether it is in use."""
        with self._lock:
            in_use = self._held[name] > 0
            yield in_use
            if not in_use:
                self._forget(name, version_id)

    # Loading.

    def load_alone(self, folder: Path, installed: Installed) -> Session:
        """Load a version that nobody is to get yet; raises ModelInvalid."""
        return self._open(folder, installed, self._base(installed))

    def _base(self, installed: Installed) -> Session | None:
        if installed.manifest.base is None:
            return None
        registry = self._registry()
        record = registry.base(installed)
        return self._loaded(*registry.version(record.manifest.name, record.version_id))

    def _loaded(self, folder: Path, installed: Installed) -> Session:
        base = self._base(installed)
        key = Key(installed.manifest.name, installed.version_id)
        with self._lock:
            place = self._places.get(key)
            mine = place is None or _another(place, installed, base)
            if mine:
                place = self._places[key] = _Place()
            self._places.move_to_end(key)
        self._asked(not mine)
        assert place is not None
        if mine:
            self._load(key, place, lambda: self._open(folder, installed, base))
        place.done.wait()
        if place.error is not None:
            raise place.error
        assert place.session is not None
        return place.session

    def _open(self, folder: Path, installed: Installed, base: Session | None) -> Session:
        from sidecar.models.head import HeadSession
        from sidecar.models.session import Session

        guard = self._guard(installed.manifest.name, installed.version_id)
        if base is not None:
            return HeadSession(folder, installed, base, guard)
        return Session(folder, installed, guard, self._opening())

    def _load(self, key: Key, place: _Place, load: Callable[[], Session]) -> None:
        try:
            place.session = load()
            place.bytes = bytes_of(place.session)
        except BaseException as error:
            place.error = error
            with self._lock:
                if self._places.get(key) is place:
                    del self._places[key]
        finally:
            place.done.set()
        with self._lock:
            self._evict()

    def _evict(self) -> None:
        """Let models go that were used least recently, until the others fit; the last one stays.

        The caller has the lock.
        """
        taken = sum(place.bytes for place in self._places.values())
        for key, place in list(self._places.items())[:-1]:
            if taken <= self._most_bytes:
                return
            if place.done.is_set() and self._held[key.name] <= 0:
                del self._places[key]
                taken -= place.bytes
                self.evicted += 1
                _log.info("%s %s is unloaded, to free memory", key.name, key.version_id)

    # What is loaded.

    @property
    def loaded(self) -> Sequence[Session]:
        """List the loaded models, the last used one last."""
        with self._lock:
            places = list(self._places.values())
        return [place.session for place in places if place.session is not None]

    def is_loaded(self, name: str, version_id: str) -> bool:
        with self._lock:
            place = self._places.get(Key(name, version_id))
            return place is not None and place.session is not None

    def find(self, name: str) -> Session | None:
        """Find the version that `get` would give, if it is loaded; reads small files only."""
        with suppress(LinnetError):
            _, installed = self._chosen(name)
            with self._lock:
                place = self._places.get(Key(name, installed.version_id))
            return None if place is None else place.session
        return None

    def put(self, session: Session) -> None:
        """Take a model that was loaded and checked elsewhere, in place of the same version."""
        key = Key(session.manifest.name, session.installed.version_id)
        place = _Place(session=session, bytes=bytes_of(session))
        place.done.set()
        with self._lock:
            self._places[key] = place
            self._places.move_to_end(key)
            self._evict()

    def forget(self, name: str, version_id: str | None = None) -> None:
        """Let a version go, or all versions of a model; requests that have one keep it."""
        with self._lock:
            self._forget(name, version_id)

    def _forget(self, name: str, version_id: str | None = None) -> None:
        for key in list(self._places):
            if key.name == name and version_id in (None, key.version_id):
                del self._places[key]


def names_of(session: Model) -> list[str]:
    """Name a model, and the base whose embeddings it reads."""
    return [*{session.manifest.name, session.embedder.manifest.name}]


def _another(place: _Place, installed: Installed, base: Session | None) -> bool:
    """Tell whether a loaded model is not the one that is installed now."""
    session = place.session
    if session is None:
        return False  # it is being loaded from the same record
    return session.installed != installed or session.embedder is not (base or session)


def bytes_of(session: Session) -> int:
    """Estimate the memory that a loaded model takes; a head's is that of its base."""
    return 0 if session.embedder is not session else int(TIMES_FILE * session.file_bytes)
