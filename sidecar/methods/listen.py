"""`linnet listen`: finds the likeliest classes of each window in raw sound, as it arrives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from sidecar.app.engine import Engine
from sidecar.audio.windows import Grid
from sidecar.contract.analyze import NamedSpecies
from sidecar.contract.stream import ListenedWindow, OpenStreamRequest
from sidecar.methods.stream import start
from sidecar.models.interface import Model
from sidecar.run.scoring import Sensitivity
from sidecar.run.stream import Heard

Read = Callable[[], bytes]
"""Gives the bytes that have arrived; no bytes mean the end."""


def listen(engine: Engine, request: OpenStreamRequest, read: Read) -> Iterator[ListenedWindow]:
    """Yield the top classes of each window, at most `topK`, as soon as it is complete.

    Raises UnreadableAudio with the position of the fault.
    """
    session = engine.session(request.model)
    stream, _ = start(session, session, request)
    while data := read():
        for heard in stream.push(data):
            yield from _top(session, heard, request)
    for heard in stream.finish():
        yield from _top(session, heard, request)


def _top(session: Model, heard: Heard, request: OpenStreamRequest) -> Iterator[ListenedWindow]:
    confidences = Sensitivity().confidence(heard.logits)
    manifest, labels = session.manifest, session.labels
    # Sound that arrives has no end yet.
    times = Grid(manifest.sample_rate, manifest.window).times(heard.offsets, np.inf)
    for begin, end, row in zip(*(each.tolist() for each in times), confidences, strict=True):
        best = np.argsort(-row, kind="stable")[: request.top_k]
        yield ListenedWindow(
            start=begin,
            end=end,
            classes=[
                NamedSpecies(
                    species=labels.species[label],
                    common=labels.common[label],
                    confidence=row[label].item(),
                )
                for label in best.tolist()
                if row[label] >= request.min_confidence
            ],
        )
