"""Settings: from the environment and the command line, read once, at the edge."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where things are and how much of the machine to use.

    `home` holds models and the default catalog; `manifests` the descriptions of known models;
    `drives` names places that count as drives of these labels.
    """

    home: Path
    catalog: Path
    manifests: Path
    model: str = "birdnet-v2.4"
    threads: int | None = None  # None: one per core
    cache_bytes: int = 10_000_000_000  # that prepared recordings may take
    drives: Mapping[str, Path] = field(default_factory=dict)

    @property
    def models(self) -> Path:
        return self.home / "models"

    @property
    def features(self) -> Path:
        return self.home / "features"


def read_settings(environment: Mapping[str, str], *, catalog: str | None = None) -> Settings:
    """Build the settings from `environment`.

    Looked at are `LINNET_HOME`, `LINNET_CATALOG`, `LINNET_THREADS`, `LINNET_CACHE_GB` and
    `LINNET_DRIVES` (`LABEL=place`, several separated as in PATH).
    """
    home = Path(environment.get("LINNET_HOME") or _user_data())
    chosen = catalog or environment.get("LINNET_CATALOG")
    threads = environment.get("LINNET_THREADS")
    cache_gb = environment.get("LINNET_CACHE_GB") or 10.0
    return Settings(
        home=home,
        catalog=Path(chosen) if chosen else home / "catalog.sqlite",
        manifests=Path(__file__).resolve().parents[1] / "models",
        threads=int(threads) if threads else None,
        cache_bytes=round(float(cache_gb) * 1e9),
        drives=_drives(environment.get("LINNET_DRIVES", "")),
    )


def _drives(text: str) -> dict[str, Path]:
    pairs = (part.partition("=") for part in text.split(os.pathsep))
    return {label: Path(place) for label, _, place in pairs if label and place}


def _user_data() -> Path:
    # Imported here: a sidecar that was told its home need not look for one.
    import platformdirs

    return Path(platformdirs.user_data_dir("linnet", appauthor=False))


def usable_cores() -> int:
    """Count the cores this process may use, without their second threads."""
    import psutil

    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(allowed or 1, psutil.cpu_count(logical=False) or 1))
