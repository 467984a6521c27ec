"""What only people know of a publication: titles, contacts, licences, efforts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True)
class Contributor:
    """A person or an organisation, as Data Packages name them."""

    title: str
    role: str | None = None
    email: str | None = None
    url: str | None = None
    organization: str | None = None


@dataclass(frozen=True)
class About:
    """Facts that a person gave for a publication; what is not given stays empty.

    `offset` is that of clocks whose offset from UTC nobody knows. `uncertainty_m` is the radius, in
    metres, of the circle that holds the place of each recorder.
    """

    title: str | None = None
    description: str | None = None
    contributors: Sequence[Contributor] = ()
    licence: str | None = None
    media_licence: str | None = None
    rights_holder: str | None = None
    sampling_design: str | None = None
    capture_methods: Sequence[str] = ()
    sampling_protocol: str | None = None
    uncertainty_m: int | None = None
    offset: timedelta | None = None
    media_public: bool = False
    media_base: str | None = None
    protocol: str | None = None
    country: str | None = None
    state: str | None = None
    observers: int | None = None
    remarks: str | None = None
    tags: Sequence[str] = ()
    geoprivacy: Literal["open", "obscured", "private"] | None = None
