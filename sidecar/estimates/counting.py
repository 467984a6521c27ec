"""Which labels of a sample count while its review is under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.estimates.sample import SampleClip


@dataclass(frozen=True)
class Counting:
    """The members that count, and the labels that wait until their batch is finished."""

    members: tuple[SampleClip, ...]
    waiting: int
    """Labels that do not count yet."""
    left: int
    """Clips of the batch under way that nobody has judged; 0 where all batches are finished."""

    def sentence(self, clip: str = "clip") -> str | None:
        """Say that labels wait, and for what; None where none waits."""
        if not self.waiting:
            return None
        labels = "1 label waits" if self.waiting == 1 else f"{self.waiting} labels wait"
        clips = f"1 {clip}" if self.left == 1 else f"{self.left} {clip}s"
        return f"{labels}: {clips} of this batch {'is' if self.left == 1 else 'are'} still to do."


def counting(members: Sequence[SampleClip], batches: Sequence[int], *, by_rank: bool) -> Counting:
    """Choose the members whose answers count; `batches` are the ranks at which batches end.

    All members of the leading finished batches count: each has an answer, UNSURE too, or was
    skipped. Beyond them the leading run by rank counts if the clips were shown by rank. In any
    other order, a run that ends where the reviewer stopped is chosen by score or place, and would
    bias the estimate.
    """
    ordered = sorted(members, key=lambda each: each.rank)
    done = [each.answer is not None or each.skipped for each in ordered]
    ends = sorted({end for end in batches if 0 < end < len(ordered)} | {len(ordered)})
    begin = 0
    for end in ends:
        if not all(done[begin:end]):
            break
        begin = end
    reach = begin
    while by_rank and reach < len(ordered) and done[reach]:
        reach += 1
    end = next((end for end in ends if end > begin), begin)
    waiting = sum(each.answer is not None for each in ordered[reach:])
    return Counting(tuple(ordered[:reach]), waiting, done[begin:end].count(False))
