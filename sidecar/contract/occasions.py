"""How a question parts time into occasions, and when a species counts as detected."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from sidecar.contract.base import Message, Text
from sidecar.contract.places import Day
from sidecar.errors import InvalidParams
from sidecar.occasions.calendar import day_number

_Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


def _day(text: str) -> str:
    try:
        day_number(text)
    except ValueError as error:
        raise InvalidParams(
            f'"{text}" is not a date.', field="occasions.firstDay", hint="Write 2024-05-01."
        ) from error
    return text


class OccasionOptions(Message):
    """Occasions of `days` whole days that begin at the hour `start` of the recorders' own clocks.

    The first one begins on `firstDay`, and all sites have the same ones. Without `firstDay` it
    holds the first recording. A detection counts from `minConfidence` on, or from the confidence
    of its species in `speciesConfidence` or in the request's `thresholdSet`. Without any, it counts
    from the highest confidence with which one of the runs kept detections, so that all occasions
    are judged alike. With less than `minHours` analysed, an occasion says nothing.
    """

    start: float = Field(
        default=12.0,
        ge=0,
        lt=24,
        allow_inf_nan=False,
        description="Hour of the day at which an occasion begins: 12 for nights from noon to noon, "
        "0 for calendar days.",
    )
    days: int = Field(default=1, ge=1, le=366)
    first_day: Annotated[Day, AfterValidator(_day)] | None = Field(
        default=None, description="Date on which the first occasion begins, such as 2024-05-01."
    )
    min_hours: float = Field(default=0.0, ge=0, le=10_000, allow_inf_nan=False)
    min_confidence: _Fraction | None = None
    species_confidence: dict[Text, _Fraction] = Field(default={}, max_length=20_000)
