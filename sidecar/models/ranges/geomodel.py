"""A geomodel: an ONNX file that knows the species of any place, for every model that hears them."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from sidecar.errors import InvalidParams, ModelInvalid
from sidecar.models.interface import ALL_YEAR
from sidecar.models.labels import Labels
from sidecar.models.opened import open_file
from sidecar.models.providers import CPU, Opening
from sidecar.models.ranges.interface import RangeName
from sidecar.models.ranges.join import PLAIN, Naming, join
from sidecar.models.ranges.labels import GeoLabels
from sidecar.values import Bool, Float32, Int64

# BirdNET's weeks: four in each month.
WEEKS = 48

# Places and weeks that are kept: a person who types a name asks again at each letter.
_REMEMBERED = 64

# A file in 16 bits rounds: 1 may become a little more.
_ROUNDING = 1e-3


class Geomodel:
    """A loaded geomodel; several threads may ask at once.

    It takes [n, 3] latitude, longitude and week 1..48, and gives [n, species] probabilities.
    """

    def __init__(self, path: Path, which: RangeName, labels: GeoLabels, digest: str) -> None:
        """Open the file at `path`, whose SHA-256 is `digest`; raises ModelInvalid."""
        self.which = which
        self.labels = labels
        self._path = path
        opening = Opening(providers=(CPU,))
        self._session = open_file(path, digest, which.title, opening).session
        (given,), (found,) = self._session.get_inputs(), self._session.get_outputs()
        self._given, self._found = given.name, found.name
        self._singly = given.shape[0] == 1
        self._kept = lru_cache(maxsize=_REMEMBERED)(self._computed)

    def probabilities(self, latitude: float, longitude: float, week: int) -> Float32:
        """Give the probability of each species [species] in a week 1..48, or ALL_YEAR.

        A whole year has the largest value of its weeks: this model knows no week -1. Raises
        InvalidParams for no place on Earth, ModelInvalid for values that are no probabilities.
        """
        return self._kept(*_canonical(latitude, longitude), week)

    def _computed(self, latitude: float, longitude: float, week: int) -> Float32:
        asked = np.array([[latitude, longitude, each] for each in _weeks(week)], np.float32)
        found = self._run(asked)
        values: Float32 = found.max(axis=0).astype(np.float32)
        if values.shape != (len(self.labels),) or not _are_probabilities(values):
            raise ModelInvalid(
                f"{self.which.title} did not give a probability for each of its species.",
                hint=f"Install it again: linnet models install {self.which.name}",
                path=self._path,
            )
        values = values.clip(0.0, 1.0)
        values.flags.writeable = False  # whoever asks next gets the same array
        return values

    def _run(self, asked: Float32) -> Float32:
        """Ask the file for all rows at once, or for one after the other if it takes one."""
        parts = np.split(asked, len(asked)) if self._singly else [asked]
        found = [self._session.run([self._found], {self._given: part})[0] for part in parts]
        rows: Float32 = np.concatenate(found)
        return rows

    def joined(self, labels: Labels, naming: Naming = PLAIN) -> JoinedRange:
        """Make the range model of a model with these labels."""
        return JoinedRange(self, join(self.labels, labels, naming))


class JoinedRange:
    """A geomodel for the classes of one model."""

    def __init__(self, geomodel: Geomodel, places: Int64) -> None:
        """Take each class's place [classes] among the geomodel's species, -1 without one."""
        self._geomodel = geomodel
        self._places = places

    @property
    def which(self) -> RangeName:
        return self._geomodel.which

    @cached_property
    def known(self) -> Bool:
        """Mark the classes [classes] that the geomodel knows."""
        known: Bool = self._places >= 0
        return known

    @cached_property
    def digest(self) -> str:
        """Digest the geomodel's file, and the place of each class in it.

        So another taxonomy is another range model only if it finds other species.
        """
        text = json.dumps([self.which.sha256, self._places.tolist()])
        return hashlib.sha256(text.encode()).hexdigest()

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        """Give each class [classes] its species' probability; NaN for unknown classes."""
        values = self._geomodel.probabilities(latitude, longitude, week)
        found: Float32 = np.where(self.known, values[self._places], np.float32(np.nan))
        return found


def _canonical(latitude: float, longitude: float) -> tuple[float, float]:
    """Give a place its one pair of coordinates: the date line has two, and a pole has all."""
    if not (abs(latitude) <= 90.0 and abs(longitude) <= 180.0):  # NaN is no place either
        raise InvalidParams(
            f"Latitude {latitude:g} and longitude {longitude:g} are no place on Earth.",
            field="location",
            hint="A latitude lies between -90 and 90, a longitude between -180 and 180.",
        )
    if abs(latitude) == 90.0:
        return latitude, 0.0
    return latitude, 180.0 if longitude == -180.0 else longitude


def _weeks(week: int) -> range:
    if week == ALL_YEAR:
        return range(1, WEEKS + 1)
    if not 1 <= week <= WEEKS:
        raise InvalidParams(
            f"{week} is no week of this range model.",
            field="location.week",
            hint=f"Its weeks are 1 to {WEEKS}, four in each month.",
        )
    return range(week, week + 1)


def _are_probabilities(values: Float32) -> bool:
    return bool(((values >= -_ROUNDING) & (values <= 1.0 + _ROUNDING)).all())
