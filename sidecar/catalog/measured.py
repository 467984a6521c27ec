"""What was measured of a recording, as the catalog takes it."""

from __future__ import annotations

from typing import NamedTuple

from sidecar.indices.minutes import Minutes


class Measured(NamedTuple):
    """The minutes of a recording; `digest` is that of the samples that were measured."""

    recording_id: int
    minutes: Minutes
    digest: bytes
