"""Makes another version of a model active, while requests run on the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sidecar.app.engine import Engine
from sidecar.errors import ModelInvalid
from sidecar.frontends.compute import front_end
from sidecar.models.halt import Halt
from sidecar.models.registry import Installed, checked_file
from sidecar.models.usable import unusable
from sidecar.models.verify import verify
from sidecar.models.versions import write_state

if TYPE_CHECKING:
    from sidecar.models.session import Session


def switch(engine: Engine, name: str, version_id: str, halt: Halt) -> str:
    """Make a version active once it has passed all checks; returns the one before.

    Requests that began before finish on theirs. Raises ModelNotInstalled, ModelInvalid or
    StorageFull; then nothing has changed.
    """
    session = proved(engine, name, version_id, halt)
    registry = engine.registry
    before = registry.require(name).version_id
    write_state(registry.folder, name, registry.state(name).activated(version_id, before))
    engine.sessions.put(session)
    return before


def proved(engine: Engine, name: str, version_id: str, halt: Halt) -> Session:
    """Load a version that is to be used, and check all that can be checked of it.

    Raises ModelNotInstalled, or ModelInvalid that says what is wrong.
    """
    folder, record = engine.registry.version(name, version_id)
    for file in record.files:
        checked_file(folder, record, file)
    if (why := unusable(record)) is not None:
        raise _refused(record, why)
    session = engine.sessions.load_alone(folder, record)
    for check in verify(session, engine.golden(f"{name}@{version_id}"), halt):
        if not check.passed:
            raise _refused(record, check.said)
    _check_embeddings(session, halt)
    return session


def _check_embeddings(session: Session, halt: Halt) -> None:
    """Raise ModelInvalid unless a batch gives embeddings as the model's description says."""
    count, manifest = 4, session.manifest
    noise = np.random.default_rng(0).normal(0.0, 0.01, (count, manifest.window_samples))
    scores = session.run(front_end(manifest.input.spec)(noise.astype(np.float32)), halt)
    wanted = None if manifest.embedding is None else (count, manifest.embedding)
    given = None if scores.embeddings is None else scores.embeddings.shape
    if given != wanted:
        said = f"A batch gives embeddings of shape {given}, but its description says {wanted}."
        raise _refused(session.installed, said)


def _refused(record: Installed, why: str) -> ModelInvalid:
    return ModelInvalid(
        f"Version {record.version_id} of {record.manifest.title} cannot be used. {why}",
        hint="The version before stays active.",
    )
