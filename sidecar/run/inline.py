"""The simplest executor: one recording after another, on the caller's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from sidecar.run.tally import Tally
from sidecar.run.tools import OpenTools, Tools
from sidecar.run.underway import UnderWay, score
from sidecar.run.work import Job, Outcome, Work


class InlineExecutor:
    """Reads and judges one recording at a time, `batch` windows at once."""

    def __init__(self, tools: OpenTools, *, batch: int = 4) -> None:
        self._tools = tools
        self._batch = batch

    def run(
        self, job: Job, work: Iterable[Work], tell: Callable[[Tally], None]
    ) -> Iterator[Sequence[Outcome]]:
        """See Executor; `tell` runs before each batch."""
        tools, tally = self._tools(job), Tally()
        for each in work:
            recording = UnderWay(each, job, tools)
            tally.recording = each.path
            try:
                self._go_through(recording, job, tools, lambda: tell(tally), tally)
            except BaseException:
                recording.let_go()
                raise
            yield [recording.outcome()]

    def _go_through(
        self,
        recording: UnderWay,
        job: Job,
        tools: Tools,
        tell: Callable[[], None],
        tally: Tally,
    ) -> None:
        windows = recording.windows()
        tell()
        while batch := list(islice(windows, self._batch)):
            for scored in score(batch, tools.model):
                tally.add(scored, job.cutting)
                recording.scored(len(scored.rows), scored.error)
            tell()
