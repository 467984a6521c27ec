"""The usual levels of recordings, as far as Linnet measured them: one place knows where."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sidecar.app.engine import Engine
from sidecar.frontends.overview import Overview
from sidecar.frontends.picture import MAX_DB, MIN_DB
from sidecar.values import Float64

# Wind and handling fill the lowest band, whatever the microphone's state.
_LOWEST_BANDS = 1


def usual_levels(engine: Engine, recording_ids: Sequence[int]) -> Float64:
    """Give the usual level of recordings in dB; NaN where no overview of the sound is kept.

    A level is the median over time of the mean over bands of an overview. It compares recordings
    of one recorder and gain, and is no sound pressure.
    """
    known = {each.recording_id: each for each in engine.catalog.recordings.find(recording_ids)}
    levels = np.full(len(recording_ids), np.nan)
    for place, number in enumerate(recording_ids):
        overview = engine.overviews.find(known[number].digest) if number in known else None
        if overview is not None and len(overview.levels):
            levels[place] = _usual(overview)
    return levels


def _usual(overview: Overview) -> float:
    bands = overview.levels[:, _LOWEST_BANDS:].mean(axis=1)
    return float(np.median(bands)) / 255 * (MAX_DB - MIN_DB) + MIN_DB
