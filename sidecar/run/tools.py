"""The tools of a job: its model, preparation and judging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache

from sidecar.models.interface import Model
from sidecar.run.hearing import Listening
from sidecar.run.judging import Judge
from sidecar.run.monitor import Monitor
from sidecar.run.prepare import Attend, Cutting, Prepare, Prepared, preparing
from sidecar.run.work import Job, Work
from sidecar.values import Channel

PrepareWork = Callable[[Work], AbstractContextManager[Prepared]]
"""Opens the channel of a recording that the work names; raises UnreadableAudio and similar."""


@dataclass(frozen=True)
class Tools:
    """A job's model, what goes before and after it, and who watches the embeddings."""

    prepare: PrepareWork
    model: Model
    judge: Judge
    monitor: Monitor | None = None


OpenTools = Callable[[Job], Tools]
"""Makes the tools for a job; raises an error that would stop every recording."""


def preparing_work(
    cutting: Cutting,
    around: Callable[[Prepare, Cutting], Prepare] = lambda prepare, _: prepare,
    attend: Attend | None = None,
    listening: Sequence[Listening] = (),
) -> PrepareWork:
    """Make the function that prepares each work's channel; `around` wraps that of a channel.

    `attend` and `listening` hear each recording that is read and identified.
    """

    @cache
    def of_channel(channel: Channel, identifying: bool) -> Prepare:
        own = replace(cutting, channel=channel)
        prepare = preparing(own, identifying=identifying, attend=attend, listening=listening)
        return around(prepare, own)

    return lambda work: of_channel(work.channel, work.identifies)(work.path)
