"""What stands in for a model on the recordings on which it failed, after the others are done.

The ways are tried in their order, each on the recordings that none before it could help. Nothing
that stands in is kept as an analysis by the model that failed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from sidecar.contract.analyze import Fallback, FallbackWay
from sidecar.errors import (
    CatalogUnavailable,
    InferenceFailed,
    InvalidParams,
    LinnetError,
    ModelUnavailable,
    RequestCancelled,
    StorageFull,
)
from sidecar.methods.otherversion import variant
from sidecar.methods.samecontent import same_content
from sidecar.methods.similarwindow import similar_window
from sidecar.methods.standin import StandIn
from sidecar.run.work import Failed, Kept, Outcome

log = logging.getLogger(__name__)

Way = Callable[[StandIn, Sequence[Failed]], Mapping[str, Fallback]]
"""Finds what stands in on some of the recordings, by url."""

# Rows of a brief answer; detections of any.
_MOST_ROWS = 1_000
_MOST_DETECTIONS = 50_000

# What the answer then has.
_HAS: Mapping[str, str] = {
    "variant": "analyses by another version of the model",
    "sameContent": "detections of the same sound",
    "similarWindow": "detections of similar windows",
    "zeroVector": "a vector of zeros",
}


def _zero_vector(scene: StandIn, failed: Sequence[Failed]) -> dict[str, Fallback]:
    numbers = scene.asked.session.manifest.embedding or 0
    said = (
        f"A vector of {numbers:,} zeros marks the recording as not analysed. "
        "No catalog and no index keeps it."
    )
    return {each.work.url: scene.fallback(each, "zeroVector", said) for each in failed}


def _deferred(scene: StandIn, failed: Sequence[Failed]) -> dict[str, Fallback]:
    """Tell of recordings that wait: the catalog kept them with their failure."""
    model = scene.asked.session.manifest.title
    said = f"The recording waits in the catalog until {model} works again."
    return {each.work.url: scene.fallback(each, "deferred", said) for each in failed}


WAYS: Mapping[str, Way] = {
    "variant": variant,
    "sameContent": same_content,
    "similarWindow": similar_window,
    "zeroVector": _zero_vector,
    "deferred": _deferred,
}
assert tuple(WAYS) == get_args(FallbackWay)


class Fallbacks:
    """Collects the recordings on which a run's model failed, and what stands in: a sink."""

    def __init__(self, scene: StandIn) -> None:
        settings = scene.engine.settings.fallback.strategies
        asked = scene.asked.request.fallbacks
        self._names: Sequence[str] = settings if asked is None else asked
        for name in self._names:
            if name not in WAYS:
                raise InvalidParams(
                    f'There is no fallback "{name}".',
                    field="fallback.strategies",
                    hint=f"The ways are {', '.join(WAYS)}.",
                )
        self._scene = scene
        self._failed: dict[str, Failed] = {}
        self.found: list[Fallback] = []

    def marked(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Let recordings on which the model failed wait, if that is a way; a kill loses none."""
        if "deferred" not in self._names:
            return [*outcomes]
        return [
            replace(each, waits=True) if isinstance(each, Failed) and _by_the_model(each) else each
            for each in outcomes
        ]

    def take(self, kept: Sequence[Kept]) -> None:
        if self._names:
            for each in kept:
                outcome = each.outcome
                if isinstance(outcome, Failed) and _by_the_model(outcome):
                    self._failed[outcome.work.url] = outcome

    def close(self) -> None:
        """Do nothing: the ways are tried while the run still goes on."""

    def stand_in(self) -> None:
        """Try the ways in their order, and note what stands in for what."""
        left, helped = dict(self._failed), list[str]()
        self._scene.know(left)
        for name in self._names:
            found = self._try(name, [*left.values()]) if left else {}
            for url, fallback in found.items():
                del left[url]
                self.found.append(fallback)
                if name == "deferred":
                    self._scene.ledger.add("deferred", url, what=self._scene.model)
                else:
                    helped.append(url)
                    self._scene.ledger.add("stoodIn", url, what=_HAS[name])
        if helped and "deferred" in self._names:
            self._scene.catalog.runs.wait_no_longer(self._scene.run, helped)

    def _try(self, name: str, failed: Sequence[Failed]) -> Mapping[str, Fallback]:
        self._scene.call.check()
        try:
            return WAYS[name](self._scene, failed)
        except (RequestCancelled, CatalogUnavailable, StorageFull):
            raise
        except LinnetError as error:
            log.warning("nothing stands in by %s: %s %s", name, error.message, error.hint)
            return {}

    def answer(self) -> list[Fallback]:
        """List what stands in, as far as an answer has room."""
        if self._scene.asked.request.answer == "brief":
            return [_without_detections(each) for each in self.found[:_MOST_ROWS]]
        room, listed = _MOST_DETECTIONS, list[Fallback]()
        for each in self.found:
            many = _detections(each)
            listed.append(each if many <= room else _without_detections(each))
            room -= many if many <= room else 0
        return listed


def _by_the_model(failed: Failed) -> bool:
    return isinstance(failed.error, InferenceFailed | ModelUnavailable)


def _detections(fallback: Fallback) -> int:
    return len(fallback.detections) + sum(len(each.detections) for each in fallback.windows)


def _without_detections(fallback: Fallback) -> Fallback:
    left_out = _detections(fallback)
    return fallback.model_copy(
        update={"windows": [], "detections": [], "detections_left_out": left_out}
    )
