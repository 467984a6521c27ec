"""The process ends on every way out, whatever its threads wait for; what was committed stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.endless import (
    DECISION,
    GUARD_S,
    count,
    locked,
    make_catalog,
    make_endless,
    wait_for_writer,
)
from tests.e2e.sidecar import Sidecar

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither these signals nor pipes that tell"
)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return make_catalog(tmp_path)


@pytest.fixture
def start(catalog: Path, tmp_path: Path) -> Iterator[Callable[[], Sidecar]]:
    started: list[Sidecar] = []

    def begin() -> Sidecar:
        started.append(Sidecar(tmp_path / "home", catalog))
        return started[-1]

    yield begin
    for each in started:
        each.kill()


def _terminate(sidecar: Sidecar) -> None:
    sidecar.process.send_signal(signal.SIGTERM)


def _press(sidecar: Sidecar) -> None:
    sidecar.process.send_signal(signal.SIGINT)


def _say_goodbye(sidecar: Sidecar) -> None:
    sidecar.send("shutdown")
    sidecar.send("exit")


def _die(sidecar: Sidecar) -> None:
    """Close the client's pipes, as the system does when a client dies."""
    assert sidecar.process.stdin is not None and sidecar.process.stdout is not None
    sidecar.process.stdout.close()
    sidecar.process.stdin.close()


def _stop_reading(sidecar: Sidecar) -> None:
    """Close one pipe alone: another child of the dead client may hold the other one."""
    assert sidecar.process.stdout is not None
    sidecar.process.stdout.close()


def _end_input_and_terminate(sidecar: Sidecar) -> None:
    assert sidecar.process.stdin is not None
    sidecar.process.stdin.close()
    _terminate(sidecar)


WAYS_OUT: dict[Callable[[Sidecar], None], int] = {
    _terminate: 143,
    _press: 130,
    _say_goodbye: 0,
    _die: 1,
    _stop_reading: 1,
    _end_input_and_terminate: 143,
}


@pytest.mark.parametrize("leave", WAYS_OUT, ids=lambda way: way.__name__)
def test_a_transaction_without_an_end_ends_with_the_process_and_leaves_nothing(
    catalog: Path, start: Callable[[], Sidecar], leave: Callable[[Sidecar], None]
) -> None:
    sidecar = start()
    assert "result" in sidecar.call("annotate", DECISION)
    make_endless(catalog)
    sidecar.send("annotate", DECISION)
    wait_for_writer(catalog)
    leave(sidecar)
    assert sidecar.process.wait(GUARD_S) == WAYS_OUT[leave]
    assert (count(catalog, "AnnotationBatch"), count(catalog, "Annotation")) == (1, 1)


@pytest.mark.parametrize("leave", [_terminate, _die], ids=lambda way: way.__name__)
def test_a_wait_for_another_programs_lock_ends_with_the_process(
    catalog: Path, start: Callable[[], Sidecar], leave: Callable[[Sidecar], None]
) -> None:
    sidecar = start()
    sidecar.call("health")
    with locked(catalog):
        sidecar.send("annotate", DECISION)
        sidecar.call("health")
        leave(sidecar)
        assert sidecar.process.wait(GUARD_S) == WAYS_OUT[leave]
    assert count(catalog, "AnnotationBatch") == 0


def test_a_cancel_ends_a_transaction_and_the_catalog_goes_on(
    catalog: Path, start: Callable[[], Sidecar]
) -> None:
    sidecar = start()
    sidecar.call("health")
    make_endless(catalog)
    endless = sidecar.send("annotate", DECISION)
    wait_for_writer(catalog)
    sidecar.send("$/cancelRequest", {"id": endless})
    answers = {message["id"]: message for message in (sidecar.receive(), sidecar.receive())}
    assert answers[endless]["error"]["code"] == -32800
    assert count(catalog, "AnnotationBatch") == 0
    assert "result" in sidecar.call(
        "recordings/update", {"recordings": [{"recordingId": 1, "start": "2026-05-01T05:30:00"}]}
    )


def test_a_cancel_ends_a_wait_for_another_programs_lock(
    catalog: Path, start: Callable[[], Sidecar]
) -> None:
    sidecar = start()
    sidecar.call("health")
    with locked(catalog):
        waiting = sidecar.send("annotate", DECISION)
        sidecar.send("$/cancelRequest", {"id": waiting})
        answers = {message["id"]: message for message in (sidecar.receive(), sidecar.receive())}
        assert answers[waiting]["error"]["code"] == -32800
    assert "result" in sidecar.call("annotate", DECISION)


def test_health_and_queries_are_answered_while_four_writers_wait(
    catalog: Path, start: Callable[[], Sidecar]
) -> None:
    sidecar = start()
    sidecar.call("health")
    with locked(catalog):
        writers = {sidecar.send("annotate", DECISION) for _ in range(8)}
        asked = {sidecar.send("health"), sidecar.send("query", {"select": "recordings"})}
        drawn = {"recordingId": 1, "start": 0, "end": 3, "width": 8}
        asked.add(sidecar.send("waveform", drawn))
        first = [sidecar.receive() for _ in asked]
    assert {message["id"] for message in first} == asked
    assert all("result" in message for message in first)
    later = [sidecar.receive() for _ in writers]
    assert {message["id"] for message in later if "result" in message} == writers


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_command_in_a_transaction_without_an_end_stops(
    catalog: Path, tmp_path: Path, number: int, code: int
) -> None:
    make_endless(catalog)
    table = tmp_path / "labels.txt"
    table.write_text(
        "Selection\tBegin Time (s)\tEnd Time (s)\tSpecies\tBegin File\n"
        f"1\t0\t3\tStrix aluco\t{tmp_path / 'owl.wav'}\n"
    )
    with subprocess.Popen(
        [sys.executable, "-m", "sidecar", "labels", "import", table, "--catalog", catalog],
        env={**os.environ, "LINNET_HOME": str(tmp_path / "home")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as command:
        wait_for_writer(catalog)
        command.send_signal(number)
        _, said = command.communicate(timeout=GUARD_S)
    assert (command.returncode, said.decode()) == (code, "linnet: Stopped as asked.\n")
    assert count(catalog, "AnnotationBatch") == 0


_HANGING = """
import sys, threading
from sidecar.cli import signals
from sidecar.rpc.verb import Call
signals._END_S = 0.1
with signals.stopping(Call()):
    print("ready", flush=True)
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
"""


def test_a_command_whose_work_hangs_is_left_behind() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HANGING], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == b"ready\n"
        command.send_signal(signal.SIGINT)
        _, said = command.communicate(timeout=GUARD_S)
    assert command.returncode == 130
    assert b"without waiting for work that did not stop" in said
