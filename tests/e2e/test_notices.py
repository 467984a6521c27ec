"""The sidecar says unasked that the catalog changed, whoever changed it."""

from __future__ import annotations

import json
import queue
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sidecar.contract.query import LISTINGS
from tests.e2e.sidecar import Sidecar
from tests.factories import tone, write_wav
from tests.tiny import write_labels, write_model

# An answer to a question is awaited so long; a failing test takes no longer.
PATIENCE_S = 30.0


class Heard:
    """A sidecar whose messages a thread reads, with the time of each notice."""

    def __init__(self, home: Path, catalog: Path) -> None:
        self.sidecar = Sidecar(home, catalog)
        self.notices: list[tuple[float, dict[str, Any]]] = []
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self.sidecar.process.stdout is not None
        for line in self.sidecar.process.stdout:
            message = json.loads(line)
            if message.get("method") == "$/catalog":
                with self._news:
                    self.notices.append((time.monotonic(), message["params"]))
                    self._news.notify_all()
            elif "id" in message:
                self._answers.put(message)

    def ask(self, method: str, **params: Any) -> Any:
        wanted = self.sidecar.send(method, params)
        while (answer := self._answers.get(timeout=PATIENCE_S))["id"] != wanted:
            pass
        assert "result" in answer, answer
        return answer["result"]

    def settled(self) -> list[dict[str, Any]]:
        """Wait for the notice of the present revision; returns all notices."""
        present = self.ask("health")["revision"]
        with self._news:
            assert self._news.wait_for(
                lambda: present <= (self.notices[-1][1]["revision"] if self.notices else 0),
                PATIENCE_S,
            )
        return [notice for _, notice in self.notices]

    def next(self, count: int) -> dict[str, Any]:
        """Wait for notice number `count`."""
        with self._news:
            assert self._news.wait_for(lambda: len(self.notices) >= count, PATIENCE_S)
            return self.notices[count - 1][1]

    def close(self) -> None:
        """End the sidecar."""
        assert self.sidecar.process.stdin is not None
        self.sidecar.process.stdin.close()
        self.sidecar.process.wait(PATIENCE_S)
        self._thread.join(PATIENCE_S)
        assert self.sidecar.process.stdout is not None
        self.sidecar.process.stdout.close()


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Heard]:
    (tmp_path / "card").mkdir()
    write_wav(tmp_path / "card" / "20240501_053000.wav", tone(1.0))
    made = Heard(tmp_path, tmp_path / "c.sqlite")
    made.ask("initialize")
    yield made
    made.close()


def test_what_a_request_writes_is_said_and_what_it_reads_is_not(
    heard: Heard, tmp_path: Path
) -> None:
    heard.ask("query", select="recordings")
    heard.ask("memos/get", key="view")
    assert heard.settled() == []

    heard.ask("memos/set", key="view", value=1)
    assert heard.settled() == [{"revision": 1, "touched": ["memos"]}]

    heard.ask("memos/set", key="none", value=None)  # nothing to remove
    heard.ask("recordings/import", inputs=[str(tmp_path / "card")])
    *_, last = heard.settled()
    assert {"recordings", "sources"} <= set(last["touched"])
    assert not {"memos", "runs", "clocks", "surveys", "modelFiles"} & set(last["touched"])


def test_another_sidecar_on_the_same_catalog_is_heard(heard: Heard, tmp_path: Path) -> None:
    heard.ask("query", select="recordings")  # opens the catalog
    other = Heard(tmp_path, tmp_path / "c.sqlite")
    other.ask("initialize")
    other.ask("memos/set", key="view", value=1)
    notice = heard.next(1)
    assert notice["touched"] == sorted([*LISTINGS, "memos"])
    assert heard.ask("health")["revision"] == notice["revision"]
    assert heard.ask("memos/get", key="view")["value"] == 1

    heard.ask("memos/set", key="view", value=2)
    assert other.next(2)["touched"] == sorted([*LISTINGS, "memos"])
    other.close()


def test_a_program_of_another_kind_is_heard(heard: Heard, tmp_path: Path) -> None:
    heard.ask("recordings/import", inputs=[str(tmp_path / "card")])
    count = len(heard.settled())
    with closing(sqlite3.connect(tmp_path / "c.sqlite")) as db, db:
        db.execute("INSERT INTO Species (species) VALUES ('Asio otus')")
    assert "species" in heard.next(count + 1)["touched"]


def test_a_run_is_said_in_few_notices_and_its_end_in_the_last(heard: Heard, tmp_path: Path) -> None:
    model = write_model(tmp_path / "tiny.onnx", shape=(144_000,), classes=50, embedding=4)
    labels = write_labels(tmp_path / "tiny.txt", 50)
    heard.ask("models/add", path=str(model), labels=str(labels), name="tiny")
    assert heard.next(1)["touched"] == ["modelFiles"]
    for number in range(100):
        name = f"20240501_05{number // 60:02}{number % 60:02}.wav"
        write_wav(tmp_path / "night" / name, tone(6.0))
    began = time.monotonic()
    answer = heard.ask(
        "infer", inputs=[str(tmp_path / "night")], model="tiny", minConfidence=0.0, topK=50
    )
    assert answer["stats"]["detections"] >= 10_000
    notices = heard.settled()[1:]
    took_s = heard.notices[-1][0] - began
    assert len(notices) <= 2 + 2 * took_s  # at most two in a second
    assert {"detections", "recordings", "species", "runs"} <= set(
        name for notice in notices for name in notice["touched"]
    )
    assert "runs" in notices[-1]["touched"]  # how the run ended
    revisions = [notice["revision"] for notice in notices]
    assert revisions == sorted(set(revisions))


def test_the_last_change_is_said_though_the_client_leaves_at_once(tmp_path: Path) -> None:
    heard = Heard(tmp_path, tmp_path / "c.sqlite")
    heard.ask("initialize")
    for value in range(20):
        heard.sidecar.send("memos/set", {"key": "view", "value": value})
    heard.close()
    assert [notice for _, notice in heard.notices][-1] == {"revision": 20, "touched": ["memos"]}
    assert len(heard.notices) < 20


def test_who_shook_no_hands_hears_answers_alone(tmp_path: Path) -> None:
    heard = Heard(tmp_path, tmp_path / "c.sqlite")
    heard.ask("memos/set", key="view", value=1)
    heard.close()
    assert heard.notices == []
