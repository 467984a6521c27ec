"""Opens a model's file in ONNX Runtime, on the best hardware that works."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sidecar.errors import ModelInvalid
from sidecar.models.graphs import Graphs
from sidecar.models.providers import CPU, PROVIDERS, Opening
from sidecar.models.runtime import onnxruntime

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """An open file; `fell_back` says of each better provider why it is not used."""

    session: Any  # onnxruntime has no types
    providers: list[str]
    fell_back: tuple[str, ...] = ()


def open_file(path: Path, digest: str, title: str, opening: Opening) -> Opened:
    """Open a model's file, whose SHA-256 is `digest`; raises ModelInvalid if no provider can."""
    available = set(onnxruntime.get_available_providers())
    fell_back: list[str] = []
    # The CPU is always there, and always the last.
    for name in [*(each for each in opening.providers if each != CPU), CPU]:
        if PROVIDERS[name] not in available:
            if opening.chosen:
                fell_back.append(f"{name}: this computer's ONNX Runtime does not have it")
            continue
        try:
            session = _open(path, digest, name, opening)
        except Exception as error:  # the runtime's errors have no common base
            if name == CPU:
                raise ModelInvalid(
                    f"{title} cannot be loaded.", hint=str(error), path=path
                ) from error
            fell_back.append(f"{name}: {error}")
            continue
        used: list[str] = session.get_providers()
        if used[0] != PROVIDERS[name]:  # the runtime fell back by itself
            fell_back.append(f"{name}: ONNX Runtime could not start it")
        for why in fell_back:
            _log.warning("%s does not run on %s", title, why)
        return Opened(session, used, tuple(fell_back))
    raise AssertionError("the CPU is always tried")


def _open(path: Path, digest: str, provider: str, opening: Opening) -> Any:  # noqa: ANN401
    providers: list[Any] = [(PROVIDERS[provider], opening.options(provider))]
    if provider != CPU:
        providers.append(PROVIDERS[CPU])  # what the better one cannot compute
    graphs = None if opening.graphs is None or provider != CPU else Graphs(opening.graphs)
    if graphs is None:
        return _session(path, opening, providers)
    known = graphs.find(digest)
    if known is not None:
        try:
            return _session(known, opening, providers)
        except Exception as error:  # the model's own file is there
            _log.warning("the optimised graph %s cannot be loaded: %s", known, error)
            graphs.forget(digest)
    with graphs.new(digest) as target:
        try:
            return _session(path, opening, providers, target)
        except Exception as error:  # the graph may be what cannot be written
            _log.info("no optimised graph of %s is kept: %s", path, error)
    return _session(path, opening, providers)


def _session(
    path: Path, opening: Opening, providers: list[Any], optimised: Path | None = None
) -> Any:  # noqa: ANN401
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = opening.intra_threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if opening.intra_threads > 1:
        # Threads that spin between the steps of a graph keep the cores from those who decode.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if opening.widens:
        options.add_session_config_entry("session.disable_quant_qdq", "1")
    if optimised is not None:
        options.optimized_model_filepath = os.fspath(optimised)
    return onnxruntime.InferenceSession(os.fspath(path), options, providers=providers)
