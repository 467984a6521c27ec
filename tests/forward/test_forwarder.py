"""Results of runs and streams reach a receiver, if the settings name one; nothing else is sent."""

from __future__ import annotations

import base64
import io
import json
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite import outbox as sqlite_outbox
from sidecar.catalog.values import Question
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest
from sidecar.contract.forward import ForwardStatusRequest, QueueResultsRequest
from sidecar.contract.lifecycle import HealthRequest
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.contract.stream import (
    CloseStreamRequest,
    OpenStreamRequest,
    PushStreamRequest,
    PushStreamResult,
)
from sidecar.errors import InvalidParams, RequestCancelled, SourceUnavailable, StorageFull
from sidecar.forward import forwarder
from sidecar.methods.analyze import infer
from sidecar.methods.forward import queue, send, status
from sidecar.methods.lifecycle import health
from sidecar.methods.recordings import import_recordings
from sidecar.methods.stream import close_stream, open_stream, push_stream
from sidecar.rpc.verb import Call
from sidecar.settings import ForwardSettings, Settings
from tests.e2e.sidecar import Sidecar
from tests.everyverb import CATALOG, MODEL, furnished
from tests.factories import tone
from tests.forward.driven import Receiver, disordered, fill

RATE = 48_000


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    (tmp_path / "receiver").mkdir()
    running = Receiver(tmp_path / "receiver")
    yield running
    running.kill()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    furnished(home).close()
    return home


@pytest.fixture
def engine(home: Path, receiver: Receiver) -> Iterator[Engine]:
    """Make an engine that forwards, whose forwarder does not run yet."""
    made = _engine(home, receiver.settings(most_together=50))
    yield made
    made.close()


def _engine(home: Path, settings: ForwardSettings) -> Engine:
    return Engine(Settings(home, home / CATALOG, MANIFESTS, model=MODEL, forward=settings))


MANIFESTS = Path(__file__).resolve().parents[2] / "sidecar" / "manifests"


def _infer(engine: Engine, **more: Any) -> int:
    card = str(engine.settings.home / "card")
    asked = {"inputs": [card], "minConfidence": 0.01, **more}
    return infer(engine, InferRequest.model_validate(asked), Call()).run_id


def _status(engine: Engine) -> Any:
    return status(engine, ForwardStatusRequest(), Call())


def _wait_sent(engine: Engine) -> None:
    while engine.catalog.outbox.state().waiting:
        threading.Event().wait(0.01)


def _trouble(engine: Engine) -> str:
    return " ".join(health(engine, HealthRequest(), Call()).trouble)


def test_what_a_run_finds_reaches_the_receiver_as_the_catalog_has_it(
    engine: Engine, receiver: Receiver
) -> None:
    run_id = _infer(engine)
    assert send(engine, Call(), lambda sent, waiting: None) > 0
    results = receiver.results()
    recordings = [each for each in results if each["kind"] == "recording"]
    assert {Path(each["recording"]["path"]).name for each in recordings} == {"one.wav", "two.wav"}
    assert {each["site"] for each in recordings} == {None}
    assert {each["model"]["name"] for each in results} == {MODEL}
    found = [each for each in results if each["kind"] == "detection"]
    assert len(found) == sum(each["detections"] for each in recordings) > 0
    rows = engine.catalog.questions.rows(
        _question(run_id), ["path", "start", "end", "species", "confidence"]
    )
    expected = sorted((*row[:4], round(float(str(row[4])), 9)) for row in rows)
    assert expected == sorted(
        (
            each["recording"]["path"],
            each["start"],
            each["end"],
            each["species"],
            round(each["confidence"], 9),
        )
        for each in found
    )
    assert disordered(receiver.folder) == []


def _question(run_id: int) -> Question:
    return Question("detections", where={"runId": run_id})


def test_the_results_of_a_recording_name_its_site(engine: Engine, receiver: Receiver) -> None:
    card = str(engine.settings.home / "card")
    request = ImportRecordingsRequest(inputs=[card], pattern="{site}/*")
    import_recordings(engine, request, Call())
    _infer(engine)
    send(engine, Call(), lambda sent, waiting: None)
    assert {each["site"] for each in receiver.results()} == {"card"}


def test_without_a_receiver_no_result_waits_and_nothing_can_be_sent(home: Path) -> None:
    engine = _engine(home, ForwardSettings())
    _infer(engine)
    engine.start_forwarding()
    assert engine.forwarder is None
    told = _status(engine)
    assert (told.address, told.waiting) == (None, 0)
    with pytest.raises(InvalidParams, match="No receiver is set"):
        send(engine, Call(), lambda sent, waiting: None)
    with pytest.raises(InvalidParams, match="No receiver is set"):
        queue(engine, QueueResultsRequest(since="2000-01-01"), Call())
    engine.close()


def test_results_wait_in_the_transaction_that_keeps_them(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(list(engine.catalog.questions.rows(_question(1), ["species"])))

    def full(*given: object) -> None:
        raise StorageFull("The disk is full.")

    monkeypatch.setattr("sidecar.catalog.sqlite.runs.queue_analyses", full)
    with pytest.raises(StorageFull):
        _infer(engine)
    found = engine.catalog.questions.rows(_question(1), ["species"])
    assert len(list(found)) == before and _status(engine).waiting == 0


def test_earlier_results_are_queued_by_the_day_and_known_again_by_their_ids(
    home: Path, engine: Engine, receiver: Receiver
) -> None:
    quiet = _engine(home, ForwardSettings())
    _infer(quiet)
    quiet.close()
    with pytest.raises(InvalidParams) as told:
        queue(engine, QueueResultsRequest(), Call())
    assert told.value.field == "since"
    with pytest.raises(InvalidParams, match="2026-02-30 is no day"):
        queue(engine, QueueResultsRequest(since="2026-02-30"), Call())
    assert queue(engine, QueueResultsRequest(since="2999-01-01"), Call()).queued == 0
    queued = queue(engine, QueueResultsRequest(since="2000-01-01"), Call()).queued
    assert queued > 2
    assert send(engine, Call(), lambda sent, waiting: None) == queued
    assert queue(engine, QueueResultsRequest(since="2000-01-01"), Call()).queued == queued
    send(engine, Call(), lambda sent, waiting: None)
    assert receiver.count() == queued  # it knew them all


def test_the_forwarder_sends_soon_after_a_run_kept_results(
    engine: Engine, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forwarder, "_LOOK_S", 10_000.0)  # so it must hear of them
    engine.start_forwarding()
    _infer(engine)
    _wait_sent(engine)
    assert receiver.count() > 2
    assert _trouble(engine) == ""


def test_the_forwarder_finds_what_other_programs_queued(
    engine: Engine, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forwarder, "_LOOK_S", 0.05)
    engine.start_forwarding()
    other = _engine(engine.settings.home, receiver.settings())
    ids = fill(other.catalog.outbox, 20)
    other.close()
    _wait_sent(engine)
    assert receiver.taken() == ids


def _stream(engine: Engine, **more: Any) -> str:
    asked = {"sampleRate": RATE, "minConfidence": 0.01, "site": "Creek", **more}
    return open_stream(engine, OpenStreamRequest.model_validate(asked), Call()).stream_id


def _push(engine: Engine, stream_id: str, seconds: float) -> PushStreamResult:
    pcm = base64.b64encode((tone(seconds) * 32767).astype("<i2").tobytes()).decode()
    request = PushStreamRequest.model_validate({"streamId": stream_id, "pcm": pcm})
    return push_stream(engine, request, Call())


def test_detections_of_a_stream_are_forwarded_in_order_with_its_site(
    engine: Engine, receiver: Receiver
) -> None:
    stream_id = _stream(engine)
    found = [row for _ in range(3) for row in _push(engine, stream_id, 4.0).detections]
    closed = close_stream(engine, CloseStreamRequest(stream_id=stream_id), Call())
    found += closed.detections
    assert closed.trouble is None and len(found) > 3
    send(engine, Call(), lambda sent, waiting: None)
    results = receiver.results()
    assert [each["id"] for each in results] == [f"{stream_id}-{n}" for n in range(len(found))]
    told = [(each["site"], each["start"], each["species"]) for each in results]
    assert told == [("Creek", row.start, row.species) for row in found]


def test_without_a_receiver_a_stream_writes_nothing(home: Path) -> None:
    engine = _engine(home, ForwardSettings())
    stream_id = _stream(engine)
    assert _push(engine, stream_id, 4.0).detections
    assert engine.catalog.outbox.state().waiting == 0
    engine.close()


def test_while_the_catalog_cannot_be_written_results_of_a_stream_are_held_and_told(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream_id = _stream(engine)
    with monkeypatch.context() as patched:

        def full(*given: object) -> None:
            raise StorageFull("The disk is full.", hint="Free some space.")

        patched.setattr(sqlite_outbox.SqliteOutbox, "add", full)
        pushed = _push(engine, stream_id, 4.0)
        assert pushed.detections and pushed.trouble == "The disk is full. Free some space."
    later = _push(engine, stream_id, 4.0)
    assert later.trouble is None
    waiting = engine.catalog.outbox.waiting(9999)
    assert [each.sequence for each in waiting] == [*range(len(waiting))]
    assert len(waiting) == len(pushed.detections) + len(later.detections)


def test_a_stream_takes_no_more_sound_when_it_holds_too_many_results(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream_id = _stream(engine)
    monkeypatch.setattr("sidecar.methods.stream._MOST_HELD", 1)

    def full(*given: object) -> None:
        raise StorageFull("The disk is full.")

    monkeypatch.setattr(sqlite_outbox.SqliteOutbox, "add", full)
    accepted = _push(engine, stream_id, 4.0).accepted_seconds
    with pytest.raises(StorageFull):
        _push(engine, stream_id, 4.0)
    monkeypatch.undo()
    assert _push(engine, stream_id, 4.0).accepted_seconds == accepted + 4.0


def _forwards_until(engine: Engine, word: str) -> str:
    """Run the forwarder until `health` says something with a word."""
    engine.start_forwarding()
    while word not in (said := _trouble(engine)):
        threading.Event().wait(0.01)
    return said


def test_health_tells_of_results_that_wait_for_longer_than_a_day(
    engine: Engine, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sqlite_outbox, "now", lambda: "2026-05-01T05:00:00.000+00:00")
        fill(engine.catalog.outbox, 3)
    receiver.behave(*["status 500"] * 9)
    said = _forwards_until(engine, "wait for the receiver")
    assert "3 results wait for the receiver since 2026-05-01 05:00 UTC." in said
    assert "The receiver answered 500" in said


def test_health_tells_of_a_receiver_that_refuses(engine: Engine, receiver: Receiver) -> None:
    fill(engine.catalog.outbox, 3)
    receiver.behave("refuses owl 1")
    said = _forwards_until(engine, "refused")
    assert said == "The receiver refused 1 results. `linnet forward status` lists them."


def test_health_tells_of_a_token_that_is_not_accepted(engine: Engine, receiver: Receiver) -> None:
    fill(engine.catalog.outbox, 3)
    receiver.behave("status 401")
    assert "The receiver does not accept the token (401)" in _forwards_until(engine, "token")


def test_short_trouble_is_no_trouble_of_the_sidecar(engine: Engine, receiver: Receiver) -> None:
    ids = fill(engine.catalog.outbox, 3)
    receiver.behave("status 500")
    engine.start_forwarding()
    while _status(engine).trouble is None and receiver.count() < len(ids):
        threading.Event().wait(0.01)
    assert _trouble(engine) == ""


def test_an_address_that_cannot_be_used_is_told_and_results_are_kept(home: Path) -> None:
    engine = _engine(home, ForwardSettings(url="http://example.org/results"))
    _infer(engine)
    said = _forwards_until(engine, "https")
    assert "Linnet sends results over https only" in said
    assert _status(engine).waiting > 2
    engine.close()


def test_status_tells_all_that_a_person_needs(engine: Engine, receiver: Receiver) -> None:
    fill(engine.catalog.outbox, 4)
    receiver.behave("refuses owl 1", "status 500")
    with pytest.raises(SourceUnavailable) as told:
        receiver.behave("refuses owl 1", *["status 503 60"] * 9)
        send(engine, Call(), lambda sent, waiting: None)
    assert "0 results were sent, and" in told.value.message
    shown = _status(engine)
    assert shown.address == receiver.url
    assert shown.refused + shown.waiting == 4
    receiver.behave("refuses owl 1")
    send(engine, Call(), lambda sent, waiting: None)
    shown = _status(engine)
    assert (shown.waiting, shown.sent, shown.refused, shown.trouble) == (0, 3, 1, None)
    (refused,) = shown.refusals
    assert (refused.id, refused.site, refused.reason) == ("stream0-1", "S0", "no owl 1 here")
    receiver.behave("refuses nothing")
    assert queue(engine, QueueResultsRequest(refused=True), Call()).queued == 1
    send(engine, Call(), lambda sent, waiting: None)
    assert receiver.count() == 4


def _typed(engine: Engine, *words: str) -> tuple[int, str]:
    out, before = io.StringIO(), sys.stdout
    sys.stdout = out
    try:
        code = run_command(engine.settings, parse([*words]))
    finally:
        sys.stdout = before
    return code, out.getvalue()


def test_the_command_sends_and_counts(engine: Engine, receiver: Receiver) -> None:
    _infer(engine)
    waiting = _status(engine).waiting
    code, said = _typed(engine, "forward", "status")
    assert code == 0 and f"Waiting: {waiting}, the oldest since" in said
    code, said = _typed(engine, "forward", "send", "--refused")
    assert (code, said.strip()) == (0, f"The receiver has {waiting} more results.")
    assert receiver.count() == waiting
    fill(engine.catalog.outbox, 2)
    receiver.behave("refuses owl 1")
    assert _typed(engine, "forward", "send")[0] == 0
    code, said = _typed(engine, "forward", "status")
    assert code == 1 and "S0: no owl 1 here (400)" in said and "send --refused" in said


def _heard(path: Path) -> list[str]:
    sound = (tone(7.0) * 32767).astype("<i2").tobytes()
    path.write_bytes(sound)
    words = ["listen", str(path), "--rate", "48000", "--model", MODEL, "--json"]
    return [*words, "--min-confidence", "0.01", "--site", "Creek", "--forward"]


def test_what_listening_prints_can_be_forwarded(
    engine: Engine, receiver: Receiver, tmp_path: Path
) -> None:
    code, said = _typed(engine, *_heard(tmp_path / "night.raw"))
    assert code == 0
    send(engine, Call(), lambda sent, waiting: None)
    printed = [
        (window["start"], each["species"])
        for window in map(json.loads, said.splitlines())
        for each in window["classes"]
    ]
    results = receiver.results()
    assert len(printed) > 2
    assert [(each["start"], each["species"]) for each in results] == printed
    assert {each["site"] for each in results} == {"Creek"}
    assert {each["recording"]["path"] for each in results} == {str(tmp_path / "night.raw")}


def test_listening_goes_on_while_the_catalog_cannot_be_written(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    whole = sqlite_outbox.SqliteOutbox.add
    times = iter([True, True, False])

    def sometimes(self: Any, *given: Any) -> None:
        if next(times, False):
            raise StorageFull("The disk is full.")
        whole(self, *given)

    monkeypatch.setattr(sqlite_outbox.SqliteOutbox, "add", sometimes)
    code, said = _typed(engine, *_heard(tmp_path / "night.raw"))
    assert (code, len(said.splitlines())) == (0, 3)
    assert capsys.readouterr().err.count("The disk is full.") == 1
    printed = sum(len(json.loads(line)["classes"]) for line in said.splitlines())
    state = _status(engine)
    assert state.waiting + state.sent == printed


def test_listening_forwards_nothing_without_a_receiver(home: Path, tmp_path: Path) -> None:
    engine = _engine(home, ForwardSettings())
    assert _typed(engine, *_heard(tmp_path / "night.raw"))[0] == 2
    words = [each for each in _heard(tmp_path / "night.raw") if each != "--forward"]
    assert _typed(engine, *words)[0] == 2  # the site would have no effect
    engine.close()


def test_a_stopped_command_ends_and_loses_nothing(engine: Engine, receiver: Receiver) -> None:
    ids = fill(engine.catalog.outbox, 5)
    receiver.behave("slow 30")
    call = Call()
    timer = threading.Timer(0.3, call.cancelled.set)
    timer.start()
    with pytest.raises(RequestCancelled):
        send(engine, call, lambda sent, waiting: None)
    timer.join()
    assert _status(engine).waiting == 5
    send(engine, Call(), lambda sent, waiting: None)
    assert receiver.taken() == ids


def test_the_sidecar_forwards_while_it_serves(home: Path, receiver: Receiver) -> None:
    command = [sys.executable, "-m", "tests.programs.servesending", receiver.url]
    sidecar = Sidecar(home, home / CATALOG, command)
    sidecar.call("initialize", {"processId": None})
    answer = sidecar.call("infer", {"inputs": [str(home / "card")], "minConfidence": 0.01})
    assert "result" in answer
    while sidecar.call("forward/status")["result"]["waiting"]:
        threading.Event().wait(0.05)
    assert sidecar.call("health")["result"]["trouble"] == []
    assert sidecar.close() == 0
    assert receiver.count() > 2


def test_results_that_were_sent_leave_room_for_the_next_ones(engine: Engine) -> None:
    outbox = engine.catalog.outbox

    def size() -> int:
        with closing(sqlite3.connect(engine.settings.catalog)) as db:
            return int(db.execute("PRAGMA page_count").fetchone()[0]) * 4096

    sizes = []
    for turn in range(6):
        fill(outbox, 2_000, first=turn * 2_000, together=100, streams=2)
        outbox.sent(outbox.waiting(2_000))
        sizes.append(size())
    assert outbox.state().waiting == 0
    assert sizes[-1] - sizes[2] < 200_000
