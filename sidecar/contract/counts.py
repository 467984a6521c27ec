"""Messages about counts: how many detections, labels or recordings, by up to two keys."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.rows import Sun
from sidecar.contract.verdict import Verified

CountOf = Literal["detections", "labels", "recordings"]
CountKey = Literal[
    "species",
    "site",
    "deployment",
    "recorder",
    "date",
    "week",
    "month",
    "hour",
    "hourFromSunrise",
    "hourFromSunset",
    "sun",
    "score",
    "verdict",
    "model",
]

# One answer holds this many rows at most; with more, a request is refused.
MOST_CELLS = 50_000


class CountRow(Message):
    """One cell: the values of the requested keys, and what was counted; other keys are null.

    A requested key is null where its value is unknown: a recording without a site or a start, say.
    Cells where somebody recorded and nothing was found are in the answer too, with the count 0.
    All other cells that the answer lacks are empty.
    """

    species: str | None
    common: str | None
    site_id: int | None
    site: str | None
    deployment_id: int | None
    recorder: str | None
    date: str | None
    week: str | None = Field(description="Date of the week's Monday.")
    month: str | None = Field(description="Year and month, such as 2024-05.")
    hour: int | None = Field(description="Hour of the day by the recorder's own clock, 0 to 23.")
    hour_from_sunrise: int | None = Field(
        description="Hour from the nearest sunrise: 0 is the hour after it, -1 the hour before. "
        "Null without a place or an offset from UTC, and where the sun does not rise."
    )
    hour_from_sunset: int | None = Field(description="The same from the nearest sunset.")
    sun: Sun | None = Field(description="Day, civil twilight or night.")
    score: float | None = Field(
        description="Lower end of a step of 0.05; the last step, 0.95, has the score 1 too."
    )
    verdict: Verified | None
    model: str | None
    detections: int | None = Field(description="Null unless detections are counted.")
    labels: int | None = Field(
        description="People's annotations that count now; null unless labels are counted."
    )
    recordings: int | None = Field(
        description="Recordings with something that was counted; null by score. Where recordings "
        "are counted, each belongs to the date and hour at which it begins."
    )
    confirmed: int | None = Field(
        description="Those with the verdict YES; null where recordings are counted."
    )
    max_score: float | None = Field(description="Best confidence; null unless of detections.")
    hours_recorded: float | None = Field(
        description="Hours of sound, cut at the ends of days and hours; hours of several recorders "
        "add up. Filters on places, recordings and times limit the hours; those on species, score "
        "and verdict do not. Keys and filters of the sun cut them where the sun rises, sets or is "
        "so far away; that is known to seconds. Null by species, score, verdict and model, and "
        "under filters that hours cannot follow, such as one on a detection's start."
    )
    hours_analysed: float | None = Field(
        description="The part of these hours that a model analysed, as far as its current analysis "
        "reaches. Filters on models and runs choose the analyses."
    )
