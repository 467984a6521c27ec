"""Messages that cannot be used leave nothing in memory, and take little while they are refused."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from sidecar.contract.analyze import InferRequest
from sidecar.rpc import messages, server
from sidecar.rpc.memory import give_back
from sidecar.rpc.messages import MOST_VALUES, parse, weight
from sidecar.rpc.validation import WrongParams, validated
from tests.rpc.conftest import MakeLocal


@pytest.mark.parametrize("value", [b"[]", b"{}", b'{"a":0}', b"0"])
def test_a_message_of_too_many_values_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, value: bytes
) -> None:
    monkeypatch.setattr(messages, "MOST_VALUES", 1000)
    assert parse(b"[" + b",".join([value] * 300) + b"]")
    with pytest.raises(ValueError, match="more than 1,000 values"):
        parse(b"[" + b",".join([value] * 1001) + b"]")


def test_the_longest_list_of_a_request_is_no_message_of_too_many_values() -> None:
    (longest,) = (each for each in InferRequest.model_fields["inputs"].metadata if _most(each))
    assert _most(longest) + 100 < MOST_VALUES


def _most(metadata: object) -> int:
    return getattr(metadata, "max_length", 0)


@pytest.mark.parametrize("field", ["inputs", "recordingIds", "speciesList", "excludeSpecies"])
def test_of_a_long_list_the_first_wrong_item_is_told(field: str) -> None:
    params = {"inputs": ["a.wav"], field: [[]] * 50_000}
    with pytest.raises(WrongParams) as refused:
        validated(InferRequest, params)
    errors = refused.value.failure.data["errors"]
    assert isinstance(errors, list) and [each["field"] for each in errors] == [f"{field}.0"]


@pytest.mark.parametrize(("length", "given_back"), [(10, 0), (2**20, 1)])
def test_memory_goes_back_after_a_large_message_alone(
    make_local: MakeLocal, monkeypatch: pytest.MonkeyPatch, length: int, given_back: int
) -> None:
    calls: list[int] = []
    monkeypatch.setattr(server, "give_back", lambda: calls.append(1))
    local = make_local()
    assert local.call(1, "echo", value="x" * length)["result"]["value"] == "x" * length
    local.close_input()
    assert local.code() == 0
    assert len(calls) == given_back


_THREADS = """
import ctypes, re, sys, threading
from sidecar.rpc.memory import share_arenas
if sys.argv[2] == "share":
    share_arenas()
library = ctypes.CDLL(None)
library.malloc.restype = library.fopen.restype = ctypes.c_void_p
all_hold = threading.Barrier(8)
def hold():
    library.malloc(100_000)
    all_hold.wait()
threads = [threading.Thread(target=hold) for _ in range(8)]
[each.start() for each in threads]
[each.join() for each in threads]
file = ctypes.c_void_p(library.fopen(sys.argv[1].encode(), b"w"))
library.malloc_info(0, file)
library.fclose(file)
print(len(re.findall("<heap nr", open(sys.argv[1]).read())))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="heaps of threads are glibc's")
def test_threads_share_few_heaps(tmp_path: Path) -> None:
    def heaps(how: str) -> int:
        command = [sys.executable, "-c", _THREADS, str(tmp_path / "heaps.xml"), how]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    assert heaps("share") <= 2 < heaps("alone")


def test_any_thread_may_give_memory_back_at_any_time() -> None:
    for _ in range(3):
        give_back()


def test_small_values_weigh_what_they_take_in_memory() -> None:
    text = b"[" + b",".join([b"[]"] * 10_000) + b"]"
    parsed = parse(text)
    assert isinstance(parsed, list)
    taken = sys.getsizeof(parsed) + sum(map(sys.getsizeof, parsed))
    assert weight(text) > taken > 10 * len(text) // 2
    assert weight(b'"' + b"a" * 1000 + b'"') < 1100
