"""Gives verbs the registry, the catalog and loaded models; makes each on first use."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sidecar import stop
from sidecar.app.embedder import Embedder
from sidecar.app.metrics import Figure, Metrics
from sidecar.app.monitors import Monitors
from sidecar.app.sessions import Sessions
from sidecar.app.uses import Uses
from sidecar.catalog.changes import ANYTHING, Changes, Write
from sidecar.errors import (
    CatalogUnavailable,
    InvalidParams,
    LinnetError,
    ModelInvalid,
    ModelNotInstalled,
    RequestCancelled,
)
from sidecar.models.breaker import Breakers, Patience
from sidecar.models.local import LocalFacts
from sidecar.models.manifest import Manifest, read_manifests
from sidecar.models.ranges.manifest import read_range_manifests
from sidecar.models.registry import GOLDEN_FILE, Registry
from sidecar.models.usable import without
from sidecar.settings import Settings

if TYPE_CHECKING:
    from sidecar.app.ranges import Ranges
    from sidecar.audio.drives import Drives
    from sidecar.cache.features import Features
    from sidecar.cache.overviews import Overviews
    from sidecar.catalog.interface import OtherCatalog, Upkeep
    from sidecar.catalog.outbox import Outbox
    from sidecar.catalog.sqlite.catalog import SqliteCatalog
    from sidecar.forward.forwarder import Forwarder
    from sidecar.models.guard import Guard, Meter
    from sidecar.models.providers import Opening
    from sidecar.models.registry import Installed
    from sidecar.models.session import Session
    from sidecar.models.versions import Arm


_log = logging.getLogger(__name__)


# How long a question after the catalog's trouble waits for its first opening, and for a later one.
_FIRST_S = 2.0
_AGAIN_S = 0.02


class Engine:
    """Owns one catalog and the sessions; safe to use from any thread.

    Slow imports (NumPy, ONNX Runtime, SQLite) wait until first use, so that a sidecar answers
    `initialize` before them.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._catalog_path = settings.catalog
        self._catalog: SqliteCatalog | None = None
        self._catalog_trouble: LinnetError | None = None  # of the last opening
        self._opening: threading.Thread | None = None
        self._released = False
        self.changes = Changes()
        self.streams: dict[str, object] = {}  # open streams, by id; the verbs know their type
        self.forwarder: Forwarder | None = None  # while the sidecar serves, if results are sent
        self.metrics = Metrics()
        self.monitors = Monitors(self.metrics)
        self.feature_uses = Uses()
        self.meters: list[Meter] = [self.metrics]  # they hear of every call of every model
        self.breakers = Breakers(
            Patience(**asdict(settings.breaker)), call_s=settings.inference.timeout_s
        )
        self._catalog_lock = threading.Lock()
        self._show_figures()

    def _show_figures(self) -> None:
        """Show in the metrics what the engine itself knows."""
        states = {"closed": 0, "halfOpen": 1, "open": 2}
        self.metrics.show(
            Figure(
                "breaker_state",
                "Circuit breaker of a model: 0 closed, 1 half-open, 2 open.",
                ["model", "version"],
                lambda: [
                    ({"model": each.model, "version": each.version_id}, states[each.state])
                    for each in self.breakers.standings()
                ],
            )
        )
        self.metrics.show(
            Figure(
                "session_evictions",
                "Models that were unloaded to free memory.",
                [],
                lambda: [({}, self.sessions.evicted)],
                counts=True,
            )
        )

    @cached_property
    def registry(self) -> Registry:
        return Registry(self.settings.models, read_manifests(self.settings.manifests))

    @cached_property
    def ranges(self) -> Ranges:
        """Find the range models of models, and the one for all models."""
        from sidecar.app.naming import naming_of
        from sidecar.app.ranges import Ranges
        from sidecar.models.ranges.registry import RangeRegistry

        manifests = read_range_manifests(self.settings.manifests)
        registry = RangeRegistry(self.settings.models, manifests)
        return Ranges(registry, lambda: naming_of(self.settings.taxonomy))

    @cached_property
    def local(self) -> LocalFacts:
        return LocalFacts(self.settings.models)

    @property
    def active_model(self) -> str:
        """Name the model that requests use where they name none."""
        return self.local.active or self.settings.model

    @property
    def catalog_path(self) -> Path:
        return self._catalog_path

    def use_catalog(self, path: Path) -> None:
        """Choose another catalog file; takes effect at the catalog's next use."""
        if path == self._catalog_path:
            return  # the present one may be opening, which takes long while a program locks it
        with self._catalog_lock:
            self._close_catalog()
            self._catalog_trouble = None
            self._catalog_path = path

    @property
    def catalog(self) -> SqliteCatalog:
        """Open the catalog once; raises CatalogUnavailable or StorageFull."""
        from sidecar.catalog.sqlite.catalog import SqliteCatalog

        with stop.held(self._catalog_lock, self._still_opening):
            if self._catalog is None:
                try:
                    self._catalog = SqliteCatalog(self._catalog_path, self.changes)
                except RequestCancelled:
                    raise
                except LinnetError as error:
                    self._catalog_trouble = error
                    raise
                self._catalog_trouble = None
                if self._released:  # a repair may have made another file of it
                    self._released = False
                    self.changes.add(ANYTHING)
            return self._catalog

    @contextmanager
    def other_catalog(self, path: Path) -> Iterator[OtherCatalog]:
        """Open another catalog for reading alone; raises CatalogUnavailable."""
        from sidecar.catalog.sqlite.other import SqliteOtherCatalog

        other = SqliteOtherCatalog(path)
        try:
            yield other
        finally:
            other.close()

    def look(self) -> None:
        """Count a change if another program wrote to the open catalog; waits for nobody."""
        if (catalog := self._catalog) is not None:
            catalog.look()

    def touched(self, writes: Collection[Write]) -> frozenset[str]:
        """Name the selects that may show what was written, and "memos"."""
        from sidecar.catalog.sqlite.touching import touched

        return touched(writes)

    def catalog_trouble(self) -> LinnetError | None:
        """Tell what is wrong with the catalog; waits for nobody who holds it.

        A catalog that is not open yet is opened aside. Only the first question waits a moment for
        that, so that it has an answer.
        """
        if self._catalog is not None:
            return None
        if self._opening is None or not self._opening.is_alive():
            self._opening = threading.Thread(
                target=stop.apart().run, args=(self._open_aside,), name="opening", daemon=True
            )
            self._opening.start()
        self._opening.join(_AGAIN_S if self._catalog_trouble else _FIRST_S)
        if self._opening.is_alive() and self._catalog_trouble is None:
            self._catalog_trouble = self._still_opening()
        return None if self._catalog is not None else self._catalog_trouble

    def _open_aside(self) -> None:
        try:
            _ = self.catalog
        except LinnetError:
            pass  # the next question tells of it
        except Exception as error:
            _log.exception("the catalog cannot be opened")
            self._catalog_trouble = CatalogUnavailable(
                f"The catalog {self._catalog_path} cannot be opened.",
                hint=repr(error),
                path=self._catalog_path,
            )

    def _still_opening(self) -> CatalogUnavailable:
        return CatalogUnavailable(
            f"Linnet is still opening the catalog {self._catalog_path}.",
            hint="Another program may be using it, or Linnet brings it up to date.",
            path=self._catalog_path,
        )

    @property
    def upkeep(self) -> Upkeep:
        """Give the upkeep of the catalog's file, even of a damaged one."""
        from sidecar.catalog.sqlite.upkeep.upkeep import SqliteUpkeep

        return SqliteUpkeep(self._catalog_path)

    def drives(self) -> Drives:
        """Find the connected drives for one request."""
        from sidecar.audio.drives import Drives, mounted

        return Drives(self.settings.drives, mounted)

    def session(self, name: str | None, version_id: str | None = None) -> Session:
        """Load a model once: its active version, `version_id`, or the one in `name@version`.

        Raises ModelNotInstalled or ModelInvalid.
        """
        plain, named = self._named(name)
        return self.sessions.get(plain, version_id or named)

    def without_variant(self, name: str | None) -> str | None:
        """Say that a model has no variant as the settings wish, or None."""
        plain, version_id = self._named(name)
        if version_id is not None:
            return None  # the request names its version itself
        with suppress(ModelInvalid, ModelNotInstalled):
            _, record = self.registry.active(plain)
            return without(self.registry, record, self.settings.inference.variant)
        return None

    def _named(self, name: str | None) -> tuple[str, str | None]:
        """Take `name@version` apart; a head's version may have its number.

        Raises InvalidParams for an empty version.
        """
        plain, at, version_id = (name or self.active_model).partition("@")
        if at and not version_id:
            raise InvalidParams(
                f'"{name}" names no version.',
                field="model",
                hint=f"Leave the @ out, or list the versions: linnet models versions {plain}",
            )
        return plain, self.registry.numbered(plain, version_id) if version_id else None

    def alone(self, name: str) -> str:
        """Check the name of a model that may name no version; returns it.

        Raises InvalidParams for `name@version`, ModelNotInstalled for an unknown name.
        """
        plain, at, _ = name.partition("@")
        if at:
            raise InvalidParams(
                f'"{name}" names a version, and this is about the whole model.',
                field="name",
                hint=f"Name the model alone: {plain}",
            )
        return self.manifest(name).name

    def installed(self, name: str) -> tuple[Path, Installed]:
        """Find the active version of a model, or the one in `name@version`."""
        plain, version_id = self._named(name)
        if version_id is None:
            return self.registry.active(plain)
        return self.registry.version(plain, version_id)

    def arms(self, name: str | None) -> tuple[Arm, ...]:
        """List the versions that share the recordings of a model; none for `name@version`."""
        plain, version_id = self._named(name)
        return () if version_id else self.registry.state(self.manifest(plain).name).arms

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(
            lambda: self.registry,
            self._opening_of_models,
            self._guard,
            self._memory(),
            self.settings.inference.variant,
            lambda hit: self.metrics.asked("session", hit=hit),
        )

    def _opening_of_models(self) -> Opening:
        from sidecar.models.providers import Opening

        wanted = self.settings.inference
        return Opening(
            providers=wanted.providers,
            device_id=wanted.device_id,
            intra_threads=wanted.intra_threads,
            graphs=self.settings.graphs if wanted.optimised else None,
        )

    def _guard(self, name: str, version_id: str) -> Guard:
        """Make the guard of a model that is loaded; its breaker outlives it."""
        from sidecar.models.guard import Guard
        from sidecar.models.limit import Limit

        breaker = self.breakers.of(name, version_id)
        limit = Limit(f"the model {name}", self.settings.inference.timeout_s)
        return Guard(name, version_id, self.meters, breaker, limit)

    def _memory(self) -> int:
        """Say how many bytes loaded models may take together."""
        import psutil

        wanted = self.settings.inference.memory_bytes
        return psutil.virtual_memory().total // 2 if wanted is None else wanted

    @contextmanager
    def using(self) -> Iterator[None]:
        """Hold the models that this thread asks for inside, so that nobody removes them.

        The same holds for prepared recordings.
        """
        with self.sessions.using(), self.feature_uses.request():
            yield

    def hold(self, models: Iterable[str]) -> None:
        """Hold models beyond a request, until `let_go`."""
        self.sessions.hold(models)

    def let_go(self, models: Iterable[str]) -> None:
        self.sessions.let_go(models)

    def remove_model(self, name: str) -> int:
        """Remove all versions of a model that no request uses; returns the bytes that were freed.

        Raises InvalidParams for a model in use, ModelNotInstalled or StorageFull.
        """
        from sidecar.models.remove import remove_installed

        with self.sessions.removing(name) as in_use:
            if in_use:
                raise InvalidParams(
                    f"{self.registry.manifest(name).title} is in use.",
                    field="name",
                    hint="Wait until the run or stream that uses it has ended, or stop it.",
                )
            records = [record for _, record in self._versions(name)]
            freed = remove_installed(self.registry, name)
        self.forget_graphs(records)
        if self.local.active == name:
            self.local.choose(None)
        return freed

    def _versions(self, name: str) -> list[tuple[Path, Installed]]:
        """List what is installed of a model; a damaged record names nothing."""
        with suppress(ModelInvalid, ModelNotInstalled):
            return self.registry.versions(name)
        return []

    def forget_graphs(self, records: Iterable[Installed]) -> None:
        """Remove the optimised graphs of versions that were removed."""
        if not self.settings.graphs.is_dir():
            return
        from sidecar.models.graphs import Graphs

        graphs = Graphs(self.settings.graphs)
        for record in records:
            for digest in record.files.values():
                graphs.forget(digest)

    def manifest(self, name: str | None) -> Manifest:
        """Describe a model, installed or not, or the version in `name@version`.

        Raises ModelNotInstalled for an unknown one.
        """
        plain, version_id = self._named(name)
        if version_id is None:
            return self.registry.manifest(plain)
        return self.registry.version(plain, version_id)[1].manifest

    def embedder(self, name: str | None) -> Embedder:
        """Find the model whose embeddings a model uses: itself, or the base of a head."""
        described, (plain, version_id) = self.manifest(name), self._named(name)
        if described.base is None:
            return Embedder(described, version_id)
        _, head = self.installed(name or plain)
        base = self.registry.base(head)
        return Embedder(base.manifest, None if version_id is None else base.version_id)

    def load(self, name: str) -> Session:
        """Load a model, or the version in `name@version`, again, to check its files."""
        self.sessions.forget(*self._named(name))
        return self.session(name)

    def golden(self, name: str) -> Path | None:
        """Find the golden pair of a model, or of the version in `name@version`.

        A variant has none, because its agreement with its origin is measured instead.
        """
        places = [self.settings.manifests / self._named(name)[0]]
        with suppress(ModelNotInstalled):
            folder, record = self.installed(name)
            if record.made is not None:
                return None
            places.insert(0, folder)
        return next((each for place in places if (each := place / GOLDEN_FILE).is_file()), None)

    @cached_property
    def overviews(self) -> Overviews:
        """Open the folder of overviews of long recordings."""
        from sidecar.cache.overviews import Overviews

        return Overviews(self.settings.overviews)

    def features(self) -> Features:
        """Open the cache of prepared recordings for one request."""
        from sidecar.cache.features import Features

        self.feature_uses.take()
        features = Features(
            self.settings.features,
            self.settings.cache_bytes,
            asked=lambda hit: self.metrics.asked("feature", hit=hit),
        )
        features.budget.sweep()
        return features

    @property
    def ready(self) -> bool:
        """Tell whether the active model is loaded."""
        return self.sessions.find(self.active_model) is not None

    @property
    def providers(self) -> list[str]:
        """List the active model's providers, the best first; empty before it is loaded."""
        session = self.sessions.find(self.active_model)
        return session.providers if session else []

    def warm_up(self) -> None:
        """Load the active model if installed, with all imports that the first request needs.

        It hears a window of silence, because a model's first call takes the longest.
        """
        with suppress(ModelNotInstalled):
            session = self.session(None)
            if self.settings.inference.warm_up:
                session.warm_up()

    @property
    def forwards(self) -> bool:
        """Tell whether new results wait in the catalog for a receiver."""
        return self.settings.forward.url is not None

    def receiver_trouble(self) -> str | None:
        """Say why nothing is sent to the address of the settings, if that is so."""
        if self.settings.forward.url is not None:
            from sidecar.forward.address import read_address

            try:
                read_address(self.settings.forward.url)
            except InvalidParams as error:
                return error.message
        return None

    def start_forwarding(self) -> None:
        """Send results from now on, if the settings name a receiver."""
        if not self.forwards:
            return
        from sidecar.forward.forwarder import Forwarder

        self.forwarder = forwarder = Forwarder(self._outbox, self.settings.forward)
        forwarder.start()
        self.metrics.show(
            Figure(
                "forward_waiting",
                "Results that wait for the receiver.",
                [],
                lambda: [({}, forwarder.waiting)],
            )
        )

    def _outbox(self) -> Outbox:
        """Give the outbox; raises CatalogUnavailable while a repair needs the catalog's file."""
        if self._released:
            raise self._still_opening()
        return self.catalog.outbox

    def close(self) -> None:
        if self.forwarder is not None:
            self.forwarder.end()
        with self._catalog_lock:
            self._close_catalog()

    def release_catalog(self) -> None:
        """Release the catalog file after its last use."""
        with self._catalog_lock:
            if self._catalog is not None:
                self._catalog.embeddings.stop()
            self._catalog = None
            self._released = True
        gc.collect()

    def _close_catalog(self) -> None:
        if self._catalog is not None:
            self._catalog.close()
            self._catalog = None
