"""A sender sends all that waits, in order, whatever a receiver answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.catalog.outbox import Queued
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.errors import InvalidParams, RequestCancelled
from sidecar.forward.address import read_address
from sidecar.forward.backoff import LONGEST_S, delay_s
from sidecar.forward.receiver import Receiver as Posts
from sidecar.forward.receiver import Reply
from sidecar.forward.sender import Sender
from sidecar.settings import ForwardSettings
from tests.catalog.memory import MemoryCatalog
from tests.forward.driven import Receiver, fill
from tests.models.server import make_certificate


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[SqliteCatalog]:
    made = SqliteCatalog(tmp_path / "catalog.sqlite")
    yield made
    made.close()


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    running = Receiver(tmp_path)
    yield running
    running.kill()


def _sender(
    catalog: SqliteCatalog, receiver: Receiver, together: int = 4, **more: object
) -> Sender:
    return Sender(lambda: catalog.outbox, Posts(receiver.settings(**more)), together)


def _send_all(sender: Sender) -> None:
    """Send until nothing waits, without the pauses."""
    while sender.step() is not None:
        pass


def test_results_arrive_once_and_in_order_with_all_that_they_say(
    catalog: SqliteCatalog, receiver: Receiver
) -> None:
    ids = fill(catalog.outbox, 10, streams=3)
    _send_all(_sender(catalog, receiver))
    assert receiver.taken() == ids
    first = receiver.results()[0]
    assert first.pop("queuedAt").startswith("20")
    assert first == {
        "id": "stream0-0",
        "stream": "stream0",
        "sequence": 0,
        "site": "S0",
        "kind": "detection",
        "species": "owl 0",
    }
    seen = receiver.seen()
    assert [each["results"] for each in seen] == [4, 4, 2]
    assert {each["path"] for each in seen} == {"/results?of=me"}
    assert {each["Content-Encoding"] for each in seen} == {"gzip"}
    assert catalog.outbox.state().waiting == 0 and catalog.outbox.state().last.sent == 10


TROUBLES = {
    "status 500": "The receiver answered 500. as told",
    "status 404": "The receiver takes no results at this address (404). as told",
    "status 401": "The receiver does not accept the token (401). as told",
    "status 503": "The receiver asks for a pause (503). as told",
    "html": "The answer (200) does not say that 4 results were accepted.",
    "fewer": "The answer (200) does not say that 4 results were accepted.",
    "noise": "gave no answer in HTTP",
    "cut": "The answer (200) does not say that 4 results were accepted.",
    "nothing": "gave no answer in HTTP",
    "elsewhere": "sends us on to http://localhost:",
    "endless": "does not say that 4 results were accepted",
    "drips": "The receiver at localhost does not answer in time.",
    "slow 5": "The receiver at localhost does not answer in time.",
}


@pytest.mark.parametrize("word", TROUBLES)
def test_after_any_trouble_the_same_results_are_sent_again_under_the_same_key(
    catalog: SqliteCatalog, receiver: Receiver, word: str
) -> None:
    ids = fill(catalog.outbox, 5)
    receiver.behave(word)
    bounded = word in ("drips", "slow 5")
    sender = _sender(catalog, receiver, timeout_s=1.0 if bounded else 30.0)
    delay = sender.step()
    assert delay is not None and delay > 0
    state = catalog.outbox.state()
    assert state.waiting == 5 and state.refused == 0
    assert state.last.trouble is not None and TROUBLES[word] in state.last.trouble
    assert state.last.next_try is not None and state.last.trouble_since is not None
    again = _sender(catalog, receiver)  # as after a kill
    _send_all(again)
    assert receiver.taken() == ids
    keys = [each["Idempotency-Key"] for each in receiver.seen()]
    assert len(keys) == 3 and keys[0] == keys[1] != keys[2]
    assert catalog.outbox.state().last.trouble is None


@pytest.mark.parametrize("status", [400, 409, 422])
def test_a_refused_result_is_found_and_holds_up_no_other(
    catalog: SqliteCatalog, receiver: Receiver, status: int
) -> None:
    ids = fill(catalog.outbox, 40, streams=2)
    receiver.behave("refuses owl 13")
    _send_all(_sender(catalog, receiver, 16))
    assert receiver.taken() == [each for each in ids if each != "stream1-6"]
    (refused,) = catalog.outbox.refusals(9)
    assert (refused.stream_id, refused.sequence) == ("stream1", 6)
    assert (refused.status, refused.reason) == (400, "no owl 13 here")
    assert len(receiver.seen()) < 20
    receiver.behave("refuses nothing at all")
    catalog.outbox.add_refused()
    _send_all(_sender(catalog, receiver))
    assert set(receiver.taken()) == set(ids)


def test_a_receiver_of_few_results_at_once_gets_few_at_once(
    catalog: SqliteCatalog, receiver: Receiver
) -> None:
    ids = fill(catalog.outbox, 40)
    receiver.behave("most 3")
    _send_all(_sender(catalog, receiver, 16))
    assert receiver.taken() == ids
    sizes = [each["results"] for each in receiver.seen()]
    assert sizes[:4] == [16, 8, 4, 2] and set(sizes[3:]) == {2}


def test_a_receiver_that_refuses_everything_is_not_asked_without_end(
    catalog: SqliteCatalog,
) -> None:
    class Refusing:
        posts = 0

        def post(self, results: Sequence[Queued], stopped: Callable[[], bool]) -> Reply:
            self.posts += 1
            return Reply("refused", 400, "no")

    fill(catalog.outbox, 50)
    refusing = Refusing()
    sender = Sender(lambda: catalog.outbox, refusing, 1)
    delays = [sender.step() for _ in range(15)]
    assert set(delays[:9]) == {0.0} and all(delays[9:])
    assert catalog.outbox.state().refused == refusing.posts == 15


def test_a_pause_that_the_receiver_asks_for_is_kept(
    catalog: SqliteCatalog, receiver: Receiver
) -> None:
    fill(catalog.outbox, 1)
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=300), usegmt=True)
    receiver.behave("status 429 120", f"status 503 {moment}", "status 503 99999999", "status 503 x")
    sender = _sender(catalog, receiver)
    first, second, third, fourth = (sender.step() or 0.0 for _ in range(4))
    assert first == 120.0
    assert 200.0 < second <= 300.0
    assert third == LONGEST_S
    assert 0.0 < fourth < 60.0


@given(failures=st.integers(1, 10_000), seed=st.integers(), asked=st.floats(0, 1e9))
def test_a_delay_grows_to_an_hour_and_no_longer(failures: int, seed: int, asked: float) -> None:
    delay = delay_s(failures, Random(seed), asked)
    assert 0.5 <= delay <= 3600.0 and delay >= min(asked, 3600.0)
    assert delay_s(failures, Random(seed)) <= 2.0 ** min(failures - 1, 12)
    assert delay_s(20, Random(seed)) >= 1800.0


def test_senders_that_fail_together_do_not_come_back_together() -> None:
    assert len({delay_s(5, Random(seed)) for seed in range(20)}) > 10


def test_a_stop_during_a_slow_answer_ends_the_post(
    catalog: SqliteCatalog, receiver: Receiver
) -> None:
    fill(catalog.outbox, 1)
    receiver.behave("slow 30")
    stopped = iter([False, True])
    posts = Posts(receiver.settings())
    sender = Sender(lambda: catalog.outbox, posts, 4, stopped=lambda: next(stopped))
    with pytest.raises(RequestCancelled):
        sender.step()
    assert catalog.outbox.state().waiting == 1


def test_two_senders_of_one_catalog_double_nothing(
    catalog: SqliteCatalog, receiver: Receiver
) -> None:
    ids = fill(catalog.outbox, 60, streams=4)
    senders = [_sender(catalog, receiver), _sender(catalog, receiver)]
    while any([sender.step() is not None for sender in senders]):
        pass
    assert receiver.taken() == ids
    assert catalog.outbox.state().last.sent == 60


def test_the_token_is_read_anew_and_one_that_cannot_be_read_is_told(
    catalog: SqliteCatalog, receiver: Receiver, tmp_path: Path
) -> None:
    fill(catalog.outbox, 8)
    token = tmp_path / "token"
    sender = _sender(catalog, receiver, token_file=token)
    assert sender.step()
    trouble = catalog.outbox.state().last.trouble
    assert trouble is not None and str(token) in trouble
    for text in ("first\n", "second"):
        token.write_text(text)
        assert sender.step() == 0.0
    said = [each["Authorization"] for each in receiver.seen()]
    assert said == ["Bearer first", "Bearer second"]
    token.write_bytes(b"\xff\xfe")
    fill(catalog.outbox, 1, first=8)
    assert sender.step()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "results",
        "ftp://example.org/",
        "http://example.org/results",
        "http://192.0.2.1/results",
        "https://ana:secret@example.org/results",
        "https://[::1",
        "https://example.org:x/",
        "https:///results",
    ],
)
def test_an_address_that_is_not_safe_is_refused(url: str) -> None:
    with pytest.raises(InvalidParams) as told:
        read_address(url)
    assert told.value.field == "forward.url"


@pytest.mark.parametrize(
    "url",
    ["https://example.org/results", "http://127.0.0.1:80/", "http://[::1]/", "http://localhost"],
)
def test_https_anywhere_and_plain_http_on_this_machine_are_addresses(url: str) -> None:
    assert read_address(url).target in ("/results", "/")


def test_a_certificate_is_trusted_only_if_its_authority_is_named(
    catalog: SqliteCatalog, tmp_path: Path
) -> None:
    certificate = make_certificate(tmp_path)
    receiver = Receiver(tmp_path, certificate)
    try:
        ids = fill(catalog.outbox, 1)
        sender = _sender(catalog, receiver)
        assert sender.step()
        trouble = catalog.outbox.state().last.trouble
        assert trouble is not None and "The certificate of localhost is not trusted" in trouble
        assert receiver.taken() == []
        # The certificate holds for localhost and 127.0.0.1 alone.
        other = receiver.url.replace("localhost", "127.0.0.2")
        settings = ForwardSettings(url=other, certificates=certificate)
        sender = Sender(lambda: catalog.outbox, Posts(settings), 4)
        assert sender.step() and receiver.taken() == []
        _send_all(_sender(catalog, receiver, certificates=certificate))
        assert receiver.taken() == ids
    finally:
        receiver.kill()


def test_certificates_that_cannot_be_read_are_told_and_nothing_is_lost(
    catalog: SqliteCatalog, tmp_path: Path
) -> None:
    fill(catalog.outbox, 1)
    settings = ForwardSettings(url="https://localhost:9/", certificates=tmp_path / "none.pem")
    assert Sender(lambda: catalog.outbox, Posts(settings), 4).step()
    trouble = catalog.outbox.state().last.trouble
    assert trouble is not None and "The certificates cannot be read" in trouble


def test_a_receiver_that_is_gone_is_told_and_nothing_is_lost(
    catalog: SqliteCatalog, receiver: Receiver
) -> None:
    ids = fill(catalog.outbox, 3)
    receiver.kill()
    sender = _sender(catalog, receiver)
    delays = [sender.step() or 0.0 for _ in range(4)]
    assert delays[0] < delays[3]
    trouble = catalog.outbox.state().last.trouble
    assert trouble is not None and "Nobody answers at localhost" in trouble
    receiver.start()
    _send_all(sender)
    assert receiver.taken() == ids


def test_a_sender_needs_only_the_door_of_an_outbox(receiver: Receiver) -> None:
    catalog = MemoryCatalog()
    ids = fill(catalog.outbox, 9, streams=2)
    sender = Sender(lambda: catalog.outbox, Posts(receiver.settings()), 4)
    _send_all(sender)
    assert receiver.taken() == ids
