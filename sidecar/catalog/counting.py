"""Which analyses of a recording by one model count at once: that of the mean, or some of channels.

What a run gives for a recording counts as a whole: one channel, the mean, or each channel. It takes
over from all that counted before, by any version of the model.
"""

from __future__ import annotations

from collections.abc import Iterable

from sidecar.values import Channel


def share(one: Channel, other: Channel) -> bool:
    """Tell whether two analyses cover the same sound; the mean holds that of every channel."""
    return one is None or other is None or one == other


def counting(analyses: Iterable[tuple[int, Channel]]) -> set[int]:
    """Choose the analyses that count, of several that each counted by itself.

    Analyses are given as analysisId and channel. One counts unless a later one shares its sound.
    """
    known = list(analyses)
    return {
        number
        for number, channel in known
        if not any(later > number and share(channel, of) for later, of in known)
    }
