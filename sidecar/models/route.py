"""Sends each recording to one of several versions of a model, by a hash of its sound."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sidecar.models.versions import Arm

_PARTS = 1 << 53  # as many as a float tells apart


def arm_of(content: bytes, arms: Sequence[Arm], *, name: str) -> Arm:
    """Choose the arm of a recording by the digest of its sound.

    The same sound goes to the same arm on every computer and in every order. Another model's name
    gives other choices, so two tests do not share their halves.
    """
    digest = hashlib.blake2b(content, digest_size=8, person=b"linnet-arm", salt=_salt(name))
    at = (int.from_bytes(digest.digest(), "big") >> 11) / _PARTS
    reached = 0.0
    for arm in arms:
        reached += arm.weight
        if at < reached:
            return arm
    return next(arm for arm in reversed(arms) if arm.weight > 0)  # the sum is a rounding below 1


def _salt(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=16).digest()
