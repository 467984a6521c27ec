"""Many files on several threads: results in order, trouble in rows, and an end when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.contract.base import FileError
from sidecar.errors import RequestCancelled, StorageFull, UnsupportedFormat
from sidecar.recordings.files import each_file, list_files
from sidecar.rpc.verb import Call
from sidecar.run.ordered import ordered
from sidecar.settings import Settings
from tests.factories import tone, write_wav

PATHS = [Path(f"/card/{number}.wav") for number in range(9)]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(Settings(tmp_path, tmp_path / "c.sqlite", tmp_path, threads=3))


def _through(
    engine: Engine, work: Callable[[Path], str], call: Call | None = None
) -> tuple[list[tuple[Path, str]], list[FileError], list[Path]]:
    errors: list[FileError] = []
    done: list[Path] = []
    found = each_file(engine, PATHS, work, call=call or Call(), errors=errors, done=done.append)
    return list(found), errors, done


def test_results_come_in_the_order_of_the_files_whichever_is_ready_first(engine: Engine) -> None:
    second = threading.Event()

    def work(path: Path) -> str:
        if path == PATHS[0]:
            assert second.wait(10.0)
        elif path == PATHS[1]:
            second.set()
        return path.stem

    found, errors, done = _through(engine, work)
    assert found == [(path, path.stem) for path in PATHS]
    assert (errors, done) == ([], PATHS)


def test_a_file_with_trouble_is_a_row_and_counts_as_done(engine: Engine) -> None:
    def work(path: Path) -> str:
        if path == PATHS[2]:
            raise UnsupportedFormat("Linnet cannot read this format.", hint="Convert it.")
        return path.stem

    found, errors, done = _through(engine, work)
    assert [path for path, _ in found] == [path for path in PATHS if path != PATHS[2]]
    (error,) = errors
    assert (error.path, error.kind) == (str(PATHS[2]), "UnsupportedFormat")
    assert (error.message, error.hint) == ("Linnet cannot read this format.", "Convert it.")
    assert done == PATHS


def test_an_error_that_nobody_thought_of_is_a_row_that_names_its_file(engine: Engine) -> None:
    def work(path: Path) -> str:
        return path.stem[{PATHS[4]: 7}.get(path, 0)]

    found, (error,), _ = _through(engine, work)
    assert len(found) == len(PATHS) - 1
    assert (error.path, error.message) == (str(PATHS[4]), "The recording could not be read.")
    assert error.hint == "IndexError('string index out of range')"


def test_a_stop_in_the_middle_gives_no_more_results_and_no_error_rows(engine: Engine) -> None:
    call = Call()
    errors: list[FileError] = []
    used: list[Path] = []
    with pytest.raises(RequestCancelled):
        for path, _ in each_file(engine, PATHS, str, call=call, errors=errors):
            used.append(path)
            if path == PATHS[3]:
                call.cancelled.set()
    assert (used, errors) == (PATHS[:4], [])


def test_a_file_counts_as_done_after_its_result_was_used(engine: Engine) -> None:
    done: list[Path] = []
    for place, _ in enumerate(
        each_file(engine, PATHS, str, call=Call(), errors=[], done=done.append)
    ):
        assert done == PATHS[:place]
    assert done == PATHS


def test_trouble_with_using_a_result_ends_the_work_and_its_threads(engine: Engine) -> None:
    before = threading.active_count()
    with pytest.raises(StorageFull):
        for _ in each_file(engine, PATHS, str, call=Call(), errors=[]):
            raise StorageFull("The catalog cannot be written.")
    assert threading.active_count() == before


def test_few_items_are_taken_ahead_of_the_result_in_use() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    for number, _ in ordered(items(), str, threads=2, ahead=5):
        assert len(taken) <= number + 6
    assert len(taken) == 100


def test_an_error_of_one_item_is_raised_at_its_turn() -> None:
    results = ordered([1, 2, 0, 4], lambda number: 4 / number, threads=2, ahead=9)
    assert [next(results), next(results)] == [(1, 4.0), (2, 2.0)]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_a_place_without_recordings_is_a_row_beside_those_that_have_some(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "card" / "a.wav", tone(1.0))
    errors: list[FileError] = []
    assert list_files([str(tmp_path / "card"), str(tmp_path / "none")], errors, Ledger()) == [path]
    assert [(error.path, error.kind) for error in errors] == [
        (str(tmp_path / "none"), "RecordingNotFound")
    ]
