"""What a running verb can do with its call."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from sidecar.errors import RequestCancelled
from sidecar.rpc import Call


class Number(BaseModel):
    n: int = 0


class Word(BaseModel):
    word: str = ""


def test_a_call_without_a_listener_is_never_due() -> None:
    call = Call()
    assert not call.due()
    assert not call.progress(Number()) and not call.progress(Number(), last=True)


@pytest.mark.parametrize("call", [Call(), Call(lambda value, last: True)], ids=["alone", "heard"])
def test_progress_of_another_type_than_the_verb_declares_is_refused(call: Call) -> None:
    call.declare(Number)
    call.progress(Number())
    with pytest.raises(TypeError, match="a Word; the verb declares a Number"):
        call.progress(Word())


def test_a_verb_that_declares_no_progress_cannot_send_any() -> None:
    call = Call()
    call.declare(None)
    with pytest.raises(TypeError, match="declares none"):
        call.progress(Number())


def test_check_raises_once_somebody_asked_to_stop() -> None:
    call = Call()
    call.check()
    call.cancelled.set()
    with pytest.raises(RequestCancelled):
        call.check()


def test_the_first_value_and_the_last_go_out_and_those_between_wait_their_time() -> None:
    sent: list[tuple[BaseModel, bool]] = []

    def send(value: BaseModel, last: bool) -> bool:
        sent.append((value, last))
        return True

    call = Call(send, every_s=3600)
    assert [call.due(), call.progress(Number(n=1)), call.due(), call.progress(Number(n=2))] == [
        True,
        True,
        False,
        False,
    ]
    assert call.progress(Number(n=3), last=True)
    assert sent == [(Number(n=1), False), (Number(n=3), True)]
