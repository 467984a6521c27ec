"""Works through many files: on several threads, in order, and one file's trouble is a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.audio.discover import find_recordings
from sidecar.audio.path import path_text, text_path
from sidecar.contract.base import FileError
from sidecar.cores import usable_cores
from sidecar.errors import LinnetError, RecordingNotFound, at_recording, settled
from sidecar.recordings.leftout import note_left_out
from sidecar.rpc.verb import Call
from sidecar.run.ordered import ordered

# Files that may be read before the result of the first one is used. A long recording then keeps
# no thread waiting.
_AHEAD = 256

Result = TypeVar("Result")


def list_files(places: Sequence[str], errors: list[FileError], ledger: Ledger) -> list[Path]:
    """List the recordings at and below places; a place without any is a row of `errors`.

    The ledger gets whatever was left out.
    """
    named: list[Path] = []
    for text in places:
        try:
            named.append(text_path(text).absolute())
        except RecordingNotFound as error:
            errors.append(file_error(text, error))
    found = find_recordings(named)
    errors += [file_error(path_text(Path(each.path or "")), each) for each in found.errors]
    note_left_out(ledger, found)
    return found.paths


def each_file(
    engine: Engine,
    paths: Sequence[Path],
    work: Callable[[Path], Result],
    *,
    call: Call,
    errors: list[FileError],
    done: Callable[[Path], None] = lambda path: None,
) -> Iterator[tuple[Path, Result]]:
    """Do `work` on each file on several threads, and yield the results in the order of the files.

    A file with trouble becomes a row of `errors`, and the others go on. `done` hears of each file,
    of one with a result after the result was used. Raises RequestCancelled if the caller gave up.
    """

    def attempt(path: Path) -> Result | LinnetError:
        try:
            with at_recording(path):
                call.check()
                return work(path)
        except LinnetError as error:
            return settled(error)

    threads = engine.settings.threads or usable_cores()
    for path, outcome in ordered(paths, attempt, threads=threads, ahead=_AHEAD):
        call.check()
        if isinstance(outcome, LinnetError):
            errors.append(file_error(path_text(path), outcome))
        else:
            yield path, outcome
        done(path)


def file_error(path: str, error: LinnetError, *, imported: bool = False) -> FileError:
    """Turn an error into a row of `errors`; `imported`: the recording is in the catalog."""
    return FileError(
        path=path,
        code=error.code,
        kind=error.kind,
        message=error.message,
        hint=error.hint,
        imported=imported,
    )
