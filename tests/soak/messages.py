"""Makes messages: requests with params by the contract, and messages that are wrong as a whole."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.soak.values import Values

# How often a method comes among a hundred; the others share the rest. What copies the catalog or
# reads sound costs as much as hundreds of questions, and so comes less often.
_OFTEN = {"query": 30, "annotate": 9, "recordings/update": 7, "places/set": 7, "stream/push": 6}
_SELDOM = {
    "infer": 1.0,
    "preprocess": 1.0,
    "recordings/import": 0.6,
    "annotations/import": 0.6,
    "heads/train": 0.3,
    "heads/apply": 0.5,
    "heads/suggest": 0.5,
    "embeddings/reduce": 0.3,
    "embeddings/compare": 0.2,
    "recordings/relink": 0.6,
    "recordings/remove": 0.3,
    "runs/resume": 0.5,
    "runs/retry": 0.5,
    "export": 1.5,
    "clips": 0.5,
    "catalog/check": 0.2,
    "catalog/backup": 0.3,
    "catalog/repair": 0.1,
    "models/add": 0.4,
    "models/install": 0.5,
    "names/install": 0.3,
    "models/verify": 0.5,
    "models/check": 0.3,
    "models/list": 0.5,
    "spectrogram": 2.0,
    "waveform": 2.0,
}
_USUAL = 3.0


@dataclass
class Sent:
    """A message's bytes, and the ids of the answers that it must get, as JSON.

    `loose`: what is broken may be refused more than once, by answers without an id.
    """

    number: int
    body: bytes
    answers: list[str] = field(default_factory=list)
    loose: bool = False
    framed: bool = False  # the body brings its own header


class Messages:
    """Makes the messages of a seed; each follows from the seed and its number alone.

    Only the ids that the sidecar itself gave out, such as streams, come from its answers.
    """

    def __init__(self, values: Values, seed: int) -> None:
        self.values = values
        self._seed = seed
        methods = [name for name in values.requests if name != "initialize"]
        self._methods = methods
        self._shares = [_OFTEN.get(name, _SELDOM.get(name, _USUAL)) for name in methods]

    def message(self, number: int) -> Sent:
        """Make a message: one in ten is wrong as a whole."""
        chance = random.Random(f"{self._seed}:{number}")
        if chance.random() < 0.9:
            return _sent(number, self._request(number, chance), chance)
        return chance.choice(_WHOLE)(self, number, chance)

    def _request(self, id: object, chance: random.Random) -> dict[str, Any]:
        method = chance.choices(self._methods, self._shares)[0]
        params = self.values.params(method, chance)
        return {"jsonrpc": "2.0", "id": id, "method": method, "params": params}

    def cheap(self, id: object, chance: random.Random) -> dict[str, Any]:
        """Make a request that costs little, for what is wrong elsewhere."""
        method = chance.choice(("health", "models/list", "query", "nothing", "stream/push"))
        params = {"select": "runs", "limit": 1} if method == "query" else {}
        return {"jsonrpc": "2.0", "id": id, "method": method, "params": params}

    def framed(self, number: int) -> Sent:
        """Make a message with a header of its own; one in twenty has a wrong header."""
        chance = random.Random(f"{self._seed}:{number}")
        sent = _sent(number, self._request(number, chance), chance)
        sent.framed = True
        if chance.random() < 0.95:
            sent.body = _good_header(len(sent.body), chance) + sent.body
        else:
            sent.body = _wrong_header(len(sent.body), chance) + sent.body
            sent.answers, sent.loose = [], True
        return sent


def _sent(number: int, message: object, chance: random.Random) -> Sent:
    return Sent(number, _written(message, chance), [json.dumps(number)])


def _written(message: object, chance: random.Random) -> bytes:
    """Write JSON; infinity becomes a number too large for a float, NaN becomes one too."""
    text = json.dumps(message, ensure_ascii=chance.random() < 0.7)
    text = text.replace("Infinity", "1e999").replace("NaN", "-1e999")
    try:
        return text.encode()
    except UnicodeEncodeError:  # a lone surrogate can be written as an escape alone
        return json.dumps(message).replace("Infinity", "1e999").replace("NaN", "-1e999").encode()


def _junk(messages: Messages, number: int, chance: random.Random) -> Sent:
    body = chance.choice(
        (
            b"{", b"x", b'{"jsonrpc": "2.0", "id": ', b"\xff\xfe{", b"\x00", b"[" * 100_000,
            b'{"a":' * 50_000, b"nul", b"'x'", b"{}{}", b'"\xed\xa0\x80"', b"-", b"1e", b"[1,]",
            b"9" * 5000, b"[NaN]", b"\x1b[2J", b"Content-Length",
        )
    )  # fmt: skip
    return Sent(number, body, ["null"])


def _no_request(messages: Messages, number: int, chance: random.Random) -> Sent:
    value = chance.choice((1, "a", None, True, 1.5, {}, {"a": 1}, {"jsonrpc": "2.0"}))
    return Sent(number, json.dumps(value).encode(), ["null"])


def _an_answer(messages: Messages, number: int, chance: random.Random) -> Sent:
    value = chance.choice(({"result": 1, "id": 7}, {"error": None}, {"error": {}, "id": "x"}))
    return Sent(number, json.dumps({"jsonrpc": "2.0", **value}).encode())


def _odd_id(messages: Messages, number: int, chance: random.Random) -> Sent:
    good = (f"\ud800{number}", f"{number}\0", "x" * 980 + str(number), number - 10**30, -number)
    wrong: tuple[Any, ...] = (1.5, True, [], {}, [number], "x" * 1001, float("inf"), {"id": number})
    id: Any = chance.choice((*good, *wrong))
    wanted = json.dumps(id) if id in good and not isinstance(id, bool) else "null"
    return Sent(number, _written(messages.cheap(id, chance), chance), [wanted])


def _null_id(messages: Messages, number: int, chance: random.Random) -> Sent:
    return Sent(number, _written(messages.cheap(None, chance), chance), ["null"])


def _notified(messages: Messages, number: int, chance: random.Random) -> Sent:
    message = messages._request(number, chance)
    del message["id"]
    return Sent(number, _written(message, chance))


def _cancel(messages: Messages, number: int, chance: random.Random) -> Sent:
    """Cancel an earlier request, one that never was, or something that is no id."""
    earlier = number - chance.randrange(1, 9)
    id: Any = chance.choice(
        (earlier, earlier, earlier, number, "x", None, 1.5, [], {}, True, 10**400)
    )
    params: Any = chance.choice(({"id": id}, {"id": id}, {}, [id], {"id": id, "more": 1}))
    message: dict[str, Any] = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": params}
    if chance.random() < 0.5:
        return Sent(number, _written(message, chance))
    return Sent(number, _written({**message, "id": number}, chance), [json.dumps(number)])


def _odd_members(messages: Messages, number: int, chance: random.Random) -> Sent:
    message = messages.cheap(number, chance)
    member = chance.choice(("jsonrpc", "method", "params", "params", "params", "extra"))
    message[member] = chance.choice(
        (
            [],
            [1],
            "x",
            1,
            None,
            True,
            1.5,
            "",
            "x" * 1001,
            "rpc.x",
            "\ud800",
            "exit ",
            [{}],
            {"": 1},
        )
    )
    return _sent(number, message, chance)


def _batch(messages: Messages, number: int, chance: random.Random) -> Sent:
    """Make a batch: of good requests, of things that are none, of notifications, of nothing."""
    items: list[Any] = []
    answers: list[str] = []
    for place in range(chance.choice((0, 1, 2, 5, 30))):
        kind = chance.random()
        if kind < 0.5:
            id = f"{number}.{place}"
            items.append(messages.cheap(id, chance))
            answers.append(json.dumps(id))
        elif kind < 0.7:
            items.append({"jsonrpc": "2.0", "method": "health"})
        elif kind < 0.85:
            items.append({"jsonrpc": "2.0", "result": 1, "id": place})
        else:
            items.append(chance.choice((1, [], [[]], "x", None, {}, {"id": 1.5})))
            answers.append("null")
    return Sent(number, _written(items, chance), answers if items else ["null"])


def _twice(messages: Messages, number: int, chance: random.Random) -> Sent:
    """Send an id twice in one batch: each of the two gets an answer."""
    items = [messages.cheap(number, chance), messages.cheap(number, chance)]
    return Sent(number, _written(items, chance), [json.dumps(number)] * 2)


_WHOLE: tuple[Callable[[Messages, int, random.Random], Sent], ...] = (
    _junk, _no_request, _an_answer, _odd_id, _null_id, _notified, _cancel, _odd_members, _batch,
    _twice,
)  # fmt: skip


def _good_header(length: int, chance: random.Random) -> bytes:
    name = chance.choice((b"Content-Length", b"content-length", b"CONTENT-LENGTH"))
    more = chance.choice((b"", b"", b"Content-Type: x; y=z\r\n", b"X:\r\n", b"%b:%d\n"))
    more = more.replace(b"%b:%d", b"%b: %d" % (name, length))  # the same length twice
    blank = chance.choice((b"", b"\r\n", b"\n\n"))
    return blank + more + b"%b: %d\r\n\r\n" % (name, length)


def _wrong_header(length: int, chance: random.Random) -> bytes:
    """Make a header that contradicts itself, or is none; a smaller length ends in the body."""
    less = chance.randrange(length)
    return chance.choice(
        (
            b"Content-Length: %d\r\nContent-Length: %d\r\n\r\n" % (length, less),
            b"Content-Length: %d\r\nContent-Length: %d\r\n\r\n" % (less, length),
            b"Content-Length: %d\r\n\r\n" % less,
            b"Content-Length: -%d\r\n\r\n" % length,
            b"Content-Length: %d, %d\r\n\r\n" % (length, less),
            b"Content-Length: 0x10\r\n\r\n",
            b"Content-Length: +%d\r\n\r\n" % length,
            b"Content-Length:\r\n\r\n",
            b"Content-Type: x\r\n\r\n",
            b"no header\r\n\r\n",
            b"\xff\x00: 1\r\n\r\n",
            b"X: " + b"y" * 9000 + b"\r\n\r\n",
        )
    )
