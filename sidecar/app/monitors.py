"""The monitors of this process, one for each exact model."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sidecar.app.metrics import Figure, Metrics, Sample

if TYPE_CHECKING:
    from sidecar.catalog.runs import ModelVersion
    from sidecar.models.interface import Model
    from sidecar.run.monitor import Monitor


class Monitors:
    """Makes each monitor at the first use of its model; any thread may ask."""

    def __init__(self, metrics: Metrics) -> None:
        self._lock = threading.Lock()
        self._monitors: dict[str, tuple[ModelVersion, Monitor]] = {}
        metrics.show(
            Figure(
                "embedding_anomalies",
                "Windows whose embeddings differ from most others.",
                ["model", "version"],
                self._anomalies,
                counts=True,
            )
        )

    def of(self, model: Model) -> Monitor:
        """Give the monitor of the model that makes a model's embeddings."""
        from sidecar.app.modelnames import model_version
        from sidecar.run.monitor import Monitor

        version = model_version(model.embedder)
        with self._lock:
            key = f"{version.name}@{version.version_id}"
            return self._monitors.setdefault(key, (version, Monitor()))[1]

    def find(self, name: str, version_id: str | None) -> tuple[ModelVersion, Monitor] | None:
        """Find the monitor of a model, or of the version that was used last in this process."""
        with self._lock:
            for version, monitor in reversed(self._monitors.values()):
                if version.name == name and version_id in (None, version.version_id):
                    return version, monitor
        return None

    def _anomalies(self) -> list[Sample]:
        with self._lock:
            return [
                ({"model": version.name, "version": version.version_id}, monitor.anomalous)
                for version, monitor in self._monitors.values()
            ]
