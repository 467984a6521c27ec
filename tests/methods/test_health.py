"""`health` tells what is known; it waits for nobody who holds the catalog."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.app import engine as opening
from sidecar.app.engine import Engine
from sidecar.app.watch import ModelWatch
from sidecar.catalog.changes import Changes
from sidecar.catalog.sqlite import catalog as sqlite
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.contract.lifecycle import HealthRequest, HealthResult
from sidecar.methods.lifecycle import health
from sidecar.rpc.verb import Call

GUARD_S = 60.0  # only against hanging


def _health(engine: Engine) -> HealthResult:
    return health(engine, HealthRequest(), Call())


def _of_the_catalog(result: HealthResult, engine: Engine) -> list[str]:
    return [each for each in result.trouble if str(engine.catalog_path) in each]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let no catalog open before the event is set."""
    gate = threading.Event()

    class Held(SqliteCatalog):
        def __init__(self, path: Path, changes: Changes | None = None) -> None:
            assert gate.wait(GUARD_S)
            super().__init__(path, changes)

    monkeypatch.setattr(sqlite, "SqliteCatalog", Held)
    monkeypatch.setattr(opening, "_FIRST_S", 0.01)
    yield gate
    gate.set()


def test_a_catalog_that_is_still_being_opened_is_said(bare: Engine, gate: threading.Event) -> None:
    for _ in range(3):
        result = _health(bare)
        assert result.status == "degraded"
        (said,) = _of_the_catalog(result, bare)
        assert said.startswith("Linnet is still opening the catalog")
    gate.set()
    assert bare.catalog is not None
    assert not _of_the_catalog(_health(bare), bare)


def test_a_verb_that_waits_for_the_opening_does_not_make_health_wait(
    bare: Engine, gate: threading.Event
) -> None:
    opened: list[object] = []
    waiting = threading.Thread(target=lambda: opened.append(bare.catalog))
    waiting.start()
    assert _of_the_catalog(_health(bare), bare)
    assert not opened
    gate.set()
    waiting.join(GUARD_S)
    assert opened


def test_a_damaged_catalog_is_said_at_once_and_forgotten_once_it_is_mended(bare: Engine) -> None:
    bare.catalog_path.write_bytes(b"no catalog" * 1000)
    for _ in range(2):
        (said,) = _of_the_catalog(_health(bare), bare)
        assert "is damaged, or it is not a catalog" in said
    bare.catalog_path.unlink()
    assert bare.catalog is not None
    assert not _of_the_catalog(_health(bare), bare)


def test_a_fault_in_opening_is_said_too(bare: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, changes: Changes) -> SqliteCatalog:
        raise ValueError("a fault")

    monkeypatch.setattr(sqlite, "SqliteCatalog", fail)
    (said,) = _of_the_catalog(_health(bare), bare)
    assert "cannot be opened" in said and "a fault" in said


def test_a_model_that_keeps_failing_is_listed_and_said(bare: Engine) -> None:
    breaker = bare.breakers.of("owls", "abc-1")
    assert not _health(bare).breakers
    breaker.failed(breaker.admit(), "a fault")
    (listed,) = _health(bare).breakers
    assert (listed.model, listed.version_id) == ("owls", "abc-1")
    assert (listed.state, listed.failures, listed.last_error) == ("closed", 1, "a fault")
    assert listed.next_try_seconds is None
    for _ in range(bare.settings.breaker.failures - 1):
        breaker.failed(breaker.admit(), "a fault")
    result = _health(bare)
    assert result.status == "degraded"
    (listed,) = result.breakers
    assert listed.state == "open"
    assert listed.next_try_seconds is not None
    assert 0 < listed.next_try_seconds <= bare.settings.breaker.recovery_s
    (said,) = [each for each in result.trouble if "owls" in each]
    assert said.startswith("The model owls keeps failing: a fault Linnet tries it again in ")


def test_the_breakers_changes_make_one_notice_in_their_order(bare: Engine) -> None:
    watch = ModelWatch(bare)
    assert watch.take() is None
    breaker = bare.breakers.of("owls", "abc-1")
    for _ in range(bare.settings.breaker.failures):
        breaker.failed(breaker.admit(), "a fault")
    assert watch.wait()
    notice = watch.take()
    assert notice is not None and notice.left_out == 0
    (change,) = notice.changes
    assert (change.model, change.before, change.state) == ("owls", "closed", "open")
    assert change.error == "a fault"
    assert watch.take() is None
