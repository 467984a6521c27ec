"""The catalog's samples, as every catalog keeps them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from sidecar.catalog.runs import (
    StoredVersion,
)
from sidecar.catalog.samples import (
    FoundWindows,
    FrameQuestion,
    Growth,
    Look,
    NewSample,
    Sample,
    SampledRecordings,
)
from sidecar.values import Float64, Int64


class Samples(Protocol):
    """Samples of clips that people judge, kept by the content of their recordings."""

    def models(self) -> list[StoredVersion]:
        """List the versions of models with an analysis that counts."""

    def windows(self, question: FrameQuestion) -> FoundWindows:
        """Read the detections that a sample can be drawn from; raises InvalidParams."""

    def recordings(self, recording_ids: Sequence[int]) -> SampledRecordings:
        """Read what a sample needs of recordings, in the order of their ids."""

    def unjudged(self, model_id: int, recording_ids: Sequence[int]) -> tuple[int, int]:
        """Count recordings whose windows are not stored, and windows left out for being silent.

        The analyses of the model that count tell both.
        """

    def ends(self, species: str, analysis: Int64, start_s: Float64, confidence: Float64) -> Float64:
        """Read the ends [n] in seconds of detections that `windows` told of; NaN if one is gone."""

    def known(self, digests: Collection[str]) -> set[str]:
        """Tell which digests a recording has, or had before."""

    def add(self, sample: NewSample) -> int:
        """Keep a sample, wholly or not at all; raises InvalidParams if its name is taken."""

    def number(self, name: str) -> int | None:
        """Find the sampleId of a name."""

    def read(self, sample_id: int) -> Sample | None:
        """Read a sample with its members, what people decided on them, and its looks.

        The members come by part and rank.
        """

    def whole(self, sample_id: int) -> NewSample | None:
        """Read a sample with all its items, members or not."""

    def grow(self, sample_id: int, growths: Iterable[Growth]) -> int:
        """Let the next items of cells become members; returns how many did."""

    def skip(
        self,
        item_ids: Sequence[int],
        by: str,
        *,
        because: int | None = None,
        reason: str | None = None,
    ) -> int:
        """Pass members over; returns how many were not skipped before."""

    def unskip(self, item_ids: Collection[int]) -> int:
        """Take skips back; returns how many there were."""

    def look(self, sample_id: int, shown: Look) -> None:
        """Note that an estimate of a sample was shown."""

    def remove(self, sample_id: int) -> bool:
        """Remove a sample, and no decision of a person; False if there is none."""
