"""Runs a model on the same windows again and again, in other batches and other places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.errors import LinnetError
from sidecar.frontends.interface import FrontEnd
from sidecar.models.guard import as_ours
from sidecar.models.halt import Halt
from sidecar.models.interface import Model, Scores
from sidecar.models.quality import differences, similarities
from sidecar.values import Float32, Float64

BATCHES = (1, 2, 4, 8)
# Windows that go through all batches together: the largest batch is full.
GROUP = BATCHES[-1]
# Windows that are given a second time come in batches of another size.
_AGAIN = 3


@dataclass(frozen=True)
class Repeated:
    """What a model gives for windows: alone, and compared with later times.

    `differences` [n] are the largest between batches. `similarities` [n] are those of the same
    sound given twice. A model without embeddings has neither.
    """

    logits: Float32  # [n, classes]
    embeddings: Float32 | None = None  # [n, d]
    differences: Float64 | None = None
    similarities: Float64 | None = None


def score(model: Model, inputs: Float32, halt: Halt, *, batch: int = 4) -> Scores:
    """Score windows in batches; raises InferenceFailed."""
    try:
        parts = [
            model.run(inputs[first : first + batch], halt) for first in range(0, len(inputs), batch)
        ]
    except LinnetError:
        raise
    except Exception as error:
        raise as_ours(error) from error
    embeddings = [part.embeddings for part in parts if part.embeddings is not None]
    return Scores(
        np.concatenate([part.logits for part in parts]),
        np.concatenate(embeddings) if embeddings else None,
    )


def repeat(model: Model, compute: FrontEnd, samples: Float32, halt: Halt) -> Repeated:
    """Run a model on up to `GROUP` windows [n, samples] in batches of each size, and once more.

    Fewer windows come several times, so that the largest batch is full. Once more means: through
    the front end again, in the opposite order, and in batches of three.
    """
    count, inputs = len(samples), compute(samples)
    if model.manifest.embedding is None:
        return Repeated(score(model, inputs, halt).logits)
    filled = inputs[np.arange(GROUP) % count]
    alone = score(model, filled, halt, batch=1)
    apart = [
        differences(_embeddings(alone), _embeddings(score(model, filled, halt, batch=batch)))
        for batch in BATCHES[1:]
    ]
    again = compute(np.ascontiguousarray(samples[::-1]))[np.arange(GROUP) % count]
    turned = _embeddings(score(model, again, halt, batch=_AGAIN))[:count][::-1]
    embeddings = _embeddings(alone)[:count]
    return Repeated(
        logits=alone.logits[:count],
        embeddings=embeddings,
        # The copies of a window count for it.
        differences=np.array([np.max(np.stack(apart)[:, row::count]) for row in range(count)]),
        similarities=similarities(embeddings, turned),
    )


def silences(model: Model, compute: FrontEnd, beside: Float32 | None, halt: Halt) -> Float32:
    """Give the embeddings [n, d] of digital silence: alone, four at once, and beside sound.

    `beside` are a few windows [n, samples] with sound.
    """
    silent = compute(np.zeros((1, model.manifest.window_samples), np.float32))
    found = [score(model, silent, halt), score(model, np.repeat(silent, 4, axis=0), halt)]
    embeddings = [_embeddings(each) for each in found]
    if beside is not None:
        mixed = np.concatenate([silent, compute(beside[:2]), silent])
        embeddings.append(_embeddings(score(model, mixed, halt))[[0, -1]])
    return np.concatenate(embeddings)


def _embeddings(scores: Scores) -> Float32:
    assert scores.embeddings is not None  # the caller asked the manifest
    return scores.embeddings
