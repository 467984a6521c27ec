"""Reads the settings from the environment and the command line, once, at the edge."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.errors import InvalidParams

_WHOLE = re.compile(r"[0-9]{1,9}")
_MOST_THREADS = 1_024  # more than any machine's cores
_MOST_GB = 1_000_000


@dataclass(frozen=True)
class InferenceSettings:
    """How models run.

    `providers` are tried in this order; the CPU is always the last. `max_batch` bounds a batch
    that grows while that pays, and `batch_s` the time that one may take. `memory_bytes` bounds what
    loaded models take together. A call longer than `timeout_s` counts as a failure.
    """

    providers: tuple[str, ...] = ("cuda", "tensorrt", "coreml", "directml", "openvino", "cpu")
    device_id: int = 0
    intra_threads: int = 1
    max_batch: int | None = None  # None: the best size for the kind of input
    batch_s: float = 1.0
    variant: str = "fp32"
    memory_bytes: int | None = None  # None: half of the memory of the machine
    optimised: bool = True  # whether optimised graphs are kept on disk
    warm_up: bool = True
    timeout_s: float = 120.0


@dataclass(frozen=True)
class WindowSettings:
    """What a request uses where it names none: the share of overlap, and what is too quiet."""

    overlap: float | None = None  # share of a window, 0 to 0.75
    skip_below: float | None = None  # dBFS


@dataclass(frozen=True)
class BreakerSettings:
    """When a failing model is left alone, and for how long."""

    failures: int = 5  # in a row
    recovery_s: float = 30.0
    successes: int = 2  # of single probes, until it is trusted again


@dataclass(frozen=True)
class FallbackSettings:
    """What stands in for a model that failed, in this order.

    `variant`, `sameContent`, `similarWindow`, `zeroVector`, `deferred`. `similarity` is the least
    for `similarWindow`.
    """

    strategies: tuple[str, ...] = ("sameContent", "deferred")
    similarity: float = 0.98


@dataclass(frozen=True)
class MetricsSettings:
    """Where metrics are written for a collector of node_exporter; None: nowhere."""

    textfile: Path | None = None
    every_s: float = 15.0


@dataclass(frozen=True)
class ForwardSettings:
    """Where results are sent; without an address, nothing is sent.

    `token_file` holds what the receiver wants as a bearer token. `certificates` is a file of
    authorities, beside those of the system.
    """

    url: str | None = None
    token_file: Path | None = None
    certificates: Path | None = None
    timeout_s: float = 30.0
    most_together: int = 500  # results in one request


@dataclass(frozen=True)
class Settings:
    """Says where Linnet's files are and how much of the machine to use.

    `home` holds models and the default catalog, `manifests` the descriptions of known models.
    `drives` maps drive labels to the folders that count as these drives.
    """

    home: Path
    catalog: Path
    manifests: Path
    model: str = "birdnet-v2.4"
    threads: int | None = None  # None: one per core
    cache_bytes: int = 10_000_000_000  # limit for prepared recordings
    drives: Mapping[str, Path] = field(default_factory=dict)
    inference: InferenceSettings = field(default_factory=InferenceSettings)
    windows: WindowSettings = field(default_factory=WindowSettings)
    breaker: BreakerSettings = field(default_factory=BreakerSettings)
    fallback: FallbackSettings = field(default_factory=FallbackSettings)
    metrics: MetricsSettings = field(default_factory=MetricsSettings)
    forward: ForwardSettings = field(default_factory=ForwardSettings)

    @property
    def models(self) -> Path:
        return self.home / "models"

    @property
    def features(self) -> Path:
        return self.home / "features"

    @property
    def graphs(self) -> Path:
        """The folder of optimised graphs of models."""
        return self.home / "graphs"

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """List the folders in which Linnet itself makes and removes files."""
        return self.models, self.features, self.graphs


def read_settings(environment: Mapping[str, str], *, catalog: str | None = None) -> Settings:
    """Build the settings from `environment`; an empty variable counts as unset.

    The variables are `LINNET_HOME`, `LINNET_CATALOG`, `LINNET_THREADS`, `LINNET_CACHE_GB` and
    `LINNET_DRIVES` (`LABEL=place`, several separated as in PATH). Raises InvalidParams that names
    the wrong variable.
    """
    home = _home(environment.get("LINNET_HOME"))
    return Settings(
        home=home,
        catalog=_catalog(environment.get("LINNET_CATALOG"), catalog) or home / "catalog.sqlite",
        manifests=Path(__file__).resolve().parent / "manifests",
        threads=_threads(environment.get("LINNET_THREADS")),
        cache_bytes=_cache_bytes(environment.get("LINNET_CACHE_GB")),
        drives=_drives(environment.get("LINNET_DRIVES")),
    )


def _home(text: str | None) -> Path:
    home = Path(text) if text else _user_data()
    if text and home.exists() and not home.is_dir():
        raise InvalidParams(
            f"{text} is a file.", field="LINNET_HOME", hint="Name a folder for models and catalog."
        )
    return home


def _catalog(text: str | None, chosen: str | None) -> Path | None:
    if chosen or not text:
        return Path(chosen) if chosen else None
    if Path(text).is_dir():
        raise InvalidParams(
            f"{text} is a folder.", field="LINNET_CATALOG", hint="Name the catalog's file."
        )
    return Path(text)


def _threads(text: str | None) -> int | None:
    if not text:
        return None
    if not _WHOLE.fullmatch(text.strip()) or not 1 <= int(text) <= _MOST_THREADS:
        raise InvalidParams(
            f'"{text}" is not a number of threads.',
            field="LINNET_THREADS",
            hint=f"Give a whole number from 1 to {_MOST_THREADS}, or nothing for one per core.",
        )
    return int(text)


def _cache_bytes(text: str | None) -> int:
    if not text:
        return Settings.cache_bytes
    try:
        gigabytes = float(text)
    except ValueError:
        gigabytes = -1.0
    if not 0 <= gigabytes <= _MOST_GB:  # refuses NaN too
        raise InvalidParams(
            f'"{text}" is not a number of gigabytes.',
            field="LINNET_CACHE_GB",
            hint=f"Give a number from 0 to {_MOST_GB:,}, or nothing for 10.",
        )
    return round(gigabytes * 1e9)


def _drives(text: str | None) -> dict[str, Path]:
    drives = {}
    for part in filter(None, (text or "").split(os.pathsep)):
        label, _, place = part.partition("=")
        if not label or not place:
            raise InvalidParams(
                f'"{part}" does not name a drive.',
                field="LINNET_DRIVES",
                hint=f"Write LABEL=place, with {os.pathsep} between several.",
            )
        drives[label] = Path(place)
    return drives


def _user_data() -> Path:
    # Imported here because a sidecar with LINNET_HOME does not need it.
    import platformdirs

    return Path(platformdirs.user_data_dir("linnet", appauthor=False))


def usable_cores() -> int:
    """Count the physical cores that this process may use."""
    import psutil

    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(allowed or 1, psutil.cpu_count(logical=False) or 1))
