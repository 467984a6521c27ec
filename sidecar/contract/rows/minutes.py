"""Rows of what was measured of each minute of recordings."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.rows.detections import Sun


class MinuteRow(Message):
    """A minute of a recording, or its shorter rest, counted from 0; docs/indices.md has formulas.

    `clipping` and `silence` are shares. `level` (RMS without the offset) and `peak` are in dB of
    full scale. `alike`: 1 where left equals right, -1 where they are opposites, else 0; null unless
    there are two channels. `rain` and `wind` are scores from 0 to 1, no probabilities. `h` is `hf`
    times `ht`.

    Recordings that were not measured have no rows. `lacks` says why some values are null: `silent`:
    no sample changes. `short`: less than two frames. `overflow`: samples far above full scale.
    `sampleRate`: a band of an index lies above half the sample rate. `quiet`: no band has a loud
    cell.
    """

    minute_id: int
    recording_id: int
    path: str
    recorded_at: str | None
    minute: int
    seconds: float
    starts_at: str | None = Field(description="By the recorder's own clock.")
    starts_at_utc: str | None
    utc_offset: str | None
    deployment_id: int | None
    site_id: int | None
    site: str | None
    survey: str | None
    recorder: str | None
    sample_rate: int | None
    clipping: float | None
    silence: float | None
    offset: float | None = Field(description="Mean of the samples, of full scale.")
    level: float | None
    peak: float | None
    alike: float | None
    rain: float | None
    wind: float | None
    aci: float | None = Field(description="Acoustic Complexity Index.")
    ndsi: float | None = Field(description="Normalised Difference Soundscape Index, -1 to 1.")
    bi: float | None = Field(description="Bioacoustic Index, in dB x kHz.")
    hf: float | None = Field(description="Entropy of the spectrum, 0 to 1.")
    ht: float | None = Field(description="Entropy of the envelope, 0 to 1.")
    adi: float | None = Field(description="Acoustic Diversity Index, 0 to 2.3.")
    aei: float | None = Field(description="Acoustic Evenness Index, 0 to 0.9.")
    h: float | None = Field(description="Acoustic entropy, 0 to 1.")
    lacks: Literal["silent", "short", "overflow", "sampleRate", "quiet"] | None
    hours_from_sunrise: float | None
    hours_from_sunset: float | None
    sun: Sun | None
    moon_illuminated: float | None
    spl: float | None = Field(
        default=None,
        description="Sound pressure level in dB, where the setting `recorder.db_full_scale` says "
        "what full scale is; else null. It is no filter and no order: filter by `level`.",
    )
