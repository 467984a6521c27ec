"""The interface of range models: every question that Linnet asks of one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Protocol

from sidecar.values import Bool, Float32


@dataclass(frozen=True)
class RangeName:
    """Which range model it is: its name, and the SHA-256 of its published file.

    `own`: the model that hears the species brings it along.
    """

    name: str
    title: str
    version: str
    sha256: str
    own: bool

    def as_record(self, digest: str) -> dict[str, str]:
        """Write it as the record of a run has it; `digest` is that of the `RangeModel`."""
        values = {name: value for name, value in asdict(self).items() if name != "own"}
        return {**values, "digest": digest}


class RangeModel(Protocol):
    """Estimates how likely each class of a model is at a place in a week."""

    @property
    def which(self) -> RangeName: ...

    @property
    def digest(self) -> str:
        """Identify all that decides the values, the assignment of classes to species included."""
        ...

    @property
    def known(self) -> Bool:
        """Mark the classes [classes] that it knows; of the others it says nothing."""
        ...

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        """Estimate how likely each class [classes] is, 0..1, at a place in a week 1..48.

        Week ALL_YEAR leaves the season out. NaN is unknown.
        """
        ...
