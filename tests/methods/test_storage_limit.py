"""The limit of prepared recordings is kept in the user's file, and nothing else there changes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.contract.settings import Setting, ShowSettingsRequest
from sidecar.contract.storage import SetStorageRequest, SetStorageResult
from sidecar.errors import InvalidParams
from sidecar.methods.settings import show
from sidecar.methods.storage import set_storage
from sidecar.profiles.ownfile import put
from sidecar.rpc.verb import Call
from sidecar.settings import read_settings
from tests.conftest import ONE_FIXTURE


def _engine(home: Path, **variables: str) -> Engine:
    return Engine(read_settings({"LINNET_HOME": str(home), **variables}))


def _set(engine: Engine, size: int | None) -> SetStorageResult:
    return set_storage(engine, SetStorageRequest(cache_bytes=size), Call())


def _shown(engine: Engine) -> Setting:
    result = show(engine, ShowSettingsRequest(), Call())
    return next(each for each in result.settings if each.name == "cache_gb")


def test_a_limit_acts_at_once_and_after_the_next_start(tmp_path: Path) -> None:
    engine = _engine(tmp_path)
    result = _set(engine, 2_500_000_000)
    file = tmp_path / "settings.toml"
    assert (result.file, result.cache.bytes) == (str(file), 2_500_000_000)
    assert (result.cache.source, result.cache.place) == ("file", f"{file}, line 1")
    for each in (engine, _engine(tmp_path)):
        assert each.settings.cache_bytes == 2_500_000_000
        assert (_shown(each).value, _shown(each).source) == (2.5, "file")


def test_a_file_keeps_its_comments_and_its_other_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        "# of the lab\nthreads = 3\ncache_gb = 4  # small disk\n\n[inference]\nbatch_s = 2\n"
    )
    engine = _engine(tmp_path)
    _set(engine, 12_000_000_000)
    assert file.read_text() == (
        "# of the lab\nthreads = 3\ncache_gb = 12  # small disk\n\n[inference]\nbatch_s = 2\n"
    )
    assert (engine.settings.threads, engine.settings.inference.batch_s) == (3, 2.0)
    _set(engine, None)
    assert file.read_text() == "# of the lab\nthreads = 3\n\n[inference]\nbatch_s = 2\n"
    assert engine.settings.cache_bytes == 10_000_000_000


def test_without_an_own_limit_that_of_the_profile_counts(tmp_path: Path) -> None:
    engine = _engine(tmp_path, LINNET_PROFILE="field")
    _set(engine, 3_000_000_000)
    result = _set(engine, None)
    assert (result.cache.bytes, result.cache.source) == (1_000_000_000, "profile")
    assert result.cache.place == "field"


def test_a_variable_counts_before_the_file_so_nothing_is_kept(tmp_path: Path) -> None:
    engine = _engine(tmp_path, LINNET_CACHE_GB="7")
    with pytest.raises(InvalidParams) as refused:
        _set(engine, 1)
    assert refused.value.field == "cacheBytes"
    assert "LINNET_CACHE_GB" in refused.value.message
    assert not (tmp_path / "settings.toml").exists()
    assert engine.settings.cache_bytes == 7_000_000_000


@pytest.mark.parametrize(
    "text",
    ['description = """\ncache_gb = 3\n"""\n', "cache_gb = [", '"cache\\u005fgb" = 3\n'],
    ids=["in a text", "broken", "in another spelling"],
)
def test_a_file_that_cannot_be_changed_safely_stays_as_it_is(text: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(InvalidParams):
        put(file, "cache_gb", 5)
    assert file.read_text() == text


_LINES = st.sampled_from(
    [
        *("# a comment", "", "threads = 2", 'profile = "field"', "cache_gb = 4", "  cache_gb=1e1"),
        *('"cache_gb" = 3 # note', "[inference]", "[breaker]", "batch_s = 2", "failures = 3"),
        *("cache_gb = 2 # [inference]", 'model = "cache_gb = 3"'),
    ]
)


@settings(suppress_health_check=ONE_FIXTURE)
@given(
    st.lists(_LINES, max_size=8),
    st.none() | st.floats(0, 1e6, allow_subnormal=False),
    st.sampled_from(["\n", "\r\n"]),
)
@example(["[inference]", "batch_s = 2"], 3.0, "\n")
@example(["threads = 2", "", "", "[breaker]"], 3.0, "\r\n")
def test_only_one_setting_changes_or_none(
    tmp_path: Path, lines: list[str], value: float | None, end: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(end.join(lines).encode())
    text = file.read_bytes()
    try:
        before = tomllib.loads(text.decode())
        put(file, "cache_gb", value)
    except (ValueError, InvalidParams):
        assert file.read_bytes() == text
        return
    after = tomllib.loads(file.read_bytes().decode())
    assert after.pop("cache_gb", None) == value
    before.pop("cache_gb", None)
    assert after == before
    comments = [line for line in lines if line.startswith("#")]
    assert all(line in file.read_text() for line in comments)
