"""Analyses and detections of a catalog as arrays, to compare models by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from sidecar.catalog.runs import ModelVersion
from sidecar.values import Channel, Float64, Int64


@dataclass(frozen=True)
class Analyses:
    """The analysis that counts for each recording and channel: parallel arrays [n].

    `channel` is 0 for the mean of all.
    """

    recording: Int64
    channel: Int64
    analysis: Int64
    run: Int64
    seconds: Float64  # how far the recording could be read


@dataclass(frozen=True, eq=False)
class AnalysedSound:
    """An analysis of a recording that counts, with its stored windows.

    Row `first` of the embeddings of `windows_model_id` is that of the first of `offsets` (samples
    at the model's rate); None and no offsets if none are stored.
    """

    analysis_id: int
    version: ModelVersion
    channel: Channel
    windows: int
    quiet: int  # windows left out, because they were silent or too quiet
    reached_s: float
    windows_model_id: int | None
    first: int
    offsets: Int64


@dataclass(frozen=True)
class Found:
    """Detections: a structured array [n].

    The fields are `analysis`, `detection`, `species` (ids), `start`, `end` (seconds) and
    `confidence`.
    """

    rows: npt.NDArray[Any]


# Embeddings.


# Upkeep.


# What the app keeps.


"""Hears of each step of a check or a repair as it begins."""

"""Takes the pages copied so far and the pages in all; may raise to stop."""
