"""The interface of front ends: every question that Linnet asks of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

if TYPE_CHECKING:  # descriptions are read before NumPy is loaded
    from sidecar.values import Float32, Float64


class Part(BaseModel):
    """A part of a description: a value, written in camelCase."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


@dataclass(frozen=True)
class CacheForm:
    """How the cache keeps windows; `root`: eight bits lie evenly on the values' root of this."""

    root: int


class Description(Part, ABC):
    """A front end in a manifest: all its numbers, and the facts of its kind.

    A description is a small value without filters, which can be compared and sent. Its fields make
    the digests that old catalogs and caches hold.
    """

    in_words: ClassVar[str]
    callers_fed: ClassVar[int]  # model threads that one reader with this front end keeps busy
    windows_at_once: ClassVar[int]  # with which its models are fastest on a processor
    drawable: ClassVar[bool]  # whether its energies make a picture
    over_hertz: ClassVar[bool] = False  # whether its bands lie at frequencies

    @property
    def band_hz(self) -> tuple[float, float]:
        """Say which frequencies the windows hold."""
        return 0.0, self.sample_rate / 2

    @property
    def levels(self) -> bool:
        """Whether each window is brought to one peak, whatever it was before."""
        return False

    kind: str
    sample_rate: int = Field(gt=0, le=1_000_000)
    window: float = Field(gt=0, le=600, allow_inf_nan=False)

    @property
    @abstractmethod
    def kept(self) -> CacheForm | None:
        """Say how the cache keeps the windows; None if they are not worth keeping."""

    @abstractmethod
    def shape(self, samples: int | None = None) -> tuple[int, ...]:
        """Give the shape of one window as the model takes it, without the batch axis."""

    @property
    def window_samples(self) -> int:
        return round(self.window * self.sample_rate)


@dataclass(frozen=True, eq=False)
class Bands:
    """Where a front end's bands lie: `edges_hz` [bands + 1] upwards, each where two of them meet.

    Frames are `hop` samples apart. `power` 1: energies are magnitudes. `full_db` is the most that a
    sine of full scale gives a band, as a power.
    """

    rate_hz: int
    hop: int
    power: Literal[1, 2]
    edges_hz: Float64
    full_db: float


class Banded(Protocol):
    """What makes bands of sound: a front end, or a model that has a spectrogram inside."""

    @property
    def bands(self) -> Bands | None:
        """Say where the bands lie; None where there are none, or they have no frequency."""

    def energies(self, samples: Float32) -> Float32 | None:
        """Compute the bands [bands, frames] of any stretch [n], before logarithm and scaling.

        None where the kind has no bands.
        """


class FrontEnd(Banded, Protocol):
    """A front end ready to compute; it keeps no state between calls, so threads may share it."""

    @property
    def spec(self) -> Description: ...

    def __call__(self, samples: Float32) -> Float32:
        """Turn windows [b, n], mono at the description's rate, into [b, *spec.shape(n)]."""
        ...
