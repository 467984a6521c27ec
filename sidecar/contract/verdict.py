"""The verdict of a person on a species."""

from __future__ import annotations

from typing import Literal

Verified = Literal["YES", "NO", "UNVERIFIED"]
