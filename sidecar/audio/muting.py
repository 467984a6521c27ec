"""Silences stretches of sound, with short fades so that nothing clicks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from sidecar.audio.sound import Samples

Stretch = tuple[int, int]
"""Frames from the first to before the last."""

# A fade of 10 ms is too short to hear a word in, and too long to click.
FADE_S = 0.01


def around(
    stretches: Iterable[tuple[float, float]], padding_s: float, rate_hz: int, frames: int
) -> list[Stretch]:
    """Widen stretches in seconds on both sides, and join those that touch; gives frames."""
    found: list[Stretch] = []
    for start_s, end_s in sorted(stretches):
        first = max(0, int(np.floor((start_s - padding_s) * rate_hz)))
        last = min(frames, int(np.ceil((end_s + padding_s) * rate_hz)))
        if last <= first:
            continue
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def muted(
    blocks: Iterable[Samples], stretches: Sequence[Stretch], fade: int, *, first: int = 0
) -> Iterator[Samples]:
    """Silence stretches in blocks [n, channels] of any type of number that has its zero at 0.

    `first` is the frame with which the blocks begin. The first and last `fade` frames of a stretch
    fade out and in; frames outside stay exactly as they are.
    """
    for block in blocks:
        touched = [each for each in stretches if each[0] < first + len(block) and each[1] > first]
        yield _silenced(block, first, touched, fade) if touched else block
        first += len(block)


def _silenced(block: Samples, first: int, stretches: Sequence[Stretch], fade: int) -> Samples:
    gain = np.ones(len(block))
    places = np.arange(first, first + len(block))
    for begin, end in stretches:
        reach = max(1, min(fade, (end - begin) // 2))
        inside = (places >= begin) & (places < end)
        depth = np.minimum(places - begin + 1, end - places) / reach
        gain[inside] = np.maximum(0.0, 1.0 - depth[inside])
    silenced: Samples = (np.asarray(block, np.float64) * gain[:, np.newaxis]).astype(block.dtype)
    return silenced
