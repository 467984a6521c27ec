"""The catalog's runs, as every catalog keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sidecar.catalog.runs import (
    KnownModels,
    ModelVersion,
    NewRun,
    Run,
    RunRequest,
    Speed,
    Waiting,
)
from sidecar.run.plan import Known
from sidecar.run.work import Gone, Kept, Outcome


class Runs(Protocol):
    """What was asked of models, and what became of each file."""

    def begin(self, run: NewRun) -> Run:
        """Note a run and every file it is to analyse; models that are new are added."""

    def models(self, run: NewRun) -> KnownModels:
        """Find the models of a run that has not begun; adds none."""

    def speed(self, models: KnownModels) -> Speed:
        """Measure how fast the latest runs of a model were."""

    def known(self, urls: Sequence[str], of: Run | KnownModels) -> dict[str, Known]:
        """Look up all that a run's model may be answered from, of all files in one question.

        Of files that the catalog does not know, only those have an entry whose folder has rules.
        """

    def keep(
        self,
        run: Run,
        outcomes: Sequence[Outcome],
        seconds: float = 0.0,
        *,
        forward: bool = False,
    ) -> list[Kept | Gone]:
        """Keep what became of recordings, each wholly or not at all, all in one transaction.

        They took `seconds` to make. With `forward`, their results also wait in the outbox.

        The outcomes of a recording's channels come in one call, and then count together. They come
        back as Gone if one speaks of an analysis or of windows that are gone by now, or if they are
        of different versions of the file.
        """

    def end(self, run: Run, status: str, notes: str = "[]") -> dict[str, int]:
        """Close a run with its notes in JSON; tell how many of its files ended in each way."""

    def judged_before(self, run: Run, settings_digest: str) -> dict[int, int]:
        """Find current analyses of the run's model with these settings: analysisId by windows."""

    def asked(self, run_id: int) -> RunRequest | None:
        """Read what a run was asked for; None where there is no such run."""

    def analysed(self, run_id: int) -> list[tuple[int, str]]:
        """List a run's recordings that have an analysis, new or reused: recordingId and url."""

    def waiting(self, model: str | None = None) -> list[Waiting]:
        """List the recordings that wait for a model, or for any.

        A recording waits once `keep` takes it as failed and waiting, in one transaction with its
        failure. It waits no longer once `keep` takes an analysis by this model or one that stands.
        """

    def wait_no_longer(self, run: Run, urls: Sequence[str]) -> None:
        """Let recordings wait no longer as the run says, because something stands in for them."""

    def model_id(self, model: ModelVersion) -> int:
        """Find or add a model."""
