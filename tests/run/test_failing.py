"""Files that fail are kept together, and leave nothing behind in memory."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sidecar.contract.analyze import InferRequest
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.errors import LinnetError, UnreadableAudio, settled
from sidecar.methods.analyze import infer
from sidecar.methods.recordings import import_recordings
from sidecar.rpc.verb import Call
from tests.stored import engine_with_base

# A broken file of each kind that decoders look at.
BROKEN = (b"", b"RIFF____WAVEfmt ", b"not sound at all", b"fLaC\0\0\0\x22junk", b"OggSjunk")
FILES = 200


def _card(folder: Path) -> Path:
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.wav").write_bytes(BROKEN[number % len(BROKEN)])
    return folder


def _left_behind(work: Callable[[], object]) -> int:
    """Count what only the search for circles can free."""
    work()  # what is made once, and kept
    gc.collect()
    gc.disable()
    try:
        work()
        return gc.collect()
    finally:
        gc.enable()


def test_a_failing_file_leaves_no_circle_of_references(tmp_path: Path) -> None:
    engine = engine_with_base(tmp_path, dimension=4)
    card = str(_card(tmp_path / "card"))
    analyse = partial(infer, engine, InferRequest(inputs=[card]), Call())
    take = partial(import_recordings, engine, ImportRecordingsRequest(inputs=[card]), Call())
    for work in (analyse, take):
        assert _left_behind(work) < 2 * FILES
    engine.close()


def test_every_failing_file_is_told_once(tmp_path: Path) -> None:
    engine = engine_with_base(tmp_path, dimension=4)
    result = infer(engine, InferRequest(inputs=[str(_card(tmp_path / "card"))]), Call())
    assert result.stats.failed == result.stats.files == FILES
    assert len({error.path for error in result.errors}) == len(result.errors) == FILES
    engine.close()


def test_a_settled_error_has_its_words_and_its_cause_but_no_traceback() -> None:
    caught: LinnetError | None = None
    try:
        try:
            raise OSError("cause")
        except OSError as cause:
            raise UnreadableAudio("words", hint="hint") from cause
    except LinnetError as error:
        caught = settled(error)
    assert caught is not None and caught.__traceback__ is None
    assert caught.__cause__ is not None and caught.__cause__.__traceback__ is None
    assert (caught.message, caught.hint) == ("words", "hint")
