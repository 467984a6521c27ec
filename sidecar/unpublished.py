"""Why a publication leaves rows out: the words of the contract and of the standards."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "unverified",
    "rejected",
    "unsure",
    "unread",
    "copy",
    "noStart",
    "noOffset",
    "noDeployment",
    "noPlace",
    "notScientific",
    "repeated",
]
