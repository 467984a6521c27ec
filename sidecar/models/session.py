"""A loaded model: turns batches of windows into logits and embeddings."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from sidecar.errors import ModelUnavailable
from sidecar.frontends.compute import front_end
from sidecar.models.activation import as_logits
from sidecar.models.guard import Guard
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.models.labels import Labels
from sidecar.models.opened import Opened, open_file
from sidecar.models.providers import Opening
from sidecar.models.registry import (
    LABELS_FILE,
    LAST_LAYER_FILE,
    MODEL_FILE,
    RANGE_FILE,
    Installed,
    checked_file,
    read_installed_labels,
)
from sidecar.models.runtime import onnxruntime
from sidecar.values import Float32

# ONNX Runtime's own level: its errors reach us as exceptions, so it need not print them too.
_FATAL = 4


class Session:
    """A model in an ONNX file; several threads may call `run` at once.

    Each call computes on the calling thread alone, so the result of a window cannot depend on the
    number of threads. One caller a core is as fast as a session that splits each batch.
    """

    # The file that judges embeddings by itself.
    _judge_file: ClassVar[str] = LAST_LAYER_FILE

    def __init__(
        self,
        folder: Path,
        installed: Installed,
        guard: Guard | None = None,
        opening: Opening | None = None,
    ) -> None:
        self.installed = installed
        self._guard = guard or Guard(installed.manifest.name, installed.version_id)
        self.manifest = installed.manifest
        self._folder = folder
        self._opening = opening or Opening()
        if installed.variant != "fp32":  # an optimised graph would have wide weights
            self._opening = replace(self._opening, graphs=None, widens=True)
        self._lock = threading.Lock()
        with _checked(self._check):
            self._open()
        self.labels: Labels = read_installed_labels(folder, self.manifest)

    def _check(self) -> None:
        """Digest all files but those that are checked when they are first used."""
        for name in self.installed.files:
            if name not in (self._judge_file, RANGE_FILE):
                checked_file(self._folder, self.installed, name)

    def _open(self) -> None:
        opened = self._opened(MODEL_FILE)
        self._model = opened.session
        self.providers: list[str] = opened.providers
        self.fell_back = opened.fell_back
        outputs = self.manifest.outputs
        self._wanted = [name for name in (outputs.logits, outputs.embedding) if name]
        (given,) = self._model.get_inputs()
        self._given = given.name
        self._singly = given.shape[0] == 1

    @cached_property
    def file_bytes(self) -> int:
        """The size of the model's file; weights in files beside it are not counted."""
        return (self._folder / MODEL_FILE).stat().st_size

    @property
    def identity(self) -> str:
        return self.installed.sha256

    @property
    def converter(self) -> str:
        return self.installed.converter

    @property
    def version_id(self) -> str:
        return self.installed.version_id

    @property
    def labels_digest(self) -> str:
        return self.installed.files[LABELS_FILE]

    @property
    def embedder(self) -> Session:
        """The model that makes the embeddings: this one, except for heads."""
        return self

    @property
    def range_digest(self) -> str | None:
        """The SHA-256 of the range model; None for a model without one."""
        return self.installed.files.get(RANGE_FILE)

    @property
    def rejudges(self) -> bool:
        """Tell whether stored embeddings can be judged again."""
        return self._judge_file in self.installed.files

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        """Score windows [b, ...] as the model's front end gives them."""
        return self._guard.run(lambda own: self._scores(inputs, own), len(inputs), halt)

    def refusal(self) -> ModelUnavailable | None:
        """Give the error with which `run` refuses every call just now; None if it does not."""
        return self._guard.refusal()

    def _scores(self, inputs: Float32, halt: Halt) -> Scores:
        if self._singly and len(inputs) > 1:
            parts = [self._call(inputs[row : row + 1], halt) for row in range(len(inputs))]
            found = [np.concatenate(part) for part in zip(*parts, strict=True)]
        else:
            found = self._call(inputs, halt)
        logits = as_logits(found[0], self.manifest.activation)
        return Scores(logits, found[1] if len(found) > 1 else None)

    def _call(self, inputs: Float32, halt: Halt) -> list[Float32]:
        options = onnxruntime.RunOptions()
        options.log_severity_level = _FATAL
        with halt.ending(lambda: setattr(options, "terminate", True)):
            found: list[Float32] = self._model.run(self._wanted, {self._given: inputs}, options)
        return found

    def warm_up(self) -> None:
        """Score a window of silence, which no meter counts: a model's first call takes longest."""
        silence = np.zeros((1, self.manifest.window_samples), np.float32)
        self.embedder._scores(front_end(self.manifest.input.spec)(silence), Halt())

    def rejudge(self, embeddings: Float32) -> Float32 | None:
        """Compute logits [b, classes] from embeddings [b, d]; equal input gives equal bits.

        None for a model without a separate last layer.
        """
        return self._judge(embeddings) if self.rejudges else None

    def _judge(self, embeddings: Float32) -> Float32:
        with self._lock:
            judge = self._judge_session
        logits: Float32 = judge.run(["logits"], {"embedding": embeddings})[0]
        return logits

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        """Estimate how likely each class [classes] is at a place, by the range model."""
        with self._lock:
            model = self._range
        place = np.array([[latitude, longitude, week]], np.float32)
        values: Float32 = model.run(["occurrence"], {"place": place})[0][0]
        return values

    @cached_property
    def _judge_session(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        return self._load(self._judge_file)

    @cached_property
    def _range(self) -> Any:  # noqa: ANN401
        return self._load(RANGE_FILE)

    def _load(self, name: str) -> Any:  # noqa: ANN401
        checked_file(self._folder, self.installed, name)
        return self._opened(name).session

    def _opened(self, name: str) -> Opened:
        path, digest = self._folder / name, self.installed.files[name]
        return open_file(path, digest, self.manifest.title, self._opening)


@contextmanager
def _checked(check: Callable[[], None]) -> Iterator[None]:
    """Check files on a thread of its own while they are loaded; its error comes first."""
    with ThreadPoolExecutor(1, "linnet-digest") as pool:
        checking = pool.submit(check)
        try:
            yield
        finally:
            checking.result()
