"""The engine as a process: its pipes, its end, and what it does when others die."""

from __future__ import annotations

import json
import os
import select
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal

import psutil
import pytest

from tests.programs.toy import HEAVY
from tests.rpc.client import GUARD_S, ROOT, Toy
from tests.rpc.conftest import MakeToy

FRAMINGS: list[Literal["lines", "headers"]] = ["lines", "headers"]
ECHO = '{"jsonrpc":"2.0","id":1,"method":"echo"}'
posix = pytest.mark.skipif(sys.platform == "win32", reason="asks pipes what Windows cannot tell")


def committed(fifo: int) -> bool:
    """Wait until a verb has written to the named pipe, however the process ends."""
    return bool(select.select([fifo], [], [], GUARD_S)[0]) and os.read(fifo, 100) == b"committed"


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "committed"
    os.mkfifo(path)
    return path


def begin_commit(toy: Toy, path: Path) -> int:
    """Start the verb that commits when cancelled; return where to see that it did."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    toy.request("commit", "commit", name=str(path), progress="p")
    return descriptor


def test_a_shell_may_type_requests() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.programs.toy"],
        cwd=ROOT,
        input=ECHO.encode(),  # and no line feed at the end
        capture_output=True,
        timeout=GUARD_S,
    )
    assert json.loads(done.stdout)["result"] == {"value": None}
    assert done.returncode == 0


@pytest.mark.parametrize("framing", FRAMINGS)
def test_a_thousand_calls_at_once_are_all_answered(
    make_toy: MakeToy, framing: Literal["lines", "headers"]
) -> None:
    toy = make_toy(framing=framing).read()
    for id in range(1000):
        toy.request(id, "echo", value=id)
    toy.close_input()
    values = {message["id"]: message["result"]["value"] for message in toy.rest()}
    assert values == {id: id for id in range(1000)}
    assert toy.code() == 0


def test_nothing_heavy_is_imported_to_initialize(make_toy: MakeToy) -> None:
    toy = make_toy(python=("-X", "importtime"), program="cold").read()
    assert toy.call(1, "initialize")["result"] == {"heavy": []}
    toy.call(2, "echo")  # now the library is there, as the list of imports shows
    toy.close_input()
    imported = [line.rpartition("|")[2].strip() for line in toy.log().splitlines()]
    before = imported[: imported.index("tests.programs.answered")]
    assert not set(HEAVY) & set(before)
    assert "jsonrpcserver" in imported


@posix
@pytest.mark.parametrize("framing", FRAMINGS)
def test_a_hundred_megabytes_are_refused_without_being_held(
    make_toy: MakeToy, framing: Literal["lines", "headers"]
) -> None:
    toy = make_toy("--limit", str(2**20), framing=framing).read()
    before = toy.call(1, "memory")["result"]["value"]
    toy.send_raw(b'{"jsonrpc":"2.0","id":2,"method":"echo","params":"%b"}' % (b"x" * 10**8))
    assert toy.answer(2)["error"]["code"] == -32600
    assert toy.call(3, "memory")["result"]["value"] < before + 30


def test_a_hundred_megabytes_are_taken_where_they_are_allowed(make_toy: MakeToy) -> None:
    toy = make_toy("--limit", str(2**27)).read()
    assert len(toy.call(1, "echo", value="x" * 10**8)["result"]["value"]) == 10**8


def test_whatever_prints_never_reaches_the_protocol(make_toy: MakeToy) -> None:
    toy = make_toy().read()
    assert toy.call(1, "noise")["result"] == {}
    assert "error" in toy.call(2, "leave")
    toy.close_input()
    assert toy.rest() == []
    log = toy.log()
    assert all(noise in log for noise in ("a print", "a native print", "a child process"))


def test_the_log_can_be_json_lines(make_toy: MakeToy) -> None:
    toy = make_toy("--log-format", "json").read()
    toy.call(1, "crash")
    toy.close_input()
    lines = [json.loads(line) for line in toy.log().splitlines()]
    crash = next(line for line in lines if line["level"] == "error")
    assert crash["logger"].startswith("sidecar.rpc") and "RuntimeError" in crash["trace"]
    assert set(lines[-1]) == {"ts", "level", "logger", "msg"}


def test_end_of_input_with_a_reader_still_there_finishes_the_work(make_toy: MakeToy) -> None:
    toy = make_toy().read()
    toy.request(1, "hold", name="a", progress="p")
    toy.begun("p")
    toy.request(2, "hold", name="a")
    toy.request(3, "release", name="a")
    toy.close_input()
    assert {message["id"] for message in toy.rest() if "result" in message} == {1, 2, 3}
    assert toy.code() == 0


@posix
def test_end_of_input_with_nobody_left_commits_and_ends(make_toy: MakeToy, fifo: Path) -> None:
    toy = make_toy()
    descriptor = begin_commit(toy, fifo)
    os.read(toy.output, 1)  # it runs
    toy.close_output()
    toy.close_input()
    assert committed(descriptor)
    assert toy.code() == 1
    os.close(descriptor)


@posix
def test_a_reader_that_leaves_during_the_drain_ends_it(make_toy: MakeToy, fifo: Path) -> None:
    toy = make_toy()
    descriptor = begin_commit(toy, fifo)
    os.read(toy.output, 1)
    toy.close_input()
    toy.close_output()
    assert committed(descriptor)
    assert toy.code() == 1
    os.close(descriptor)


@posix
def test_a_broken_pipe_commits_and_ends(make_toy: MakeToy, fifo: Path) -> None:
    toy = make_toy()
    descriptor = begin_commit(toy, fifo)
    os.read(toy.output, 1)
    toy.close_output()
    toy.request(1, "echo")  # input stays open: only writing the answer tells
    assert committed(descriptor)
    assert toy.code() == 1
    os.close(descriptor)


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_commits_answers_and_ends(
    make_toy: MakeToy, fifo: Path, number: int, code: int
) -> None:
    toy = make_toy().read()
    descriptor = begin_commit(toy, fifo)
    toy.begun("p")
    toy.request(1, "echo")
    toy.answer(1)
    toy.process.send_signal(number)
    assert committed(descriptor)
    assert toy.answer("commit")["error"]["code"] == -32800
    assert toy.code() == code
    os.close(descriptor)


@posix
def test_a_signal_during_the_drain_ends_it(make_toy: MakeToy, fifo: Path) -> None:
    toy = make_toy().read()
    descriptor = begin_commit(toy, fifo)
    toy.begun("p")
    toy.close_input()
    toy.process.send_signal(signal.SIGTERM)
    assert committed(descriptor)
    assert toy.code() == 143
    os.close(descriptor)


def test_what_does_not_stop_is_not_waited_for(make_toy: MakeToy) -> None:
    toy = make_toy("--commit", "0.1").read()
    toy.request(1, "stubborn", progress="p")
    toy.begun("p")
    toy.call(2, "shutdown")
    toy.notify("exit")
    assert toy.code() == 0
    assert "did not stop in time" in toy.log()


@posix
def test_a_client_that_never_reads_is_still_heard(make_toy: MakeToy, fifo: Path) -> None:
    toy = make_toy()
    descriptor = begin_commit(toy, fifo)
    os.read(toy.output, 1)
    before = psutil.Process(toy.process.pid).memory_info().rss
    for id in range(3000):
        toy.request(id, "big", kib=100)  # 300 MB of answers, were they made
    toy.request("queued", "hold", name="a")
    toy.cancel("queued")
    toy.cancel("commit")
    assert committed(descriptor)
    assert psutil.Process(toy.process.pid).memory_info().rss < before + 60 * 2**20
    toy.notify("exit")
    assert toy.code() == 1
    os.close(descriptor)


@posix
def test_a_client_that_never_reads_and_closes_its_input_is_waited_for(make_toy: MakeToy) -> None:
    toy = make_toy()
    for id in range(300):
        toy.request(id, "big", kib=100)
    toy.close_input()
    assert {message["id"] for message in toy.read().rest()} == set(range(300))
    assert toy.code() == 0


@posix
def test_the_engine_follows_the_process_that_it_was_told_of(make_toy: MakeToy, fifo: Path) -> None:
    toy = make_toy(program="parent").read()  # the engine is its child, on our own pipes
    descriptor = begin_commit(toy, fifo)
    toy.begun("p")
    assert "result" in toy.call(1, "initialize", processId=toy.process.pid)
    toy.process.kill()  # a zombie until it is waited for: dead all the same
    assert committed(descriptor)
    assert toy.answer("commit")["error"]["code"] == -32800
    assert toy.rest() == []  # the pipe closed: the engine has ended
    os.close(descriptor)


@posix
def test_a_closed_standard_input_is_the_end_of_input() -> None:
    command = f"exec {sys.executable} -m tests.programs.toy <&-"
    assert subprocess.run(command, shell=True, cwd=ROOT, timeout=GUARD_S).returncode == 0


def test_time_to_first_answer_and_while_working(make_toy: MakeToy) -> None:
    first = []
    for _ in range(5):
        started = time.perf_counter()
        toy = make_toy().read()
        toy.call(1, "initialize")
        first.append(time.perf_counter() - started)
    toy.request(2, "spin", progress="p")
    toy.begun("p")
    taken = []
    for id in range(100, 300):
        started = time.perf_counter()
        toy.call(id, "echo")
        taken.append(time.perf_counter() - started)
    toy.cancel(2)
    assert toy.answer(2)["error"]["code"] == -32800
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"first answer {statistics.median(first) * 1e3:.0f} ms, p95 at work {p95 * 1e3:.1f} ms")
