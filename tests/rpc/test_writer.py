"""The writer holds little, loses nothing that matters, and is never waited for in vain."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sidecar.rpc.body import Body
from sidecar.rpc.writer import Writer
from tests.rpc.client import GUARD_S


class Pipe:
    """A place to write to that takes nothing until it is open, and one byte at a time."""

    def __init__(self) -> None:
        self.open, self.asked = threading.Event(), threading.Event()
        self.data = bytearray()

    def write(self, data: memoryview) -> int:
        self.asked.set()
        self.open.wait()
        self.data += data[:1]
        return 1


def body(text: str) -> Body:
    return Body([text.encode()])


def writer(write: Callable[[memoryview], int], broken: threading.Event | None = None) -> Writer:
    made = Writer(
        write,
        wrap=lambda body: body,
        broken=(broken or threading.Event()).set,
        most=200,
        most_bytes=1000,
    )
    made.start()
    return made


def test_all_is_written_in_order_in_whatever_pieces() -> None:
    pipe = Pipe()
    pipe.open.set()
    held = writer(pipe.write)
    for word in ("one ", "two ", "three"):
        held.put(body(word))
    held.finish(GUARD_S)
    assert pipe.data == b"one two three" and held.wrote.is_set()


def test_for_a_reader_that_is_stuck_progress_is_dropped_and_answers_kept() -> None:
    pipe = Pipe()
    held = writer(pipe.write)
    held.put(body("p"))
    assert pipe.asked.wait(GUARD_S)  # the first one is in the writer's hand, and waits no more
    taken = sum(held.offer(body("p")) for _ in range(1000))
    for _ in range(100):
        held.put(body("a"))
    assert taken == 100
    assert not held.wait_for_few(0) and not held.wait_empty(0)
    held.finish(0.01)  # gives up
    pipe.open.set()
    held.finish(GUARD_S)
    assert pipe.data == b"p" * 101 + b"a" * 100


def test_who_makes_answers_waits_for_room() -> None:
    pipe, passed = Pipe(), threading.Event()
    held = writer(pipe.write)
    held.put(body("a" * 1000))

    def make_answers() -> None:
        held.wait_for_room()
        passed.set()

    threading.Thread(target=make_answers, daemon=True).start()
    assert not passed.is_set()
    pipe.open.set()
    assert passed.wait(GUARD_S)


def test_a_reader_that_left_is_reported_once_and_holds_up_nobody() -> None:
    broken = threading.Event()

    def write(data: memoryview) -> int:
        raise BrokenPipeError(32, "Broken pipe")

    held = writer(write, broken)
    held.put(body("a" * 5000))
    assert broken.wait(GUARD_S)
    held.put(body("b" * 5000))
    held.wait_for_room()
    assert held.wait_empty(0) and not held.offer(body("c"))


def test_a_prompt_answer_overtakes_what_is_not_being_written() -> None:
    pipe = Pipe()
    held = writer(pipe.write)
    for text in ("one ", "two ", "three "):
        held.put(body(text))
    held.put(body("now "), first=True)
    held.put(body("then "), first=True)
    pipe.open.set()
    held.finish(GUARD_S)
    # The writer may have taken the first message before the others came.
    assert bytes(pipe.data) in (b"one now then two three ", b"now then one two three ")
    assert held.wait_empty(0)
