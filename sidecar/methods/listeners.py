"""The listeners that a request may name, each with what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.indices.listener import IndexListener
from sidecar.indices.minutes import KIND as INDICES
from sidecar.run.hearing import Listening
from sidecar.speech.weights import check_weights

SPEECH = "speech"


def _speech(engine: Engine) -> Listening:
    # The module brings ONNX Runtime along, which a run without listeners may not need yet.
    from sidecar.speech.detector import Detector

    return Detector().listen


# By the kind of what they hear. Making one may raise an error that would stop every recording.
LISTENERS: Mapping[str, Callable[[Engine], Listening]] = {
    INDICES: lambda engine: IndexListener,
    SPEECH: _speech,
}


def listens(engine: Engine, request: InferRequest) -> tuple[str, ...]:
    """List what a request is to listen to; what it does not say of speech, the settings say.

    Raises ModelNotInstalled before a night's work, not in it.
    """
    named = "speech" in request.model_fields_set
    speech = request.speech if named else engine.settings.windows.find_speech
    if speech:
        check_weights()
    wanted = {INDICES: request.indices, SPEECH: speech}
    return tuple(kind for kind, asked in wanted.items() if asked)


def listening(engine: Engine, kinds: Sequence[str]) -> list[Listening]:
    """Make the listeners of some kinds."""
    return [LISTENERS[kind](engine) for kind in kinds]
