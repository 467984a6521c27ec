"""The figures of `models/drift`, each with what is usual and a reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sidecar.catalog.runs import StoredVersion
from sidecar.contract.drift import DriftFigure
from sidecar.models.distribution import (
    LEAST,
    gap_by_chance,
    largest_gap,
    stability,
    stability_by_chance,
)
from sidecar.values import Bool, Float32, Float64, Int64

# A population stability index below the first is no change to speak of; above the second it is a
# large one. These limits are customary.
_PSI_SMALL, _PSI_LARGE = 0.1, 0.25

# A distance this many times the usual one means that the groups lie apart.
_MANY_TIMES = 3.0

# A cosine distance of stored float16 numbers says nothing below this.
_ROUNDING = 1e-3
# Above this, a search with one version's embedding finds other neighbours than with the other's.
_MIXED_UP = 0.01

_Name = Literal["normKs", "normPsi", "centroid", "pairs"]
_Reading = Literal["alike", "moved", "apart", "notMeasured"]


@dataclass(frozen=True)
class Sample:
    """Some windows of a group, as parallel arrays [n]: rows, recordings, norms and directions."""

    stored: StoredVersion
    row: Int64
    recording: Int64
    norm: Float64
    unit: Float32  # [n, d]
    available: int

    @property
    def directed(self) -> Float64:
        """Give the norms of the embeddings that have a direction."""
        return self.norm[self.norm > 0]


def _read(value: float, small: float, large: float) -> _Reading:
    return "alike" if value <= small else "moved" if value <= large else "apart"


def _figure(
    name: _Name,
    value: float,
    usual: float | None,
    reading: _Reading,
    message: str,
) -> DriftFigure:
    return DriftFigure(
        name=name,
        value=round(value, 6),
        usual=None if usual is None else round(usual, 6),
        reading=reading,
        message=message,
    )


def _not_measured(name: _Name, why: str) -> DriftFigure:
    return DriftFigure(
        name=name, value=None, usual=None, reading="notMeasured", message=f"Not measured: {why}."
    )


_FEW = f"a group has fewer than {LEAST} windows with an embedding"


def of_norms(one: Sample, other: Sample) -> list[DriftFigure]:
    """Compare the norms before L2."""
    before, after = one.directed, other.directed
    if min(len(before), len(after)) < LEAST:
        return [_not_measured("normKs", _FEW), _not_measured("normPsi", _FEW)]
    gap, chance = largest_gap(before, after), gap_by_chance(len(before), len(after))
    halved = _halves(
        one.recording[one.norm > 0], lambda half: largest_gap(before[half], before[~half])
    )
    limit = max(chance, halved or 0.0)
    reading = _read(gap, limit, _MANY_TIMES * limit)
    index = stability(before, after)
    steady = max(
        stability_by_chance(len(before), len(after)),
        _halves(one.recording[one.norm > 0], lambda half: stability(before[half], before[~half]))
        or 0.0,
    )
    shift = _read(index, max(_PSI_SMALL, steady), max(_PSI_LARGE, _MANY_TIMES * steady))
    return [
        _figure(
            "normKs",
            gap,
            limit,
            reading,
            f"The distributions of norms differ by at most {gap:.3f} (Kolmogorov-Smirnov). Up to "
            f"{limit:.3f} is usual: {_why(halved, chance)}.",
        ),
        _figure(
            "normPsi",
            index,
            steady,
            shift,
            f"The population stability index of norms is {index:.3f}. Up to "
            f"{max(_PSI_SMALL, steady):.3f} the groups are alike, above "
            f"{max(_PSI_LARGE, _MANY_TIMES * steady):.3f} they lie apart.",
        ),
    ]


def _why(halved: float | None, chance: float) -> str:
    if halved is None or halved < chance:
        return "chance alone stays below in 99 of 100 cases, if windows were independent"
    return "halves of the first group's recordings differ as much"


def centroid(one: Sample, other: Sample) -> DriftFigure:
    """Compare the mean directions, and take halves of the first group's recordings for usual."""
    if min(len(one.directed), len(other.directed)) < LEAST:
        return _not_measured("centroid", _FEW)
    if one.unit.shape[1] != other.unit.shape[1]:
        return _not_measured("centroid", "the embeddings have different lengths")
    distance = _between(_mean(one), _mean(other))
    units = one.unit[one.norm > 0]
    chance = _halves(
        one.recording[one.norm > 0],
        lambda half: _between(units[half].mean(axis=0), units[~half].mean(axis=0)),
    )
    if chance is None:
        return _figure(
            "centroid",
            distance,
            None,
            "notMeasured",
            f"The mean directions are {distance:.4f} apart (cosine distance). What is usual is "
            "unknown, because the first group is a single recording.",
        )
    limit = max(chance, _ROUNDING)
    reading = _read(distance, limit, _MANY_TIMES * limit)
    return _figure(
        "centroid",
        distance,
        chance,
        reading,
        f"The mean directions are {distance:.4f} apart (cosine distance). Halves of the first "
        f"group's recordings are {chance:.4f} apart.",
    )


def pairs(one: Sample, other: Sample) -> DriftFigure:
    """Compare two versions' embeddings of the same windows."""
    directed = (one.norm > 0) & (other.norm > 0)
    if directed.sum() < LEAST:
        return _not_measured("pairs", "too few windows were embedded by both versions")
    if one.unit.shape[1] != other.unit.shape[1]:
        return _not_measured("pairs", "the embeddings have different lengths")
    cosines = np.einsum("nd,nd->n", one.unit[directed], other.unit[directed], dtype=np.float64)
    distance = float(np.clip(1.0 - cosines, 0.0, 2.0).mean())
    reading = _read(distance, _ROUNDING, _MIXED_UP)
    return _figure(
        "pairs",
        distance,
        _ROUNDING,
        reading,
        f"The two versions' embeddings of one window are {distance:.4f} apart on average (cosine "
        f"distance). Rounding makes up to {_ROUNDING}. Above {_MIXED_UP}, searches find other "
        "neighbours.",
    )


def _mean(sample: Sample) -> Float64:
    units = sample.unit[sample.norm > 0]
    return np.asarray(units.mean(axis=0, dtype=np.float64))


def _between(one: Float32 | Float64, other: Float32 | Float64) -> float:
    lengths = np.linalg.norm(one) * np.linalg.norm(other)
    return float(np.clip(1.0 - one @ other / lengths, 0.0, 2.0)) if lengths > 0 else 1.0


# How often the recordings of the first group are halved; the 95th percentile is usual.
_HALVINGS = 40


def _halves(recording: Int64, apart: Callable[[Bool], float]) -> float | None:
    """Tell how far `apart` halves of a group usually lie; None for a single recording.

    Windows of one recording are alike, so whole recordings are parted. `apart` gets a mask of the
    windows in one half.
    """
    recordings, number = np.unique(recording, return_inverse=True)
    if len(recordings) < 2:
        return None
    rng = np.random.default_rng(0)  # the same answer each time
    found = []
    for _ in range(_HALVINGS):
        chosen = np.zeros(len(recordings), np.bool_)
        chosen[rng.permutation(len(recordings))[: len(recordings) // 2]] = True
        found.append(apart(chosen[number]))
    return float(np.percentile(found, 95))
