"""Each line of the log names the request whose work it is, on helper threads too."""

from __future__ import annotations

import io
import json
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from sidecar import stop
from sidecar.rpc.log import JsonLines, TextLines, of_request
from sidecar.run.ordered import ordered
from sidecar.run.prepare import Prepared
from sidecar.run.threads import Effort, ThreadExecutor
from sidecar.run.work import Work, released
from sidecar.values import Float32
from tests.factories import tone, write_wav
from tests.rpc.conftest import MakeToy
from tests.run.fake import RATE_HZ, FakeModel, job, tools_of

FORMAT = "%(levelname)s%(about)s %(message)s"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Collect the log as JSON lines, written on the thread that logs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def _lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_json_lines_carry_the_id_of_their_request(make_toy: MakeToy) -> None:
    toy = make_toy("--log-format", "json").read()
    for id in (1, "two"):
        toy.call(id, "crash")
    toy.close_input()
    lines = [json.loads(line) for line in toy.log().splitlines()]
    crashes = [line for line in lines if line["level"] == "error"]
    assert [line["request"] for line in crashes] == [1, "two"]
    assert "request" not in lines[-1]  # the end is nobody's request


def test_text_lines_carry_the_id_of_their_request(make_toy: MakeToy) -> None:
    toy = make_toy().read()
    toy.call(7, "crash")
    toy.close_input()
    assert "sidecar.rpc.dispatch [7]: crash failed" in toy.log()


def test_requests_of_two_threads_keep_their_own_ids(make_toy: MakeToy) -> None:
    toy = make_toy("--log-format", "json").read()
    toy.request(1, "hold", name="a", progress="p")
    toy.begun("p")
    toy.call(2, "crash")
    toy.cancel(1)
    toy.answer(1)
    toy.close_input()
    lines = [json.loads(line) for line in toy.log().splitlines()]
    by = {line["request"]: line["msg"] for line in lines if "request" in line}
    assert by[2] == "crash failed"
    assert by[1].startswith("hold: RequestCancelled")


def test_a_request_without_an_id_gets_one(make_toy: MakeToy) -> None:
    toy = make_toy("--log-format", "json").read()
    toy.notify("crash")
    toy.close_input()
    lines = [json.loads(line) for line in toy.log().splitlines()]
    (crash,) = [line for line in lines if line["level"] == "error"]
    assert re.fullmatch("[0-9a-f]{8}", crash["request"])


def test_the_threads_of_a_run_name_its_request(tmp_path: Path, written: io.StringIO) -> None:
    where = dict[int, str]()

    def trouble(calls: int, logits: Float32) -> None:
        where[calls] = threading.current_thread().name
        raise RuntimeError("out of luck")

    model = FakeModel(trouble=trouble)
    path = write_wav(tmp_path / "a.wav", tone(5.0, rate_hz=RATE_HZ), rate_hz=RATE_HZ)
    executor = ThreadExecutor(tools_of(model), Effort(callers=2, batch=1))
    with of_request("night"):
        for outcomes in executor.run(job(), [Work(path, str(path))], lambda tally: None):
            with released(outcomes):
                pass
    failures = [line for line in _lines(written) if str(line["msg"]).startswith("the model failed")]
    assert failures and "MainThread" not in where.values()
    assert {line.get("request") for line in failures} == {"night"}


def test_the_readers_of_a_run_name_its_request(tmp_path: Path, written: io.StringIO) -> None:
    made = tools_of(FakeModel())(job())

    def prepare(work: Work) -> AbstractContextManager[Prepared]:
        logging.getLogger("reader").warning("on %s", threading.current_thread().name)
        return made.prepare(work)

    paths = [
        write_wav(tmp_path / f"{n}.wav", tone(1.0, rate_hz=RATE_HZ), rate_hz=RATE_HZ)
        for n in range(4)
    ]
    executor = ThreadExecutor(lambda _: replace(made, prepare=prepare), Effort(readers=2))
    with of_request(5):
        for outcomes in executor.run(
            job(), [Work(path, str(path)) for path in paths], lambda tally: None
        ):
            with released(outcomes):
                pass
    lines = [line for line in _lines(written) if line["logger"] == "reader"]
    assert [line["msg"] for line in lines] == ["on linnet-reader"] * 4
    assert [line.get("request") for line in lines] == [5] * 4


def test_work_in_order_names_its_request(written: io.StringIO) -> None:
    def work(item: int) -> None:
        logging.getLogger("work").warning("item %d", item)

    with of_request(3):
        list(ordered(range(4), work, threads=2, ahead=2))
    assert [line.get("request") for line in _lines(written)] == [3] * 4


def test_a_helper_thread_is_stopped_by_its_own_way_alone() -> None:
    """A run tells its threads itself, after it has kept what is ready."""
    heard = []
    with stop.stopped_by(lambda: True), stop.hurried():
        context = stop.apart()
        thread = threading.Thread(
            target=context.run, args=(lambda: heard.append((stop.stopped(), stop.patience(1.0))),)
        )
        thread.start()
        thread.join()
        assert stop.stopped()
    assert heard == [(False, 1.0)]


def test_a_line_after_the_request_is_no_longer_of_it() -> None:
    record = logging.LogRecord("n", 30, "", 0, "cut short", (), None)
    with of_request(1):
        with of_request(2):
            assert TextLines(FORMAT).format(record) == "WARNING [2] cut short"
        assert TextLines(FORMAT).format(record) == "WARNING [1] cut short"
    assert TextLines(FORMAT).format(record) == "WARNING cut short"


def test_an_id_spoils_no_line() -> None:
    record = logging.LogRecord("n", 30, "", 0, "cut short", (), None)
    with of_request("a\nWARNING b\x1b[2J" + "x" * 10_000):
        line = TextLines(FORMAT).format(record)
        assert "\n" not in line and "\x1b" not in line and len(line) < 300
        assert json.loads(JsonLines().format(record))["request"].startswith("a\nWARNING")


def test_the_lines_of_a_command_have_one_made_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sidecar.cli import terminal
    from sidecar.settings import Settings

    def code(*given: object) -> int:
        for _ in range(2):
            logging.getLogger("work").warning("cut short")
        return 0

    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(terminal, "_code", code)
    root = logging.getLogger()
    before, root.handlers = root.handlers, []  # else pytest's own would take the lines
    try:
        settings = Settings(tmp_path, tmp_path / "c.sqlite", tmp_path / "none")
        from sidecar.cli.arguments import parse

        assert terminal.run_command(settings, parse(["models", "list"])) == 0
    finally:
        root.handlers = before
    one, other = capsys.readouterr().err.splitlines()
    assert one == other and re.fullmatch(r"WARNING \[[0-9a-f]{8}\] cut short", one)
