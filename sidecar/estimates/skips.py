"""Clips that were skipped since their unit was confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidecar.estimates.sample import SampleClip
from sidecar.estimates.withheld import counted as counted_


@dataclass(frozen=True)
class Unskipped:
    """Members with answers that stand for those that were skipped."""

    members: tuple[SampleClip, ...]
    units: int
    """Units in which clips were skipped."""
    counted: int
    """Clips of these units that count."""
    of: int
    """Clips of these units in the sample."""
    refused: int
    """Units that were judged in another order, so that none of their clips counts."""

    def sentence(self, noun: str = "unit") -> str | None:
        """Say what was counted; None without skips. `noun` names a unit, such as site-day."""
        if not self.units:
            return None
        said = (
            f"Some clips were skipped after their {noun} was confirmed. Only the first clip of "
            f"each such unit was counted ({self.counted} of {self.of})."
        )
        if self.refused:
            was = "was" if self.refused == 1 else "were"
            said += f" {counted_(self.refused, 'unit')} {was} judged in another order and left out."
        return said


def first_clips(members: Sequence[SampleClip]) -> Unskipped:
    """Let the first clip of a unit with skips stand for all of the unit's clips in the sample.

    Counting all judged clips of such a unit would favour those before the first YES. The first by
    permanent random number is a random one, so its answer times the unit's clips is unbiased. A
    unit that was judged in another order has no such clip.
    """
    units: dict[str, list[SampleClip]] = defaultdict(list)
    for each in members:
        if each.unit is not None:
            units[each.unit].append(each)
    skipping = {name: unit for name, unit in units.items() if any(each.skipped for each in unit)}
    kept = [each for each in members if each.unit not in skipping]
    refused = 0
    for unit in skipping.values():
        ordered = sorted(unit, key=lambda each: each.u)
        if _in_order(ordered):
            kept.append(replace(ordered[0], weight=ordered[0].weight * len(unit)))
        else:
            refused += 1
    clips = sum(len(unit) for unit in skipping.values())
    kept.sort(key=lambda each: each.rank)
    return Unskipped(tuple(kept), len(skipping), len(skipping) - refused, clips, refused)


def _in_order(ordered: Sequence[SampleClip]) -> bool:
    """Tell whether the answers are the first by random number, and were given in that order."""
    answered = [each.answer is not None for each in ordered]
    turns = [each.turn for each in ordered if each.answer is not None and each.turn is not None]
    return answered[0] and answered == sorted(answered, reverse=True) and turns == sorted(turns)
