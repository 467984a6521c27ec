"""A model whose answers can be worked out by hand, and jobs for it: without ONNX Runtime."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sidecar.errors import ModelUnavailable
from sidecar.frontends.spec import Waveform
from sidecar.models.halt import Halt
from sidecar.models.interface import Model, Scores
from sidecar.models.labels import Labels
from sidecar.models.manifest import Licence, Manifest, ModelInput
from sidecar.run.hearing import Listening
from sidecar.run.judging import Judge, Judging
from sidecar.run.prepare import Cutting
from sidecar.run.scoring import Sensitivity
from sidecar.run.tools import Tools, preparing_work
from sidecar.run.work import Job
from sidecar.values import Float32

RATE_HZ = 8000
SPEC = Waveform(sample_rate=RATE_HZ, window=1.0)
CUTTING = Cutting(spec=SPEC, hop=RATE_HZ)
LABELS = Labels(("Strix aluco", "Parus major"), ("Tawny Owl", "Great Tit"))


def manifest(name: str = "fake") -> Manifest:
    return Manifest(
        name=name,
        title="Fake",
        version="1",
        licence=Licence(name="none", url="https://example.org", summary=""),
        input=ModelInput(frontend=SPEC),
        classes=2,
        embedding=2,
    )


@dataclass
class FakeModel:
    """Hears an owl in a window whose loudest sample is above a half, a tit in every other.

    Its embedding of a window is the loudest sample and its place. `trouble` is asked before each
    call, with how many there were; what it raises the model raises, what it returns the model gives
    in place of its own logits.
    """

    trouble: Callable[[int, Float32], Float32 | None] = lambda calls, logits: None
    manifest: Manifest = field(default_factory=manifest)
    labels: Labels = LABELS
    identity: str = "f" * 64
    converter: str = "none"
    version_id = "fafafafafafa-none"
    labels_digest: str = "l" * 64
    range_digest: str | None = None
    providers: list[str] = field(default_factory=lambda: ["fake"])
    rejudges: bool = True
    calls: int = 0
    lock: Any = field(default_factory=threading.Lock)

    @property
    def embedder(self) -> Model:
        return self

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        loudest = np.abs(inputs).max(axis=1)
        embeddings = np.stack([loudest, np.abs(inputs).argmax(axis=1) / RATE_HZ], axis=1)
        logits = self.rejudge(embeddings)
        with self.lock:
            self.calls += 1
            calls = self.calls
        given = self.trouble(calls, logits)
        return Scores(logits if given is None else given, embeddings.astype(np.float32))

    def refusal(self) -> ModelUnavailable | None:
        return None

    def rejudge(self, embeddings: Float32) -> Float32:
        owl = 8.0 * (embeddings[:, 0] - 0.5)
        return np.stack([owl, -owl], axis=1).astype(np.float32)

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        raise AssertionError("it has no range model")


def judging(**changed: Any) -> Judging:
    """Make a judging that names whatever is surer than a half."""
    settings = {"overlap": 0.0, "padding": "zero", "skipBelow": None}
    values: dict[str, Any] = {
        "settings": settings,
        "seen": {},
        "judged": {},
        "range_digest": None,
        "thresholds": np.full(2, 0.5),
        "listed": np.ones(2, np.bool_),
        "unranged": np.zeros(2, np.bool_),
        "sensitivity": Sensitivity(),
        "top_k": None,
        "merge": 1,
        "hop_s": 1.0,
        "range": None,
    }
    return Judging(**{**values, **changed})


def job(*, embeddings: bool = False) -> Job:
    return Job(model="fake", cutting=CUTTING, judging=judging(), cache=False, embeddings=embeddings)


def tools_of(model: Model, listening: Sequence[Listening] = ()) -> Callable[[Job], Tools]:
    """Make what opens the tools of a job with this model and these listeners."""
    return lambda job: Tools(
        preparing_work(job.cutting, listening=listening), model, Judge(job.judging, model)
    )
