"""The verdict of a person on a species."""

from __future__ import annotations

from typing import Literal

# UNSURE: a person listened and cannot tell. UNVERIFIED: nobody decided.
Verified = Literal["YES", "NO", "UNSURE", "UNVERIFIED"]
