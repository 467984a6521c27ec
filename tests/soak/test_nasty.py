"""No message can end the sidecar, stay unanswered, or find an error that nobody foresaw."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from sidecar.contract.methods import METHODS
from tests.soak.messages import Messages
from tests.soak.nasty import attack, report
from tests.soak.scene import Scene, make, remove
from tests.soak.values import Values

FIXED = 20_261_129
COUNT = 10_000  # for each of two seeds


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return make(tmp_path_factory.mktemp("scene"))


@pytest.mark.parametrize("seed", [FIXED, random.SystemRandom().randrange(10**9)], ids=["fixed", ""])
def test_nasty_messages_are_all_answered_and_find_no_internal_error(
    seed: int, tmp_path: Path
) -> None:
    print(f"seed {seed}: python -m tests.soak.nasty --seed {seed} --count {COUNT} --folder FOLDER")
    try:
        found = attack(seed, COUNT, tmp_path)
    finally:
        remove(tmp_path)
    report(found)
    assert not found.faults
    assert (found.deaths, found.unanswered, found.unasked, found.internal) == (0, 0, 0, 0)
    assert found.sent == COUNT


def test_the_messages_name_every_method_and_every_field_of_the_contract(scene: Scene) -> None:
    values = Values(scene)
    messages = Messages(values, FIXED)
    methods, fields = set(), set()
    for number in range(20_000):
        try:
            message = json.loads(messages.message(number).body)
        except (ValueError, RecursionError):  # junk
            continue
        if isinstance(message, dict) and isinstance(message.get("params"), dict):
            methods.add(str(message.get("method")))
            fields |= {(str(message.get("method")), name) for name in message["params"]}
    assert methods >= METHODS.keys()
    known = {
        (method, name)
        for method in METHODS
        for name in values.schemas[values.requests[method]].get("properties", {})
    }
    assert known <= fields


def test_a_message_follows_from_its_seed_and_number(scene: Scene) -> None:
    one, other = Messages(Values(scene), 5), Messages(Values(scene), 5)
    assert [one.message(n).body for n in range(300)] == [other.message(n).body for n in range(300)]
    assert Messages(Values(scene), 6).message(1).body != one.message(1).body


def test_no_message_writes_outside_the_scene(scene: Scene) -> None:
    """Each text of a field that a method writes to is a place in the scene, or a relative one."""
    values = Values(scene)
    for number in range(5_000):
        for method, field in (("export", "destination"), ("catalog/backup", "destination")):
            text = values.params(method, random.Random(f"{method}{number}")).get(field)
            if isinstance(text, str) and text.startswith(("/", "file:")):
                path = text.removeprefix("file://").lstrip("/")
                assert path.lower().startswith(str(scene.root).lower().lstrip("/")), text
