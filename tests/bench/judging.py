"""Stored windows judged with other settings, against analysing the audio again."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.contract.analyze import InferRequest
from sidecar.methods.analyze import infer
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.bench import sounds
from tests.bench.row import Row

_WINDOWS = 400  # of 3 s: 20 minutes
_COPIES = 100
_MILLION = 1_000_000


def judging(engine: Engine, place: Path) -> Iterator[Row]:
    """Analyse 20 minutes; then judge a hundred such recordings whose windows are stored."""
    folder = place / "judging"
    first = sounds.write(folder / "0.wav", 48_000, _WINDOWS * 3.0)
    settings = engine.settings
    ours = Engine(Settings(settings.home, place / "judging.sqlite", settings.manifests))
    infer(ours, InferRequest(inputs=[str(first)]), Call())
    read = [_seconds(ours, [first], force=True) for _ in range(3)]
    copies = [folder / f"{number}.wav" for number in range(1, _COPIES)]
    _copy(ours.catalog, first, copies)
    stored = [
        _seconds(ours, [first, *copies], min_confidence=0.3 + number / 100) for number in range(3)
    ]
    from_audio = _WINDOWS / statistics.median(read)
    from_stored = _COPIES * _WINDOWS / statistics.median(stored)
    yield Row(
        f"6,522 scores of stored windows with other settings against from audio "
        f"(measured on {_COPIES * _WINDOWS:,} and {_WINDOWS})",
        f"{from_stored / from_audio:.0f}x ({from_stored:,.0f} and {from_audio:,.0f} windows/s; "
        f"a million in {_MILLION / from_stored / 60:.1f} and {_MILLION / from_audio / 60:.0f} min)",
        ">= 30x",
    )
    yield _difference(ours)
    ours.close()


def _seconds(engine: Engine, paths: list[Path], **settings: object) -> float:
    request = InferRequest.model_validate({"inputs": [str(path) for path in paths], **settings})
    began = time.perf_counter()
    infer(engine, request, Call())
    return time.perf_counter() - began


def _copy(catalog: SqliteCatalog, first: Path, copies: list[Path]) -> None:
    """Let more recordings have the first one's stored windows; their files are the same file."""
    for copy in copies:
        os.link(first, copy)
    with catalog.transaction() as db:
        for number, copy in enumerate(copies, start=2):
            for table in ("Recording", "RecordingFacts", "WindowSet"):
                names = [row["name"] for row in db.execute(f"PRAGMA table_info({table})")]
                names = [name for name in names if name not in ("windowSetId", "url")]
                values = ", ".join(str(number) if name == "recordingId" else name for name in names)
                url = (", url", ", ?") if table == "Recording" else ("", "")
                db.execute(
                    f"INSERT INTO {table} ({', '.join(names)}{url[0]}) SELECT {values}{url[1]} "
                    f"FROM {table} WHERE recordingId = 1",
                    (str(copy),) if url[0] else (),
                )


def _difference(engine: Engine) -> Row:
    """Compare probabilities from stored embeddings with the model's own, over all classes."""
    session = engine.session(None)
    windows = sounds.real_sound(48_000, _WINDOWS * 3.0).reshape(_WINDOWS, -1)
    largest = 0.0
    for begin in range(0, _WINDOWS, 4):
        own = session.run(windows[begin : begin + 4]).logits
        again = session.rejudge(engine.catalog.embeddings.read(1, begin + np.arange(4)))
        assert again is not None
        difference = 1 / (1 + np.exp(-own)) - 1 / (1 + np.exp(-again))
        largest = max(largest, float(np.abs(difference).max()))
    return Row(
        "the same: largest probability difference, embeddings kept in float16",
        f"{largest:.1e}",
        "<= 2e-3",
    )
