"""What a running verb can do with its call."""

from __future__ import annotations

import pytest

from sidecar.errors import RequestCancelled
from sidecar.rpc import Call
from sidecar.rpc.verb import Progress


def test_a_call_without_a_listener_is_never_due() -> None:
    call = Call()
    assert not call.due() and not call.progress({}) and not call.progress({}, last=True)


def test_check_raises_once_somebody_asked_to_stop() -> None:
    call = Call()
    call.check()
    call.cancelled.set()
    with pytest.raises(RequestCancelled):
        call.check()


def test_the_first_value_and_the_last_go_out_and_those_between_wait_their_time() -> None:
    sent: list[tuple[Progress, bool]] = []

    def send(value: Progress, last: bool) -> bool:
        sent.append((value, last))
        return True

    call = Call(send, every_s=3600)
    assert [call.due(), call.progress({"n": 1}), call.due(), call.progress({"n": 2})] == [
        True,
        True,
        False,
        False,
    ]
    assert call.progress({"n": 3}, last=True)
    assert sent == [({"n": 1}, False), ({"n": 3}, True)]
