"""Parts a request between the versions that share a model's recordings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.contract.analyze import InferRequest
from sidecar.errors import RecordingNotFound
from sidecar.methods.asked import Asked, ask, files_of, without_done
from sidecar.models.versions import Arm
from sidecar.recordings.arms import by_arm
from sidecar.recordings.inputs import InputFiles


@dataclass(frozen=True)
class Part:
    """The files of one version, and its ledger."""

    arm: Arm
    asked: Asked
    inputs: InputFiles
    ledger: Ledger


def parts_of(engine: Engine, request: InferRequest, arms: Sequence[Arm]) -> Iterator[Part]:
    """Give each version its files, once the part before is done.

    Raises RecordingNotFound if there is no file at all, or if all are done and were not wanted.
    """
    ledger = Ledger()
    every = ask(engine, request.model_copy(update={"not_analysed": False}), arms[0].version_id)
    inputs = files_of(engine, every, ledger)
    found: Exception | None = None
    none_left = True
    for arm, own in by_arm(inputs, arms, name=every.session.manifest.name):
        asked = ask(engine, request, arm.version_id)
        if request.not_analysed:
            try:
                own = without_done(engine.catalog, asked, own, ledger)
            except RecordingNotFound as error:
                found = error
                continue
        none_left = False
        yield Part(arm, asked, own, ledger)
        ledger = Ledger()  # what the search for files noted stands with the first part
    if none_left and found is not None:
        raise found
